"""What readers ask of the map, and the addresses of its other years and regions."""

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from topics.models import Mission
from topics.views.forms.filters import Conditions

FIRST_YEAR = 1948


class MapForm(forms.Form):
    """`?year=` (none: all years) and `?region=` (none: the world)."""

    year = forms.IntegerField(label=_("Year"), required=False)
    region = forms.ChoiceField(
        label=_("Region"),
        required=False,
        choices=[("", _("The world")), *Mission.Region.choices],
    )

    first_year = FIRST_YEAR

    @property
    def last_year(self):
        return timezone.localdate().year

    def clean_year(self):
        year = self.cleaned_data["year"]
        if year is not None and not FIRST_YEAR <= year <= self.last_year:
            raise forms.ValidationError(
                _("Choose a year from %(first)d to %(last)d.")
                % {"first": FIRST_YEAR, "last": self.last_year}
            )
        return year

    @property
    def conditions(self):
        given = self.cleaned_data
        return Conditions([("year", given["year"] or ""), ("region", given["region"])])

    @property
    def regions(self):
        """(value, label, query string) of the world and each region."""
        return [
            (value, label, self.conditions.setting("region", value))
            for value, label in self.fields["region"].choices
        ]

    @property
    def all_years(self):
        return self.conditions.setting("year", "")

    @property
    def decades(self):
        """(label, whether it is chosen, query string) of the first year of each
        decade."""
        chosen = self.cleaned_data["year"]
        starts = range(FIRST_YEAR // 10 * 10, self.last_year + 1, 10)
        return [
            (
                _("%(decade)ss") % {"decade": start},
                chosen is not None and chosen // 10 * 10 == start,
                self._address(max(start, FIRST_YEAR)),
            )
            for start in starts
        ]

    @property
    def years(self):
        """(year, whether it is chosen, query string) of the chosen decade."""
        chosen = self.cleaned_data["year"]
        if chosen is None:
            return []
        start = chosen // 10 * 10
        years = range(max(start, FIRST_YEAR), min(start + 9, self.last_year) + 1)
        return [(year, year == chosen, self._address(year)) for year in years]

    @property
    def previous(self):
        """(year, query string) of the year before, or None."""
        return self._beside(-1)

    @property
    def following(self):
        """(year, query string) of the year after, or None."""
        return self._beside(1)

    def _beside(self, step):
        chosen = self.cleaned_data["year"]
        if chosen is None or not FIRST_YEAR <= chosen + step <= self.last_year:
            return None
        return chosen + step, self._address(chosen + step)

    def _address(self, year):
        return self.conditions.setting("year", year)
