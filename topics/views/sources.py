from django.shortcuts import get_object_or_404, render

from portal.freshness import shows
from topics.models import Source, Topic
from topics.views.reading import paginate, reader_page


@reader_page("page")
def source_list(request):
    shows("sources", "topics")
    sources = Source.objects.all()
    return render(
        request,
        "topics/source_list.html",
        {"sources": paginate(request, sources, sources, 100)},
    )


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
