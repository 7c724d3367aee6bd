from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from topics.models.profiles.profile import Profile, ProfileRow
from topics.models.source import Source


class Indicator(Profile):
    """What is measured, in what unit, by whom."""

    class Direction(models.TextChoices):
        HIGHER = "higher-is-better", _("Higher is better")
        LOWER = "lower-is-better", _("Lower is better")
        DEPENDS = "depends", _("Depends on the context")

    definition = models.CharField(_("definition"), max_length=500)
    unit = models.CharField(_("unit"), max_length=80)
    frequency = models.CharField(_("frequency"), max_length=80, blank=True)
    publisher = models.CharField(_("published by"), max_length=120, blank=True)
    source = models.ForeignKey(
        Source, models.PROTECT, related_name="indicators", verbose_name=_("source")
    )
    direction = models.CharField(_("how to read it"), max_length=20, choices=Direction)

    class Meta:
        verbose_name = _("indicator")

    def __str__(self) -> str:
        return self.definition


class Measurement(ProfileRow):
    """The value of an indicator for one year, as one source gives it, and the bounds
    within which that source says that it lies."""

    HELP = _(
        "One a line: year; value; key of the source. 1994; 253; un-fatalities. If "
        "the source gives bounds, add them: 1994; 253; un-fatalities; 240; 270"
    )

    profile = models.ForeignKey(Indicator, models.CASCADE, related_name="measurements")
    year = models.PositiveSmallIntegerField(
        _("year"), validators=[MinValueValidator(1945), MaxValueValidator(2100)]
    )
    value = models.DecimalField(_("value"), max_digits=16, decimal_places=4)
    low = models.DecimalField(
        _("lower bound"), max_digits=16, decimal_places=4, null=True, blank=True
    )
    high = models.DecimalField(
        _("upper bound"), max_digits=16, decimal_places=4, null=True, blank=True
    )
    source = models.ForeignKey(Source, models.PROTECT, related_name="measurements")

    class Meta(ProfileRow.Meta):
        ordering = ["year", "position"]
        verbose_name_plural = _("measurements")
        constraints = [
            models.UniqueConstraint(
                fields=["profile", "year", "source"], name="measurement_once"
            ),
            models.CheckConstraint(
                condition=models.Q(low=None, high=None)
                | models.Q(low__isnull=False, low__lte=models.F("value"))
                & models.Q(high__isnull=False, high__gte=models.F("value")),
                name="measurement_within_bounds",
                violation_error_message=_("The value lies outside its bounds."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.year}: {self.value}"

    @classmethod
    def columns_of(cls, item: Any) -> Mapping[str, Any]:
        needed, bounds = {"year", "value", "source"}, {"low", "high"}
        if not isinstance(item, dict) or set(item) not in (needed, needed | bounds):
            raise ValidationError(
                _(
                    "Each needs a year, a value and a source, and either no bounds "
                    "or both (low and high)."
                )
            )
        return item

    @property
    def amount(self) -> str:
        """The value without zeros after its last digit."""
        return plain(self.value)

    @property
    def bounds(self) -> tuple[str, str] | None:
        """`(low, high)` as they are printed, or None."""
        if self.low is None or self.high is None:
            return None
        return plain(self.low), plain(self.high)


def plain(number: Decimal) -> str:
    """A decimal number without zeros after its last digit."""
    return f"{number.normalize():f}"
