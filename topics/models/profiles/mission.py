import datetime
from dataclasses import replace
from typing import Any, Self

from django.db import models
from django.utils.translation import gettext_lazy as _

from topics.models.profiles.country_row import CountryRow
from topics.models.profiles.fields import Fact, Part
from topics.models.profiles.measure import Measure
from topics.models.profiles.partial_date import (
    ENDS_AFTER_START,
    PartialDate,
    PartialDateField,
    lasting,
)
from topics.models.profiles.profile import Profile
from topics.models.slugs import SLUG_VALIDATORS

# What a file for a spreadsheet says of a figure: `peak_strength`,
# `peak_strength_as_of` and so on.
FLAT_ENDS = ("", "_as_of", "_source", "_locator")


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
    mandate_read_to = PartialDateField(
        _("decisions recorded up to"),
        blank=True,
        default="",
        db_default="",
        help_text=_(
            "If not all decisions on its mandate are listed: up to when they are."
        ),
    )

    SHOWN_ELSEWHERE = (
        *("acronym", "lead", "region", "area", "start", "end"),
        "predecessor_slug",
    )
    NOT_IN_TABLE = (
        *("area", "predecessor", "resolutions", "tasks", "mandate_read_to"),
        *("figures", "details", "strengths"),
    )
    READ_FOR_TABLE = ("figures", "details")
    NOT_AT_A_GLANCE = ("mandate_read_to",)
    ABSENT = {"end": _("continues")}
    FLAT_COLUMNS = tuple(f"{measure}{end}" for measure in Measure for end in FLAT_ENDS)

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

    def period(self) -> Fact:
        return Fact(
            str(_("dates")),
            [*self.fact("start").parts[:1], *self._last_parts()],
            separator=" – ",
        )

    def _last_parts(self) -> list[Part]:
        end = self.fact("end")
        return end.parts[:1] or [Part(str(end.absent))]

    @property
    def date(self) -> PartialDate:
        return self.start

    @property
    def short_name(self) -> str:
        return self.acronym

    @property
    def listed_fact(self) -> str:
        return f"{self.acronym}, {self.years}"

    def fact(self, name: str) -> Fact:
        """What it says in the field of that name; of its dates, the sources and what
        others say instead."""
        fact = super().fact(name)
        said = [row for row in self.details.all() if row.kind == name]
        if not said or name not in ("start", "end"):
            return fact
        own = [row.part for row in said if row.start == getattr(self, name)]
        others = [row.part for row in said if row.start != getattr(self, name)]
        return replace(fact, parts=[*(own[:1] or fact.parts), *others], separator="; ")

    def headlines(self) -> list[Fact]:
        """What it says of each measure."""
        return [self.headline(measure) for measure in Measure]

    def people_and_places(self) -> list[Fact]:
        """Its headquarters and its heads, as far as they are recorded."""
        rows: dict[str, list[Part]] = {}
        for row in self.details.all():
            if row.words:
                rows.setdefault(row.get_kind_display(), []).append(row.part)
        return [Fact(label, parts, separator="; ") for label, parts in rows.items()]

    def headline(self, measure: Measure) -> Fact:
        """What it says of a measure, of deaths in total."""
        rows = self._headline_rows(measure)
        return Fact(
            label=str(measure.label),
            parts=[row.part for row in rows],
            is_number=True,
            number=rows[0].number if rows else None,
            separator="; ",
        )

    def _headline_rows(self, measure: Measure) -> list[Any]:
        figures = self.figures.all()
        return [row for row in figures if row.measure == measure and row.is_headline]

    def table_facts(self) -> list[Fact]:
        """Its columns, the headlines, then its lists."""
        facts = super().table_facts()
        columns = sum(not field.is_list for field in self.table_fields()) - 1
        return [*facts[:columns], *self.headlines(), *facts[columns:]]

    def flat_values(self) -> dict[str, Any]:
        """The first headline of each measure, for a spreadsheet."""
        values: dict[str, Any] = dict.fromkeys(self.FLAT_COLUMNS)
        for measure in Measure:
            for row in self._headline_rows(measure)[:1]:
                source = row.source.key if row.source else None
                said = row.said, str(row.as_of or "") or None, source, row.locator
                names = (f"{measure}{end}" for end in FLAT_ENDS)
                values |= dict(zip(names, said, strict=True))
        return values

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


class MissionCountry(CountryRow):
    """A country in which a mission worked."""

    AFTER = "area"

    profile = models.ForeignKey(Mission, models.CASCADE, related_name="countries")

    class Meta(CountryRow.Meta):
        constraints = [
            models.UniqueConstraint(
                fields=["profile", "country"], name="mission_country_once"
            )
        ]
