from django.http import Http404
from django.shortcuts import get_object_or_404, render

from topics.lists.paginator import paginate
from topics.metadata.portal import absolute
from topics.models import Revision, Topic, revision_diff
from topics.views.reader_page import reader_page


def _topic(section, slug):
    topics = Topic.objects.published().listed()
    return get_object_or_404(topics, section__slug=section, slug=slug)


def _revision(topic, number):
    revisions = topic.revisions.published()
    return get_object_or_404(revisions, number=number)


@reader_page("page")
def topic_history(request, section, slug):
    topic = _topic(section, slug)
    revisions = Revision.objects.of_page(topic)
    return render(
        request,
        "topics/topic_history.html",
        {"topic": topic, "revisions": paginate(request, revisions, revisions)},
    )


@reader_page()
def revision_detail(request, section, slug, number):
    topic = _topic(section, slug)
    revision = _revision(topic, number)
    return render(
        request,
        "topics/revision_detail.html",
        {
            "topic": topic,
            "canonical": absolute(topic.get_absolute_url()),
            "revision": revision,
            "texts": revision_diff.lines(revision.content),
        },
    )


@reader_page()
def revision_comparison(request, section, slug, old, new):
    topic = _topic(section, slug)
    if old == new:
        raise Http404
    before, after = _revision(topic, old), _revision(topic, new)
    return render(
        request,
        "topics/revision_comparison.html",
        {
            "topic": topic,
            "before": before,
            "after": after,
            "changes": revision_diff.compare(before.content, after.content),
        },
    )
