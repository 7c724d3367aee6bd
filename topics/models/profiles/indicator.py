from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from topics.models.profiles.fields import columns
from topics.models.profiles.profile import Profile, ProfileRow, validate_no_semicolon
from topics.models.source import Source


class Indicator(Profile):
    """What is measured, in what unit, by whom."""

    class Direction(models.TextChoices):
        HIGHER = "higher-is-better", _("Higher is better")
        LOWER = "lower-is-better", _("Lower is better")
        DEPENDS = "depends", _("Depends on the context")

    class Computed(models.TextChoices):
        ACTIVE_MISSIONS = "active-missions", _("dates of the missions, by year")

    definition = models.CharField(_("definition"), max_length=500)
    unit = models.CharField(_("unit"), max_length=80)
    frequency = models.CharField(_("frequency"), max_length=80, blank=True)
    publisher = models.CharField(_("published by"), max_length=120, blank=True)
    source = models.ForeignKey(
        Source, models.PROTECT, related_name="indicators", verbose_name=_("source")
    )
    direction = models.CharField(_("how to read it"), max_length=20, choices=Direction)
    computed_from = models.CharField(
        _("computed from"),
        max_length=20,
        choices=Computed,
        blank=True,
        default="",
        db_default="",
        help_text=_("What values are counted from, beside those that are written."),
    )

    class Meta:
        verbose_name = _("indicator")

    def __str__(self) -> str:
        return self.definition


class Measurement(ProfileRow):
    """The value of an indicator for one year, as one source gives it, and the bounds
    within which that source says that it lies: of the whole, or of one category. Where
    `new_basis` says what changed, earlier values cannot be compared with it."""

    HELP = _(
        "One a line: year; value; key of the source. 1994; 253; un-fatalities. If "
        "the source gives bounds, add them: 1994; 253; un-fatalities; 240; 270. Then, "
        "if need be, the category (illness) and what changed in the counting with "
        "this year: 1994; 253; un-fatalities; ; ; illness; Contractors are counted too"
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
    category = models.CharField(
        _("category"),
        max_length=60,
        blank=True,
        default="",
        db_default="",
        validators=[validate_no_semicolon],
    )
    new_basis = models.CharField(
        _("change of definition"),
        max_length=200,
        blank=True,
        default="",
        db_default="",
        validators=[validate_no_semicolon],
    )

    class Meta(ProfileRow.Meta):
        ordering = ["year", "position"]
        verbose_name_plural = _("measurements")
        constraints = [
            models.UniqueConstraint(
                fields=["profile", "year", "category", "source"],
                name="measurement_once",
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
        return ", ".join(filter(None, [f"{self.year}: {self.value}", self.category]))

    @classmethod
    def columns_of(cls, item: Any) -> Mapping[str, Any]:
        names = {column.name for column in columns(cls)}
        if (
            not isinstance(item, dict)
            or not {"year", "value", "source"} <= set(item) <= names
            or ("low" in item) != ("high" in item)
        ):
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
