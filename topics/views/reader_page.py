"""What every page for readers has in common."""

from functools import wraps
from http import HTTPStatus
from operator import itemgetter
from urllib.parse import urlencode

from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from portal.caching import surrogate_keys
from topics.views.navigation import current_navigation

# Browsers ask each time. Proxies that cannot be purged may keep a page for a
# second, give out the old one while they ask for the new one, and for a day if they do
# not get any.
CACHE_CONTROL = {
    "public": True,
    "max_age": 0,
    "s_maxage": 1,
    "stale_while_revalidate": 10,
    "stale_if_error": 24 * 3600,
}


def reader_page(*parameters):
    """A page that is the same for everybody, by its address and these parameters of
    the query: GET and HEAD only. Its response names what it shows, so that caches know
    when it is made again (see portal.caching). What was scheduled up to now is
    published first."""

    def decorate(view):
        @require_safe
        @cache_control(**CACHE_CONTROL)
        @wraps(view)
        def page(request, *args, **kwargs):
            with surrogate_keys.collecting() as keys:
                request.navigation = current_navigation()
                response = view(request, *args, **kwargs)
            if response.status_code == HTTPStatus.OK:
                names = surrogate_keys.header_of(keys)
                response["Surrogate-Key"] = names
                response["Cache-Tag"] = names.replace(" ", ",")
                response["No-Vary-Search"] = _dependence(parameters)
                if address := _canonical_address(request, parameters):
                    # Nobody keeps the page for each way to write its address.
                    response["Content-Location"] = address
            return response

        return page

    return decorate


def _canonical_address(request, parameters):
    """The address of the page as its links write it: by the `conditions` of its list,
    if it has some, and the number of the page that is shown. None if it was asked for
    by that."""
    asked = [(n, value) for n in parameters for value in request.GET.getlist(n)]
    pairs = [pair for pair in asked if pair[0] != "page"]
    if (conditions := getattr(request, "conditions", None)) is not None:
        pairs = list(conditions.pairs)
    if "page" in request.GET and (shown := getattr(request, "page_number", None)):
        pairs.append(("page", str(shown)))
    # Caches sort the names of parameters, but not the values of one.
    by_name = itemgetter(0)
    if sorted(asked, key=by_name) == sorted(pairs, key=by_name):
        return None
    return f"{request.path}?{urlencode(pairs)}" if pairs else request.path


def _dependence(parameters):
    # https://wicg.github.io/nav-speculation/no-vary-search.html
    names = " ".join(f'"{name}"' for name in parameters)
    return f"params, except=({names})" if names else "params"
