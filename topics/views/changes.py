from django.shortcuts import render

from portal.caching.surrogate_keys import depends_on
from topics.lists.paginator import paginate
from topics.models import Revision
from topics.views.reader_page import reader_page


@reader_page("page")
def change_list(request):
    depends_on("changes", "topics")
    revisions = Revision.objects.for_changes()
    revisions = paginate(request, revisions, rows=revisions)
    return render(request, "topics/change_list.html", {"revisions": revisions})
