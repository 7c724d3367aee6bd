"""What is noted of every request that reaches Django."""

import logging
import re
import secrets
from collections.abc import Callable
from time import perf_counter

from django.core.signals import request_finished
from django.dispatch import receiver
from django.http import HttpRequest, HttpResponse
from django.utils.encoding import escape_uri_path

from portal.operations import metrics
from portal.operations.logs import NO_REQUEST, LoggedRequest, logged_request

REQUEST_ID = re.compile(r"[\w.-]{8,64}", re.ASCII)

access_log = logging.getLogger("portal.access")


class ObservingMiddleware:
    """Gives requests an id, measures, logs and counts them. It is the first, so that
    it sees every answer."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        request_id = _request_id(request)
        has_words = bool(request.META.get("QUERY_STRING")) or request.method == "POST"
        logged_request.set(LoggedRequest(request_id, has_words))
        began = perf_counter()
        response = self.get_response(request)
        seconds = perf_counter() - began
        metrics.count_request(request, response, seconds)
        _log(request, response, seconds)
        # A page that caches keep must not carry the id of one request.
        if response.status_code >= 400 or not _is_public(response):
            response["X-Request-ID"] = request_id
        return response


# Not in the middleware: Django logs some errors after it.
@receiver(request_finished, dispatch_uid="portal.operations.middleware")
def forget_request(sender, **kwargs):
    logged_request.set(NO_REQUEST)


def _request_id(request: HttpRequest) -> str:
    """The proxy's id if it is a harmless word, else a new one."""
    given = request.headers.get("X-Request-ID", "")
    return given if REQUEST_ID.fullmatch(given) else secrets.token_hex(8)


def _is_public(response: HttpResponse) -> bool:
    return "public" in response.get("Cache-Control", "")


def _log(request: HttpRequest, response: HttpResponse, seconds: float) -> None:
    """One line without query, network address and user."""
    path = request.path
    match = request.resolver_match
    if match and "token" in match.kwargs:
        # The token alone lets its bearer read a page that is not public.
        path = path.replace(match.kwargs["token"], "-")
    fields = {
        "method": metrics.known_method(request.method),
        "path": escape_uri_path(path),
        "status": response.status_code,
        "milliseconds": round(seconds * 1000, 1),
    }
    access_log.info(
        "%(method)s %(path)s %(status)s %(milliseconds)s ms",
        fields,
        extra={"fields": fields},
    )
