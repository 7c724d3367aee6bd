from django.conf import settings
from django.http import JsonResponse
from django.shortcuts import render

from portal.caching.surrogate_keys import depends_on
from portal.http.rate_limits import limited, seconds_to_wait
from topics.lists.paginator import MOST_LISTED, KeyPaginator, page_of
from topics.models import Topic
from topics.search import complete, count_zero_result_query, search_topics
from topics.views.forms.search import SearchForm
from topics.views.reader_page import reader_page

SUGGESTED = 8
RESULTS = 20
PARAMETERS = (
    *("q", "tag", "not", "section", "type", "country", "from", "to"),
    *("sort", "page"),
)


@limited("search")
@reader_page(*PARAMETERS)
def search(request):
    depends_on("search", "topics", "tags")
    form = SearchForm.of(request)
    context = {"form": form, "has_own_search": True}
    if not form.is_valid():
        context["chosen"] = form.chosen
        return render(request, "search/search.html", context, status=400)
    if not form.conditions:
        return render(request, "search/search.html", context)
    published, words = Topic.objects.published(), form.cleaned_data["q"]
    results = search_topics(
        published, words, form.filters, form.order, most=MOST_LISTED
    )
    rows = published.listed("text")
    paginator = KeyPaginator(results.key_page, rows, RESULTS)
    topics = page_of(request, paginator)
    context |= {
        "results": results,
        "topics": topics,
        "chosen": form.chosen_filters(results.query),
        "spellings": form.spellings(results),
    }
    if topics:
        context |= {
            "rows": [(t, t.fact, results.excerpt(t)) for t in topics],
            "facets": form.fact_choices(results.key_page, request.navigation.entries)
            + form.tag_choices(results.key_page),
        }
    else:
        context |= {
            "relaxations": form.relaxations(results),
            "nearest": form.nearest(results),
            "sections": request.navigation.entries,
        }
        if results.query.wanted:
            is_kept = not seconds_to_wait("zero-result", request)
            count_zero_result_query(words, is_kept=is_kept)
    return render(request, "search/search.html", context)


@limited("suggest")
@reader_page("q")
def suggest(request):
    """What `?q=` may become: the words typed, names, what they are, their addresses.

    The format is OpenSearch Suggestions 1.1,
    https://github.com/dewitt/opensearch/tree/master/mediawiki/Specifications/OpenSearch/Extensions/Suggestions
    """
    depends_on("search", "topics", "tags")
    form = SearchForm.of(request)
    if not form.is_valid():
        return JsonResponse({"errors": form.errors}, status=400)
    typed = form.cleaned_data["q"]
    names = complete(typed, SUGGESTED)
    suggestions = [
        typed,
        [name.label for name in names],
        [name.description for name in names],
        [name.get_absolute_url() for name in names],
    ]
    media_type = "application/x-suggestions+json"
    return JsonResponse(suggestions, safe=False, content_type=media_type)


@reader_page()
def opensearch(request):
    """https://github.com/dewitt/opensearch/blob/master/opensearch-1-1-draft-6.md"""
    return render(
        request,
        "search/opensearch.xml",
        {"site_url": settings.SITE_URL},
        content_type="application/opensearchdescription+xml",
    )
