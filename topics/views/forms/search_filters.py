"""The filters of the search, beside tags: by section, kind, country and date."""

from operator import attrgetter

from django import forms
from django.core.validators import MaxLengthValidator
from django.utils.text import format_lazy
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext_lazy
from django_countries import countries

from topics.lists.facets import fact_label, search_counts, tag_facets
from topics.lists.traits import traits_of
from topics.models.kind import KINDS, kind_label
from topics.models.profiles.partial_date import PartialDateField
from topics.views.forms.filters import Choice, Condition, TopicFilterForm

MOST_COUNTRIES = 10
PARTIAL_DATE = PartialDateField(blank=True)


class CountriesField(forms.MultipleChoiceField):
    """A parameter that may be repeated, each time with the ISO 3166 code of a country;
    they become alpha-2, in their order."""

    widget = forms.MultipleHiddenInput
    default_error_messages = {
        "invalid_choice": gettext_lazy(
            "“%(value)s” is not the ISO 3166 code of a country. Write two letters, "
            "such as SL."
        )
    }
    default_validators = [
        MaxLengthValidator(
            MOST_COUNTRIES,
            ngettext_lazy(
                "At most %(limit_value)d country can be combined; take some away.",
                "At most %(limit_value)d countries can be combined; take some away.",
                "limit_value",
            ),
        )
    ]

    def valid_value(self, value):
        return bool(countries.alpha2(value))

    def clean(self, value):
        given = super().clean(list(dict.fromkeys(filter(None, value or []))))
        return sorted({countries.alpha2(code) for code in given})


class PartialDateInput(forms.CharField):
    """A date known to the year, the month or the day, as a PartialDate, or None."""

    def clean(self, value):
        return PARTIAL_DATE.clean(super().clean(value), None)


class SearchFilterForm(TopicFilterForm):
    """`?section=`, `?type=` (one of KINDS), `?country=` (repeated: of each of them),
    `?from=` and `?to=`: pages with dates that overlap the time between, both
    included."""

    section = forms.SlugField(label=gettext_lazy("Section"), required=False)
    type = forms.ChoiceField(
        label=gettext_lazy("Kind"),
        required=False,
        choices=[(kind, kind) for kind in KINDS],
        error_messages={
            "invalid_choice": format_lazy(
                gettext_lazy("There is no kind “%(value)s”. Choose one of: {kinds}."),
                kinds=", ".join(KINDS),
            )
        },
    )
    country = CountriesField(label=gettext_lazy("Country"), required=False)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["from"] = PartialDateInput(label=_("From"), required=False)
        self.fields["to"] = PartialDateInput(label=_("To"), required=False)

    def clean(self):
        cleaned = super().clean()
        first, last = cleaned.get("from"), cleaned.get("to")
        if first and last and last.last_day < first.first_day:
            self.add_error("to", _("The end lies before the start."))
        return cleaned

    @property
    def chosen(self):
        """A Condition for each of the filters, in their order."""
        said = [
            (_("section"), "section", str),
            (_("kind"), "type", kind_label),
            (_("country"), "country", countries.name),
            (_("earliest date"), "from", attrgetter("words")),
            (_("latest date"), "to", attrgetter("words")),
        ]
        chosen = super().chosen
        for kind, name, words in said:
            given = self.cleaned_data.get(name)
            values = given if isinstance(given, list) else [given] if given else []
            chosen += [
                Condition(kind, words(value), self.conditions.removing(name, value))
                for value in values
            ]
        return chosen

    @property
    def has_dates(self):
        return bool(self.cleaned_data.get("from") or self.cleaned_data.get("to"))

    @property
    def undated_conditions(self):
        """What stays when other dates are asked for, as (name, value)."""
        return [p for p in self.conditions.pairs if p[0] not in ("from", "to")]

    def choices(self, key_page, sections):
        """[(facet, [Choice])] of the kinds, sections, countries and tags of the topics
        of a KeyPage, less what is chosen; without numbers, of all kinds and `sections`,
        if it is cut."""
        traits = traits_of(key_page.sample)
        counts = search_counts(traits)
        kinds = {kind: kind_label(kind) for kind in KINDS}
        titles = {section.slug: section.title for section in sections}
        found = [
            (_("Kinds"), self._choices("type", kinds, key_page, counts)),
            (_("Sections"), self._choices("section", titles, key_page, counts)),
            (_("Countries"), self._country_choices(key_page, counts)),
        ]
        tags = self.choices_among(tag_facets(traits), is_cut=key_page.is_cut)
        return [(facet, choices) for facet, choices in found if choices] + tags

    def _choices(self, name, labels, key_page, counts):
        """Those of a parameter that is said once, in the order of the labels."""
        if self.cleaned_data[name]:
            return []
        conditions, numbers = self.conditions, counts.get(name, {})
        return [
            Choice(
                label, _shown(numbers, value, key_page), conditions.setting(name, value)
            )
            for value, label in labels.items()
            if key_page.is_cut or value in numbers
        ]

    def _country_choices(self, key_page, counts):
        """The commonest first, so many as a facet may offer."""
        conditions, numbers = self.conditions, counts.get("country", {})
        names = {
            code: fact_label("country", code)
            for code in numbers.keys() - {*self.cleaned_data["country"]}
        }
        codes = sorted(names, key=lambda code: (-numbers[code], names[code]))
        return [
            Choice(
                names[code],
                _shown(numbers, code, key_page),
                conditions.adding("country", code),
            )
            for code in codes[: conditions.most_choices]
        ]


def _shown(numbers, value, key_page):
    return None if key_page.is_cut else numbers[value]
