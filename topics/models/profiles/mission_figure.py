"""The figures of a mission, each with its source and the place in it."""

from collections.abc import Mapping
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils.formats import number_format
from django.utils.translation import gettext_lazy as _

from topics.models.profiles.fields import Part, columns
from topics.models.profiles.measure import Absence, Category, Measure
from topics.models.profiles.mission import Mission
from topics.models.profiles.partial_date import PartialDateField
from topics.models.profiles.profile import ProfileRow, validate_no_semicolon
from topics.models.source import Source

_PERSONNEL = ["uniformed", "military", "police", "civilian", "all"]
_CAUSES = ["", "malicious-act", "accident", "illness", "other"]
_STRENGTHS = ["authorized_strength", "peak_strength", "observed_strength"]
_VALUE = Q(value__isnull=False, low=None, high=None)
_RANGE = Q(value=None, low__isnull=False, high__gt=models.F("low"))
_NOTHING = Q(value=None, low=None, high=None)


class MissionFigure(ProfileRow):
    """What one source says of the size, the losses or the cost of a mission: a value,
    a range, that it has recorded none, or that nothing could be established. Where
    sources differ, each has a row; the first of a measure is the one to sort by."""

    HELP = _(
        "One a line: what is counted; of whom, or the cause of death; the value, or "
        "the lower and the upper bound; instead of these that there is none; the date "
        "that it is for; key of the source; page, paragraph or row in it; a note. "
        "peak_strength; uniformed; 17477; ; ; ; 2002-04; ipi-pkdb-2017; rows UNAMSIL"
    )

    AFTER = "predecessor"

    profile = models.ForeignKey(Mission, models.CASCADE, related_name="figures")
    measure = models.CharField(_("measure"), max_length=20, choices=Measure)
    category = models.CharField(
        _("of whom, or cause"), max_length=20, choices=Category, blank=True
    )
    value = models.PositiveBigIntegerField(
        _("value"), null=True, blank=True, validators=[MinValueValidator(1)]
    )
    low = models.PositiveBigIntegerField(_("at least"), null=True, blank=True)
    high = models.PositiveBigIntegerField(_("at most"), null=True, blank=True)
    absence = models.CharField(
        _("or no value"), max_length=20, choices=Absence, blank=True
    )
    as_of = PartialDateField(_("as of"), blank=True, default="")
    source = models.ForeignKey(
        Source,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="mission_figures",
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
        verbose_name_plural = _("figures")
        constraints = [
            models.UniqueConstraint(
                fields=["profile", "measure", "category", "as_of", "source", "locator"],
                name="mission_figure_once",
            ),
            models.CheckConstraint(
                condition=Q(absence="") & (_VALUE | _RANGE) | ~Q(absence="") & _NOTHING,
                name="mission_figure_has_one_value",
                violation_error_message=_(
                    "Give a value, or a lower and a higher bound, or say that there is "
                    "none."
                ),
            ),
            models.CheckConstraint(
                condition=Q(measure__in=_STRENGTHS, category__in=_PERSONNEL)
                | Q(measure="fatalities", category__in=_CAUSES)
                | Q(measure="cost", category=""),
                name="mission_figure_category_fits",
                violation_error_message=_(
                    "A strength is of uniformed, military, police, civilian or all "
                    "personnel; deaths are in total or by cause; a cost has neither."
                ),
            ),
            models.CheckConstraint(
                condition=~Q(absence="not-established") | ~Q(note=""),
                name="mission_figure_says_why",
                violation_error_message=_("Say in the note why it is not established."),
            ),
        ]

    def __str__(self) -> str:
        if not self.category:
            return self.amount
        form = "%s (%s)" if self.measure == Measure.FATALITIES else "%s %s"
        return form % (self.amount, self.get_category_display())

    @classmethod
    def columns_of(cls, item: Any) -> Mapping[str, Any]:
        names = {column.name for column in columns(cls)}
        if not isinstance(item, dict) or not {"measure"} <= set(item) <= names:
            raise ValidationError(_("Each needs a measure and a value."))
        return item

    @property
    def amount(self) -> str:
        """`17,477`, `12,000–16,000` or the words for no value."""
        if self.absence:
            return str(self.get_absence_display())
        numbers = [n for n in (self.value, self.low, self.high) if n is not None]
        return "–".join(number_format(n, force_grouping=True) for n in numbers)

    @property
    def said(self) -> int | str:
        """The same for files: a number where it is one."""
        return self.amount if self.value is None else self.value

    @property
    def number(self) -> int | None:
        """What it is sorted and drawn by: of a range the upper bound."""
        return self.high if self.value is None else self.value

    @property
    def is_headline(self) -> bool:
        """Whether it is told where there is room for one or two: deaths by cause are
        not."""
        return self.measure != Measure.FATALITIES or not self.category

    @property
    def part(self) -> Part:
        words = str(self)
        if self.as_of:
            words = f"{words}, {self.as_of.words}"
        return Part(words, source=self.source, locator=self.locator)
