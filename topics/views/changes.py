from django.shortcuts import render

from portal.freshness import shows
from topics.models import Revision
from topics.views.reading import paginate, reader_page


@reader_page("page")
def change_list(request):
    shows("changes", "topics")
    revisions = Revision.objects.for_changes()
    revisions = paginate(request, revisions, rows=revisions)
    return render(request, "topics/change_list.html", {"revisions": revisions})
