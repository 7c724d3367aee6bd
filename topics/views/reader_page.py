"""What every page for readers has in common."""

from functools import wraps
from http import HTTPStatus

from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from portal.caching import surrogate_keys
from topics.views.canonical import asked_otherwise
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
            request.parameters = parameters
            with surrogate_keys.collecting() as keys:
                request.navigation = current_navigation()
                response = view(request, *args, **kwargs)
            if response.status_code == HTTPStatus.OK:
                names = surrogate_keys.header_of(keys)
                response["Surrogate-Key"] = names
                response["Cache-Tag"] = names.replace(" ", ",")
                response["No-Vary-Search"] = _dependence(parameters)
                if address := asked_otherwise(request):
                    # Nobody keeps the page for each way to write its address.
                    response["Content-Location"] = address
            return response

        return page

    return decorate


def _dependence(parameters):
    # https://wicg.github.io/nav-speculation/no-vary-search.html
    names = " ".join(f'"{name}"' for name in parameters)
    return f"params, except=({names})" if names else "params"
