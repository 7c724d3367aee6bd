from django.shortcuts import get_object_or_404, render

from topics.models import Section, Topic
from topics.views.reading import paginate, reader_page


@reader_page
def section_detail(request, slug):
    section = get_object_or_404(Section, slug=slug)
    topics = Topic.objects.published().filter(section=section).listed()
    return render(
        request,
        "topics/section_detail.html",
        {
            "section": section,
            "current_section": section.slug,
            "topics": paginate(request, topics),
        },
    )
