from django.conf import settings
from django.shortcuts import render

from portal.caching.surrogate_keys import depends_on
from topics.models import Source, Topic
from topics.views.reader_page import reader_page


@reader_page()
def about(request):
    depends_on("topics", "sources", "changes")
    pages = Topic.objects.published()
    newest = pages.order_by("-revised_at").values_list("revised_at", flat=True)
    context = {
        "pages": pages.count(),
        "reviewed_outside": pages.exclude(reviewer="").count(),
        "sources": Source.objects.count(),
        "newest": newest.first(),
        "address": f"{settings.SITE_URL}/",
    }
    return render(request, "topics/about.html", context)
