"""The values of indicators as a file."""

from collections.abc import Iterable

from django.http import HttpResponse

from topics.exports.csv_files import csv_response
from topics.models import Topic
from topics.models.profiles.fields import columns
from topics.models.profiles.indicator import Measurement


def measurements_csv(name: str, topics: Iterable[Topic]) -> HttpResponse:
    """A row for each value of the topics' indicators, for a spreadsheet."""
    fields = [column.name for column in columns(Measurement)]
    fields.insert(fields.index("source"), "unit")
    rows = (
        {
            "indicator": topic.slug,
            **row.exported,
            "unit": topic.indicator.unit,
            "source_title": row.source.title,
        }
        for topic in topics
        for row in topic.indicator.measurements.all()
    )
    return csv_response(name, ["indicator", *fields, "source_title"], rows)
