from django.shortcuts import render

from portal.freshness import shows
from topics.models import Revision
from topics.views.reading import paginate, reader_page


@reader_page("page")
def change_list(request):
    shows("changes", "topics")
    revisions = Revision.objects.for_changes()
    return render(
        request,
        "topics/change_list.html",
        {"revisions": paginate(request, revisions, revisions)},
    )
