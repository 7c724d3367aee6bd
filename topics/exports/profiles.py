"""What data sets say of topics with a profile: every field of it, in its order, or
the items of one of its lists."""

from collections.abc import Iterable, Iterator
from typing import Any

from django.http import HttpResponse

from topics.exports.csv_files import csv_response
from topics.models import Topic
from topics.models.profiles import PROFILES
from topics.models.profiles.fields import Rows, SourceColumn
from topics.models.profiles.profile import Profile

# By their names in addresses.
FILES = {profile.plural(): profile for profile in PROFILES.values()}


def files_of(profile: type[Profile]) -> tuple[str, str, list[tuple[str, str]]]:
    """Its name in addresses, and in words; the same of its lists."""
    lists = [(rows.name, str(rows.label)) for rows in profile.tables()]
    return profile.plural(), str(profile._meta.verbose_name_plural), lists


def records(
    profile: type[Profile], topics: Iterable[Topic], site: str
) -> Iterator[dict[str, Any]]:
    """A mapping for each topic that has the profile. Codes and keys instead of words:
    countries as in ISO 3166-1 alpha-3, dates as in ISO 8601, as far as they are known,
    and None for what is not known. `site` begins the addresses."""
    fields = profile.fields()
    for topic in topics:
        row = getattr(topic, profile.singular())
        yield {
            "slug": topic.slug,
            "title": topic.title,
            **{name: field.value(row) for name, field in fields.items()},
            **row.flat_values(),
            "address": f"{site}{topic.get_absolute_url()}",
        }


def profiles_csv(
    name: str, profile: type[Profile], topics: Iterable[Topic], site: str
) -> HttpResponse:
    """The same as a file for a spreadsheet, lists in one cell."""
    columns = ["slug", "title", *profile.fields(), *profile.FLAT_COLUMNS, "address"]
    rows = (
        {key: _cell(value) for key, value in record.items()}
        for record in records(profile, topics, site)
    )
    return csv_response(name, columns, rows)


def rows_csv(
    name: str, profile: type[Profile], rows: Rows, topics: Iterable[Topic]
) -> HttpResponse:
    """A row for each item of one of their lists, for a spreadsheet, with the slug of
    its topic and the title of its source."""
    singular = profile.singular()
    named = [f"{c.name}_title" for c in rows.columns if isinstance(c, SourceColumn)]
    items = (
        {
            singular: topic.slug,
            **item.exported,
            **{title: _title(item, title.removesuffix("_title")) for title in named},
        }
        for topic in topics
        for item in getattr(getattr(topic, singular), rows.name).all()
    )
    columns = [singular, *(column.name for column in rows.columns), *named]
    return csv_response(name, columns, items)


def _title(item: Any, name: str) -> str | None:
    source = getattr(item, name)
    return source.title if source else None


def _cell(value: Any) -> Any:
    if isinstance(value, list):
        return "; ".join(map(_item, value))
    return value


def _item(item: Any) -> str:
    if isinstance(item, dict):
        known = {key: value for key, value in item.items() if value is not None}
        return ", ".join(f"{key}: {value}" for key, value in known.items())
    return str(item)
