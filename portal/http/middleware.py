"""What is noted of every request that reaches Django, and headers that neither Django
nor a library of ours sets."""

import logging
import re
import secrets
from time import perf_counter
from urllib.parse import unquote_to_bytes

from django.contrib.admin.helpers import ACTION_CHECKBOX_NAME
from django.core.exceptions import BadRequest
from django.core.signals import request_finished
from django.dispatch import receiver
from django.urls import reverse
from django.utils.encoding import escape_uri_path

from portal.operations import metrics
from portal.operations.logs import NO_REQUEST, RequestLogged, current_request

# More than any page asks for, and fewer words than SQLite takes in one condition.
LONGEST_QUERY = 1_900
# As many digits as fit into the keys of every database.
KEY = re.compile(r"[0-9]{1,18}")

access_log = logging.getLogger("portal.access")


class ObservingMiddleware:
    """Names, times, logs and counts requests. It stands first, so that nothing is
    answered unseen."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        request_id = _request_id(request)
        has_words = bool(request.META.get("QUERY_STRING")) or request.method == "POST"
        current_request.set(RequestLogged(request_id, has_words))
        began = perf_counter()
        response = self.get_response(request)
        seconds = perf_counter() - began
        metrics.count_request(request, response, seconds)
        _log(request, response, seconds)
        # A page that caches keep must not carry the name of one request.
        if response.status_code >= 400 or not _is_public(response):
            response["X-Request-ID"] = request_id
        return response


# Not in the middleware: Django logs some errors after it.
@receiver(request_finished, dispatch_uid="portal.http.middleware")
def forget_request(sender, **kwargs):
    current_request.set(NO_REQUEST)


def _request_id(request):
    given = request.headers.get("X-Request-ID", "")
    return given if re.fullmatch(r"[\w.-]{8,64}", given, re.A) else secrets.token_hex(8)


def _is_public(response):
    return "public" in response.get("Cache-Control", "")


def _log(request, response, seconds):
    """One line: no query, no address, no user."""
    path = request.path
    match = request.resolver_match
    if match and "token" in match.kwargs:
        # Whoever has it may read the page.
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


def only_text(get_response):
    """Answer 400 to queries and cookies that no reader sends: bytes that are not UTF-8,
    NUL, at which databases fail, and very many words.
    """

    def middleware(request):
        query = request.META.get("QUERY_STRING", "")
        try:
            words = unquote_to_bytes(query.encode("latin-1")).decode()
        except UnicodeDecodeError:
            raise BadRequest("The query is not UTF-8.") from None
        if len(words) > LONGEST_QUERY:
            raise BadRequest("The query is too long.")
        if "\0" in words or any("\0" in value for value in request.COOKIES.values()):
            raise BadRequest("There is a NUL character in the request.")
        return get_response(request)

    return middleware


def only_keys(get_response):
    """Answer 400 to a selection in a list of the admin that can be no rows' keys, at
    which Django fails."""

    def middleware(request):
        if request.method == "POST" and request.path.startswith(reverse("admin:index")):
            selected = request.POST.getlist(ACTION_CHECKBOX_NAME)
            if not all(KEY.fullmatch(key) for key in selected):
                raise BadRequest("What is selected are no rows.")
        return get_response(request)

    return middleware


def isolation(get_response):
    """Keep other sites from reading or framing what the portal sends: no page of
    theirs may load it, and no page of ours loads anything of theirs."""

    def middleware(request):
        response = get_response(request)
        response.headers.setdefault("Cross-Origin-Resource-Policy", "same-origin")
        response.headers.setdefault("Cross-Origin-Embedder-Policy", "require-corp")
        return response

    return middleware
