from django.conf import settings
from django.http import JsonResponse
from django.shortcuts import render

from portal.caching.surrogate_keys import depends_on
from portal.http.rate_limits import limited
from topics.metrics import empty_searches
from topics.models import Completion, EmptySearch, Topic
from topics.views.forms.search import Finding, SearchForm
from topics.views.reader_page import MOST_LISTED, page_of, reader_page

SUGGESTED = 8
RESULTS = 20


@limited("search")
@reader_page("q", "section", "tag", "not", "sort", "page")
def search(request):
    depends_on("search", "topics", "tags")
    form = SearchForm(request.GET)
    if not form.is_valid():
        return render(request, "search/search.html", {"form": form}, status=400)
    if not form.conditions:
        return render(request, "search/search.html", {"form": form})
    finding = Finding(form)
    rows = Topic.objects.published().listed("text")
    shortlist = finding.shortlist(MOST_LISTED)
    topics = page_of(request, shortlist, rows, RESULTS)
    if not topics and finding.query.required:
        EmptySearch.objects.count_in(form.cleaned_data["q"])
        empty_searches.inc()
    return render(
        request,
        "search/search.html",
        {
            "form": form,
            "finding": finding,
            "conditions": form.conditions,
            "topics": topics,
            "results": [(t, t.fact, finding.excerpt(t)) for t in topics],
            "facets": finding.choices(shortlist, request.main_sections)
            if topics
            else [],
        },
    )


@limited("suggest")
@reader_page("q")
def suggest(request):
    """What `?q=` may become: the words typed, names, what they are, their addresses.

    The format is OpenSearch Suggestions 1.1,
    https://github.com/dewitt/opensearch/tree/master/mediawiki/Specifications/OpenSearch/Extensions/Suggestions
    """
    depends_on("search", "topics", "tags")
    form = SearchForm(request.GET)
    if not form.is_valid():
        return JsonResponse({"errors": form.errors}, status=400)
    typed = form.cleaned_data["q"]
    names = Completion.objects.going_on(typed, SUGGESTED)
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
