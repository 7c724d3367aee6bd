"""Dates known to the year, the month or the day, as historians need them."""

import calendar
import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Self

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models.functions import Left, Length
from django.utils import formats
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

# ISO 8601 with reduced precision (clause 5.2.2): 1999, 1999-10, 1999-10-22.
FORM = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?", re.ASCII)
# A slip of the hand would stretch every timeline to it.
EARLIEST_YEAR, LATEST_YEAR = 1000, 2100


@dataclass(frozen=True, order=True)
class PartialDate:
    """A year, with a month and a day if they are known (else 0)."""

    year: int
    month: int = 0
    day: int = 0

    @classmethod
    def parse(cls, text: str) -> Self:
        """`1999-10` as a PartialDate; raises ValueError."""
        match = FORM.fullmatch(text.strip())
        if not match:
            raise ValueError(text)
        if "00" in match.groups():
            raise ValueError(text)
        parsed = cls(*(int(part or 0) for part in match.groups()))
        try:
            date(parsed.year, parsed.month or 1, parsed.day or 1)
        except ValueError:
            raise ValueError(text) from None
        return parsed

    @classmethod
    def of(cls, day: date) -> Self:
        """The PartialDate of a day."""
        return cls(day.year, day.month, day.day)

    def __str__(self) -> str:
        parts = [f"{self.year:04}"]
        parts += [f"{part:02}" for part in (self.month, self.day) if part]
        return "-".join(parts)

    @property
    def first_day(self) -> date:
        return date(self.year, self.month or 1, self.day or 1)

    @property
    def last_day(self) -> date:
        month = self.month or 12
        last = calendar.monthrange(self.year, month)[1]
        return date(self.year, month, self.day or last)

    @property
    def words(self) -> str:
        """`22 October 1999`, `October 1999` or `1999`, in the reader's language."""
        if self.day:
            return formats.date_format(self.first_day, "DATE_FORMAT")
        if self.month:
            return formats.date_format(self.first_day, "YEAR_MONTH_FORMAT")
        return str(self.year)


def lasting(start: PartialDate, end: PartialDate) -> str:
    """The words for the time between two PartialDates: `6 years, 2 months`; `about 6
    years` where a month is not known."""
    if not (start.month and end.month):
        years = end.year - start.year
        if not years:
            return gettext("within a year")
        return ngettext("about %(n)d year", "about %(n)d years", years) % {"n": years}
    months = (end.year - start.year) * 12 + end.month - start.month
    if start.day and end.day and end.day < start.day:
        months -= 1
    if not months:
        return gettext("up to a month")
    years, rest = divmod(months, 12)
    parts = [
        (years, ngettext("%(n)d year", "%(n)d years", years)),
        (rest, ngettext("%(n)d month", "%(n)d months", rest)),
    ]
    return ", ".join(words % {"n": number} for number, words in parts if number)


class PartialDateField(models.CharField):
    """Stored as its ISO text, which sorts by time."""

    # What django-stubs takes a column of this kind for.
    _pyi_private_set_type: PartialDate | date | str | None  # type: ignore[assignment]
    _pyi_private_get_type: PartialDate  # type: ignore[assignment]

    description = _("Date known to the year, month or day")
    default_error_messages = {
        "invalid": _("“%(value)s” is not a date. Write 1999, 1999-10 or 1999-10-22."),
        "far": _("“%(value)s” is no year up to %(limit)d; correct the date."),
    }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs["max_length"] = 10
        super().__init__(*args, **kwargs)

    def deconstruct(self) -> tuple[str, str, Sequence[Any], dict[str, Any]]:
        name, path, args, kwargs = super().deconstruct()
        del kwargs["max_length"]
        return name, path, args, kwargs

    def from_db_value(
        self, value: str | None, expression: Any, connection: Any
    ) -> PartialDate | None:
        return PartialDate.parse(value) if value else None

    def to_python(self, value: Any) -> PartialDate | None:
        if not value:
            return None
        if isinstance(value, PartialDate):
            return value
        if isinstance(value, (date, datetime)):
            return PartialDate.of(value)
        try:
            return PartialDate.parse(str(value))
        except ValueError:
            raise ValidationError(
                self.error_messages["invalid"], "invalid", {"value": value}
            ) from None

    def get_prep_value(self, value: Any) -> str:
        return str(self.to_python(value) or "")

    def value_to_string(self, obj: models.Model) -> str:
        return self.get_prep_value(self.value_from_object(obj))

    def run_validators(self, value: Any) -> None:
        if value is not None:
            super().run_validators(str(value))

    def validate(self, value: Any, model_instance: models.Model | None) -> None:
        if value is None and not self.blank:
            raise ValidationError(self.error_messages["blank"], code="blank")
        if value is not None and not EARLIEST_YEAR <= value.year <= LATEST_YEAR:
            raise ValidationError(
                self.error_messages["far"],
                "far",
                {"value": value, "limit": LATEST_YEAR},
            )


# Compared to the precision of the end: 1999 does not end before 1999-10 starts.
ENDS_AFTER_START = models.Q(end="") | models.Q(end__gte=Left("start", Length("end")))


def not_before(field: str, start: PartialDate) -> models.Q:
    """A Q: the date in a field may lie on or after the first day of `start`. One known
    to the year or the month may lie on the last day of it."""
    first = PartialDate.of(start.first_day)
    # Texts: 1999-10 comes before 1999-10-01, but has days after it.
    around = [PartialDate(first.year), PartialDate(first.year, first.month)]
    return models.Q(**{f"{field}__gte": first}) | models.Q(**{f"{field}__in": around})
