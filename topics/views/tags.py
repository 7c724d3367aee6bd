from django.shortcuts import get_object_or_404, render

from topics.models import Tag, Topic
from topics.views.reading import paginate, reader_page

BESIDE_SHOWN = 12


@reader_page
def tag_list(request):
    tags = Tag.objects.with_topic_counts(Topic.objects.published())
    return render(
        request,
        "topics/tag_list.html",
        {"facets": tags.filter(topic_count__gt=0).by_facet()},
    )


@reader_page
def tag_detail(request, slug):
    tag = get_object_or_404(Tag.objects.for_page(), slug=slug)
    topics = Topic.objects.published()
    return render(
        request,
        "topics/tag_detail.html",
        {
            "tag": tag,
            "topics": paginate(request, topics.tagged(slug).listed()),
            "tags_beside": Tag.objects.beside(tag, topics)[:BESIDE_SHOWN],
        },
    )
