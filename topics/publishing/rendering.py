"""What is a topic's own on its page, as HTML: kept in the database until something
changes that it shows, the code that made it, or the day that it speaks of."""

from functools import cache
from hashlib import blake2b
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import DatabaseError
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.translation import get_language

from portal.caching import surrogate_keys
from portal.databases.time_limit import without_waiting
from topics.lists.keys import KeyPage
from topics.metadata.topic import topic_metadata
from topics.models import RenderedTopic, ShownTopic, Topic
from topics.models.topic_queryset import TopicQuerySet
from topics.pictures.ego_graph import EgoGraphPicture, ego_graph_picture
from topics.pictures.mandates import decisions_on_missions
from topics.pictures.mission_context import context_of
from topics.pictures.yearly_chart import series_of_topic
from topics.publishing.locks import lock_pages

PARTS = ("head", "article", "onward")
# What the rest of the page says of the topic.
NAMES = ("title", "slug", "summary")
# A page that more lead to names the first of them.
MOST_LINKING = 100
RELATED_SHOWN = 6
# Code and templates that decide how a rendering looks, beside the portal's address.
SOURCES = (Path(settings.BASE_DIR, "templates"), Path(__file__).resolve().parent.parent)


def rendered_topic(section: str, slug: str) -> RenderedTopic | None:
    """The rendering of the published topic at `/<section>/<slug>/`, with its topic's
    title and summary; None if there is none."""
    topics = Topic.objects.published()
    here = topics.filter(section__slug=section, slug=slug)
    fresh = RenderedTopic.objects.fresh(made_with(), timezone.localdate())
    found = fresh.filter(topic__in=here).select_related("topic")
    page: RenderedTopic | None
    page = found.only(*PARTS, *(f"topic__{name}" for name in NAMES)).first()
    if page is None and (topic := here.only(*NAMES).first()):
        page = _render_and_store(topic)
    return page


def made_with() -> str:
    """A digest of the code, the templates and the language that make a rendering."""
    digest = _digest_of_sources() if not settings.DEBUG else _read_sources()
    return f"{digest}-{get_language()}"


@cache
def _digest_of_sources() -> str:
    return _read_sources()


def _read_sources() -> str:
    digest = blake2b(settings.SITE_URL.encode(), digest_size=16)
    for folder in SOURCES:
        for path in sorted(folder.rglob("*")):
            if path.suffix in {".html", ".svg", ".py"}:
                digest.update(path.read_bytes())
    return digest.hexdigest()


def _render_and_store(topic: Topic) -> RenderedTopic:
    try:
        with without_waiting():
            lock_pages(shared=True)
            page, shown = render(topic.pk)
            _store(page, shown)
    except DatabaseError:
        # Somebody saves, or the disk is full or read-only: the reader need not know.
        surrogate_keys.depends_on(surrogate_keys.ANYTHING)
        page, _shown = render(topic.pk)
    page.topic = topic
    return page


def render(pk: int) -> tuple[RenderedTopic, set[int]]:
    """The unsaved rendering of a published topic, and the primary keys of all topics
    that it shows. Raises Topic.DoesNotExist."""
    topics = Topic.objects.published()
    today = timezone.localdate()
    with surrogate_keys.collecting() as keys:
        topic = topics.for_page().get(pk=pk)
        context = page_context(topic, topics)
        parts = {
            part: render_to_string(f"topics/_{part}.html", context) for part in PARTS
        }
    page = RenderedTopic(
        topic_id=pk,
        **parts,
        made_with=made_with(),
        valid_on=today if context["speaks_of_today"] else None,
    )
    return page, {int(key[1:]) for key in keys if key[0] == "t"} - {pk}


def _store(page: RenderedTopic, shown: set[int]) -> None:
    RenderedTopic.objects.bulk_create(
        [page],
        update_conflicts=True,
        unique_fields=["topic"],
        update_fields=[*PARTS, "made_with", "valid_on"],
    )
    ShownTopic.objects.filter(page=page).delete()
    ShownTopic.objects.bulk_create(ShownTopic(page=page, topic_id=pk) for pk in shown)


def page_context(topic: Topic, topics: TopicQuerySet) -> dict[str, Any]:
    """What a topic's page shows, with those of `topics` around it."""
    previous, following = topics.beside(topic)
    linking = KeyPage.first(topics.linking_to(topic), MOST_LINKING)
    around = list(topics.around(topic, linking.keys))
    mission_context = context_of(topic, topics)
    citations = topic.citations.for_page()
    steps, relations = topic.steps_and_relations()
    return {
        "topic": topic,
        "metadata": topic_metadata(topic, citations),
        "steps": steps,
        "minutes": sum(step.minutes for step in steps),
        "cross_references": relations,
        "linking_topics": [other for other in around if other.pk in linking.keys],
        "more_are_linking": linking.is_cut,
        "around": _picture(topic, around),
        "related_topics": topics.related_to(topic).listed()[:RELATED_SHOWN],
        "citations": citations,
        "previous_topic": previous,
        "next_topic": following,
        "mission_context": mission_context,
        "series": series_of_topic(topic),
        "decisions_on_missions": decisions_on_missions(topic),
        "speaks_of_today": _speaks_of_today(topic, mission_context),
    }


def _speaks_of_today(topic: Topic, context: dict[str, Any] | None) -> bool:
    """Whether what goes on is shown as lasting up to now."""
    is_counted = hasattr(topic, "indicator") and topic.indicator.computed_from
    return bool(is_counted or (context and context["is_ongoing"]))


def _picture(topic: Topic, around: list[Topic]) -> EgoGraphPicture | None:
    """None while the graph around it is not laid out, or if it shows no other topic."""
    layout = getattr(topic, "ego_graph", None)
    return ego_graph_picture(layout, topic, around) if layout else None
