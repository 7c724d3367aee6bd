"""What a mission was told to do, by which decision, from when to when."""

from collections.abc import Mapping
from typing import Any, Self

from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from topics.models.profiles.fields import LONG_SOURCE_FIELDS, Part
from topics.models.profiles.mission import Mission
from topics.models.profiles.partial_date import (
    PartialDate,
    PartialDateField,
)
from topics.models.profiles.profile import ProfileRow
from topics.models.published import published
from topics.models.source import Source
from topics.models.tag import Tag

# UN Editorial Manual, document symbols: S/RES/1270 (1999), A/RES/1000 (ES-I).
SYMBOL_LENGTH = 40
SYMBOL_VALIDATORS = [
    RegexValidator(
        r"^[AS]/RES/[\w./-]+( \([\w-]+\))?\Z",
        _("Write a symbol such as S/RES/1270 (1999) or A/RES/1000 (ES-I)."),
    )
]


MOST_ON_A_PAGE = 200
# Columns of a mission's topic and section that links to it do not need.
LONG_FIELDS = (
    *("profile__topic__body", "profile__topic__html", "profile__topic__text"),
    *("profile__topic__contents", "profile__topic__section__introduction"),
    "profile__topic__section__html",
)


class MandateQuerySet(models.QuerySet):
    def published(self) -> Self:
        """Rows of missions that readers may see."""
        return self.filter(published("profile__topic"))

    def with_missions(self) -> Self:
        """With the missions, and what links to them need."""
        rows = self.select_related("profile__topic__section")
        return rows.defer(*LONG_FIELDS)


class DecisionQuerySet(MandateQuerySet):
    def of_symbol(self, symbol: str) -> Self:
        """The decisions with a symbol on missions that readers may see, with those, in
        the order in which the missions began."""
        rows = self.published().filter(symbol=symbol).with_missions()
        return rows.order_by("profile__start", "profile__acronym")[:MOST_ON_A_PAGE]


class TaskQuerySet(MandateQuerySet):
    def having(self, *, mission: str = "", task: str = "", year: int = 0) -> Self:
        """Tasks of a mission (slug) or of a kind (slug of the tag), and those that were
        given at some time of a year, as far as is known."""
        tasks = self
        if mission:
            tasks = tasks.filter(profile__topic__slug=mission)
        if task:
            tasks = tasks.filter(task__slug=task)
        if year:
            goes_on = Q(until="") & (
                Q(profile__end="") | Q(profile__end__gte=str(year))
            )
            tasks = tasks.filter(since__lt=str(year + 1))
            tasks = tasks.filter(goes_on | Q(until__gte=str(year)))
        return tasks

    def in_order(self) -> Self:
        """The first task first."""
        return self.order_by("since", "profile__acronym", "position", "pk")

    def for_table(self) -> Self:
        """With all that a row of a table prints."""
        rows = self.select_related("task", "source").with_missions()
        return rows.defer(*(f"source__{name}" for name in LONG_SOURCE_FIELDS))


class MissionResolution(ProfileRow):
    """A decision that a mission's mandate rests on, and what it did to the mission."""

    HELP = _(
        "One decision a line: its symbol; what it did; the day; until when the mandate "
        "ran then; the paragraph; the key of the source; a note. Or the symbol alone, "
        "such as S/RES/1270 (1999)."
    )
    AFTER = "end"

    class Action(models.TextChoices):
        ESTABLISHED = "established", _("established it")
        EXTENDED = "extended", _("extended it")
        CHANGED = "changed", _("changed it")
        ENDED = "ended", _("ended it")

    profile = models.ForeignKey(Mission, models.CASCADE, related_name="resolutions")
    symbol = models.CharField(
        _("symbol"), max_length=SYMBOL_LENGTH, validators=SYMBOL_VALIDATORS
    )
    action = models.CharField(
        _("what it did"),
        max_length=20,
        choices=Action,
        blank=True,
        default="",
        db_default="",
    )
    date = PartialDateField(_("adopted"), blank=True, default="", db_default="")
    until = PartialDateField(_("mandate until"), blank=True, default="", db_default="")
    paragraph = models.CharField(
        _("paragraph"), max_length=40, blank=True, default="", db_default=""
    )
    source = models.ForeignKey(
        Source,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="decisions",
        verbose_name=_("source"),
    )
    note = models.CharField(
        _("note"), max_length=200, blank=True, default="", db_default=""
    )

    objects = DecisionQuerySet.as_manager()

    class Meta(ProfileRow.Meta):
        verbose_name_plural = _("mandate")
        constraints = [
            models.UniqueConstraint(
                fields=["profile", "symbol"], name="mission_resolution_once"
            ),
        ]
        indexes = [models.Index(fields=["symbol"], name="mission_resolution_symbol")]

    def __str__(self) -> str:
        return self.symbol

    def clean(self) -> None:
        _check_order(self.date, self.until)

    @classmethod
    def columns_of(cls, item: Any) -> Mapping[str, Any]:
        return _named(cls, {"symbol": item} if isinstance(item, str) else item)

    @property
    def decision_address(self) -> str:
        """Of its text in the UN's document system."""
        return address_of(self.symbol)

    @property
    def part(self) -> Part:
        """Its symbol, with the text in the UN's document system."""
        return Part(self.symbol, self.decision_address, is_external=True)


class MandateTask(ProfileRow):
    """A task that a mission was given, by the paragraph of a decision."""

    HELP = _(
        "One task a line: its tag; the symbol of the decision; the day from which it "
        "was a task; the paragraph; the last day, if it was taken away; the key of the "
        "source. ddr; S/RES/1270 (1999); 1999-10-22; 8 (b); ; s-res-1270-1999"
    )
    AFTER = "resolutions"

    profile = models.ForeignKey(Mission, models.CASCADE, related_name="tasks")
    task = models.ForeignKey(
        Tag, models.PROTECT, related_name="mandate_tasks", verbose_name=_("task")
    )
    resolution = models.CharField(
        _("decision"), max_length=SYMBOL_LENGTH, validators=SYMBOL_VALIDATORS
    )
    paragraph = models.CharField(_("paragraph"), max_length=40, blank=True)
    since = PartialDateField(_("from"))
    until = PartialDateField(_("until"), blank=True, default="")
    source = models.ForeignKey(
        Source,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="mandate_tasks",
        verbose_name=_("source"),
    )

    objects = TaskQuerySet.as_manager()

    class Meta(ProfileRow.Meta):
        verbose_name_plural = _("mandate tasks")
        constraints = [
            models.UniqueConstraint(
                fields=["profile", "task", "resolution", "paragraph"],
                name="mandate_task_once",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.task}, {self.resolution}"

    def clean(self) -> None:
        _check_order(self.since, self.until)

    @classmethod
    def columns_of(cls, item: Any) -> Mapping[str, Any]:
        return _named(cls, {"task": item} if isinstance(item, str) else item)

    @property
    def decision_address(self) -> str:
        """Of the decision's text in the UN's document system."""
        return address_of(self.resolution)

    @property
    def table_address(self) -> str:
        """Of all missions that were given the task."""
        return f"{reverse('topics:mandates')}?task={self.task.slug}"

    @property
    def years(self) -> str:
        """`2004–2007`, `2004`, or `2015–` where no end is recorded."""
        first = str(self.since.year)
        last = str(self.until.year) if self.until else ""
        return first if first == last else f"{first}–{last}"

    @property
    def read_to(self) -> PartialDate | None:
        """The day up to which it is known not to have been taken away, if later
        decisions are not recorded."""
        read_to = self.profile.mandate_read_to
        is_open = read_to and not self.until and self.since <= read_to
        return read_to if is_open else None


def address_of(symbol: str) -> str:
    """Where the UN's document system has the text of a symbol."""
    return "https://docs.un.org/" + symbol.replace(" ", "")


def _check_order(first: PartialDate | None, last: PartialDate | None) -> None:
    # No constraint: Django would ask the database about each row of a form.
    if first and last and last.last_day < first.first_day:
        raise ValidationError({"until": _("It ends before it begins.")})


def _named(model: type[ProfileRow], item: dict[str, Any]) -> Mapping[str, Any]:
    known = {field.name for field in model._meta.concrete_fields}
    if unknown := set(item) - (known - {"id", "position", "profile"}):
        raise ValidationError(
            _("“%(key)s” is no column of these rows."),
            params={"key": min(unknown)},
        )
    return item
