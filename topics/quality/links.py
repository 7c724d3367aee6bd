"""Rules of what leads from page to page."""

from collections import defaultdict
from collections.abc import Iterable, Iterator

from django.db.models import Exists, F, OuterRef, Q, Value
from django.db.models.functions import Coalesce, NullIf
from django.utils.translation import gettext, ngettext_lazy
from django.utils.translation import gettext_lazy as _
from markdown.extensions.toc import slugify_unicode
from rapidfuzz import fuzz, process

from topics.models import Agreement, CrossReference, Link, Mission, Topic
from topics.quality.draft import Draft
from topics.quality.rows import number_of, topic_rows
from topics.quality.rule import Level, Row, Rows, Rule

LEAST_LEADING, LEAST_REFERENCES = 2, 3
LEAST_LIKE = 80  # per cent, of a name that was probably meant


def broken_links() -> Rows:
    links = Link.objects.broken(Topic.objects.published())
    return topic_rows(links, at="source", named=F("slug"))


def broken_references() -> Rows:
    references = CrossReference.objects.broken(Topic.objects.published())
    return topic_rows(references, at="source", named=F("slug"))


def broken_predecessors() -> Rows:
    topics = Topic.objects.published()
    broken = Q(pk__in=[])
    for model in (Mission, Agreement):
        followers = model.objects.exclude(predecessor_slug="")
        lost = followers.exclude(predecessor__in=topics)
        broken |= Q(pk__in=lost.values("topic"))
    of_mission = NullIf("mission__predecessor_slug", Value(""))
    named = Coalesce(of_mission, "agreement__predecessor_slug")
    return topic_rows(topics.filter(broken), named=named)


def orphans() -> Rows:
    """Topics to which few others lead, by wiki-links or cross-references."""
    topics = Topic.objects.published()
    links = Link.objects.filter(source__in=topics).exclude(source=F("target"))
    linking = links.filter(source=OuterRef("source"), target=OuterRef("target"))
    references = CrossReference.objects.filter(source__in=topics)
    counted = topics.annotate(
        count=number_of(links, "target", "source")
        + number_of(references.exclude(Exists(linking)), "target", "source")
    )
    return topic_rows(counted.filter(count__lt=LEAST_LEADING), "count")


def few_references() -> Rows:
    topics = Topic.objects.published()
    number = number_of(CrossReference.objects.all(), "source")
    few = topics.annotate(count=number).filter(count__lt=LEAST_REFERENCES)
    return topic_rows(few, "count")


def with_meant(rows: Iterable[Row]) -> Iterator[Row]:
    """Rows that name a slug, with the page that was probably `meant`."""
    rows = list(rows)
    names = _names_of_pages() if rows else {}
    for row in rows:
        named = slugify_unicode(row["named"], "-")
        if named not in names:
            likely = process.extractOne(
                named, list(names), scorer=fuzz.ratio, score_cutoff=LEAST_LIKE
            )
            named = likely[0] if likely else ""
        slug = names.get(named)
        meant = gettext(" (did you mean “%(slug)s”?)") % {"slug": slug} if slug else ""
        yield {**row, "meant": meant}


def _names_of_pages() -> dict[str, str]:
    """The slug of each published page by what people may take for it: its title, its
    acronym. A name that several have is left out."""
    rows = Topic.objects.published().values_list("slug", "title", "mission__acronym")
    slugs: dict[str, set[str]] = defaultdict(set)
    for slug, title, acronym in rows:
        for name in (slug, title, acronym or ""):
            slugs[slugify_unicode(name, "-")].add(slug)
    return {name: found.pop() for name, found in slugs.items() if len(found) == 1}


def _ask_links(draft: Draft) -> Iterator[Row]:
    return ({"named": slug} for slug in draft.links if draft.leads_nowhere(slug))


def _ask_references(draft: Draft) -> Iterator[Row]:
    return ({"named": slug} for slug in draft.references if draft.leads_nowhere(slug))


def _ask_predecessor(draft: Draft) -> Iterator[Row]:
    slug = draft.predecessor
    if slug and draft.leads_nowhere(slug):
        yield {"named": slug}


def _ask_number_of_references(draft: Draft) -> Iterator[Row]:
    if (count := len(draft.references)) < LEAST_REFERENCES:
        yield {"count": count}


NOBODY = _(
    "No published topic has the slug “%(named)s”%(meant)s; publish it or correct this."
)
BROKEN_LINK = Rule(
    "broken-link",
    Level.ERROR,
    NOBODY,
    broken_links,
    _ask_links,
    "body",
    say=with_meant,
)
BROKEN_REFERENCE = Rule(
    "broken-reference",
    Level.ERROR,
    NOBODY,
    broken_references,
    _ask_references,
    "related",
    say=with_meant,
)
BROKEN_PREDECESSOR = Rule(
    "broken-predecessor",
    Level.ERROR,
    NOBODY,
    broken_predecessors,
    _ask_predecessor,
    "predecessor",
    say=with_meant,
)
ORPHAN = Rule(
    "orphan",
    Level.ERROR,
    ngettext_lazy(
        "Only %(count)d other page leads to this page; link to it from two or more.",
        "Only %(count)d other pages lead to this page; link to it from two or more.",
        "count",
    ),
    orphans,
)
FEW_REFERENCES = Rule(
    "few-references",
    Level.ERROR,
    ngettext_lazy(
        "The page has %(count)d cross-reference; give it three or more.",
        "The page has %(count)d cross-references; give it three or more.",
        "count",
    ),
    few_references,
    _ask_number_of_references,
    "related",
)
