"""What is chosen of the graph."""

from django import forms
from django.utils.translation import gettext_lazy as _

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
        narrowed = self.cleaned_data["tag"] or self.cleaned_data["not"]
        counted = self._counted(topics, most) if narrowed else self._all_sections()
        choices = [
            Choice(title, number, self.conditions.adding("section", slug))
            for slug, title, number in counted
            if slug not in self.cleaned_data["section"]
        ]
        return [(_("Sections"), choices)] if choices else []

    def _all_sections(self):
        sections = Section.objects.filter(topic_count__gt=0)
        return sections.values_list("slug", "title", "topic_count")

    def _counted(self, topics, most):
        first = self.tagged(topics).values("pk")[: most + 1]
        counted = Section.objects.counts_among(first)
        if sum(number for _slug, _title, number in counted) > most:
            return [(slug, title, None) for slug, title in self.titles.items()]
        return counted
