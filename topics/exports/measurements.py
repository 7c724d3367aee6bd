"""The values of indicators as a file."""

from collections.abc import Sequence

from django.http import HttpResponse

from topics.exports.csv_files import csv_response
from topics.models import Topic
from topics.models.profiles.fields import columns
from topics.models.profiles.indicator import Measurement
from topics.pictures.yearly_chart import values_of


def measurements_csv(name: str, topics: Sequence[Topic]) -> HttpResponse:
    """A row for each value of the topics' indicators, for a spreadsheet."""
    fields = [column.name for column in columns(Measurement)]
    fields.insert(fields.index("source"), "unit")
    by_topic = values_of([topic.indicator for topic in topics])
    rows = (
        {
            "indicator": topic.slug,
            **row.exported,
            "unit": topic.indicator.unit,
            "source_title": row.source.title,
        }
        for topic, values in zip(topics, by_topic, strict=True)
        for row in values
    )
    return csv_response(name, ["indicator", *fields, "source_title"], rows)
