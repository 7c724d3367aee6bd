"""What is computed from a published text, for many topics at once."""

from dataclasses import asdict

from topics import markup
from topics.models.directory import Directory
from topics.models.image import Depiction
from topics.models.link import CrossReference, Link
from topics.models.mission import Mission
from topics.models.search_document import SearchDocument
from topics.models.source import Citation


def derive(queryset):
    """Render each topic of a queryset and store HTML, contents, text, links,
    citations, images, the targets of cross-references and the search index. Gives
    back how many."""
    topics = list(queryset)
    references = list(CrossReference.objects.filter(source__in=topics))
    missions = list(Mission.objects.filter(topic__in=topics))
    directory = Directory.for_texts(
        [topic.body for topic in topics],
        slugs={reference.slug for reference in references}
        | {mission.predecessor_slug for mission in missions},
        keys={key for topic in topics for key in topic.further_reading},
    )
    links, citations, depictions = [], [], []
    for topic in topics:
        rendered = markup.render(
            topic.body,
            resolve=directory.resolve,
            cite=directory.cite,
            depict=directory.depict,
        )
        topic.html = rendered.html
        topic.contents = [asdict(heading) for heading in rendered.toc]
        topic.text = rendered.text
        links += _links(topic, rendered, directory)
        citations += _citations(topic, rendered, directory)
        depictions += _depictions(topic, rendered, directory)
    queryset.bulk_update(topics, ["html", "contents", "text"])
    _replace(Link, "source", topics, links)
    _replace(Citation, "topic", topics, citations)
    _replace(Depiction, "topic", topics, depictions)
    for reference in references:
        reference.target = _other(directory, reference.slug, reference.source_id)
    CrossReference.objects.bulk_update(references, ["target"])
    for mission in missions:
        mission.predecessor = _other(
            directory, mission.predecessor_slug, mission.topic_id
        )
    Mission.objects.bulk_update(missions, ["predecessor"])
    SearchDocument.objects.index(topics)
    return len(topics)


def _other(directory, slug, own_id):
    # An alias of the topic itself leads nowhere else.
    target = directory.topics.get(slug)
    return target if target is not None and target.pk != own_id else None


def _links(topic, rendered, directory):
    return [
        Link(source=topic, slug=link.slug, target=directory.topics.get(link.slug))
        for link in rendered.links
    ]


def _citations(topic, rendered, directory):
    marks = {}
    for mark in rendered.citations:
        marks.setdefault(mark.key, (mark.number, []))[1].append(mark.anchor)
    for key in topic.further_reading:
        marks.setdefault(key, (0, []))
    return [
        Citation(
            topic=topic,
            source=directory.sources.get(key),
            key=key,
            number=number,
            marks=anchors,
        )
        for key, (number, anchors) in marks.items()
    ]


def _depictions(topic, rendered, directory):
    return [
        Depiction(topic=topic, slug=mark.slug, image=directory.images.get(mark.slug))
        for mark in rendered.images
    ]


def _replace(model, owner, topics, rows):
    model.objects.filter(**{f"{owner}__in": topics}).delete()
    model.objects.bulk_create(rows)
