import datetime
from collections.abc import Mapping
from typing import Any, Self

from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.db import models
from django.utils.translation import gettext_lazy as _
from django_countries import countries
from django_countries.fields import Country, CountryField

from topics.models.country import country_address
from topics.models.profiles.fields import Part
from topics.models.profiles.partial_date import (
    ENDS_AFTER_START,
    PartialDate,
    PartialDateField,
    lasting,
)
from topics.models.profiles.profile import Profile, ProfileRow
from topics.models.slugs import SLUG_VALIDATORS


class MissionQuerySet(models.QuerySet):
    def having(
        self,
        *,
        region: str = "",
        lead: str = "",
        country: str = "",
        decade: str = "",
        ongoing: str = "",
    ) -> Self:
        """Missions of a region, lead organization or country (alpha-2), that began
        in a decade (`1990`), and go on (`1`) or have ended (`0`)."""
        missions = self
        if region:
            missions = missions.filter(region=region)
        if lead:
            missions = missions.filter(lead=lead)
        if country:
            missions = missions.filter(countries__country=country)
        if decade:
            missions = missions.filter(start__startswith=decade[:3])
        if ongoing:
            is_ongoing = models.Q(end="")
            missions = missions.filter(is_ongoing if ongoing == "1" else ~is_ongoing)
        return missions


class Mission(Profile):
    """The facts of one operation."""

    class Lead(models.TextChoices):
        UN = "UN", _("United Nations")
        NATO = "NATO", _("NATO")
        AU = "AU", _("African Union")
        EU = "EU", _("European Union")
        ECOWAS = "ECOWAS", _("ECOWAS")
        SADC = "SADC", _("SADC")
        EAC = "EAC", _("East African Community")
        OSCE = "OSCE", _("OSCE")
        COALITION = "coalition", _("Coalition of states")

    class Region(models.TextChoices):
        AFRICA = "Africa", _("Africa")
        AMERICAS = "Americas", _("Americas")
        ASIA_PACIFIC = "Asia and the Pacific", _("Asia and the Pacific")
        EUROPE = "Europe", _("Europe")
        MIDDLE_EAST = "Middle East", _("Middle East")

    acronym = models.CharField(_("acronym"), max_length=20)
    lead = models.CharField(_("led by"), max_length=20, choices=Lead)
    region = models.CharField(_("region"), max_length=30, choices=Region)
    area = models.CharField(_("area"), max_length=200)
    start = PartialDateField(_("start"))
    end = PartialDateField(_("end"), blank=True, default="")
    peak_strength = models.PositiveIntegerField(
        _("peak strength"),
        null=True,
        blank=True,
        help_text=_("The most uniformed personnel it ever had, as cited."),
    )
    fatalities = models.PositiveIntegerField(
        _("fatalities"),
        null=True,
        blank=True,
        help_text=_("Deaths among its personnel from any cause, as cited."),
    )
    predecessor_slug = models.SlugField(
        _("predecessor"),
        max_length=80,
        blank=True,
        validators=SLUG_VALIDATORS,
        help_text=_("The slug of the mission that came before, if any."),
    )
    predecessor = models.ForeignKey(
        "topics.Topic",
        models.SET_NULL,
        null=True,
        blank=True,
        editable=False,
        related_name="successors",
    )

    SHOWN_ELSEWHERE = (
        *("acronym", "lead", "region", "area", "start", "end"),
        "predecessor_slug",
    )
    NOT_IN_TABLE = ("area", "predecessor", "resolutions")
    ABSENT = {"end": _("continues")}

    objects = MissionQuerySet.as_manager()

    class Meta:
        ordering = ["start", "acronym"]
        verbose_name = _("mission")
        constraints = [
            models.CheckConstraint(
                condition=ENDS_AFTER_START,
                name="mission_ends_after_start",
                violation_error_message=_("The end lies before the start."),
            ),
            models.CheckConstraint(
                condition=~models.Q(predecessor=models.F("topic")),
                name="mission_not_its_own_predecessor",
            ),
        ]

    def __str__(self) -> str:
        return self.acronym

    @property
    def years(self) -> str:
        """`1999–2005`, `1948–` or `1994`."""
        first = str(self.start.year)
        last = str(self.end.year) if self.end else ""
        return first if first == last else f"{first}–{last}"

    @property
    def date(self) -> PartialDate:
        return self.start

    @property
    def short_name(self) -> str:
        return self.acronym

    @property
    def listed_fact(self) -> str:
        return f"{self.acronym}, {self.years}"

    def last_day(self, today: datetime.date) -> datetime.date:
        """The day on which it ended, or today if it goes on."""
        return self.end.last_day if self.end else today

    def duration(self, today: datetime.date) -> str:
        """`6 years, 2 months`; in years alone where a month is not known; up to today
        if it goes on."""
        end = self.end or PartialDate(today.year, today.month, today.day)
        return lasting(self.start, end)

    def was_active_in(self, year: int) -> bool:
        """Whether it worked on at least one day of the year, as far as is known."""
        return self.start.year <= year and (not self.end or self.end.year >= year)

    def days_shared_with(self, other: "Mission", today: datetime.date) -> int:
        """On how many days both worked, until `today`; dates known to the month or
        year are taken at their widest."""
        start = max(self.start.first_day, other.start.first_day)
        ends = [m.end.last_day if m.end else today for m in (self, other)]
        return max(0, (min(ends) - start).days + 1)


class MissionCountry(ProfileRow):
    """A country in which a mission worked."""

    HELP = _("One code of ISO 3166 a line, such as SLE.")
    AFTER = "area"
    NEEDED = _("Name at least one country.")

    profile = models.ForeignKey(Mission, models.CASCADE, related_name="countries")
    country: "models.Field[str, Country]" = CountryField()

    class Meta(ProfileRow.Meta):
        verbose_name_plural = _("countries")
        constraints = [
            models.UniqueConstraint(
                fields=["profile", "country"], name="mission_country_once"
            )
        ]

    def __str__(self) -> str:
        return self.country.name

    @classmethod
    def columns_of(cls, item: Any) -> Mapping[str, Any]:
        return {"country": alpha2(item)}

    @property
    def exported(self) -> str:
        return self.country.alpha3

    @property
    def part(self) -> Part:
        """Its name, with the page on it."""
        return Part(self.country.name, country_address(self.country))


class MissionResolution(ProfileRow):
    """A decision that a mission's mandate rests on."""

    HELP = _("One symbol a line, such as S/RES/1270 (1999).")
    AFTER = "end"

    profile = models.ForeignKey(Mission, models.CASCADE, related_name="resolutions")
    # UN Editorial Manual, document symbols: S/RES/1270 (1999), A/RES/1000 (ES-I).
    symbol = models.CharField(
        _("symbol"),
        max_length=40,
        validators=[
            RegexValidator(
                r"^[AS]/RES/[\w./-]+( \([\w-]+\))?$",
                _("Write a symbol such as S/RES/1270 (1999) or A/RES/1000 (ES-I)."),
            )
        ],
    )

    class Meta(ProfileRow.Meta):
        verbose_name_plural = _("mandate")
        constraints = [
            models.UniqueConstraint(
                fields=["profile", "symbol"], name="mission_resolution_once"
            )
        ]

    def __str__(self) -> str:
        return self.symbol

    @property
    def part(self) -> Part:
        """Its symbol, with the text in the UN's document system."""
        address = "https://docs.un.org/" + self.symbol.replace(" ", "")
        return Part(self.symbol, address, is_external=True)


def alpha2(code: str) -> str:
    """`SLE` as `SL`; raises ValidationError for a code of no country."""
    code = str(code)
    found = countries.alpha2(code) if len(code) == 3 else ""
    if not found:
        raise ValidationError(
            _(
                "“%(code)s” is not the ISO 3166 code of a country; write three "
                "letters, such as SLE."
            )
            % {"code": code}
        )
    return found
