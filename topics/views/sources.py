from django.shortcuts import get_object_or_404, render

from portal.caching.surrogate_keys import depends_on
from topics.lists.paginator import paginate
from topics.models import Source, Topic
from topics.views.reader_page import reader_page


@reader_page("page")
def source_list(request):
    depends_on("sources", "topics")
    sources = Source.objects.all()
    sources = paginate(request, sources, rows=sources, size=100)
    return render(request, "topics/source_list.html", {"sources": sources})


@reader_page("page")
def source_detail(request, key):
    source = get_object_or_404(Source, key=key)
    published = Topic.objects.published()
    topics = published.filter(citations__source=source)
    return render(
        request,
        "topics/source_detail.html",
        {"source": source, "topics": paginate(request, topics, published.listed())},
    )
