"""The form in which readers ask for alerts by e-mail."""

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.mail.message import sanitize_address
from django.http import QueryDict
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from topics.exports.feeds import feed_at
from topics.models.subscriber import PAGE_LENGTH
from topics.views.forms.search import SearchForm


class FollowedPageField(forms.CharField):
    """The address of a page that can be followed, as a Feed."""

    def clean(self, value):
        # As it is copied from the browser, too.
        address = super().clean(value).removeprefix(settings.SITE_URL)
        path, _question_mark, query = address.partition("?")
        if path == reverse("topics:search"):
            path += _conditions(query)
        feed = feed_at(path)
        if feed is None:
            raise ValidationError(
                _(
                    "There is nothing to follow at “%(address)s”. Write the address of "
                    "a page, a section, a tag, a country or a search of this portal, "
                    "or /changes/ for everything."
                ),
                params={"address": address},
            )
        return feed


class AlertForm(forms.Form):
    """What is followed, and by whom. `website` is hidden from people: who fills it in
    is none."""

    of = FollowedPageField(
        label=gettext_lazy("Page"),
        max_length=PAGE_LENGTH,
        help_text=gettext_lazy("Its address in the portal; /changes/ for all changes."),
    )
    email = forms.EmailField(
        label=gettext_lazy("Your e-mail address"),
        max_length=254,
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )
    website = forms.CharField(required=False, max_length=200)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, label_suffix="", **kwargs)
        for name, field in self.fields.items():
            if self.is_bound and name in self.errors:
                field.widget.attrs["aria-invalid"] = "true"

    def clean_email(self):
        email = self.cleaned_data["email"]
        try:
            sanitize_address(email, "utf-8")
        except (ValueError, UnicodeError):
            sentence = _("No mail can be sent to this address.")
            raise ValidationError(sentence) from None
        return email

    @property
    def is_from_a_machine(self):
        return bool(self.cleaned_data.get("website"))


def _conditions(query):
    """The query string of what of a search can be followed. Raises ValidationError."""
    form = SearchForm.to_follow(QueryDict(query))
    if not form.is_valid():
        raise ValidationError([m for some in form.errors.values() for m in some])
    return form.conditions.query_string
