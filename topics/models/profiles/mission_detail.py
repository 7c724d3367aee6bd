"""Dates, seats and heads of a mission, each with its source and the place in it."""

from collections.abc import Mapping
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from topics.models.profiles.fields import Part, columns
from topics.models.profiles.mission import Mission
from topics.models.profiles.partial_date import ENDS_AFTER_START, PartialDateField
from topics.models.profiles.profile import ProfileRow, validate_no_semicolon
from topics.models.source import Source


class MissionDetail(ProfileRow):
    """What one source says of when a mission began or ended, of where it had its
    headquarters, or of who led it. Where sources differ, each has a row."""

    class Kind(models.TextChoices):
        START = "start", _("start")
        END = "end", _("end")
        HEADQUARTERS = "headquarters", _("headquarters")
        HEAD = "head", _("head of mission")

    HELP = _(
        "One a line: what is said; a place or a name; the date, or since when; until "
        "when; key of the source; page, paragraph or row in it; a note. "
        "start; ; 1999-10-22; ; s-res-1270-1999; para. 8"
    )

    profile = models.ForeignKey(Mission, models.CASCADE, related_name="details")
    kind = models.CharField(_("kind"), max_length=20, choices=Kind)
    words = models.CharField(
        _("place or name"),
        max_length=120,
        blank=True,
        validators=[validate_no_semicolon],
    )
    start = PartialDateField(_("date or since"), blank=True, default="")
    end = PartialDateField(_("until"), blank=True, default="")
    source = models.ForeignKey(
        Source,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="mission_details",
        verbose_name=_("source"),
    )
    locator = models.CharField(
        _("place in the source"),
        max_length=200,
        blank=True,
        validators=[validate_no_semicolon],
    )
    note = models.CharField(
        _("note"), max_length=300, blank=True, validators=[validate_no_semicolon]
    )

    class Meta(ProfileRow.Meta):
        verbose_name_plural = _("dates, headquarters and heads")
        constraints = [
            models.UniqueConstraint(
                fields=["profile", "kind", "words", "start", "source"],
                name="mission_detail_once",
            ),
            models.CheckConstraint(
                condition=Q(kind__in=["start", "end"], words="", end="") & ~Q(start="")
                | Q(kind__in=["headquarters", "head"]) & ~Q(words=""),
                name="mission_detail_fits_its_kind",
                violation_error_message=_(
                    "A start or an end has one date and nothing else; headquarters "
                    "need a place, a head a name."
                ),
            ),
            models.CheckConstraint(
                condition=ENDS_AFTER_START,
                name="mission_detail_ends_after_start",
                violation_error_message=_("The end lies before the start."),
            ),
        ]

    def __str__(self) -> str:
        return self.words or str(self.start)

    @classmethod
    def columns_of(cls, item: Any) -> Mapping[str, Any]:
        names = {column.name for column in columns(cls)}
        if not isinstance(item, dict) or not {"kind"} <= set(item) <= names:
            raise ValidationError(_("Each needs a kind, and a date, place or name."))
        return item

    @property
    def period(self) -> str:
        """`1999 – May 2001`, `from 1999`, `until May 2001` or nothing."""
        if self.start and self.end:
            return f"{self.start.words} – {self.end.words}"
        if self.start:
            return gettext("from %(date)s") % {"date": self.start.words}
        if self.end:
            return gettext("until %(date)s") % {"date": self.end.words}
        return ""

    @property
    def part(self) -> Part:
        if self.words:
            words = f"{self.words}, {self.period}" if self.period else self.words
            return Part(words, source=self.source, locator=self.locator)
        return Part(
            str(self.start), date=self.start, source=self.source, locator=self.locator
        )
