"""Following a page: its feed, and alerts by e-mail where the portal can send some."""

from http import HTTPStatus

from django.conf import settings
from django.core.exceptions import ValidationError
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from portal.caching.surrogate_keys import depends_on
from portal.encryption import fingerprint
from portal.http.rate_limits import limited, seconds_to_wait
from topics.exports.alerts import ask_to_confirm
from topics.models import Alert
from topics.views.forms.alert import AlertForm
from topics.views.navigation import current_navigation
from topics.views.reader_page import reader_page

TEMPLATE = "alerts/alerts.html"
EVERYTHING = "/changes/"


# Nobody is signed in on these pages, so nobody's rights can be abused, and readers get
# no cookie.
@csrf_exempt
@limited("alert", methods=["POST"])
def alerts(request):
    """How to follow `?of=`, the address of a page."""
    return _send(request) if request.method == "POST" else _show(request)


@reader_page("of")
def _show(request):
    depends_on("topics", "tags")
    address = request.GET.get("of") or EVERYTHING
    form = AlertForm(initial={"of": address})
    try:
        feed = form.fields["of"].clean(address)
    except ValidationError as error:
        context = _context(form) | {"messages": error.messages}
        return render(request, TEMPLATE, context, status=HTTPStatus.NOT_FOUND)
    form.initial["of"] = feed.address
    return render(request, TEMPLATE, _context(form) | {"feed": feed})


@never_cache
def _send(request):
    request.navigation = current_navigation()
    form = AlertForm(request.POST)
    if not settings.SENDS_MAIL:
        status = HTTPStatus.FORBIDDEN
        return render(request, TEMPLATE, _context(form), status=status)
    if not form.is_valid():
        context, status = _context(form), HTTPStatus.BAD_REQUEST
        return render(request, TEMPLATE, context, status=status)
    if not form.is_from_a_machine:
        if not Alert.objects.make_room():
            context = _context(form) | {"is_full": True}
            status = HTTPStatus.SERVICE_UNAVAILABLE
            return render(request, TEMPLATE, context, status=status)
        if not _ask(request, form.cleaned_data):
            return render(request, "alerts/late.html", status=HTTPStatus.ACCEPTED)
    return redirect("topics:alert_asked")


def _ask(request, given):
    """Whether the question went out. Who knows an address cannot tell from the answer
    what it follows: it is the same for all, and each address is asked as often."""
    whose = fingerprint(given["email"].lower())
    if seconds_to_wait("alert-question", request, whose):
        return True
    alert = Alert.objects.ask(given["email"], given["of"].address)
    return ask_to_confirm(alert, settings.SITE_URL)


def _context(form):
    return {"form": form, "sends_mail": settings.SENDS_MAIL}


@reader_page()
def alert_asked(request):
    return render(request, "alerts/asked.html")


@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
def confirm_alert(request):
    """A button, as programs that look at mail open its links; then `?token=` is
    confirmed."""
    if request.method != "POST":
        return _button(request, "alerts/confirm.html")
    alert = Alert.objects.confirm(request.GET.get("token", ""))
    status = HTTPStatus.OK if alert else HTTPStatus.NOT_FOUND
    return _done(request, "alerts/confirmed.html", {"alert": alert}, status)


@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
def stop_alert(request):
    """A button, and what it or a mail program (RFC 8058) sends: the alerts of `?token=`
    are forgotten. The answer must be no redirect."""
    if request.method != "POST":
        return _button(request, "alerts/stop.html")
    Alert.objects.stop(request.GET.get("token", ""))
    return _done(request, "alerts/stopped.html", {}, HTTPStatus.OK)


@reader_page()
def _button(request, template):
    return render(request, template)


@never_cache
def _done(request, template, context, status):
    request.navigation = current_navigation()
    return render(request, template, context, status=status)
