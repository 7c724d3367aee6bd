"""What is chosen of the graph."""

from django import forms
from django.utils.translation import gettext_lazy as _

from topics.forms.conditions import (
    Choice,
    Condition,
    TopicFilterForm,
)
from topics.models import Section


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
        return list(dict.fromkeys(self.cleaned_data["section"]))

    def filtered(self, topics, *also):
        if sections := self.cleaned_data["section"]:
            topics = topics.filter(section__slug__in=sections)
        return super().filtered(topics, *also)

    @property
    def chosen(self):
        sections = [
            Condition(
                _("section"),
                self.titles[slug],
                self.conditions.removing("section", slug),
                # Sections widen the choice together: filtered() looks at them all.
                lambda topics: topics,
            )
            for slug in self.cleaned_data["section"]
        ]
        return sections + super().chosen

    def section_choices(self, topics, most):
        """[(facet, [Choice])] of the sections that can be added, with how many of
        `topics` (a queryset) that meet the other filters each has; without, if they
        are more than `most`."""
        first = self.tagged(topics).values("pk")[: most + 1]
        counted = Section.objects.counts_among(first)
        is_cut = sum(number for _slug, _title, number in counted) > most
        if is_cut:
            counted = [(slug, title, None) for slug, title in self.titles.items()]
        choices = [
            Choice(title, number, self.conditions.adding("section", slug))
            for slug, title, number in counted
            if slug not in self.cleaned_data["section"]
        ]
        return [(_("Sections"), choices)] if choices else []
