"""Indicators as small multiples, and their values in files."""

from django.shortcuts import get_object_or_404, render

from portal.caching.surrogate_keys import depends_on
from topics.exports.csv_files import csv_response
from topics.models import Section, Topic
from topics.views.reader_page import reader_page


def chart_list(request, section):
    topics = list(Topic.objects.published().filter(section=section).with_measurements())
    years = [row.year for topic in topics for row in topic.indicator.measurements.all()]
    charts = [
        (topic, topic.indicator.chart(min(years), max(years)))
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
    return _csv(f"{slug}.csv", topics.with_measurements())


@reader_page()
def measurement_csv(request, section, slug):
    """The values of one indicator."""
    topics = Topic.objects.published().filter(section__slug=section)
    topic = get_object_or_404(topics.with_measurements(), slug=slug)
    return _csv(f"{slug}.csv", [topic])


COLUMNS = (
    "indicator",
    "year",
    "value",
    "low",
    "high",
    "unit",
    "source",
    "source_title",
)


def _csv(name, topics):
    rows = []
    for topic in topics:
        for row in topic.indicator.measurements.all():
            low, high = row.bounds or ("", "")
            values = (
                topic.slug,
                row.year,
                row.amount,
                low,
                high,
                topic.indicator.unit,
                row.source.key,
                row.source.title,
            )
            rows.append(dict(zip(COLUMNS, values, strict=True)))
    return csv_response(name, COLUMNS, rows)
