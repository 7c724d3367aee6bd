from django.http import Http404
from django.shortcuts import redirect, render

from portal.caching.surrogate_keys import depends_on
from topics.lists.facets import tag_facets
from topics.lists.filters import TagFilter, narrowed
from topics.lists.listed import ListedTopics
from topics.lists.paginator import paginate
from topics.lists.tag_tree import tag_tree
from topics.lists.traits import traits_of
from topics.metadata.page import tag_metadata
from topics.models import Tag, Topic
from topics.views.forms.filters import Conditions, TopicFilterForm
from topics.views.reader_page import reader_page

BESIDE_SHOWN = 12


@reader_page("q")
def tag_list(request):
    depends_on("topics", "tags")
    tags = Tag.objects.prefetch_related("aliases")
    typed = " ".join(request.GET.get("q", "").split())[:100]
    request.conditions = Conditions([("q", typed)])
    return render(
        request,
        "topics/tag_list.html",
        {"facets": tag_tree(tags, typed), "typed": typed},
    )


@reader_page("tag", "not", "sort", "page")
def tag_detail(request, slug):
    depends_on("tags")
    tag = Tag.objects.for_page().filter(slug=slug).first()
    if tag is None:
        return redirect_to_present_address(slug)
    form = TopicFilterForm.of(request)
    context = {"tag": tag, "form": form, "metadata": tag_metadata(tag)}
    if not form.is_valid():
        return render(request, "topics/tag_detail.html", context, status=400)
    published = Topic.objects.published()
    topics = narrowed(published, [TagFilter(tag), *form.filters]).sorted_by(form.order)
    topics = paginate(request, topics, ListedTopics())
    key_page = topics.paginator.key_page
    facets = tag_facets(traits_of(key_page.sample))
    context |= {
        "topics": topics,
        "facets": form.choices_among(facets, is_cut=key_page.is_cut, besides=tag),
    }
    # Of narrowed topics the facets say which tags they also carry.
    if not form.conditions:
        context["tags_beside"] = _commonest(facets, besides=tag)
    return render(request, "topics/tag_detail.html", context)


def _commonest(facets, besides):
    tags = [tag for _facet, tags in facets for tag in tags if tag.pk != besides.pk]
    tags = sorted(tags, key=lambda tag: (-tag.number, tag.name))[:BESIDE_SHOWN]
    by_key = Tag.objects.in_bulk([tag.pk for tag in tags])
    for tag in by_key.values():
        # How many pages have it in all would be taken for how many of these.
        tag.topic_count = None
    return [by_key[tag.pk] for tag in tags if tag.pk in by_key]


def redirect_to_present_address(slug):
    """A tag that was renamed or merged is found under its new address, and under its
    other names; capitals do not matter."""
    tag = Tag.objects.called(slug)
    if tag is None:
        raise Http404
    return redirect(tag, permanent=True)
