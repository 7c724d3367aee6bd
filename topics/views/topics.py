from django.http import Http404
from django.shortcuts import redirect, render

from topics.models import Topic
from topics.views.reading import reader_page
from topics.views.timelines import context_of

RELATED_SHOWN = 6


@reader_page
def topic_detail(request, section, slug):
    topics = Topic.objects.published()
    topic = topics.for_page().filter(slug=slug, section__slug=section).first()
    if topic is None:
        return redirect_to_present_address(slug)
    previous, following = topics.beside(topic)
    return render(
        request,
        "topics/topic_detail.html",
        {
            "topic": topic,
            "current_section": topic.section.slug,
            "cross_references": topic.cross_references_by_kind(topics),
            "linking_topics": topics.linking_to(topic).listed(),
            "mission_context": context_of(topic),
            "related_topics": topics.related_to(topic).listed()[:RELATED_SHOWN],
            "citations": topic.citations.for_page(),
            "previous_topic": previous,
            "next_topic": following,
        },
    )


def redirect_to_present_address(slug):
    """A topic that moved or was renamed is found under its new address."""
    topic = Topic.objects.published().answering_to(slug).first()
    if topic is None:
        raise Http404
    return redirect(topic, permanent=True)
