"""How many uniformed people a mission had, year by year."""

from collections.abc import Mapping
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.formats import number_format
from django.utils.translation import gettext_lazy as _

from topics.models.profiles.fields import Part, columns
from topics.models.profiles.mission import Mission
from topics.models.profiles.profile import ProfileRow, validate_no_semicolon
from topics.models.source import Source


class MissionStrength(ProfileRow):
    """The troops, police and observers that a mission had at the end of a year, as one
    source gives them. Where `new_basis` says what changed, earlier values cannot be
    compared with it."""

    HELP = _(
        "Troops, police and observers at the end of each year, one a line: year; "
        "number; key of the source; page, paragraph or row in it; then, if need be, "
        "what changed in the counting with this year. "
        "2001; 17354; ipi-pkdb-2017; row 2001-12-31; Police are counted too"
    )

    # What charts and tables ask of a value, see `indicator.Measurement`.
    category = ""
    bounds = low = high = None

    profile = models.ForeignKey(Mission, models.CASCADE, related_name="strengths")
    year = models.PositiveSmallIntegerField(
        _("year"), validators=[MinValueValidator(1945), MaxValueValidator(2100)]
    )
    value = models.PositiveIntegerField(_("number"))
    source = models.ForeignKey(
        Source,
        models.PROTECT,
        related_name="mission_strengths",
        verbose_name=_("source"),
    )
    locator = models.CharField(
        _("place in the source"),
        max_length=200,
        blank=True,
        validators=[validate_no_semicolon],
    )
    new_basis = models.CharField(
        _("change of definition"),
        max_length=200,
        blank=True,
        validators=[validate_no_semicolon],
    )

    class Meta(ProfileRow.Meta):
        ordering = ["year", "position"]
        verbose_name_plural = _("strength by year")
        constraints = [
            models.UniqueConstraint(
                fields=["profile", "year", "source"], name="mission_strength_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.year}: {self.amount}"

    @classmethod
    def columns_of(cls, item: Any) -> Mapping[str, Any]:
        names = {column.name for column in columns(cls)}
        if not isinstance(item, dict) or not {"year", "value", "source"} <= set(
            item
        ) <= (names):
            raise ValidationError(_("Each needs a year, a number and a source."))
        return item

    @property
    def amount(self) -> str:
        """The number as it is printed."""
        return number_format(self.value, force_grouping=True)

    @property
    def part(self) -> Part:
        return Part(str(self), source=self.source, locator=self.locator)
