"""Atom feeds of the pages that can be followed."""

from http import HTTPStatus

from django.conf import settings
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from portal.caching.surrogate_keys import depends_on
from portal.http.rate_limits import limited
from topics.exports.atom import StableAtomFeed, atom
from topics.exports.feeds import feed_at
from topics.views.forms.search import SearchForm
from topics.views.reader_page import reader_page
from topics.views.search import PARAMETERS

FOLLOWED = [name for name in PARAMETERS if name not in ("sort", "page")]


@reader_page()
def feed(request, **_names):
    """What changed on the pages of the list, or on the page, above this address."""
    return _answer(request, request.path.removesuffix("feed/"))


@limited("search")
@reader_page(*FOLLOWED)
def search_feed(request):
    """New answers to a search, by the same parameters as its page."""
    form = SearchForm.to_follow(request.GET)
    if not form.is_valid():
        return _refusal(form.errors.as_text())
    request.conditions = form.conditions
    if not form.conditions:
        return _refusal(_("Say what to search for, as in ?q=protection."))
    return _answer(request, reverse("topics:search") + form.conditions.query_string)


def _answer(request, address):
    depends_on("changes", "topics", "tags", "search")
    feed = feed_at(address)
    if feed is None:
        raise Http404
    if request.path != feed.feed_address.partition("?")[0]:
        return redirect(feed.feed_address, permanent=True)
    written = atom(feed, settings.SITE_URL)
    return HttpResponse(written, content_type=StableAtomFeed.content_type)


def _refusal(words):
    content_type = "text/plain; charset=utf-8"
    return HttpResponse(words, content_type=content_type, status=HTTPStatus.BAD_REQUEST)
