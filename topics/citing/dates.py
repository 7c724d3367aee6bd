"""Dates of an entry, and how an editor writes them: in the Extended Date/Time Format
(https://www.loc.gov/standards/datetime/), of which CSL has ranges, seasons and “~”."""

import re
from datetime import date
from typing import Any

SEASONS = range(21, 25)  # from spring to winter, in place of the month
NO_END = [0]  # the end of a range that goes on
_WRITTEN = re.compile(r"([0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2}))?)?")


def date_parts(value: Any) -> list[list[int]]:
    """The first and, of a range, the last day of a date of CSL-JSON, each as year,
    month and day as far as they are known, with a season as its month. Raises
    ValueError if they are not in the calendar, or not in their order."""
    days = _numbers(value)
    if len(days) not in (1, 2):
        raise ValueError("neither a day nor a range")
    if days[1:] and days[1] and not any(days[1]):
        _check(days[0])
        return [days[0], NO_END]
    for day in days:
        _check(day)
    # Only what both tell can be compared: 2004-05/2004 is in order.
    first, last = days[0], days[-1]
    if last[: len(first)] < first[: len(last)]:
        raise ValueError("the range ends before it begins")
    return days


def is_circa(value: dict) -> bool:
    """Whether a date of CSL-JSON is about that time only."""
    return value.get("circa") not in (None, False, 0, "", "0", "false")


def written_date(value: Any) -> str:
    """A date of CSL-JSON as an editor writes it, or "" if it cannot be written."""
    try:
        days = date_parts(value)
    except ValueError:
        return ""
    about = "~" if is_circa(value) else ""
    return "/".join(".." if day is NO_END else _iso(day) + about for day in days)


def parse_date(written: str) -> dict[str, Any]:
    """The date of CSL-JSON that an editor wrote. Raises ValueError."""
    days = []
    for place, text in enumerate(written.split("/")):
        match = _WRITTEN.fullmatch(text.strip().removesuffix("~"))
        if match:
            days.append([int(part) for part in match.groups() if part])
        elif place and text.strip() == "..":
            days.append(NO_END)
        else:
            raise ValueError(f"“{text}” is not a date")
    value = {"date-parts": days} | ({"circa": True} if "~" in written else {})
    date_parts(value)
    return value


def _iso(day: list[int]) -> str:
    return "-".join([f"{day[0]:04}", *(f"{part:02}" for part in day[1:])])


def _numbers(value: Any) -> list[list[int]]:
    """The dates of a date of CSL-JSON as they are written, a season as a month."""
    try:
        days = [[_number(part) for part in day] for day in value["date-parts"]]
        if season := value.get("season"):
            days = [[*day, 20 + _number(season)] for day in days]
    except (AttributeError, KeyError, TypeError):
        raise ValueError("not a date of CSL-JSON") from None
    return days


def _number(part: Any) -> int:
    # CSL allows numbers as text.
    if isinstance(part, str) and re.fullmatch(r"[0-9]{1,4}", part):
        return int(part)
    if isinstance(part, int) and not isinstance(part, bool) and 0 <= part <= 9999:
        return part
    raise ValueError("not a number")


def _check(day: list[int]) -> None:
    """Raise ValueError unless it is a year, a month, a season or a day."""
    if not 1 <= len(day) <= 3:
        raise ValueError("neither year, month nor day")
    if len(day) == 2 and day[1] in SEASONS:
        day = day[:1]
    date(*[*day, 1, 1][:3])
