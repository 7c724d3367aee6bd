"""What was typed by somebody whose sign-in had expired, until they are back."""

import json
from contextlib import suppress
from copy import copy

from django.core.exceptions import RequestDataTooBig
from django.http import QueryDict

from portal.accounts import kept_forms
from topics.admin.forms.entry import RESTORE
from topics.models import Autosave

LARGEST = 1_000_000  # bytes


def form_values(posted):
    """What a form held, less what belongs to the request: {name: [value]}. Raises
    RequestDataTooBig for more than a million bytes."""
    values = {
        without_nul(name): [
            without_nul(value).replace("\r\n", "\n") for value in posted.getlist(name)
        ]
        for name in posted
        if name != "csrfmiddlewaretoken" and not name.startswith("_")
    }
    if len(json.dumps(values)) > LARGEST:
        raise RequestDataTooBig
    return values


def without_nul(words):
    # PostgreSQL stores none, and forms refuse it.
    return words.replace("\0", "")


def keep_form(request):
    """Keep a posted form of a topic for the editor who has to sign in first, unless it
    is too large."""
    if request.resolver_match.url_name == "topics_topic_change":
        with suppress(RequestDataTooBig):
            kept_forms.keep(request, form_values(request.POST))


def with_kept_form(request, topic):
    """The request for the form; with `?restore`, as if what was kept of the user's
    earlier try had been posted to be shown."""
    if (values := kept_forms.take(request)) is not None:
        Autosave.objects.keep(topic, request.user, values)
    kept = Autosave.objects.of(topic, request.user)
    if "restore" not in request.GET or kept is None:
        return request
    values = QueryDict(mutable=True)
    for name, texts in kept.values.items():
        values.setlist(name, texts)
    values[RESTORE] = "1"
    # Asked for its files now, the request knows that it has none, and does not look for
    # them when its method says that there may be some.
    _none = request.FILES
    posted = copy(request)
    posted.method, posted.POST = "POST", values
    return posted
