"""The query string of the bibliography."""

import re
from functools import cached_property

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from topics.lists.facets import source_counts
from topics.lists.filters import SectionFilter, narrowed
from topics.models import Tag, Topic
from topics.models.source import KINDS, LETTERS, OTHER_LETTERS
from topics.search import typed_filter
from topics.search.language import parse
from topics.views.forms.filters import (
    Choice,
    Condition,
    Conditions,
    FilterForm,
    WordsField,
)

_DASH = re.compile(r"\s*[-–]\s*")
_YEARS = re.compile(r"\d{4}|(\d{4})-(\d{4})?|-\d{4}", re.ASCII)


class YearsField(forms.CharField):
    """A year, or a range of years that may be open at one end: `1999-2005`, `1999-`."""

    MESSAGE = gettext_lazy(
        "Write a year, such as 1999, or years, such as 1999-2005 or 1999-."
    )

    def clean(self, value):
        written = _DASH.sub("-", super().clean(value))
        match = _YEARS.fullmatch(written)
        if written and not match:
            raise forms.ValidationError(self.MESSAGE)
        if match and match[2] and match[2] < match[1]:
            raise forms.ValidationError(_("The last year lies before the first."))
        return written


class SourceFilterForm(FilterForm):
    """What the bibliography understands: words, kind, years, a section whose pages cite
    the source, and the letter under which it is filed."""

    q = WordsField()
    type = forms.ChoiceField(label=gettext_lazy("Kind"), required=False, choices=KINDS)
    year = YearsField(label=gettext_lazy("Year"), required=False)
    section = forms.ChoiceField(label=gettext_lazy("Section"), required=False)
    letter = forms.ChoiceField(
        label=gettext_lazy("Letter"),
        required=False,
        choices=[(letter, letter) for letter in (*LETTERS, OTHER_LETTERS)],
    )

    def __init__(self, query, sections):
        """`sections` are those of the navigation."""
        super().__init__(query)
        self.fields["section"].choices = [(s.slug, s.title) for s in sections]

    @property
    def words(self):
        return self.cleaned_data["q"]

    @property
    def of_words_alone(self):
        """The query string of a list of what has these words."""
        return Conditions([("q", self.words)]).query_string

    @property
    def other_conditions(self):
        """Those that stay when other words or years are looked for."""
        if not self.is_valid():
            return []
        return [p for p in self.conditions.pairs if p[0] not in ("q", "year", "letter")]

    def narrow(self, sources):
        """Those of `sources` that meet all but words and letter."""
        given = self.cleaned_data
        if given["type"]:
            sources = sources.filter(type=given["type"])
        if given["year"]:
            first, dash, last = given["year"].partition("-")
            sources = sources.issued_in(first, last if dash else first)
        if self._page_filters:
            citing = narrowed(Topic.objects.published(), self._page_filters)
            sources = sources.cited_by(citing)
        return sources

    def of_letter(self, sources):
        """Those of `sources` that are filed under the letter, if one is chosen."""
        letter = self.cleaned_data["letter"]
        return sources.filed_under(letter) if letter else sources

    @cached_property
    def _page_filters(self):
        """What the pages have to meet that cite a source."""
        section, query = self.cleaned_data["section"], parse(self.words)
        slugs = {*query.tags, *query.excluded_tags}
        tags = Tag.objects.by_slugs(slugs) if slugs else {}
        return [
            *([SectionFilter((section,))] if section else []),
            *(typed_filter(name, tags) for name in query.filters),
        ]

    @property
    def chosen(self):
        """A Condition for each of the filters, in their order."""
        return [
            Condition(
                self.fields[name].label.lower(),
                self._label(name, self.cleaned_data[name]),
                self.conditions.setting(name, ""),
            )
            for name in ("type", "year", "section", "letter")
            if self.cleaned_data[name]
        ]

    def _label(self, name, value):
        if value == OTHER_LETTERS:
            return "#"
        return dict(getattr(self.fields[name], "choices", ())).get(value, value)

    def choices(self, sources):
        """[(facet, [Choice])] by which the sources that are found can be narrowed, each
        with how many there would be; nothing for what is chosen."""
        counts, conditions = source_counts(sources), self.conditions
        kinds = sorted(counts.kinds.items(), key=lambda kind: (-kind[1], kind[0]))
        decades = sorted(counts.decades.items(), reverse=True)
        facets = [
            (
                "type",
                _("Kind"),
                [(kind, self._label("type", kind), number) for kind, number in kinds],
            ),
            ("section", _("Cited by pages of"), counts.sections),
            (
                "year",
                _("Years"),
                [(f"{d}-{d + 9}", f"{d}–{d + 9}", number) for d, number in decades],
            ),
        ]
        return [
            (
                heading,
                [
                    Choice(label, number, conditions.setting(name, value))
                    for value, label, number in rows
                ],
            )
            for name, heading, rows in facets
            if rows and not self.cleaned_data[name]
        ]

    def letters(self, present):
        """(label, whether it is chosen, query string or "" where nothing is filed) of
        each letter; `present` are those under which something is."""
        chosen, conditions = self.cleaned_data["letter"], self.conditions
        return [
            (
                self._label("letter", letter),
                letter == chosen,
                conditions.setting("letter", letter) if letter in present else "",
            )
            for letter in (*LETTERS, OTHER_LETTERS)
        ]

    def relaxations(self, results):
        """[(Condition, how many sources there would be without it)] of a search that
        found none."""
        return [
            (
                Condition(_("word"), clause.text, self._with_words(results, clause)),
                count,
            )
            for clause, count in results.counts_without_each()
        ]

    def _with_words(self, results, clause):
        return self.conditions.setting("q", results.query.text_without(clause))
