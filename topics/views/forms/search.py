"""The form of the search page, and what answers it."""

from functools import cached_property, reduce

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from topics import search
from topics.lists.keys import Shortlist, among
from topics.models import Section, Topic
from topics.models.finding import read
from topics.views.forms.filters import Choice, Condition, TopicFilterForm, tagging

LONGEST_QUERY = 200


class SearchForm(TopicFilterForm):
    """What the search page understands."""

    SORTS = [
        ("", gettext_lazy("Relevance")),
        ("title", gettext_lazy("Title")),
        ("date", gettext_lazy("Date")),
        ("revised", gettext_lazy("Last revised")),
    ]

    q = forms.CharField(
        label=gettext_lazy("Search"),
        max_length=LONGEST_QUERY,
        required=False,
        error_messages={
            "max_length": gettext_lazy(
                "A search has at most %(limit_value)d characters; yours has "
                "%(show_value)d. Shorten it."
            )
        },
    )
    section = forms.SlugField(required=False)

    field_order = ["q"]

    def also_named(self, cleaned):
        query = search.parse(cleaned.get("q", ""))
        return {*query.tags, *query.excluded_tags}

    @property
    def kept(self):
        """The conditions that other words are searched with, as (name, value)."""
        if not self.is_valid():
            return []
        return [pair for pair in self.conditions.pairs if pair[0] != "q"]


class Finding:
    """The topics that answer a valid SearchForm, and how it was understood."""

    def __init__(self, form):
        self.given, self.form = form.cleaned_data, form
        self.reading = read(self.given["q"])
        self.query = self.reading.query

    @property
    def _matches(self):
        """The topics that answer, in no order."""
        topics = Topic.objects.published().matching(self.reading.matched)
        topics = self.form.filtered(topics)
        for condition in self._beside_tags:
            topics = condition.apply(topics)
        return topics

    def shortlist(self, most):
        """The Shortlist of the first `most` topics that answer, in the order asked
        for; without words, in that of the sections. Where no topic at all has every
        word, some words are enough from then on."""
        found = self._found(most)
        if not found.keys:
            self.reading = self.reading.eased(Topic.objects.published())
            if self.reading.some_words:
                return self._found(most)
        return found

    def _found(self, most):
        matches, order = self._matches, self.given["sort"]
        if order or not self.query.required:
            return Shortlist.of(matches.sorted_by(order), most)
        keys = matches.by_relevance(self.reading)
        return Shortlist(keys[:most], len(keys) > most)

    def excerpt(self, topic):
        """The pieces of a topic's text that answer, each with whether it matches."""
        return search.excerpt(topic.text, self.reading.sequences)

    @property
    def notes(self):
        """Sentences on what was read otherwise than it was typed."""
        return [_(note) for note in self.query.notes]

    @property
    def spellings(self):
        """[(words, query string)] of what may have been meant."""
        text = self.given["q"]
        corrected = [
            text.replace(typed, likely)
            for typed, likely in self.reading.suggestions.items()
        ]
        conditions = self.form.conditions
        return [(words, conditions.setting("q", words)) for words in corrected]

    def choices(self, shortlist, sections):
        """[(facet, [Choice])] that narrow the search, of the topics of a Shortlist:
        sections (of all `sections`, if it is cut), then tags."""
        if self.given["section"]:
            counted = []
        elif shortlist.is_cut:
            counted = [(section.slug, section.title, None) for section in sections]
        else:
            keys = among(shortlist.keys, Section.objects.db)
            counted = Section.objects.counts_among(keys)
        choices = [
            Choice(title, number, self.form.conditions.setting("section", slug))
            for slug, title, number in counted
        ]
        facets = [(_("Sections"), choices)] if choices else []
        return facets + self.form.tag_choices(shortlist)

    @property
    def filters(self):
        """The conditions beside the words, as Conditions."""
        return self.form.chosen + self._beside_tags

    @cached_property
    def _beside_tags(self):
        conditions, query = self.form.conditions, self.query
        section = self.given["section"]
        found = []
        if section:
            without = conditions.removing("section", section)
            found.append(
                Condition(_("section"), section, without, _in_section(section))
            )
        for name in query.filters:
            kind, _colon, slug = name.partition(":")
            if kind == "section":
                act = _in_section(slug)
            else:
                act = tagging(self.form.called.get(slug), is_excluded=kind == "-tag")
            found.append(Condition(_("filter"), name, self._without(name), act))
        return found

    @property
    def relaxations(self):
        """[(Condition, how many topics there would be without it)] of an empty search,
        those that would still find nothing left out."""
        everything = [*self._word_conditions, *self.filters]
        if len(everything) < 2:
            return []
        published = Topic.objects.published()
        less = [
            reduce(
                lambda topics, condition: condition.apply(topics),
                (c for c in everything if c is not left_out),
                published,
            )
            for left_out in everything
        ]
        counted = zip(everything, Topic.objects.counts_of(less), strict=True)
        return [(condition, count) for condition, count in counted if count]

    @property
    def _word_conditions(self):
        words = [
            Condition(
                _("word"),
                clause.text,
                self._without(clause),
                _matching(search.Query(required=(clause,))),
            )
            for clause in self.reading.matched.required
        ]
        return words + [
            Condition(
                _("without word"),
                clause.text,
                self._without(clause),
                _matching(search.Query(excluded=(clause,))),
            )
            for clause in self.query.excluded
        ]

    def _without(self, part):
        return self.form.conditions.setting("q", self.query.text_without(part))


def _matching(query):
    return lambda topics: topics.matching(query)


def _in_section(slug):
    return lambda topics: topics.filter(section__slug=slug)
