from django.http import JsonResponse
from django.shortcuts import get_object_or_404

from topics.models import Topic
from topics.views.reader_page import reader_page


@reader_page()
def topic_card(request, section, slug):
    """What a link to a topic leads to, for a card beside it."""
    topics = Topic.objects.published().filter(section__slug=section)
    topic = get_object_or_404(topics.listed(), slug=slug)
    return JsonResponse(
        {
            "title": topic.title,
            "summary": topic.summary,
            "section": topic.section.title,
        }
    )
