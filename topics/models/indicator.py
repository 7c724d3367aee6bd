from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from topics.models.profile import Profile, ProfileRow, rows
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
    direction = models.CharField(_("how to read it"), max_length=20, choices=Direction)
    source = models.ForeignKey(
        Source, models.PROTECT, related_name="indicators", verbose_name=_("source")
    )

    SCALARS = ("definition", "unit", "frequency", "publisher", "source", "direction")
    LISTS = ("measurements",)

    class Meta:
        verbose_name = _("indicator")

    def __str__(self):
        return self.definition

    def set_content(self, content):
        measurements = content.get("measurements", [])
        if not all(
            isinstance(item, dict) and {"year", "value", "source"} == set(item)
            for item in measurements
        ):
            raise ValidationError(
                {"measurements": _("Each needs a year, a value and a source.")}
            )
        super().set_content({**content, "source": None})
        keys = {item["source"] for item in measurements} | {content.get("source", "")}
        sources = Source.objects.in_bulk(keys, field_name="key")
        if missing := keys - set(sources):
            raise ValidationError(
                {
                    "source": _("The bibliography has no source “%(key)s”.")
                    % {"key": sorted(missing)[0]}
                }
            )
        self.source = sources[content["source"]]
        return rows(
            Measurement,
            self,
            [{**item, "source": sources[item["source"]]} for item in measurements],
        )


class Measurement(ProfileRow):
    """The value of an indicator for one year, as one source gives it."""

    CONTENT_KEY = "measurements"

    profile = models.ForeignKey(Indicator, models.CASCADE, related_name="measurements")
    year = models.PositiveSmallIntegerField(
        _("year"), validators=[MinValueValidator(1945), MaxValueValidator(2100)]
    )
    value = models.DecimalField(_("value"), max_digits=16, decimal_places=4)
    source = models.ForeignKey(Source, models.PROTECT, related_name="measurements")

    class Meta(ProfileRow.Meta):
        ordering = ["year"]
        constraints = [
            models.UniqueConstraint(
                fields=["profile", "year", "source"], name="measurement_once"
            )
        ]

    def __str__(self):
        return f"{self.year}: {self.value}"

    @property
    def amount(self):
        """The value without zeros after its last digit."""
        return f"{self.value.normalize():f}"
