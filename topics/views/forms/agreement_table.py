from django import forms
from django.utils.translation import gettext_lazy as _

from topics.views.forms.filters import Conditions, TopicFilterForm


class AgreementTableForm(TopicFilterForm):
    """The filters of a list, for the table of a section's agreements."""

    SORTS = [("", _("Date")), ("title", _("Title")), ("revised", _("Last revised"))]

    view = forms.ChoiceField(required=False, choices=[("agreements", "agreements")])

    @property
    def download(self):
        """The query string of the same agreements in a file."""
        pairs = [pair for pair in self.conditions.pairs if pair[0] != "view"]
        return Conditions(pairs).setting("sort", self.cleaned_data["sort"] or "date")
