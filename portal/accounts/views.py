"""The page of the admin where editors set up their second factor."""

from base64 import b32encode
from functools import partial
from io import BytesIO

import django_otp
import segno
from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _

from portal.accounts import second_factor
from portal.accounts.forms import CodeForm, SetUpForm


def second_factor_page(request, site):
    """Set up a second factor, with the password, or change the one there is; every
    change asks for a code."""
    app = second_factor.app_of(request.user)
    return _change(request, site) if app else _set_up(request, site)


def qr_code(request):
    """The secret of the app that is being set up, for its camera."""
    picture = BytesIO()
    app = second_factor.pending_app(request.user)
    segno.make(app.config_url).save(picture, kind="svg", scale=4, light="white")
    return HttpResponse(picture.getvalue(), content_type="image/svg+xml")


def _set_up(request, site):
    app = second_factor.pending_app(request.user)
    verify = partial(django_otp.verify_token, request.user, app.persistent_id)
    form = SetUpForm(request.POST or None, verify=verify, request=request)
    if form.is_valid():
        device = form.cleaned_data["device"]
        codes = second_factor.confirm(device)
        django_otp.login(request, device)
        return _show_codes(request, site, codes)
    secret = second_factor.in_groups(b32encode(app.bin_key).decode())
    return _page(request, site, form=form, secret=secret)


def _change(request, site):
    verify = partial(second_factor.verify, request.user)
    form = CodeForm(request.POST or None, verify=verify)
    if not form.is_valid():
        return _page(request, site, form=form)
    if "_turn_off" in request.POST:
        second_factor.turn_off(request.user)
        messages.success(request, _("The second factor is turned off."))
        return HttpResponseRedirect(reverse("admin:index"))
    codes = second_factor.renew_recovery_codes(request.user)
    return _show_codes(request, site, codes)


def _show_codes(request, site, codes):
    onward = request.GET.get("next", "")
    if not url_has_allowed_host_and_scheme(onward, {request.get_host()}):
        onward = reverse("admin:index")
    return _page(request, site, codes=codes, onward=onward)


def _page(request, site, **context):
    context |= {**site.each_context(request), "title": _("Second factor")}
    return TemplateResponse(request, "admin/accounts/second_factor.html", context)
