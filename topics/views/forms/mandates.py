"""Which rows of the table of mandates are asked for."""

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from topics.pictures.mandates import FIRST_YEAR, missions_with_tasks, tasks_given
from topics.views.forms.filters import Condition, Conditions


class MandateForm(forms.Form):
    """`?mission=` and `?task=` (slugs), `?year=` in which it was a task."""

    mission = forms.ChoiceField(label=_("Mission"), required=False)
    task = forms.ChoiceField(label=_("Task"), required=False)
    year = forms.IntegerField(label=_("Year"), required=False)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for name, choices in (
            ("mission", missions_with_tasks()),
            ("task", tasks_given()),
        ):
            self.fields[name].choices = [("", _("all")), *choices]
            self.fields[name].error_messages["invalid_choice"] = _(
                "Nothing is recorded under “%(value)s”. Choose one from the list."
            )

    def clean_year(self):
        year, last = self.cleaned_data["year"], timezone.localdate().year
        if year is not None and not FIRST_YEAR <= year <= last:
            raise forms.ValidationError(
                _("Choose a year from %(first)d to %(last)d.")
                % {"first": FIRST_YEAR, "last": last}
            )
        return year

    @classmethod
    def of(cls, request):
        """The form of a request's query string. If it is valid, the request has its
        `conditions` from now on (see reader_page)."""
        form = cls(request.GET)
        if form.is_valid():
            request.conditions = form.conditions
        return form

    @property
    def filters(self):
        """What rows have to meet, for `MandateTask.objects.having()`."""
        return {name: value for name, value in self.cleaned_data.items() if value}

    @property
    def drawn(self):
        """The same for the picture, which has all years."""
        return {name: v for name, v in self.filters.items() if name != "year"}

    @property
    def conditions(self):
        return Conditions([*self.filters.items()])

    @property
    def query(self):
        """The query string of the same rows."""
        return self.conditions.setting("page", "")

    @property
    def chosen(self):
        """A Condition for each of the filters, in their order."""
        return [
            Condition(
                self.fields[name].label,
                dict(getattr(self.fields[name], "choices", ())).get(value, value),
                self.conditions.setting(name, ""),
            )
            for name, value in self.filters.items()
        ]
