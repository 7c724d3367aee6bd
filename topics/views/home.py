from django.shortcuts import render

from portal.freshness import shows
from topics.models import Revision, Section, Source, Tag, Topic
from topics.views.reading import reader_page
from topics.views.timelines import overview_of_missions

CHANGES_SHOWN = 6


@reader_page()
def home(request):
    shows("topics", "changes", "tags", "sources")
    topics = Topic.objects.published()
    return render(
        request,
        "topics/home.html",
        {
            "sections": Section.objects.with_topic_counts(topics),
            "common_tags": Tag.objects.with_topic_counts(topics)
            .filter(topic_count__gt=0)
            .order_by("-topic_count", "name")[:30],
            "timeline": overview_of_missions(),
            "changes": Revision.objects.for_changes(topics)[:CHANGES_SHOWN],
            "topic_count": topics.count(),
            "source_count": Source.objects.count(),
        },
    )
