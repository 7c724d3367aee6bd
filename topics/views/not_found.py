"""What is answered where there is no page: the address that was meant, else the pages
whose names are most like it.

Views know the former names of what they show. Here is what no view can know: that
capitals made the address another one's. Under DEBUG Django has a page of its own.
"""

import re
from http import HTTPStatus

from django.shortcuts import redirect, render
from django.urls import Resolver404, resolve, reverse

from topics.lists.countries import codes_with_pages
from topics.models import Section, Source, Tag, Topic
from topics.models.country import country_address, country_of
from topics.search.nearest import nearest_pages

WORDS = re.compile(r"[^\W_]+")
MOST_CHARACTERS = 80


def not_found(request, exception):
    """The handler of 404."""
    if request.method in ("GET", "HEAD") and (address := _present_address(request)):
        return redirect(address, permanent=True)
    *_sections, name = request.path.strip("/").split("/")
    context = {
        "canonical": "",
        "words": _words(request.path),
        "pages": nearest_pages(_words(name)),
    }
    status = HTTPStatus.NOT_FOUND
    return render(request, "errors/404.html", context, status=status)


def _words(path):
    return " ".join(WORDS.findall(path))[:MOST_CHARACTERS]


def _present_address(request):
    """Where the page is that the address names in other letters, or nothing."""
    path = request.path.lower()
    try:
        match = resolve(path)
    except Resolver404:
        return None
    asked = request.resolver_match
    if match.namespaces != ["topics"] or (
        asked and asked.url_name == match.url_name and match.url_name in FORGIVING
    ):
        return None
    if not match.kwargs:
        found = path
    elif find := FINDERS.get(match.url_name):
        found = find(*match.kwargs.values())
    else:
        found = _beneath(path, match.kwargs)
    if found in (None, request.path):
        return None
    query = request.META.get("QUERY_STRING", "")
    return f"{found}?{query}" if query else found


def _tag(slug):
    tag = Tag.objects.called(slug)
    return tag and tag.get_absolute_url()


def _source(key):
    source = Source.objects.filter(key__iexact=key).first()
    return source and source.get_absolute_url()


def _country(code):
    country = country_of(code)
    has_pages = country and codes_with_pages([country.code])
    return country_address(country) if has_pages else None


def _beneath(path, kwargs):
    """The address of something that belongs to a topic or a section: its history, a
    file."""
    if "section" in kwargs:
        topics = Topic.objects.published().answering_to(kwargs["slug"])
        above = (topic := topics.first()) and topic.get_absolute_url()
        rest = path.split("/", 3)[3]
    elif "slug" in kwargs:
        is_there = Section.objects.filter(slug=kwargs["slug"]).exists()
        above = is_there and reverse("topics:section_detail", args=[kwargs["slug"]])
        rest = path.split("/", 2)[2]
    else:
        return None
    return f"{above}{rest}" if above else None


# Views that have looked for other names of what they show already.
FORGIVING = {"section_detail", "topic_detail", "tag_detail", "country_detail"}
# By the names of their routes.
FINDERS = {"tag_detail": _tag, "source_detail": _source, "country_detail": _country}
