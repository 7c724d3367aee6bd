"""What an editor should mend in the published content."""

import re
from collections import defaultdict
from dataclasses import dataclass

from django.db.models import Count, Q
from django.utils.translation import gettext as _

from topics.models import (
    Citation,
    CrossReference,
    Depiction,
    Link,
    Mission,
    Section,
    Source,
    Tag,
    Topic,
)

# What a page needs to be found, believed and left for another.
LEAST_LEADING, LEAST_REFERENCES, LEAST_SOURCES = 2, 3, 2
LEAST_TAGGED, TAGS_A_TOPIC = 2, range(3, 13)
ERROR, WARNING = "error", "warning"
# A year or a number of three or more digits; such a claim needs a source.
_CLAIM = re.compile(r"\b(?:1[89]|20)\d\d\b|\b\d{3,}\b|\b\d+ per cent\b")
_CITED = re.compile(r"\[@[^\]]+\]|\[\^[^\]]+\]")
_NOT_A_CLAIM = re.compile(r"^(?:#|\||```|\s{4})|^\[\^")


@dataclass(frozen=True)
class Finding:
    """One thing to mend: how grave (`error` or `warning`), which rule, on which
    page (`section/slug`, or a tag), and a sentence."""

    level: str
    rule: str
    page: str
    sentence: str


def check_content():
    """All findings, errors first, then by page."""
    findings = [
        *_broken_links(),
        *_missing_sources(),
        *_missing_images(),
        *_orphans(),
        *_few_references(),
        *_claims_without_citation(),
        *_tags(),
        *_stale_reviews(),
        *_profiles(),
        *_missions_without_their_resolution(),
    ]
    return sorted(findings, key=lambda f: (f.level, f.page, f.rule, f.sentence))


def _page(topic):
    return f"{topic.section.slug}/{topic.slug}"


def _published():
    return Topic.objects.published().select_related("section")


def _broken_links():
    readable = Topic.objects.published()
    for model, rule in [(Link, "broken-link"), (CrossReference, "broken-reference")]:
        rows = model.objects.broken(readable)
        for row in rows.select_related("source__section"):
            yield Finding(
                ERROR,
                rule,
                _page(row.source),
                _("No published topic has the slug “%(slug)s”.") % {"slug": row.slug},
            )


def _missing_sources():
    rows = Citation.objects.filter(topic__in=Topic.objects.published(), source=None)
    for row in rows.select_related("topic__section"):
        yield Finding(
            ERROR,
            "missing-source",
            _page(row.topic),
            _("The bibliography has no source “%(key)s”.") % {"key": row.key},
        )


def _missing_images():
    rows = Depiction.objects.filter(topic__in=Topic.objects.published(), image=None)
    for row in rows.select_related("topic__section"):
        yield Finding(
            ERROR,
            "missing-image",
            _page(row.topic),
            _("There is no image “%(slug)s”.") % {"slug": row.slug},
        )


def _orphans():
    readable = Topic.objects.published()
    leading = defaultdict(set)
    for model in (Link, CrossReference):
        rows = model.objects.filter(source__in=readable, target__in=readable)
        for source, target in rows.values_list("source", "target"):
            if source != target:
                leading[target].add(source)
    for topic in _published():
        if (count := len(leading[topic.pk])) < LEAST_LEADING:
            yield Finding(
                ERROR,
                "orphan",
                _page(topic),
                _("Only %(count)d other pages lead to this page; link to it.")
                % {"count": count},
            )


def _few_references():
    for topic in _published().annotate(number=Count("cross_references")):
        if topic.number < LEAST_REFERENCES:
            yield Finding(
                ERROR,
                "few-references",
                _page(topic),
                _("The page has %(count)d cross-references; give it three or more.")
                % {"count": topic.number},
            )


def _claims_without_citation():
    known = Count("citations", filter=~Q(citations__source=None))
    for topic in _published().annotate(number=known):
        if topic.number < LEAST_SOURCES:
            yield Finding(
                ERROR,
                "few-sources",
                _page(topic),
                _("The page cites %(count)d sources; a claim needs one.")
                % {"count": topic.number},
            )
    for topic in _published():
        for line in uncited_claims(topic.body):
            yield Finding(
                WARNING,
                "uncited-claim",
                _page(topic),
                _("A dated or numbered claim has no citation: “%(words)s”")
                % {"words": line[:90]},
            )


def uncited_claims(body):
    """Paragraphs with a year or a number but without a citation or footnote."""
    return [
        line
        for line in body.splitlines()
        if line.strip()
        and not _NOT_A_CLAIM.search(line)
        and _CLAIM.search(line)
        and not _CITED.search(line)
    ]


def _tags():
    for tag in Tag.objects.prefetch_related("narrower"):
        if tag.topic_count < LEAST_TAGGED and not tag.narrower.all():
            yield Finding(
                WARNING,
                "lonely-tag",
                tag.slug,
                _("%(count)d published topics carry this tag; it leads nowhere.")
                % {"count": tag.topic_count},
            )
    for topic in _published().annotate(number=Count("taggings")):
        if topic.number not in TAGS_A_TOPIC:
            yield Finding(
                ERROR,
                "tag-count",
                _page(topic),
                _("The page carries %(count)d tags; give it three to twelve.")
                % {"count": topic.number},
            )
    topics = _published().select_related("published_revision")
    for topic in topics.prefetch_related("taggings__tag"):
        carried = {tagging.tag.slug for tagging in topic.taggings.all()}
        for slug in set(topic.published_revision.content.get("tags", [])) - carried:
            yield Finding(
                ERROR,
                "unknown-tag",
                _page(topic),
                _("The vocabulary has no tag “%(slug)s”.") % {"slug": slug},
            )


def _stale_reviews():
    for topic in _published().filter(reviewed=None):
        yield Finding(
            WARNING, "never-reviewed", _page(topic), _("Nobody has reviewed this page.")
        )
    for topic in _published().overdue():
        yield Finding(
            WARNING,
            "stale-review",
            _page(topic),
            _("The last review was on %(day)s.") % {"day": topic.reviewed},
        )


def _profiles():
    missions = Mission.objects.filter(topic__in=Topic.objects.published())
    for mission in missions.select_related("topic__section", "predecessor"):
        if mission.predecessor_slug and not mission.predecessor:
            yield Finding(
                ERROR,
                "broken-predecessor",
                _page(mission.topic),
                _("No topic has the slug “%(slug)s”.")
                % {"slug": mission.predecessor_slug},
            )


def _missions_without_their_resolution():
    missions = Mission.objects.filter(topic__in=Topic.objects.published())
    cited = set(
        Citation.objects.filter(topic__mission__in=missions).values_list(
            "topic", "source__number"
        )
    )
    missions = missions.select_related("topic__section")
    for mission in missions.prefetch_related("resolutions"):
        symbols = [resolution.symbol for resolution in mission.resolutions.all()]
        if symbols and (mission.topic_id, symbols[0]) not in cited:
            yield Finding(
                ERROR,
                "uncited-mandate",
                _page(mission.topic),
                _("The page does not cite %(symbol)s, which set the mission up.")
                % {"symbol": symbols[0]},
            )


def counts_by_section():
    """Of each section: (title, topics, words, cited sources, links between topics)."""
    rows = []
    for section in Section.objects.all():
        topics = Topic.objects.published().filter(section=section)
        words = sum(len(t.split()) for t in topics.values_list("text", flat=True))
        sources = Source.objects.filter(citations__topic__in=topics).distinct()
        links = Link.objects.filter(source__in=topics).exclude(target=None)
        references = CrossReference.objects.filter(source__in=topics)
        rows.append(
            (
                section.title,
                topics.count(),
                words,
                sources.count(),
                links.count() + references.exclude(target=None).count(),
            )
        )
    return rows
