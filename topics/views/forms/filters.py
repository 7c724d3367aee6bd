"""What readers ask of lists: the forms behind query strings, and their addresses."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property, lru_cache
from itertools import islice
from urllib.parse import quote_plus, urlencode

from django import forms
from django.core.validators import MaxLengthValidator
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy
from django_countries import countries

from topics.models import Mission, Tag
from topics.models.profiles.mission import fact_label
from topics.models.slugs import validate_slug_form

MOST_TAGS = 10
MOST_CHOICES = 16


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

    def __bool__(self):
        return bool(self.pairs)

    def __contains__(self, pair):
        return pair in self.pairs

    @cached_property
    def _prefix(self):
        return f"{_query_string(self.pairs)}&" if self.pairs else "?"

    def adding(self, name, value):
        """With a pair that is not said yet."""
        return f"{self._prefix}{name}={_quoted(value)}"

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


@dataclass(frozen=True)
class Condition:
    """A condition that is met: its kind and words, the query string of the list
    without it, and what it does to a queryset of topics."""

    kind: str
    words: str
    without: str
    apply: Callable


@dataclass(frozen=True)
class Choice:
    """What may be chosen next: its label, how many topics there would be (None where
    nobody has counted them all), and the query strings of the list with it and (for a
    tag) without its carriers."""

    label: str
    count: int | None
    adding: str
    excluding: str = ""


class TopicFilterForm(forms.Form):
    """The filters of a list of topics: `?tag=` (each must be carried), `?not=` (none
    may be), `?sort=`."""

    SORTS = [
        ("", _("Order of the section")),
        ("title", _("Title")),
        ("date", _("Date")),
        ("revised", _("Last revised")),
    ]

    tag = SlugsField(required=False)
    sort = forms.ChoiceField(required=False)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["not"] = SlugsField(required=False)
        self.fields["sort"].choices = self.SORTS
        self.called, self.tags = {}, {}

    def clean(self):
        cleaned = super().clean()
        slugs = {*cleaned.get("tag", []), *cleaned.get("not", [])}
        self.called = called = Tag.objects.called(slugs | self.also_named(cleaned))
        for name in ("tag", "not"):
            # Old slugs of tags stand for the present ones.
            given = (
                called[s].slug if s in called else s for s in cleaned.get(name, [])
            )
            cleaned[name] = list(dict.fromkeys(given))
        self.tags = {tag.slug: tag for tag in called.values()}
        for slug in sorted(slugs - set(called)):
            self.add_error(
                None,
                forms.ValidationError(
                    _("There is no tag “%(slug)s”."), params={"slug": slug}
                ),
            )
        return cleaned

    def also_named(self, cleaned):
        """The slugs of tags that are named elsewhere, where unknown ones may stand."""
        return set()

    @property
    def conditions(self):
        return Conditions(
            (name, value)
            for name, given in self.cleaned_data.items()
            for value in (given if isinstance(given, list) else [given])
            if value not in (None, False)
        )

    def filtered(self, topics, *also):
        """Those of `topics` that meet the filters, and carry the tags `also`."""
        return self.tagged(topics, *also)

    def in_order(self, topics):
        """`topics` in the order asked for."""
        return topics.sorted_by(self.cleaned_data["sort"])

    def tagged(self, topics, *also):
        """Those of `topics` that meet the conditions on tags, if not the others."""
        demanded = [self.tags[slug] for slug in self.cleaned_data["tag"]]
        topics = topics.tagged(*dict.fromkeys([*also, *demanded]))
        for slug in self.cleaned_data["not"]:
            topics = topics.not_tagged(self.tags[slug])
        return topics

    @property
    def chosen(self):
        """The conditions that are met, in the order of the address."""
        return self.tag_conditions

    @property
    def tag_conditions(self):
        given = self.cleaned_data
        return [
            Condition(
                _("without tag") if name == "not" else _("tag"),
                self.tags[slug].name,
                self.conditions.removing(name, slug),
                tagging(self.tags[slug], is_excluded=name == "not"),
            )
            for name in ("tag", "not")
            for slug in given[name]
        ]

    def tag_choices(self, shortlist):
        """[(facet, [Choice])] of the tags that the topics of a Shortlist carry, less
        those that are chosen; of each facet the commonest."""
        facets = Tag.objects.facets_of(shortlist.sample)
        return self.choices_among(facets, is_cut=shortlist.is_cut)

    def choices_among(self, facets, *, is_cut, besides=None):
        """The same of what Tag.objects.facets_of() gave, less the tag `besides`."""
        conditions = self.conditions
        chosen = {*self.tags, besides.slug if besides else ""}
        found = []
        for facet, tags in facets:
            offered = (tag for tag in tags if tag.slug not in chosen)
            choices = [
                Choice(
                    tag.name,
                    None if is_cut else tag.count,
                    conditions.adding("tag", tag.slug),
                    conditions.adding("not", tag.slug),
                )
                for tag in islice(offered, MOST_CHOICES)
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


def tagging(tag, *, is_excluded=False):
    """What a tag, demanded or excluded, does to a queryset of topics; None is a tag
    that no topic carries."""
    if tag is None:
        return lambda topics: topics if is_excluded else topics.none()
    return lambda topics: topics.not_tagged(tag) if is_excluded else topics.tagged(tag)


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

    def filtered(self, topics, *also):
        for condition in self._fact_conditions:
            topics = condition.apply(topics)
        return super().filtered(topics, *also)

    @property
    def chosen(self):
        return self._fact_conditions + self.tag_conditions

    @property
    def _fact_conditions(self):
        return [
            Condition(
                kind,
                fact_label(name, self.cleaned_data[name]),
                self.conditions.setting(name, ""),
                _having(name, self.cleaned_data[name]),
            )
            for name, kind in self.FACTS.items()
            if self.cleaned_data[name]
        ]

    def fact_choices(self, shortlist):
        """[(fact, [Choice])] of the missions among the topics of a Shortlist, of facts
        not chosen."""
        facets = Mission.objects.facets_of(shortlist.sample)
        is_cut = shortlist.is_cut
        return [
            (
                kind.capitalize(),
                [
                    Choice(
                        label,
                        None if is_cut else count,
                        self.conditions.setting(name, value),
                    )
                    for value, label, count in facets[name]
                ],
            )
            for name, kind in self.FACTS.items()
            if not self.cleaned_data[name] and facets[name]
        ]


def _having(name, value):
    return lambda topics: topics.of_missions(**{name: value})
