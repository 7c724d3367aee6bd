"""Indicators as small multiples, and their values in files."""

from django.shortcuts import get_object_or_404, render

from portal.caching.surrogate_keys import depends_on
from topics.exports.measurements import measurements_csv
from topics.models import Indicator, Section, Topic
from topics.pictures.indicator_chart import chart_of, rows_by_year
from topics.views.reader_page import reader_page


def chart_list(request, section):
    published = Topic.objects.published().filter(section=section)
    topics = list(published.having_profile(Indicator))
    years = [row.year for topic in topics for row in topic.indicator.measurements.all()]
    charts = [
        (
            topic,
            chart_of(topic.indicator, min(years), max(years)),
            rows_by_year(topic.indicator),
        )
        for topic in topics
        if topic.indicator.measurements.all()
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
    return measurements_csv(f"{slug}.csv", topics.having_profile(Indicator))


@reader_page()
def measurement_csv(request, section, slug):
    """The values of one indicator."""
    topics = Topic.objects.published().filter(section__slug=section)
    topic = get_object_or_404(topics.having_profile(Indicator), slug=slug)
    return measurements_csv(f"{slug}.csv", [topic])
