"""What is computed from a published text, for many topics at once."""

from dataclasses import asdict, dataclass

from django.apps import apps
from django.db.models import OuterRef, Subquery
from django.db.models.functions import Coalesce

from topics import markup
from topics.models.image import Depiction
from topics.models.link import CrossReference, Link
from topics.models.profiles.mission import Mission
from topics.models.search_document import SearchDocument, analysed_text
from topics.models.source import Citation
from topics.publishing.link_resolver import Directory

DERIVED_FIELDS = ["html", "contents", "text"]


@dataclass(frozen=True)
class Derived:
    """All that is computed from one text, as plain values that another process can
    give back. `citations` maps keys to (number, anchors of the marks)."""

    html: str
    contents: list
    text: str
    links: list
    citations: dict
    images: list
    analysed: tuple

    @classmethod
    def of(cls, body, directory):
        """Raises markup.SourceRefused."""
        rendered = markup.render(
            body,
            resolve=directory.resolve,
            cite=directory.cite,
            depict=directory.depict,
        )
        citations = {}
        for mark in rendered.citations:
            citations.setdefault(mark.key, (mark.number, []))[1].append(mark.anchor)
        return cls(
            html=rendered.html,
            contents=[asdict(heading) for heading in rendered.toc],
            text=rendered.text,
            links=[link.slug for link in rendered.links],
            citations=citations,
            images=[mark.slug for mark in rendered.images],
            analysed=analysed_text(rendered.text),
        )

    def show_on(self, topic):
        """Set the derived columns of a topic; nothing is saved."""
        topic.html, topic.contents, topic.text = self.html, self.contents, self.text


def derive(queryset):
    """Render each topic of a queryset and store HTML, contents, text, links,
    citations, images, the targets of cross-references and the search index. Gives
    back how many."""
    topics = list(queryset)
    directory = Directory.for_texts(topic.body for topic in topics)
    derived = [Derived.of(topic.body, directory) for topic in topics]
    for topic, made in zip(topics, derived, strict=True):
        made.show_on(topic)
    queryset.bulk_update(topics, DERIVED_FIELDS)
    store_derived(topics, derived)
    lead_names(topics)
    return len(topics)


def store_derived(topics, derived):
    """Store what belongs to topics beside their own columns. Links lead nowhere until
    lead_names()."""
    pairs = list(zip(topics, derived, strict=True))
    directory = Directory(
        slugs=(),
        keys={key for topic, made in pairs for key in _keys(topic, made)},
        images={slug for made in derived for slug in made.images},
    )
    replace(Link, "source", topics, [row for pair in pairs for row in _links(*pair)])
    replace(
        Citation,
        "topic",
        topics,
        [row for pair in pairs for row in _citations(*pair, directory)],
    )
    replace(
        Depiction,
        "topic",
        topics,
        [row for pair in pairs for row in _depictions(*pair, directory)],
    )
    analysed = {topic.pk: made.analysed for topic, made in pairs}
    SearchDocument.objects.index(topics, analysed)


def _keys(topic, derived):
    # Citations in the text first; further reading has no number.
    return dict.fromkeys([*derived.citations, *topic.further_reading])


def _links(topic, derived):
    return [Link(source=topic, slug=slug) for slug in derived.links]


def _citations(topic, derived, directory):
    rows = []
    for key in _keys(topic, derived):
        number, anchors = derived.citations.get(key, (0, []))
        source = directory.sources.get(key)
        rows.append(
            Citation(topic=topic, source=source, key=key, number=number, marks=anchors)
        )
    return rows


def _depictions(topic, derived, directory):
    return [
        Depiction(topic=topic, slug=slug, image=directory.images.get(slug))
        for slug in derived.images
    ]


def replace(model, owner, topics, rows):
    """Have `rows` instead of those that belong to topics by the relation `owner`."""
    model.objects.filter(**{f"{owner}__in": topics}).delete()
    model.objects.bulk_create(rows)


def lead_names(topics=None):
    """Set where the links, cross-references and predecessors of topics lead; without
    `topics`, of all that lead nowhere yet."""
    links, references = Link.objects.all(), CrossReference.objects.all()
    missions = Mission.objects.exclude(predecessor_slug="")
    if topics is None:
        links, references = links.filter(target=None), references.filter(target=None)
        missions = missions.filter(predecessor=None)
    else:
        links, references = (
            rows.filter(source__in=topics) for rows in (links, references)
        )
        missions = missions.filter(topic__in=topics)
    links.update(target=_named_by("slug"))
    # An alias of the topic itself leads nowhere else.
    references.update(target=_named_by("slug", but="source"))
    missions.update(predecessor=_named_by("predecessor_slug", but="topic"))


def _named_by(slug, but=None):
    """The topic that has, or once had, the slug in a row's column; not the one in
    the column `but`."""
    # By name: topics are derived with this module.
    Topic, Alias = (apps.get_model("topics", name) for name in ("Topic", "Alias"))
    topics = Topic.objects.filter(slug=OuterRef(slug)).order_by()
    aliases = Alias.objects.filter(slug=OuterRef(slug)).order_by()
    if but:
        topics = topics.exclude(pk=OuterRef(but))
        aliases = aliases.exclude(topic=OuterRef(but))
    return Coalesce(Subquery(topics.values("pk")), Subquery(aliases.values("topic")))
