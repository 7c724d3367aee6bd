"""The admin's site with what guards editors' accounts."""

from functools import wraps
from urllib.parse import urlencode

from django.conf import settings
from django.contrib import admin
from django.contrib.auth import REDIRECT_FIELD_NAME
from django.contrib.auth.views import redirect_to_login
from django.http import HttpResponseRedirect
from django.urls import path, reverse
from django.utils.decorators import method_decorator
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_protect
from django_otp import user_has_device

from portal.accounts import kept_forms
from portal.accounts.forms import SignInForm
from portal.accounts.sent_forms import once
from portal.accounts.views import qr_code, second_factor_page
from portal.http.rate_limits import limited


class GuardedSite(admin.AdminSite):
    """The admin with limited sign-in and a second factor, which is demanded of
    everybody with REQUIRE_SECOND_FACTOR."""

    login_form = SignInForm
    login_template = "admin/accounts/sign_in.html"
    logout_template = "admin/accounts/signed_out.html"

    def get_urls(self):
        own = [
            path("second-factor/", self.second_factor, name="second_factor"),
            path("second-factor/qr.svg", self.qr_code, name="second_factor_qr_code"),
        ]
        return [*own, *super().get_urls()]

    def admin_view(self, view, cacheable=False):
        """The view behind the sign-in; of a form that is sent twice, once."""
        guarded = super().admin_view(view, cacheable)

        @wraps(guarded)
        def page(request, *args, **kwargs):
            if self.has_permission(request) and not self.may_be_sent_again(request):
                return once(guarded, request, *args, **kwargs)
            return guarded(request, *args, **kwargs)

        return page

    def may_be_sent_again(self, request):
        """Whether its view knows by itself what was sent before, or keeps nothing."""
        return False

    def has_permission(self, request):
        return super().has_permission(request) and (
            request.user.is_verified() or not settings.REQUIRE_SECOND_FACTOR
        )

    @method_decorator(limited("sign-in", methods=["POST"]))
    def login(self, request, extra_context=None):
        if (
            request.method == "GET"
            and super().has_permission(request)
            and not self.has_permission(request)
            and not user_has_device(request.user)
        ):
            onward = request.GET.get(REDIRECT_FIELD_NAME, "")
            query = urlencode({REDIRECT_FIELD_NAME: onward})
            return HttpResponseRedirect(f"{reverse('admin:second_factor')}?{query}")
        asks_for_code = (
            settings.REQUIRE_SECOND_FACTOR
            or request.method == "POST"
            or request.user.is_authenticated
        )
        context = {
            "asks_for_code": asks_for_code,
            "sends_mail": settings.SENDS_MAIL,
            **(extra_context or {}),
        }
        return super().login(request, context)

    def logout(self, request, extra_context=None):
        response = super().logout(request, extra_context)
        if request.method == "POST":
            kept_forms.forget(response)
        return response

    # It asks for the password too, which could be guessed there.
    @method_decorator(limited("sign-in", methods=["POST"]))
    def password_change(self, request, extra_context=None):
        return super().password_change(request, extra_context)

    @method_decorator([never_cache, csrf_protect, limited("sign-in", methods=["POST"])])
    def second_factor(self, request):
        # Open to those whom has_permission() sends here.
        if not super().has_permission(request):
            return redirect_to_login(request.get_full_path(), reverse("admin:login"))
        return second_factor_page(request, self)

    @method_decorator(never_cache)
    def qr_code(self, request):
        if not super().has_permission(request):
            return redirect_to_login(request.get_full_path(), reverse("admin:login"))
        return qr_code(request)
