"""What Django leaves open: requests that no reader sends, and headers against other
sites."""

import re
from urllib.parse import unquote_to_bytes

from django.conf import settings
from django.contrib.admin.helpers import ACTION_CHECKBOX_NAME
from django.core.exceptions import BadRequest
from django.http import HttpResponseNotAllowed
from django.middleware.security import SecurityMiddleware
from django.urls import reverse

from portal.http.hosts import allowed_host
from portal.views import bad_request

# More than any page asks for, and fewer words than SQLite takes in one condition.
MAX_QUERY_LENGTH = 1_900
SENDING = {"POST", "PUT", "PATCH", "DELETE"}
# As many digits as fit into the keys of every database.
KEY = re.compile(r"[0-9]{1,18}")


def only_allowed_hosts(get_response):
    """Answer 400 to every other host. Django would raise where it leads to https, and
    its answer would have none of the headers."""
    with_headers = SecurityMiddleware(get_response).process_response

    def middleware(request):
        host = request.META.get("HTTP_HOST") or request.META["SERVER_NAME"]
        if allowed_host(host) is None:
            return with_headers(request, bad_request(request, None))
        return get_response(request)

    return middleware


def only_text(get_response):
    """Answer 400 to queries and cookies that no reader sends: bytes that are not UTF-8,
    NUL, at which databases fail, and very long queries.
    """

    def middleware(request):
        query = request.META.get("QUERY_STRING", "")
        try:
            words = unquote_to_bytes(query.encode("latin-1")).decode()
        except UnicodeDecodeError:
            raise BadRequest("The query is not UTF-8.") from None
        if len(words) > MAX_QUERY_LENGTH:
            raise BadRequest("The query is too long.")
        if "\0" in words or any("\0" in value for value in request.COOKIES.values()):
            raise BadRequest("There is a NUL character in the request.")
        return get_response(request)

    return middleware


def only_editors_send(get_response):
    """Answer 405 to what is sent to pages for readers, before anybody looks at it, but
    for their own forms (READERS_FORMS)."""

    def middleware(request):
        is_form = request.method == "POST" and request.path in settings.READERS_FORMS
        if request.method in SENDING and not (is_form or _is_admin(request)):
            return HttpResponseNotAllowed(["GET", "HEAD"])
        return get_response(request)

    return middleware


def only_keys(get_response):
    """Answer 400 to a selection in a list of the admin that cannot be keys of rows:
    Django would answer 500."""

    def middleware(request):
        if request.method == "POST" and _is_admin(request):
            selected = request.POST.getlist(ACTION_CHECKBOX_NAME)
            if not all(KEY.fullmatch(key) for key in selected):
                raise BadRequest("What is selected are no rows.")
        return get_response(request)

    return middleware


def _is_admin(request):
    return request.path.startswith(reverse("admin:index"))


def isolation(get_response):
    """Keep other sites from reading or framing what the portal sends: no page of
    theirs may load it, and no page of ours loads anything of theirs."""

    def middleware(request):
        response = get_response(request)
        response.headers.setdefault("Cross-Origin-Resource-Policy", "same-origin")
        response.headers.setdefault("Cross-Origin-Embedder-Policy", "require-corp")
        return response

    return middleware
