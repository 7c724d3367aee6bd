"""A form sent twice, by a double click or a browser that tries again, is answered twice
and done once.

Each page that holds a form has a token of its own against forgery, so the same words
with the same token within a minute are the same form.
"""

import time
from hashlib import sha256
from http import HTTPStatus

from django.contrib import messages
from django.http import HttpResponseRedirect
from django.utils.translation import gettext as _

from portal.accounts.models import SentForm

LONGEST_WAIT, STEP = 10, 0.1  # seconds, for what the first one is answered


def once(view, request, *args, **kwargs):
    """What the view answers; to a form that was sent before, the same redirect."""
    if request.method != "POST" or not request.POST.get("csrfmiddlewaretoken"):
        return view(request, *args, **kwargs)
    sent, is_first = SentForm.objects.begin(request.user, _digest(request))
    if not is_first and (address := _address_of_first(sent)):
        messages.info(request, _("The form was sent twice; it is saved once."))
        return HttpResponseRedirect(address)
    response = None
    try:
        response = view(request, *args, **kwargs)
    finally:
        if response is not None and response.status_code == HTTPStatus.FOUND:
            SentForm.objects.filter(pk=sent.pk).update(address=response["Location"])
        else:
            # It can be corrected and sent again.
            SentForm.objects.filter(pk=sent.pk).delete()
    return response


def _address_of_first(sent):
    """Where the first one was sent on to, once that is known; "" if it was refused."""
    for _try in range(int(LONGEST_WAIT / STEP)):
        found = SentForm.objects.filter(pk=sent.pk).first()
        if found is None or found.address:
            return found.address if found else ""
        time.sleep(STEP)
    return ""


def _digest(request):
    said = sha256(repr((request.get_full_path(), *request.POST.lists())).encode())
    for name, files in request.FILES.lists():
        for file in files:
            said.update(f"{name} {file.name}".encode())
            for chunk in file.chunks():
                said.update(chunk)
            file.seek(0)
    return said.hexdigest()
