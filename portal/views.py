"""The icon that browsers ask for by themselves, and error pages."""

from http import HTTPStatus

from django.shortcuts import redirect, render
from django.templatetags.static import static

NEVER_SHOWN = {"csrfmiddlewaretoken", "username", "password"}


def favicon(request):
    return redirect(static("img/favicon.svg"))


def bad_request(request, exception):
    return _error(request, HTTPStatus.BAD_REQUEST)


def forbidden(request, exception):
    return _error(request, HTTPStatus.FORBIDDEN)


def csrf_failure(request, reason=""):
    """Refuse the form, and show what it held so that nothing typed is lost."""
    typed = [
        (name, value)
        for name, value in request.POST.items()
        if value.strip() and name not in NEVER_SHOWN and not name.startswith("_")
    ]
    return render(
        request, "errors/csrf.html", {"typed": typed}, status=HTTPStatus.FORBIDDEN
    )


def not_found(request, exception):
    return _error(request, HTTPStatus.NOT_FOUND)


def server_error(request):
    # Nothing of the request or the database is touched: either may be what failed.
    return render(None, "errors/500.html", status=HTTPStatus.INTERNAL_SERVER_ERROR)


def unavailable(retry_after):
    """The database is too slow now; `retry_after` is in seconds."""
    status = HTTPStatus.SERVICE_UNAVAILABLE
    response = render(None, "errors/503.html", status=status)
    response["Retry-After"] = str(retry_after)
    return response


def _error(request, status):
    return render(request, f"errors/{status.value}.html", status=status)
