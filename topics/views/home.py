from django.shortcuts import render
from django.utils.translation import gettext_lazy as _

from portal.caching.surrogate_keys import depends_on
from topics.metadata.page import home_metadata
from topics.models import Revision, Section, Source, Tag
from topics.pictures.timeline import overview_of_missions
from topics.views.reader_page import reader_page

CHANGES_SHOWN = 6
DESCRIPTION = _("A knowledge portal on peacekeeping in post-conflict reconstruction.")


@reader_page()
def home(request):
    depends_on("topics", "changes", "tags", "sources")
    sections = list(Section.objects.all())
    return render(
        request,
        "topics/home.html",
        {
            "metadata": home_metadata(DESCRIPTION),
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
