from django.shortcuts import render

from portal.caching.surrogate_keys import depends_on
from topics.models import Topic
from topics.pictures.mission_comparison import SideBySide
from topics.views.forms.mission_comparison import ComparisonForm
from topics.views.reader_page import reader_page


@reader_page("m")
def compare(request):
    depends_on("topics", "tags")
    form = ComparisonForm(request.GET)
    topics = Topic.objects.published()
    is_valid = form.is_valid()
    missions = form.cleaned_data["m"] if is_valid else []
    return render(
        request,
        "comparison/compare.html",
        {
            "form": form,
            "missions": topics.filter(mission__isnull=False)
            .order_by("mission__acronym", "title")
            .listed(),
            "comparison": SideBySide(missions) if missions else None,
        },
        status=200 if is_valid else 400,
    )
