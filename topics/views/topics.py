from django.http import Http404
from django.shortcuts import redirect, render

from topics.models import Topic
from topics.views.reading import reader_page
from topics.views.timelines import context_of


@reader_page
def topic_detail(request, section, slug):
    topics = Topic.objects.published()
    topic = topics.for_page().filter(slug=slug, section__slug=section).first()
    if topic is None:
        return redirect_to_present_address(slug)
    context = {"topic": topic, **topic.surroundings(topics)}
    context["mission_context"] = context_of(topic)
    return render(request, "topics/topic_detail.html", context)


def redirect_to_present_address(slug):
    """A topic that moved or was renamed is found under its new address."""
    topic = Topic.objects.published().answering_to(slug).first()
    if topic is None:
        raise Http404
    return redirect(topic, permanent=True)
