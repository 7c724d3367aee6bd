from django import forms
from django.contrib.admin.forms import AdminAuthenticationForm
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
    """Name and password, and a code from those who have set up a second factor."""

    code = CodeField(
        required=False,
        help_text=_("Only if you have set up a second factor."),
    )

    def clean(self):
        cleaned = super().clean()
        user = self.get_user()
        if user and user_has_device(user):
            user.otp_device = self._verified_device(user, cleaned.get("code"))
        return cleaned

    def _verified_device(self, user, code):
        if not code:
            raise ValidationError(
                _("Type the code from your app too, or one of your recovery codes.")
            )
        device = second_factor.verify(user, code)
        if device is None:
            second_factor.record_wrong_code(user, self.request)
            raise ValidationError(REFUSED)
        return device


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
        if code := cleaned.get("code"):
            cleaned["device"] = self.verify(code)
            if cleaned["device"] is None:
                raise ValidationError(REFUSED)
        return cleaned
