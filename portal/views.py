"""The icon that browsers ask for by themselves, and error pages."""

import errno
import re
import sys
from http import HTTPStatus

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
    return redirect(static("img/favicon.svg"))


def bad_request(request, exception):
    return _error(request, HTTPStatus.BAD_REQUEST)


def forbidden(request, exception):
    return _error(request, HTTPStatus.FORBIDDEN)


def csrf_failure(request, reason=""):
    """Refuse the form, and show what it held so that nothing typed is lost."""
    context = {"typed": _typed(request)}
    return render(request, "errors/csrf.html", context, status=HTTPStatus.FORBIDDEN)


def not_found(request, exception):
    return _error(request, HTTPStatus.NOT_FOUND)


def server_error(request):
    # Nothing of the request or the database is touched: either may be what failed.
    if not _storage_failed(sys.exc_info()[1]):
        status = HTTPStatus.INTERNAL_SERVER_ERROR
        return render(None, "errors/500.html", status=status)
    if request.method == "POST":
        return unsaved(request)
    return unavailable(retry_after=STORAGE_BACK_IN)


def unavailable(retry_after):
    """The database is too slow now, or away; `retry_after` is in seconds."""
    return _to_be_tried_again("errors/503.html", {}, retry_after)


def unsaved(request):
    """Tell that what was posted could not be stored, and offer to send it again; the
    database is not asked for anything."""
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
    return _to_be_tried_again("errors/unsaved.html", context, STORAGE_BACK_IN)


def _storage_failed(error):
    """Whether the database or a disk is away, full or only for reading."""
    return isinstance(error, DATABASE_FAILED) or (
        isinstance(error, OSError) and error.errno in DISK_FAILED
    )


def _to_be_tried_again(template, context, seconds):
    # Without the request: what it leads to (the user, sections) is in the database.
    status = HTTPStatus.SERVICE_UNAVAILABLE
    response = render(None, template, context, status=status)
    response["Retry-After"] = str(seconds)
    add_never_cache_headers(response)
    return response


def _typed(request):
    """Names and values of what somebody wrote or chose in the posted form."""
    return [
        (name, value)
        for name, value in request.POST.items()
        if value.strip()
        and name != "username"
        and not SECRET.search(name)
        and not name.startswith("_")
    ]


def _error(request, status):
    return render(request, f"errors/{status.value}.html", status=status)
