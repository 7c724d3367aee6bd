"""What a change to topics changes for other pages, made anew with it."""

from dataclasses import dataclass

from django.apps import apps

from portal.caching import surrogate_keys
from topics.models.alias import Alias
from topics.models.neighbourhood import Neighbourhood
from topics.models.page import Page, alone_with_pages
from topics.models.profiles import PROFILES, SHOWN_ELSEWHERE
from topics.models.section import Section
from topics.models.source import Citation, Source
from topics.models.tag import Tag, Tagging
from topics.pictures.mission_context import missions_around
from topics.pictures.ties import ties_of

# What other pages say of a topic, beside its name.
TOLD = ("summary", "position", "date", *SHOWN_ELSEWHERE)
# What tables and files say besides, and are sorted and filtered by.
FACTS = tuple(f"published_revision__content__{name}" for name in PROFILES)
NAME = ("title", "slug", "section")


@dataclass(frozen=True)
class Look:
    """What readers can see of a published topic on other pages than its own."""

    name: tuple
    told: tuple
    facts: tuple
    slugs: frozenset
    tags: frozenset
    sources: frozenset
    ties: frozenset

    @property
    def section(self):
        return self.name[-1]


def looks_of(ids):
    """{primary key: Look} of those topics of `ids` that are published."""
    topics = apps.get_model("topics", "Topic").objects.published().filter(pk__in=ids)
    columns = topics.values_list("pk", *NAME, *TOLD, *FACTS)
    rows = {pk: values for pk, *values in columns}
    if not rows:
        return {}
    aliases = _sets(Alias.objects.filter(topic__in=rows), "topic", "slug")
    tags = _sets(
        Tagging.objects.filter(content_object__in=rows), "content_object", "tag"
    )
    cited = Citation.objects.filter(topic__in=rows).exclude(source=None)
    sources = _sets(cited, "topic", "source")
    ties = ties_of(rows)
    return {
        pk: Look(
            name=tuple(row[: len(NAME)]),
            told=tuple(row[len(NAME) : -len(FACTS)]),
            facts=tuple(row[-len(FACTS) :]),
            slugs=frozenset({row[1], *aliases.get(pk, ())}),
            tags=frozenset(tags.get(pk, ())),
            sources=frozenset(sources.get(pk, ())),
            ties=frozenset(ties.get(pk, ())),
        )
        for pk, row in rows.items()
    }


def _sets(queryset, owner, value):
    sets = {}
    for key, item in queryset.order_by().values_list(owner, value):
        sets.setdefault(key, set()).add(item)
    return sets


class Change:
    """A context manager around a change to the topics of `ids` (primary keys), inside
    a transaction. When the block is left, everything is made again that shows what
    changed: links in other texts, pictures of the graph, pages."""

    def __init__(self, ids):
        self.ids, self.slugs = set(ids), set()

    @classmethod
    def of_slugs(cls, slugs):
        """A change to the topics that have these slugs, or will have them."""
        change = cls(())
        change.slugs = set(slugs)
        return change

    def __enter__(self):
        alone_with_pages()
        self._find()
        self.before = looks_of(self.ids)
        return self

    def __exit__(self, error, *rest):
        if error is None:
            self._find()
            self._make_again()

    def _find(self):
        if self.slugs:
            topics = apps.get_model("topics", "Topic").objects
            found = topics.filter(slug__in=self.slugs)
            self.ids |= set(found.values_list("pk", flat=True))

    def _make_again(self):
        Topic = apps.get_model("topics", "Topic")
        after = looks_of(self.ids)
        slugs = self._slugs_of_renamed(after)
        naming = set()
        if slugs:
            named = Topic.objects.naming(slugs).exclude(pk__in=self.ids)
            naming = set(named.values_list("pk", flat=True))
            Section.objects.mentioning(slugs).render()
        if naming:
            Topic.objects.filter(pk__in=naming).derive()
            # Links that waited for the name lead there now.
            after = looks_of(self.ids)
        pairs = [(self.before.get(pk), after.get(pk)) for pk in self.ids]
        shown_on = Page.objects.showing(self._told_differently(after))
        pages = self.ids | naming | set(shown_on.values_list("pk", flat=True))
        tied = {pk for one, other in pairs for pk in _changed_ties(one, other)}
        redraw, with_sky = Neighbourhood.objects.redraw, bool(tied or slugs)
        pages |= redraw(self.ids | tied, with_sky=with_sky) | tied
        pages |= self._beside(after)
        _count(pairs)
        Page.objects.renew(pages | self._missions_of_the_time(after), first=self.ids)
        surrogate_keys.invalidate(*self._keys(pairs))

    def _slugs_of_renamed(self, after):
        """All slugs of the topics whose name changed, or that came or went."""
        looks = [(self.before.get(pk), after.get(pk)) for pk in self.ids]
        return {
            slug
            for one, other in looks
            if (one and one.name) != (other and other.name)
            for look in (one, other)
            if look
            for slug in look.slugs
        }

    def _told_differently(self, after):
        return [
            pk for pk in self.ids if _told(self.before.get(pk)) != _told(after.get(pk))
        ]

    def _beside(self, after):
        """The topics before and after those whose place may be new; on the pages beside
        the old place they are shown."""
        published = apps.get_model("topics", "Topic").objects.published()
        moved = published.filter(pk__in=self._told_differently(after))
        placed = moved.only("section", "place")
        pairs = [published.beside(topic) for topic in placed]
        return {other.pk for pair in pairs for other in pair if other}

    def _missions_of_the_time(self, after):
        """Those on whose pages a changed mission may stand among its own time."""
        published = apps.get_model("topics", "Topic").objects.published()
        changed = published.filter(
            pk__in=self._told_differently(after), mission__isnull=False
        )
        return {
            other.pk
            for topic in changed.select_related("mission")
            for other in missions_around(topic, published)
        }

    def _keys(self, pairs):
        yield from (f"t{pk}" for pk in self.ids)
        yield from ("changes", "search")
        for one, other in pairs:
            looks = [look for look in (one, other) if look]
            if _listed(one) != _listed(other):
                yield "topics"
                yield from (f"s{look.section}" for look in looks)
                yield from (f"g{tag}" for look in looks for tag in look.tags)
            sources = [look.sources if look else frozenset() for look in (one, other)]
            for source in sources[0] ^ sources[1]:
                yield from ("sources", f"r{source}")


def count_topics():
    """Count anew the topics of all sections, tags and sources."""
    for model in (Section, Tag, Source):
        model.objects.count_topics()


def _count(pairs):
    """Count anew the topics of what they came to or went from."""
    sections, tags, sources = set(), set(), set()
    for one, other in pairs:
        sections |= {one and one.section} ^ {other and other.section}
        tags |= (one.tags if one else set()) ^ (other.tags if other else set())
        sources |= (one.sources if one else set()) ^ (other.sources if other else set())
    for model, keys in ((Section, sections), (Tag, tags), (Source, sources)):
        model.objects.filter(pk__in=keys - {None}).count_topics()


def _told(look):
    return look and (look.name, look.told)


def _listed(look):
    return look and (look.name, look.told, look.facts, look.tags)


def _changed_ties(one, other):
    """The topics at the other end of ties that came or went; of a topic that came,
    went or was renamed, all."""
    before, after = (look.ties if look else frozenset() for look in (one, other))
    if one and other and one.name == other.name:
        return before ^ after
    return before | after
