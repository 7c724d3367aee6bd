"""What data sets say of the tasks that missions were given."""

from collections.abc import Iterable, Iterator
from typing import Any

from django.http import HttpResponse

from topics.exports.csv_files import csv_response
from topics.models import MandateTask
from topics.models.profiles.fields import columns

COLUMNS = (
    *("mission", "acronym", *(column.name for column in columns(MandateTask))),
    *("mission_end", "read_to", "address"),
)


def records(tasks: Iterable[MandateTask], site: str) -> Iterator[dict[str, Any]]:
    """A mapping for each task: slugs and keys instead of words, dates as in ISO 8601 as
    far as they are known, None for what is not recorded. A task without an end lasted
    as long as the mission, as far as decisions are recorded (`read_to`, if not all
    are). `site` begins the address of the mission."""
    for row in tasks:
        topic = row.profile.topic
        yield {
            "mission": topic.slug,
            "acronym": row.profile.acronym,
            **row.exported,
            "mission_end": str(row.profile.end or "") or None,
            "read_to": str(row.read_to or "") or None,
            "address": f"{site}{topic.get_absolute_url()}",
        }


def mandates_csv(name: str, tasks: Iterable[MandateTask], site: str) -> HttpResponse:
    """The same as a file for a spreadsheet."""
    return csv_response(name, COLUMNS, records(tasks, site))
