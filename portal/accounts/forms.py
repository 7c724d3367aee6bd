from django import forms
from django.contrib.admin.forms import AdminAuthenticationForm
from django.contrib.auth import authenticate, user_login_failed
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from django_otp import user_has_device

from portal.accounts import second_factor

REFUSED = _(
    "This code is wrong, or was used before. Wait for the next one; after a wrong code "
    "the portal takes none for some seconds."
)


class CodeField(forms.CharField):
    """A code of the second factor, typed with or without spaces."""

    def __init__(self, **kwargs):
        typing = {"autocomplete": "one-time-code", "autocapitalize": "none"}
        super().__init__(
            label=_("Code"), widget=forms.TextInput(attrs=typing), **kwargs
        )

    def clean(self, value):
        return super().clean("".join(str(value or "").split()).lower())


class SignInForm(AdminAuthenticationForm):
    """Name and password, and a code from those who have set up a second factor.

    A wrong code is refused with the words for a wrong password, and counted like one:
    else whoever guesses would learn that a password is right.
    """

    error_messages = {
        **AdminAuthenticationForm.error_messages,
        "invalid_login": _(
            "Name, password and code do not open an account here. Capital letters "
            "count. Whoever has set up a second factor needs a new code each time, and "
            "waits some seconds after a wrong one."
        ),
    }
    code = CodeField(
        required=False,
        help_text=_("From your app, or one of your recovery codes."),
    )

    def confirm_login_allowed(self, user):
        try:
            super().confirm_login_allowed(user)
        except ValidationError:
            self._refuse(user)
        if user_has_device(user):
            # A code that is forgotten makes no device wait.
            code = self.cleaned_data["code"]
            user.otp_device = second_factor.verify(user, code) if code else None
            if user.otp_device is None:
                self._refuse(user, detail="wrong code")

    def _refuse(self, user, detail=""):
        user_login_failed.send(
            sender=__name__,
            credentials={"username": user.get_username()},
            request=self.request,
            detail=detail,
        )
        raise self.get_invalid_login_error() from None


class CodeForm(forms.Form):
    """A code that a device of the user must take.

    `verify` is asked for the device; it is `cleaned_data["device"]`.
    """

    code = CodeField()

    def __init__(self, *args, verify, **kwargs):
        super().__init__(*args, **kwargs)
        self.verify = verify

    def clean(self):
        cleaned = super().clean()
        # A code is good for one use: not beside a password that is refused.
        if not self.errors:
            cleaned["device"] = self.verify(cleaned["code"])
            if cleaned["device"] is None:
                raise ValidationError(REFUSED)
        return cleaned


class SetUpForm(CodeForm):
    """The first code of an app, and the password: an open session is not enough to
    bind a telephone to somebody's account."""

    password = forms.CharField(
        label=_("Your password"),
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
    )

    def __init__(self, *args, request, **kwargs):
        super().__init__(*args, **kwargs)
        self.request = request

    def clean_password(self):
        password, user = self.cleaned_data["password"], self.request.user
        # Counts wrong ones, and holds back who guesses.
        if authenticate(self.request, username=user.username, password=password):
            return password
        raise ValidationError(_("The password is wrong."))
