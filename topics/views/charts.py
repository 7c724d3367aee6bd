"""Indicators and the strength of missions as small multiples, and their values in
files."""

from django.shortcuts import get_object_or_404, render

from portal.caching.surrogate_keys import depends_on
from topics.exports.measurements import measurements_csv
from topics.models import Indicator, Section, Topic
from topics.pictures.yearly_chart import series_of, series_of_topic, values_of
from topics.views.reader_page import reader_page


def chart_list(request, section):
    # Some count missions, which are in another section.
    depends_on("topics")
    published = Topic.objects.published().filter(section=section)
    topics = list(published.having_profile(Indicator))
    values = values_of([topic.indicator for topic in topics])
    years = [row.year for rows in values for row in rows]
    charts = [
        (topic, series_of(rows, min(years), max(years)))
        for topic, rows in zip(topics, values, strict=True)
        if rows
    ]
    return render(
        request,
        "charts/charts.html",
        {"section": section, "current_section": section.slug, "charts": charts},
    )


@reader_page()
def chart_csv(request, slug):
    """All values of a section's indicators."""
    depends_on("topics")
    section = get_object_or_404(Section, slug=slug, profile=Section.Profile.INDICATOR)
    topics = Topic.objects.published().filter(section=section)
    return measurements_csv(f"{slug}.csv", list(topics.having_profile(Indicator)))


@reader_page()
def measurement_csv(request, section, slug):
    """The values of one indicator."""
    depends_on("topics")
    topics = Topic.objects.published().filter(section__slug=section)
    topic = get_object_or_404(topics.having_profile(Indicator), slug=slug)
    return measurements_csv(f"{slug}.csv", [topic])


def strength_list(request, section):
    """The strength of a section's missions as small multiples."""
    topics = Topic.objects.published().filter(section=section)
    missions = topics.with_strengths().order_by("mission__start", "mission__acronym")
    charts = [(topic, series_of_topic(topic)) for topic in missions]
    return render(
        request,
        "charts/strengths.html",
        {"section": section, "current_section": section.slug, "charts": charts},
    )
