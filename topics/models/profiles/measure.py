"""What figures of missions count, of whom, and what stands where there is no value."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Measure(models.TextChoices):
    AUTHORIZED_STRENGTH = "authorized_strength", _("authorized strength")
    PEAK_STRENGTH = "peak_strength", _("peak strength")
    OBSERVED_STRENGTH = "observed_strength", _("strength on a day")
    FATALITIES = "fatalities", _("fatalities")
    COST = "cost", _("cost")


class Category(models.TextChoices):
    UNIFORMED = "uniformed", _("uniformed")
    MILITARY = "military", _("military")
    POLICE = "police", _("police")
    CIVILIAN = "civilian", _("civilian")
    ALL = "all", _("uniformed and civilian")
    MALICIOUS_ACT = "malicious-act", _("malicious act")
    ACCIDENT = "accident", _("accident")
    ILLNESS = "illness", _("illness")
    OTHER = "other", _("other or unknown cause")


class Absence(models.TextChoices):
    NONE_RECORDED = "none-recorded", _("none recorded")
    NOT_ESTABLISHED = "not-established", _("not established")
