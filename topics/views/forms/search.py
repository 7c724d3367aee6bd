"""The query string of the search page."""

from functools import cached_property

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from topics.search import filters_of
from topics.search.language import parse
from topics.views.forms.filters import Condition, Conditions, WordsField
from topics.views.forms.search_filters import SearchFilterForm


class SearchForm(SearchFilterForm):
    """What the search page understands."""

    SORTS = [
        ("", gettext_lazy("Relevance")),
        ("title", gettext_lazy("Title")),
        ("date", gettext_lazy("Date")),
        ("revised", gettext_lazy("Last revised")),
    ]

    q = WordsField()

    field_order = ["q"]

    @classmethod
    def to_follow(cls, query):
        """The form of the search that has this query (a QueryDict), without what says
        only how its results are listed."""
        query = query.copy()
        query.pop("sort", None)
        return cls(query)

    @property
    def words_alone(self):
        """What was typed, if it has words and nothing else narrows the search; else
        ""."""
        is_alone = self.query.wanted and not self.filters
        return self.cleaned_data["q"] if is_alone else ""

    @property
    def of_words_alone(self):
        """The query string of a list of what has these words."""
        return Conditions([("q", self.words_alone)]).query_string

    @cached_property
    def query(self):
        return parse(self.cleaned_data.get("q", ""))

    @property
    def slugs_in_words(self):
        return {*self.query.tags, *self.query.excluded_tags}

    @property
    def other_conditions(self):
        """Those that stay when other words are searched for, as (name, value)."""
        return [pair for pair in self.conditions.pairs if pair[0] != "q"]

    @property
    def errors_without_input(self):
        """[(label, message)] of what is asked for by links only."""
        fields = [name for name in self.errors if name not in ("q", "from", "to")]
        return [
            (self.fields[name].label if name in self.fields else "", message)
            for name in fields
            for message in self.errors[name]
        ]

    @property
    def filters(self):
        return filters_of(self.conditions.pairs, {**self.tags_by_given, **self.tags})

    def chosen_filters(self, query):
        """A Condition for each of the filters, in their order; `query` is what is
        searched for, with the words corrected."""
        return self.chosen + [
            Condition(_("filter"), name, self._without(query, name))
            for name in query.filters
        ]

    def relaxations(self, results):
        """[(Condition, how many topics there would be without it)] of a search without
        results, of the first conditions; those that would still find nothing left
        out."""
        query = results.query
        conditions = [
            *(
                Condition(_("word"), clause.text, self._without(query, clause))
                for clause in query.needed
            ),
            *(
                Condition(_("without word"), clause.text, self._without(query, clause))
                for clause in query.excluded
            ),
            *self.chosen_filters(query),
        ]
        if len(conditions) < 2:
            return []
        counted = zip(conditions, results.counts_without_each(), strict=False)
        return [(condition, count) for condition, count in counted if count]

    def _without(self, query, part):
        return self.conditions.setting("q", query.text_without(part))

    def spellings(self, results):
        """[(words, query string)] of what may have been meant."""
        text = self.cleaned_data["q"]
        corrected = [
            text.replace(typed, likely)
            for typed, likely in results.parsed.suggestions.items()
        ]
        return [(words, self.conditions.setting("q", words)) for words in corrected]

    def nearest(self, results):
        """[(word, query string)] of words written like those that nothing has."""
        return [
            (word, self.conditions.setting("q", word))
            for word in results.parsed.nearest
        ]
