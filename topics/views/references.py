"""Sources as files for reference managers: one, or those that some pages cite."""

from http import HTTPStatus

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _

from portal.caching.surrogate_keys import depends_on
from portal.http.rate_limits import limited
from topics.exports.references import references_file
from topics.lists.filters import TagFilter, narrowed
from topics.lists.keys import pk_in
from topics.models import Section, Source, Tag, Topic
from topics.models.country import country_address, country_of
from topics.search import search_sources
from topics.views.forms.filters import MissionFilterForm, TopicFilterForm
from topics.views.forms.search import SearchForm
from topics.views.forms.sources import SourceFilterForm
from topics.views.reader_page import reader_page
from topics.views.search import PARAMETERS, answering

MOST_IN_A_FILE = 10_000
FILTERS = ("tag", "not", "sort", *MissionFilterForm.FACTS)


@reader_page()
def source(request, key, ending):
    found = get_object_or_404(Source, key=key)
    return references_file(key, ending, [found.csl])


@reader_page()
def of_topic(request, section, slug, ending):
    """The references of a page, in their order."""
    topics = Topic.objects.published().only("slug")
    topic = get_object_or_404(topics, section__slug=section, slug=slug)
    citations = topic.citations.for_page()
    entries = [citation.source.csl for citation in citations]
    return references_file(f"{slug}-references", ending, entries)


@reader_page(*FILTERS)
def of_section(request, slug, ending):
    section = get_object_or_404(Section, slug=slug)
    has_missions = section.profile == Section.Profile.MISSION
    form = (MissionFilterForm if has_missions else TopicFilterForm).of(request)
    topics = Topic.objects.published().filter(section=section)
    return _of_narrowed(slug, ending, form, topics)


@reader_page("tag", "not", "sort")
def of_tag(request, slug, ending):
    depends_on("tags")
    tag = get_object_or_404(Tag, slug=slug)
    form = TopicFilterForm.of(request)
    topics = narrowed(Topic.objects.published(), [TagFilter(tag)])
    return _of_narrowed(slug, ending, form, topics)


@reader_page()
def of_country(request, code, ending):
    country = country_of(code)
    if country is None or country_address(country) != f"/countries/{code}/":
        raise Http404
    topics = Topic.objects.published().of_country(country.code)
    return _file(code, ending, Source.objects.cited_by(topics))


@limited("search")
@reader_page(*PARAMETERS)
def of_search(request, ending):
    """What the pages cite that answer a search, so many of them as it lists."""
    depends_on("search", "tags")
    form = SearchForm.of(request)
    if not form.is_valid():
        return _refusal(form.errors.as_text())
    if not form.conditions:
        return _refusal(_("Say what to search for, as in ?q=Liberia."))
    results, _sources, _number = answering(form)
    found = Topic.objects.published()
    found = found.filter(pk__in=pk_in(results.key_page.keys, found.db))
    return _file("search", ending, Source.objects.cited_by(found))


@limited("search")
@reader_page("q", "type", "year", "section", "letter")
def of_sources(request, ending):
    """The bibliography, narrowed as its list is."""
    depends_on("tags")
    form = SourceFilterForm.of(request, request.navigation.entries)
    if not form.is_valid():
        return _refusal(form.errors.as_text())
    narrowed_sources = form.of_letter(form.narrow(Source.objects.all()))
    found = search_sources(narrowed_sources, form.words).sources
    return _file("sources", ending, found)


def _of_narrowed(name, ending, form, topics):
    """What those of some topics cite that meet the conditions of a form."""
    if not form.is_valid():
        return _refusal(form.errors.as_text())
    chosen = narrowed(topics, form.filters)
    return _file(name, ending, Source.objects.cited_by(chosen))


def _file(name, ending, sources):
    depends_on("sources", "topics")
    entries = list(sources.values_list("csl", flat=True)[: MOST_IN_A_FILE + 1])
    if len(entries) > MOST_IN_A_FILE:
        sentence = _("More than %(most)d sources meet these conditions; narrow them.")
        return _refusal(sentence % {"most": MOST_IN_A_FILE})
    return references_file(f"{name}-references", ending, entries)


def _refusal(words):
    return HttpResponse(
        words, "text/plain; charset=utf-8", status=HTTPStatus.BAD_REQUEST
    )
