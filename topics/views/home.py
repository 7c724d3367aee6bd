from django.shortcuts import render

from portal.caching.surrogate_keys import depends_on
from topics.models import Revision, Section, Source, Tag
from topics.pictures.timeline import overview_of_missions
from topics.views.reader_page import reader_page

CHANGES_SHOWN = 6


@reader_page()
def home(request):
    depends_on("topics", "changes", "tags", "sources")
    sections = list(Section.objects.all())
    return render(
        request,
        "topics/home.html",
        {
            "sections": sections,
            "common_tags": Tag.objects.filter(topic_count__gt=0).order_by(
                "-topic_count", "name"
            )[:30],
            "timeline": overview_of_missions(),
            "changes": Revision.objects.for_changes()[:CHANGES_SHOWN],
            "topic_count": sum(section.topic_count for section in sections),
            "source_count": Source.objects.count(),
        },
    )
