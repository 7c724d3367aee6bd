from dataclasses import dataclass

from django import forms
from django.utils.translation import gettext_lazy as _

from topics.views.forms.filters import MissionFilterForm


@dataclass(frozen=True)
class Column:
    """A column's head: the query string of the table sorted by it (the other way
    round if it is already), and how it is sorted now, in the words of `aria-sort`."""

    label: str
    sorting: str
    order: str


class MissionTableForm(MissionFilterForm):
    """The filters of the missions, and `?sort=` by a column or, with a hyphen before
    it, the other way round."""

    HEADS = {
        "acronym": _("Acronym"),
        "title": _("Title"),
        "lead": _("Led by"),
        "region": _("Region"),
        "start": _("Start"),
        "end": _("End"),
        "strength": _("Peak strength"),
        "fatalities": _("Fatalities"),
    }
    SORTS = [("", "")] + [
        (f"{sign}{name}", label) for name, label in HEADS.items() for sign in ("", "-")
    ]

    view = forms.ChoiceField(required=False, choices=[("table", "table")])

    @property
    def columns(self):
        present = self.cleaned_data["sort"]
        return [
            Column(
                label,
                self.conditions.setting(
                    "sort", f"-{name}" if present == name else name
                ),
                {name: "ascending", f"-{name}": "descending"}.get(present, ""),
            )
            for name, label in self.HEADS.items()
        ]

    @property
    def download(self):
        """The query string of the same missions in a file."""
        return self.conditions.setting("view", "")
