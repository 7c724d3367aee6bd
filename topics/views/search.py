from typing import NamedTuple
from urllib.parse import urlencode

from django.conf import settings
from django.http import JsonResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from portal.caching.surrogate_keys import depends_on
from portal.http.rate_limits import limited, seconds_to_wait
from topics.exports.feeds import feed_at
from topics.lists.listed import ListedTopics
from topics.lists.paginator import MOST_LISTED, KeyPaginator, page_of
from topics.models import Source, Topic
from topics.search import (
    answers,
    complete,
    complete_sources,
    count_zero_result_query,
    countries_called,
    search_sources,
    search_topics,
    symbol_places,
)
from topics.views.forms.search import SearchForm
from topics.views.reader_page import reader_page

SUGGESTED, SUGGESTED_SOURCES = 8, 3
RESULTS, SOURCES = 20, 4
PARAMETERS = (
    *("q", "tag", "not", "section", "type", "country", "from", "to"),
    *("sort", "page"),
)


class Result(NamedTuple):
    """A topic that answers; the pieces of its text that do, each with whether it
    matches; and (anchor, words) of the place in it, or None."""

    topic: Topic
    pieces: list
    place: tuple[str, str] | None

    @classmethod
    def of(cls, topic, passage, symbol_place):
        pieces, heading = passage
        if symbol_place:
            return cls(topic, pieces, (symbol_place.anchor, symbol_place.words))
        place = (heading["anchor"], heading["title"]) if heading else None
        return cls(topic, pieces, place)


@limited("search")
@reader_page(*PARAMETERS)
def search(request):
    depends_on("search", "topics", "tags", "sources")
    form = SearchForm.of(request)
    context = {"form": form, "has_own_search": True}
    if not form.is_valid():
        context["chosen"] = form.chosen
        return render(request, "search/search.html", context, status=400)
    if not form.conditions:
        return render(request, "search/search.html", context)
    address = request.path + form.conditions.setting("sort", "")
    context["followed"] = feed_at(address)
    words = form.cleaned_data["q"]
    results, sources, number_of_sources = answering(form)
    paginator = KeyPaginator(results.key_page, ListedTopics(), RESULTS)
    topics = page_of(request, paginator)
    context |= {
        "results": results,
        "countries": [] if results.query.excluded else countries_called(words),
        "topics": topics,
        "chosen": form.chosen_filters(results.query),
        "spellings": form.spellings(results),
    }
    if number_of_sources and topics.number == 1:
        context |= {
            "number_of_sources": number_of_sources,
            "sources": sources[:SOURCES],
        }
    if topics:
        sections = request.navigation.entries
        is_first = topics.number == 1
        context |= _found(form, results, topics, sections, is_first=is_first)
    else:
        context |= _nothing(form, results, request.navigation.entries)
        if results.query.wanted and not number_of_sources:
            is_kept = not seconds_to_wait("zero-result", request)
            count_zero_result_query(words, is_kept=is_kept)
    return render(request, "search/search.html", context)


def answering(form):
    """The SearchResults of a valid form; the sources that have its words, and how many
    there are."""
    sources = _sources(form.words_alone)
    number_of_sources = sources.count()
    results = search_topics(
        Topic.objects.published(),
        form.cleaned_data["q"],
        form.filters,
        form.order,
        most=MOST_LISTED,
        # What sources have is no misspelled word.
        corrects=not number_of_sources,
    )
    return results, sources, number_of_sources


def _found(form, results, topics, sections, *, is_first):
    """What the page prints of the pages that answer."""
    topics, words = list(topics), form.cleaned_data["q"]
    places = symbol_places(results.query, topics)
    passages = results.passages([topic.pk for topic in topics])
    return {
        "answers": answers(words, topics) if is_first else [],
        "rows": [
            Result.of(topic, passages[topic.pk], places.get(topic.pk))
            for topic in topics
            if topic.pk in passages
        ],
        "facets": form.choices(results.key_page, sections),
    }


def _nothing(form, results, sections):
    """What it offers instead."""
    words = _("I looked for: %s") % form.cleaned_data["q"]
    return {
        "relaxations": form.relaxations(results),
        "nearest": form.nearest(results),
        "sections": sections,
        "missing": urlencode({"words": words}),
    }


def _sources(words):
    """The sources that answer words, if there are some, the best first."""
    every = Source.objects.all()
    return search_sources(every, words).sources if words else every.none()


@limited("suggest")
@reader_page("q")
def suggest(request):
    """What `?q=` may become: the words typed, names of pages, tags and sources, what
    they are, their addresses.

    The format is OpenSearch Suggestions 1.1,
    https://github.com/dewitt/opensearch/tree/master/mediawiki/Specifications/OpenSearch/Extensions/Suggestions
    """
    depends_on("search", "topics", "tags", "sources")
    form = SearchForm.of(request)
    if not form.is_valid():
        return JsonResponse({"errors": form.errors}, status=400)
    typed = form.cleaned_data["q"]
    sources = complete_sources(typed, SUGGESTED_SOURCES)
    names = [*complete(typed, SUGGESTED - len(sources)), *sources]
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
