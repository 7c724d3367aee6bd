from django.shortcuts import render

from topics.models import Revision, Topic
from topics.views.reading import paginate, reader_page


@reader_page
def change_list(request):
    revisions = Revision.objects.for_changes(Topic.objects.published())
    return render(
        request, "topics/change_list.html", {"revisions": paginate(request, revisions)}
    )
