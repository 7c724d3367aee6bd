"""A new password for who has forgotten theirs, by a link in an e-mail.

Not found where the portal sends no e-mail: an administrator sets a new one.
"""

from functools import wraps
from threading import Thread
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib import admin
from django.contrib.auth import views
from django.contrib.auth.forms import PasswordResetForm
from django.http import Http404
from django.urls import path

from portal.http.rate_limits import limited


class ResetForm(PasswordResetForm):
    """Django's, which names the portal by SITE_URL: whoever asks could forge a host."""

    def save(self, **options):
        options |= {
            "domain_override": urlsplit(settings.SITE_URL).netloc,
            "use_https": settings.HTTPS,
        }
        super().save(**options)

    def send_mail(self, *arguments, **options):
        # Beside the answer: else the time that it takes would tell who has an account,
        # and a slow server of mail would hold readers up.
        send = super().send_mail
        Thread(target=send, args=arguments, kwargs=options, name="mail").start()


def _where_mail_is_sent(view):
    @wraps(view)
    def found(request, **kwargs):
        if not settings.SENDS_MAIL:
            raise Http404
        return view(request, **kwargs)

    return found


HEADER = {"site_header": admin.site.site_header, "site_title": admin.site.site_title}
ask = limited("password-reset", methods=["POST"])(
    views.PasswordResetView.as_view(form_class=ResetForm, extra_context=HEADER)
)
confirm = limited("sign-in", methods=["POST"])(
    views.PasswordResetConfirmView.as_view(extra_context=HEADER)
)
sent = views.PasswordResetDoneView.as_view(extra_context=HEADER)
complete = views.PasswordResetCompleteView.as_view(extra_context=HEADER)

# By the names that Django's templates and views use.
urlpatterns = [
    path("", _where_mail_is_sent(ask), name="admin_password_reset"),
    path("sent/", sent, name="password_reset_done"),
    path(
        "<uidb64>/<token>/", _where_mail_is_sent(confirm), name="password_reset_confirm"
    ),
    path("done/", complete, name="password_reset_complete"),
]
