"""What is computed from a text when it is published, for many topics at once."""

import logging
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from itertools import count
from typing import Any, Self

from django.db.models import Model, QuerySet

from portal.caching import surrogate_keys
from topics import markup
from topics.models import (
    Citation,
    Depiction,
    Image,
    Link,
    Section,
    Source,
    Topic,
)
from topics.models.profiles import PROFILES
from topics.models.section import SECTIONS
from topics.publishing.links import LinkResolver, resolve_link_targets
from topics.search import analyse_text, index_topics

# Where a page has its facts.
FACTS = "page--facts"
DERIVED_FIELDS = ("html", "contents", "text")
BATCH = 200

logger = logging.getLogger(__name__)


@dataclass(frozen=True)
class Derived:
    """All that is computed from one text, as plain values that another process can
    return. `citations` maps keys to (number, anchors of the marks); `analysed` has the
    stems and the distinct words of the text."""

    html: str
    contents: list[dict[str, Any]]
    text: str
    links: list[str]
    citations: dict[str, tuple[int, list[str]]]
    images: list[str]
    analysed: tuple[str, str]

    @classmethod
    def of(cls, body: str, resolver: LinkResolver) -> Self:
        """Raises markup.SourceRefused."""
        rendered = markup.render(
            body,
            resolve=resolver.resolve,
            cite=resolver.cite,
            depict=resolver.depict,
        )
        citations: dict[str, tuple[int, list[str]]] = {}
        for mark in rendered.citations:
            citations.setdefault(mark.key, (mark.number, []))[1].append(mark.anchor)
        return cls(
            html=rendered.html,
            contents=[asdict(heading) for heading in rendered.toc],
            text=rendered.text,
            links=[link.slug for link in rendered.links],
            citations=citations,
            images=[mark.slug for mark in rendered.images],
            analysed=analyse_text(rendered.text),
        )

    def apply_to(self, topic: Topic) -> None:
        """Set the derived columns of a topic; nothing is saved."""
        topic.html, topic.contents, topic.text = self.html, self.contents, self.text


Pairs = Sequence[tuple[Topic, Derived]]
Marks = tuple[
    int, list[str]
]  # the number of a citation, and the anchors that lead to it


def derive(topics: QuerySet[Topic]) -> int:
    """Render each of `topics`, and store HTML, contents, text, links, citations,
    images, the targets of cross-references and the search index. Returns how many.
    One whose text is refused by now stays as it is. What other topics show of them is
    left to `invalidating()`."""
    count = 0
    ids = list(topics.order_by().values_list("pk", flat=True).distinct())
    related = ("section", "published_revision", *PROFILES)
    for start in range(0, len(ids), BATCH):
        some = Topic.objects.filter(pk__in=ids[start : start + BATCH])
        made = _made_of(list(some.select_related(*related)))
        batch = list(made)
        for topic in batch:
            made[topic].apply_to(topic)
        Topic.objects.bulk_update(batch, DERIVED_FIELDS)
        store_derived(batch, list(made.values()))
        # Also those that are the same: they may have waited for a topic.
        resolve_link_targets(batch)
        count += len(batch)
    return count


def _made_of(topics: list[Topic]) -> dict[Topic, Derived]:
    resolver = LinkResolver.for_texts(topic.body for topic in topics)
    made = {}
    for topic in topics:
        try:
            made[topic] = Derived.of(topic.body, resolver)
        except markup.SourceRefused as refused:
            logger.error("The text of “%s” stays as it was. %s", topic.slug, refused)
    return made


def store_derived(topics: list[Topic], derived: list[Derived]) -> bool:
    """Store what belongs to topics beside their own columns. Returns whether there are
    other links, which lead nowhere until resolve_link_targets()."""
    pairs = list(zip(topics, derived, strict=True))
    links = [
        Link(source=topic, slug=slug) for topic, made in pairs for slug in made.links
    ]
    has_other_links = replace_rows(Link, "source", topics, links)
    replace_rows(Citation, "topic", topics, _citations(pairs))
    replace_rows(Depiction, "topic", topics, _depictions(pairs))
    index_topics(topics, {topic.pk: made.analysed for topic, made in pairs})
    return has_other_links


def render_introductions(sections: QuerySet[Section]) -> int:
    """Render the introduction of each section again. Returns how many there are. One
    that is refused by now stays as it is."""
    rendered = list(sections)
    resolver = LinkResolver.for_texts(section.introduction for section in rendered)
    for section in rendered:
        try:
            section.html = introduction_html(section.introduction, resolver)
        except markup.SourceRefused as refused:
            logger.error("The text of “%s” stays as it was. %s", section.slug, refused)
    Section.objects.bulk_update(rendered, ["html"])
    if rendered:
        surrogate_keys.invalidate(SECTIONS)
    return len(rendered)


def introduction_html(text: str, resolver: LinkResolver) -> str:
    """The safe HTML of a section's introduction, which has no citations. Raises
    markup.SourceRefused."""
    return markup.render(
        text, resolve=resolver.resolve, cite=lambda _key: False, depict=resolver.depict
    ).html


def _marked(topic: Topic, derived: Derived) -> dict[str, Marks]:
    """The keys that a topic cites: those of its text, then those that its facts rest
    on, then further reading, which has no number."""
    marked: dict[str, Marks] = {**derived.citations}
    numbers = count(max((number for number, _ in marked.values()), default=0) + 1)
    for key in _sources_of_facts(topic):
        if key not in marked:
            marked[key] = next(numbers), [FACTS]
    for key in topic.further_reading:
        marked.setdefault(key, (0, []))
    return marked


def _sources_of_facts(topic: Topic) -> Iterable[str]:
    # Unpublished ones may have no content.
    content = topic.published_revision.content if topic.published_revision else {}
    for name in PROFILES.keys() & content.keys():
        yield from PROFILES[name].sources_named_in(content[name])


def _citations(pairs: Pairs) -> list[Citation]:
    named = [
        (topic, key, marks)
        for topic, made in pairs
        for key, marks in _marked(topic, made).items()
    ]
    keys = {key for _topic, key, _marks in named}
    known = Source.objects.filter(key__in=keys).values_list("key", "pk")
    sources = dict(known) if keys else {}
    rows = []
    for topic, key, (number, anchors) in named:
        source = sources.get(key)
        rows.append(
            Citation(
                topic=topic, source_id=source, key=key, number=number, marks=anchors
            )
        )
    return rows


def _depictions(pairs: Pairs) -> list[Depiction]:
    slugs = {slug for _topic, made in pairs for slug in made.images}
    images = Image.objects.in_bulk(slugs, field_name="slug") if slugs else {}
    return [
        Depiction(topic=topic, slug=slug, image=images.get(slug))
        for topic, made in pairs
        for slug in made.images
    ]


def replace_rows(
    model: type[Model], owner: str, owners: Iterable[Model], rows: Sequence[Model]
) -> bool:
    """Have `rows` instead of those that belong to `owners` by the relation `owner`.
    Returns whether anything was written: not if they are the same but for where they
    lead."""
    manager = model._default_manager
    present = manager.filter(**{f"{owner}__in": owners})
    fields = [
        field
        for field in model._meta.concrete_fields
        if field.name not in {"id", "target", "predecessor"}
    ]

    def values(row: Any) -> str:
        # As the database has them; owners may have got their keys only now.
        row._prepare_related_fields_for_save("bulk_create")
        return repr([f.get_prep_value(getattr(row, f.attname)) for f in fields])

    if sorted(map(values, present.order_by())) == sorted(map(values, rows)):
        return False
    present.delete()
    manager.bulk_create(rows)
    return True
