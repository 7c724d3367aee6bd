"""The form in which readers say what is wrong or missing."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from topics.models import ProblemReport


class ProblemReportForm(forms.ModelForm):
    """What a reader says. `website` is hidden from people: who fills it in is none."""

    website = forms.CharField(required=False, max_length=200)

    class Meta:
        model = ProblemReport
        fields = ["words", "page", "email", "version"]
        widgets = {"version": forms.HiddenInput}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, label_suffix="", **kwargs)
        for name, field in self.fields.items():
            if self.is_bound and name in self.errors:
                field.widget.attrs["aria-invalid"] = "true"

    def clean_page(self):
        page = self.cleaned_data["page"].strip()
        # An editor will follow it.
        if page and (not page.startswith("/") or page.startswith(("//", "/\\"))):
            raise ValidationError(
                _("Write the part of the address that follows the name of the site.")
            )
        return page

    @property
    def is_from_a_machine(self):
        return bool(self.cleaned_data.get("website"))
