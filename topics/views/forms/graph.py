"""The query string of the graph."""

from django import forms
from django.utils.translation import gettext_lazy as _

from topics.lists.filters import SectionFilter
from topics.models import Section
from topics.views.forms.filters import Choice, Condition, TopicFilterForm


class GraphForm(TopicFilterForm):
    """`?section=` (repeated: of any of them), `?tag=` and `?not=`."""

    section = forms.MultipleChoiceField(
        label=_("Section"),
        required=False,
        error_messages={"invalid_choice": _("There is no section “%(value)s”.")},
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.titles = dict(Section.objects.values_list("slug", "title"))
        self.fields["section"].choices = list(self.titles.items())

    def clean_section(self):
        return sorted({*self.cleaned_data["section"]})

    @property
    def filters(self):
        sections = self.cleaned_data["section"]
        return ([SectionFilter(tuple(sections))] if sections else []) + super().filters

    @property
    def chosen(self):
        sections = [
            Condition(
                _("section"),
                self.titles[slug],
                self.conditions.removing("section", slug),
            )
            for slug in self.cleaned_data["section"]
        ]
        return sections + super().chosen

    def section_choices(self, counts):
        """[(facet, [Choice])] of the sections that can be added, from some
        SectionCounts; of all sections, without numbers, if that is None."""
        if counts is None:
            numbers = dict.fromkeys(self.titles)
        else:
            numbers = {section.slug: section.number for section in counts}
        choices = [
            Choice(self.titles[slug], number, self.conditions.adding("section", slug))
            for slug, number in numbers.items()
            if slug not in self.cleaned_data["section"]
        ]
        return [(_("Sections"), choices)] if choices else []
