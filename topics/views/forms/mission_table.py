from dataclasses import dataclass

from django import forms
from django.utils.translation import gettext_lazy as _

from topics.models import Mission
from topics.models.profiles.measure import Measure
from topics.views.forms.filters import MissionFilterForm


@dataclass(frozen=True)
class Column:
    """A column's head: the query string of the table sorted by it (the other way
    round if it is already; nothing, if it cannot be), and how it is sorted now, in the
    words of `aria-sort`."""

    label: str
    sorting: str = ""
    order: str = ""


def _heads():
    """(name, label, whether it is a list) of each column; the title is the second."""
    first, *others = [
        (field.name, field.label, field.is_list) for field in Mission.table_fields()
    ]
    figures = [(measure.value, measure.label, False) for measure in Measure]
    lists = [head for head in others if head[2]]
    columns = [head for head in others if not head[2]]
    return [first, ("title", _("title"), False), *columns, *figures, *lists]


class MissionTableForm(MissionFilterForm):
    """The filters of the missions, and `?sort=` by a column or, with a hyphen before
    it, the other way round."""

    HEADS = _heads()
    # Older addresses call these columns otherwise.
    RENAMED = {"strength": "peak_strength", "-strength": "-peak_strength"}
    SORTS = [
        ("", ""),
        *((name, label) for name, label, is_list in HEADS if not is_list),
        *((f"-{name}", label) for name, label, is_list in HEADS if not is_list),
        *RENAMED.items(),
    ]

    view = forms.ChoiceField(required=False, choices=[("table", "table")])

    def clean_sort(self):
        sort = self.cleaned_data["sort"]
        return self.RENAMED.get(sort, sort)

    @property
    def columns(self):
        return [
            Column(label) if is_list else self._sortable(name, label)
            for name, label, is_list in self.HEADS
        ]

    def _sortable(self, name, label):
        present = self.cleaned_data["sort"]
        turned = f"-{name}" if present == name else name
        order = {name: "ascending", f"-{name}": "descending"}.get(present, "")
        return Column(label, self.conditions.setting("sort", turned), order)

    @property
    def download(self):
        """The query string of the same missions in a file."""
        return self.conditions.setting("view", "")
