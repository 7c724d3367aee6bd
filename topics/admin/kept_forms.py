"""What was typed by somebody whose sign-in had expired, until they are back."""

import json
import re
from contextlib import suppress
from copy import copy
from http import HTTPStatus

from django.core.exceptions import RequestDataTooBig
from django.http import HttpResponseRedirect, QueryDict

from portal.accounts import kept_forms
from topics.admin.forms.entry import RESTORE
from topics.models import Autosave

LARGEST = 1_000_000  # bytes
FORM = re.compile(r"topics_\w+_(?:add|change)")
OF_A_PAGE = "topics_topic_change"


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


def is_form(request):
    """Whether it asks for the form of a new or a present row of the knowledge."""
    return FORM.fullmatch(request.resolver_match.url_name or "") is not None


def keep_form(request):
    """Keep a posted form for the editor who has to sign in first, unless it is too
    large."""
    if is_form(request):
        with suppress(RequestDataTooBig):
            kept_forms.keep(request, form_values(request.POST))


def answer(view, request, *args, **kwargs):
    """What the view of a form answers; with `?restore`, to what was kept of the user's
    earlier try, which is kept until it is saved or discarded."""
    is_of_a_page = request.resolver_match.url_name == OF_A_PAGE
    if not is_form(request) or (is_of_a_page and request.method == "POST"):
        return view(request, *args, **kwargs)
    request.kept_form = kept = kept_forms.kept_of(request)
    if kept is None or is_of_a_page:
        return view(request, *args, **kwargs)
    if request.method == "POST":
        return _answer_and_forget(kept, view, request, *args, **kwargs)
    if "restore" in request.GET:
        request = as_posted(request, kept.values)
    return view(request, *args, **kwargs)


def _answer_and_forget(kept, view, request, *args, **kwargs):
    """What is answered to a form that is sent or discarded; what was kept of it goes
    when it is saved."""
    if "_discard" in request.POST:
        response = HttpResponseRedirect(request.path)
    else:
        response = view(request, *args, **kwargs)
    if response.status_code == HTTPStatus.FOUND:
        kept.delete()
    return response


def with_kept_form(request, topic):
    """The request for the form of a page, of which more is kept than of other forms;
    with `?restore`, as if that had been posted to be shown."""
    if (kept := request.kept_form) is not None:
        Autosave.objects.keep(topic, request.user, kept.values)
        kept.delete()
        request.kept_form = None
    saved = Autosave.objects.of(topic, request.user)
    if "restore" not in request.GET or saved is None:
        return request
    return as_posted(request, saved.values)


def as_posted(request, values):
    """A request for a form as if the values, {name: [value]}, had been posted to be
    shown and not to be saved."""
    typed = QueryDict(mutable=True)
    for name, texts in values.items():
        typed.setlist(name, texts)
    typed[RESTORE] = "1"
    # Asked for its files now, the request knows that it has none, and does not look for
    # them when its method says that there may be some.
    _none = request.FILES
    posted = copy(request)
    posted.method, posted.POST = "POST", typed
    return posted
