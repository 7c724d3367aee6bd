"""The query strings of lists: the forms that read them, and other lists' addresses."""

from bisect import bisect
from dataclasses import dataclass
from functools import cached_property, lru_cache
from itertools import islice
from urllib.parse import quote_plus, urlencode

from django import forms
from django.core.validators import MaxLengthValidator
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy
from django_countries import countries

from topics.lists.facets import fact_label, mission_facets, tag_facets
from topics.lists.filters import FactFilter, TagFilter
from topics.lists.traits import traits_of
from topics.models import Mission, Tag
from topics.models.slugs import validate_slug_form

MOST_TAGS = 10
MOST_CHOICES = 16
# Each link of a choice repeats the conditions: for a facet so many bytes of them.
MOST_BYTES_REPEATED = 6_000


class SlugsField(forms.MultipleChoiceField):
    """A parameter that may be repeated, each time with a slug."""

    widget = forms.MultipleHiddenInput
    default_validators = [
        MaxLengthValidator(
            MOST_TAGS,
            ngettext_lazy(
                "At most %(limit_value)d tag can be combined; take some away.",
                "At most %(limit_value)d tags can be combined; take some away.",
                "limit_value",
            ),
        )
    ]

    def valid_value(self, value):
        validate_slug_form(value)
        return True

    def clean(self, value):
        return super().clean(list(dict.fromkeys(value or [])))


class Conditions:
    """The conditions of a list, as pairs of parameter and value; knows the query
    strings of lists with one condition more, less or otherwise."""

    def __init__(self, pairs):
        self.pairs = [(name, str(value)) for name, value in pairs if value != ""]
        self._parts = {}

    def __bool__(self):
        return bool(self.pairs)

    def __contains__(self, pair):
        return pair in self.pairs

    @property
    def most_choices(self):
        """How many choices a facet may offer: the fewer, the longer each link is."""
        length = len(_query_string(self.pairs))
        return max(1, min(MOST_CHOICES, MOST_BYTES_REPEATED // length))

    def adding(self, name, value):
        """With a pair that is not said yet; the values of a name are in order."""
        if name not in self._parts:
            self._parts[name] = self._parts_around(name)
        values, beginnings, ends = self._parts[name]
        place = bisect(values, value)
        return f"{beginnings[place]}{name}={_quoted(value)}{ends[place]}"

    def _parts_around(self, name):
        """The values of a name, and how the query strings begin and end in which
        another one comes before each of them, or after the last."""
        others = [pair for pair in self.pairs if pair[0] != name]
        said = [pair for pair in self.pairs if pair[0] == name]
        places = range(len(said) + 1)
        return (
            [value for _name, value in said],
            [_before_another(others + said[:place]) for place in places],
            [_after_another(said[place:]) for place in places],
        )

    @property
    def query_string(self):
        return _query_string(self.pairs)

    def removing(self, name, value):
        return _query_string([p for p in self.pairs if p != (name, str(value))])

    def setting(self, name, value):
        """With `name` said once, or not at all for an empty value."""
        others = [p for p in self.pairs if p[0] != name]
        return _query_string(others + ([(name, value)] if value else []))


# The same tags and sections are offered again and again.
_quoted = lru_cache(maxsize=10_000)(quote_plus)


def _query_string(pairs):
    return f"?{urlencode(pairs)}" if pairs else "?"


def _before_another(pairs):
    return f"{_query_string(pairs)}&" if pairs else "?"


def _after_another(pairs):
    return f"&{urlencode(pairs)}" if pairs else ""


@dataclass(frozen=True)
class Condition:
    """A condition that is chosen: its kind and words, and the query string of the list
    without it."""

    kind: str
    words: str
    without: str


@dataclass(frozen=True)
class Choice:
    """What may be chosen next: its label, how many topics there would be (None where
    they are not all counted), and the query strings of the list with it and, for a tag,
    without the topics that carry it."""

    label: str
    count: int | None
    adding: str
    excluding: str = ""


class WordsField(forms.CharField):
    """What is typed into a search box: `?q=`."""

    LONGEST = 200

    def __init__(self):
        super().__init__(
            label=_("Search"),
            max_length=self.LONGEST,
            required=False,
            error_messages={
                "max_length": _(
                    "A search has at most %(limit_value)d characters; yours has "
                    "%(show_value)d. Shorten it."
                )
            },
        )

    def clean(self, value):
        return " ".join(super().clean(value).split())


class FilterForm(forms.Form):
    """The conditions of a list, as its address has them."""

    @classmethod
    def of(cls, request, *args):
        """The form of a request's query string. If it is valid, the request has its
        `conditions` from now on (see reader_page)."""
        form = cls(request.GET, *args)
        if form.is_valid():
            request.conditions = form.conditions
        return form

    @cached_property
    def conditions(self):
        return Conditions(
            (name, value)
            for name, given in self.cleaned_data.items()
            for value in (given if isinstance(given, list) else [given])
            if value not in (None, False)
        )


class TopicFilterForm(FilterForm):
    """The filters of a list of topics: `?tag=` (each must be carried), `?not=` (none
    may be), `?sort=`."""

    SORTS = [
        ("", _("Order of the section")),
        ("title", _("Title")),
        ("date", _("Date")),
        ("revised", _("Last revised")),
    ]

    tag = SlugsField(label=_("Tag"), required=False)
    sort = forms.ChoiceField(label=_("Order"), required=False)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["not"] = SlugsField(label=_("Without tag"), required=False)
        self.fields["sort"].choices = self.SORTS
        # The tags that are named, by the slugs as given and by their present ones.
        self.tags_by_given, self.tags = {}, {}

    def clean(self):
        cleaned = super().clean()
        slugs = {*cleaned.get("tag", []), *cleaned.get("not", [])}
        found = Tag.objects.by_slugs(slugs | self.slugs_in_words)
        for name in ("tag", "not"):
            cleaned[name] = sorted(
                {found[s].slug for s in cleaned.get(name, []) if s in found}
            )
        self.tags_by_given = found
        self.tags = {tag.slug: tag for tag in found.values()}
        for slug in sorted(slugs - found.keys()):
            self.add_error(
                None,
                forms.ValidationError(
                    _("There is no tag “%(slug)s”."), params={"slug": slug}
                ),
            )
        return cleaned

    @property
    def slugs_in_words(self):
        """The slugs of tags among the words of a search; unknown ones are no error."""
        return set()

    @property
    def order(self):
        return self.cleaned_data["sort"]

    @property
    def filters(self):
        """What the topics of the list have to meet, for lists.filters.narrowed()."""
        return self.tag_filters

    @property
    def tag_filters(self):
        return [
            TagFilter(self.tags[slug], is_excluded=name == "not")
            for name in ("tag", "not")
            for slug in self.cleaned_data[name]
        ]

    @property
    def chosen(self):
        """A Condition for each of the filters, in their order."""
        return [
            Condition(
                _("without tag") if name == "not" else _("tag"),
                self.tags[slug].name,
                self.conditions.removing(name, slug),
            )
            for name in ("tag", "not")
            for slug in self.cleaned_data[name]
        ]

    def tag_choices(self, key_page):
        """[(facet, [Choice])] of the tags that the topics of a KeyPage carry, less
        those that are chosen; of each facet the commonest."""
        facets = tag_facets(traits_of(key_page.sample))
        return self.choices_among(facets, is_cut=key_page.is_cut)

    def choices_among(self, facets, *, is_cut, besides=None):
        """The same of what tag_facets() returned, less the tag `besides`."""
        conditions = self.conditions
        chosen = {*self.tags, besides.slug if besides else ""}
        found = []
        for facet, tags in facets:
            offered = (tag for tag in tags if tag.slug not in chosen)
            choices = [
                Choice(
                    tag.name,
                    None if is_cut else tag.number,
                    conditions.adding("tag", tag.slug),
                    conditions.adding("not", tag.slug),
                )
                for tag in islice(offered, conditions.most_choices)
            ]
            if choices:
                found.append((facet, choices))
        return found

    @property
    def download(self):
        """The query string of the same topics in a file, where orders are others."""
        return self.conditions.setting("sort", "")

    @property
    def sort_links(self):
        """(label, whether it is the present order, query string) of each order."""
        return [
            (
                label,
                value == self.cleaned_data.get("sort", ""),
                self.conditions.setting("sort", value),
            )
            for value, label in self.SORTS
        ]


class MissionFilterForm(TopicFilterForm):
    """The filters of the missions: also by the facts of their profile."""

    region = forms.ChoiceField(required=False, choices=Mission.Region)
    lead = forms.ChoiceField(required=False, choices=Mission.Lead)
    country = forms.ChoiceField(required=False, choices=countries)
    decade = forms.RegexField(r"^(?:19|20)\d0\Z", required=False)
    ongoing = forms.ChoiceField(required=False, choices=[("1", "1"), ("0", "0")])

    FACTS = {
        "region": _("region"),
        "lead": _("led by"),
        "country": _("country"),
        "decade": _("began in the"),
        "ongoing": _("state"),
    }

    @property
    def filters(self):
        return [
            FactFilter(name, value) for name, value in self._facts
        ] + super().filters

    @property
    def chosen(self):
        facts = [
            Condition(
                self.FACTS[name],
                fact_label(name, value),
                self.conditions.setting(name, ""),
            )
            for name, value in self._facts
        ]
        return facts + super().chosen

    @property
    def _facts(self):
        given = ((name, self.cleaned_data[name]) for name in self.FACTS)
        return [(name, value) for name, value in given if value]

    def fact_choices(self, key_page):
        """[(fact, [Choice])] of the missions among the topics of a KeyPage, of facts
        not chosen."""
        facets = mission_facets(key_page)
        return [
            (
                kind.capitalize(),
                [
                    Choice(
                        fact.label,
                        None if key_page.is_cut else fact.number,
                        self.conditions.setting(name, fact.value),
                    )
                    for fact in facets[name]
                ],
            )
            for name, kind in self.FACTS.items()
            if not self.cleaned_data[name] and facets[name]
        ]
