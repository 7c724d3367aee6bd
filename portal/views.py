"""The icon that browsers ask for by themselves, and error pages."""

import errno
import re
import sys
from http import HTTPStatus

from django.conf import settings
from django.core.exceptions import RequestDataTooBig, TooManyFieldsSent
from django.db import InterfaceError, InternalError, OperationalError
from django.middleware.csrf import get_token
from django.shortcuts import redirect, render
from django.templatetags.static import static
from django.utils.cache import add_never_cache_headers

SECRET = re.compile("password|token|^code$")
# Seconds after which to ask again when the database or a disk failed.
STORAGE_BACK_IN = 10
DATABASE_FAILED = (OperationalError, InterfaceError, InternalError)
DISK_FAILED = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EROFS, errno.EIO}


def favicon(request):
    """Redirect to the icon among the static files."""
    return redirect(static("img/favicon.svg"))


def bad_request(request, exception):
    """Answer 413 to a form that is larger than can be read, else 400."""
    if not isinstance(exception, RequestDataTooBig | TooManyFieldsSent):
        return _error(request, HTTPStatus.BAD_REQUEST)
    context = {
        "canonical": "",
        "megabytes": settings.DATA_UPLOAD_MAX_MEMORY_SIZE // 1024**2,
        "fields": settings.DATA_UPLOAD_MAX_NUMBER_FIELDS,
    }
    status = HTTPStatus.REQUEST_ENTITY_TOO_LARGE
    return render(request, "errors/413.html", context, status=status)


def forbidden(request, exception):
    return _error(request, HTTPStatus.FORBIDDEN)


def csrf_failure(request, reason=""):
    """Answer 403 to a form without a valid token, and show what it held so that nothing
    typed is lost."""
    context = {"typed": _typed(request), "canonical": ""}
    return render(request, "errors/csrf.html", context, status=HTTPStatus.FORBIDDEN)


def server_error(request):
    """Answer 503 if the database or a disk failed, else 500."""
    # Neither the request nor the database is used: either may be what failed.
    if not _storage_failed(sys.exc_info()[1]):
        status = HTTPStatus.INTERNAL_SERVER_ERROR
        return render(None, "errors/500.html", status=status)
    if request.method == "POST":
        return unsaved(request)
    return unavailable(retry_after=STORAGE_BACK_IN)


def unavailable(retry_after):
    """Answer 503: the database is too slow, or away. `retry_after` is in seconds."""
    return _try_again_later("errors/503.html", {}, retry_after)


def unsaved(request):
    """Answer 503 with a form that sends again what was posted and could not be stored.
    The database is not used."""
    sent = [
        (name, value)
        for name, values in request.POST.lists()
        for value in values
        if name != "csrfmiddlewaretoken"
    ]
    # A file cannot be sent from here, and a secret is not written into a page.
    complete = not request.FILES and not any(SECRET.search(name) for name, _ in sent)
    context = {
        "typed": _typed(request),
        "sent": sent if complete else [],
        "address": request.get_full_path(),
        "csrf_token": get_token(request),
    }
    return _try_again_later("errors/unsaved.html", context, STORAGE_BACK_IN)


def _storage_failed(error):
    """Whether the database or a disk is away, full or only for reading."""
    return isinstance(error, DATABASE_FAILED) or (
        isinstance(error, OSError) and error.errno in DISK_FAILED
    )


def _try_again_later(template, context, seconds):
    # Without the request: its user and the sections are in the database.
    status = HTTPStatus.SERVICE_UNAVAILABLE
    response = render(None, template, context, status=status)
    response["Retry-After"] = str(seconds)
    add_never_cache_headers(response)
    return response


def _typed(request):
    """Names and values of what was typed or chosen in the posted form."""
    return [
        (name, value)
        for name, value in request.POST.items()
        if value.strip()
        and name != "username"
        and not SECRET.search(name)
        and not name.startswith("_")
    ]


def _error(request, status):
    # No page that search engines should know.
    context = {"canonical": ""}
    return render(request, f"errors/{status.value}.html", context, status=status)
