from django.db import models
from django.utils.translation import gettext_lazy as _

from topics.models.profiles.partial_date import (
    ENDS_AFTER_START,
    PartialDate,
    PartialDateField,
)
from topics.models.profiles.profile import Profile


class Event(Profile):
    """When and where something of the history happened."""

    start = PartialDateField(
        _("date"), help_text=_("The day, or the first of several.")
    )
    end = PartialDateField(_("last day"), blank=True, default="")
    place = models.CharField(_("place"), max_length=120, blank=True)

    SHOWN_ELSEWHERE = ("start", "end")
    PERIOD = _("when")

    class Meta:
        ordering = ["start"]
        verbose_name = _("event")
        constraints = [
            models.CheckConstraint(
                condition=ENDS_AFTER_START,
                name="event_ends_after_start",
                violation_error_message=_("The end lies before the start."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.start}"

    @property
    def date(self) -> PartialDate:
        return self.start

    @property
    def listed_fact(self) -> str:
        """`6 April 1994 – July 1994`, or the one date."""
        days = [self.start, self.end] if self.end else [self.start]
        return " – ".join(day.words for day in days)
