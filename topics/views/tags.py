from django.http import Http404
from django.shortcuts import redirect, render

from portal.freshness import shows
from topics.forms import TopicFilterForm
from topics.models import Tag, Topic
from topics.views.reading import paginate, reader_page

BESIDE_SHOWN = 12


@reader_page("q")
def tag_list(request):
    shows("topics", "tags")
    tags = Tag.objects.with_topic_counts(Topic.objects.published())
    typed = request.GET.get("q", "")[:100]
    return render(
        request,
        "topics/tag_list.html",
        {"facets": tags.prefetch_related("aliases").by_facet(typed), "typed": typed},
    )


@reader_page("tag", "not", "sort", "page")
def tag_detail(request, slug):
    shows("tags")
    tag = Tag.objects.for_page().filter(slug=slug).first()
    if tag is None:
        return redirect_to_present_address(slug)
    form = TopicFilterForm(request.GET)
    context = {"tag": tag, "form": form}
    if not form.is_valid():
        return render(request, "topics/tag_detail.html", context, status=400)
    topics = form.filtered(Topic.objects.published().tagged(slug))
    context |= {
        "topics": paginate(request, form.in_order(topics).listed()),
        "facets": form.tag_choices(topics, besides=tag),
    }
    # Of narrowed topics the facets tell which tags they also carry.
    if not form.conditions:
        beside = Tag.objects.beside(tag, Topic.objects.published())
        context["tags_beside"] = beside[:BESIDE_SHOWN]
    return render(request, "topics/tag_detail.html", context)


def redirect_to_present_address(slug):
    """A tag that was renamed or merged is found under its new address."""
    tag = Tag.objects.called([slug]).get(slug)
    if tag is None:
        raise Http404
    return redirect(tag, permanent=True)
