"""What the profiles of topics have in common."""

from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from itertools import chain
from typing import Any, Self

from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from topics.models.profiles.errors import Errors
from topics.models.profiles.fields import (
    Column,
    Fact,
    Named,
    Part,
    Rows,
    SourceColumn,
    TagColumn,
    TopicColumn,
    columns,
    lists,
)
from topics.models.profiles.partial_date import PartialDate

# Editors write a row on one line, its columns divided by semicolons.
validate_no_semicolon = RegexValidator(
    ";", _("Write it without a semicolon."), inverse_match=True
)


class Profile(models.Model):
    """Facts of one topic in typed columns, stored from a revision's content, where
    every value is text, or a list.

    A column, or a ProfileRow, is all that a field needs: `fields()` describes it to the
    form, the file, the page, the table and the data sets.
    """

    topic = models.OneToOneField(
        "topics.Topic", models.CASCADE, primary_key=True, related_name="%(class)s"
    )

    # The columns that lists and the pages of other topics print, or choose by.
    SHOWN_ELSEWHERE: tuple[str, ...] = ("topic",)
    # The fields that a table of the profiles has no room for.
    NOT_IN_TABLE: tuple[str, ...] = ()
    # Those of them from which it prints something all the same.
    READ_FOR_TABLE: tuple[str, ...] = ()
    # The fields that stand elsewhere on its page.
    NOT_AT_A_GLANCE: tuple[str, ...] = ()
    # Words for a field without a value, where that says something.
    ABSENT: dict[str, Any] = {}
    # What files for spreadsheets say beside its fields, see `flat_values()`.
    FLAT_COLUMNS: tuple[str, ...] = ()
    # The label under which its page prints `start` and `end` as one.
    PERIOD: Any = ""

    class Meta:
        abstract = True

    @classmethod
    @cache
    def fields(cls) -> dict[str, Column | Rows]:
        """Its fields by the names that content and files have for them, in order."""
        fields: list[Column | Rows] = [*columns(cls)]
        for rows in lists(cls):
            names = [field.name for field in fields]
            after = rows.model.AFTER
            fields.insert(names.index(after) + 1 if after else len(names), rows)
        return {field.name: field for field in fields}

    @classmethod
    @cache
    def table_fields(cls) -> list[Column | Rows]:
        """Those of a table, lists last."""
        shown = [
            field
            for name, field in cls.fields().items()
            if name not in cls.NOT_IN_TABLE and not field.is_locator
        ]
        return sorted(shown, key=lambda field: field.is_list)

    @classmethod
    def singular(cls) -> str:
        """Its name in a topic, a section and a file: `mission`."""
        return cls.__name__.lower()

    @classmethod
    def plural(cls) -> str:
        """Its name in the addresses of data sets: `missions`."""
        return f"{cls.singular()}s"

    @classmethod
    def row_models(cls) -> list[type["ProfileRow"]]:
        """The models of its lists."""
        return [f.model for f in cls.fields().values() if isinstance(f, Rows)]

    @classmethod
    def tables(cls) -> list[Rows]:
        """Its lists whose items have several columns."""
        return [f for f in cls.fields().values() if isinstance(f, Rows) and f.is_table]

    @classmethod
    def topic_paths(cls) -> list[str]:
        """The paths from a topic to those that its profile names."""
        fields = cls.fields().values()
        return [
            f"{cls.singular()}__{f.name}" for f in fields if isinstance(f, TopicColumn)
        ]

    @classmethod
    def joined(cls) -> list[str]:
        """What to select with a topic to read its profile without more queries."""
        name = cls.singular()
        paths = [path for field in cls.fields().values() for path in field.joined]
        return [name, *(f"{name}__{path}" for path in paths)]

    @classmethod
    def prefetched(cls, *but: str) -> list["models.Prefetch[Any]"]:
        """What to prefetch with a topic for the same, but for some fields."""
        fields = [field for name, field in cls.fields().items() if name not in but]
        return [each for field in fields for each in field.prefetched(cls.singular())]

    @classmethod
    def from_content(
        cls, topic: models.Model, content: Mapping[str, Any], *, is_clean: bool = False
    ) -> tuple[Self, list["ProfileRow"]]:
        """The profile and its rows, unsaved. Raises ValidationError, by key; with
        `is_clean` the content was checked before, and asks the database for nothing."""
        fields = cls.fields()
        _check_shape(fields, content)
        named = Named.by(
            set(cls.sources_named_in(content)), set(cls.tags_named_in(content))
        )
        profile = cls(topic=topic)
        rows: dict[str, list[ProfileRow]] = {}
        found = Errors()
        for name, field in fields.items():
            with found.noted(name):
                if isinstance(field, Rows):
                    rows[name] = field.rows(profile, content.get(name, []), named)
                elif content.get(name):
                    field.set(profile, content[name], named)
        checks = {"validate_unique": False, "validate_constraints": not is_clean}
        with found.noted():
            profile.full_clean(exclude=["topic", *found.by_name], **checks)
        for name, some in rows.items():
            for number, row in enumerate(some, start=1):
                with found.noted(name, number):
                    row.full_clean(exclude=_found(row), **checks)
            with found.noted(name):
                _refuse_twins(some)
        found.raise_all()
        return profile, list(chain(*rows.values()))

    @classmethod
    def sources_named_in(cls, content: Mapping[str, Any]) -> Iterator[str]:
        """The keys of the sources that a content names."""
        return _names(SourceColumn, cls.fields().values(), content)

    @classmethod
    def tags_named_in(cls, content: Mapping[str, Any]) -> Iterator[str]:
        """The slugs of the tags that a content names."""
        return _names(TagColumn, cls.fields().values(), content)

    @classmethod
    def with_tags(
        cls, content: Mapping[str, Any], present: Mapping[str, str]
    ) -> dict[str, Any]:
        """A content that names tags by other slugs; `present` maps old ones to them.
        Rows that become the same are one."""
        changed = dict(content)
        for field in cls.fields().values():
            if isinstance(field, Rows) and field.name in content:
                changed[field.name] = field.with_tags(content[field.name], present)
        return changed

    @classmethod
    def topics_named_in(cls, content: Mapping[str, Any]) -> dict[str, str]:
        """The slugs of the topics that a content names, by its fields."""
        return {
            name: content[name]
            for name, field in cls.fields().items()
            if isinstance(field, TopicColumn) and content.get(name)
        }

    def fact(self, name: str) -> Fact:
        """What it says in the field of that name."""
        field = self.fields()[name]
        return Fact(
            label=str(field.label),
            parts=field.parts(self),
            absent=self.ABSENT.get(name, ""),
            is_number=field.is_number,
            number=getattr(self, name) if field.is_number else None,
            separator=field.separator,
        )

    def table_facts(self) -> list[Fact]:
        """What a row of a table says, for each of `table_fields()` but the first, which
        is its head."""
        return [self.fact(field.name) for field in self.table_fields()[1:]]

    def facts(self) -> list[Fact]:
        """What its own page says: the fields that have a value, or words for none.
        Those that are tables are elsewhere on the page."""
        fields = self.fields().items()
        names = [name for name, f in fields if not f.is_table and not f.is_locator]
        facts = [self.period()] if self.PERIOD else []
        joined = ("start", "end") if self.PERIOD else ()
        left_out = {*joined, *self.NOT_AT_A_GLANCE}
        facts += [self.fact(name) for name in names if name not in left_out]
        return [fact for fact in facts if fact.is_known]

    def flat_values(self) -> dict[str, Any]:
        """The values of its FLAT_COLUMNS."""
        return {}

    def period(self) -> Fact:
        """The fields `start` and `end` as one fact."""
        start, end = self.fact("start"), self.fact("end")
        parts = [*start.parts, *end.parts]
        if end.absent and not end.parts:
            parts.append(Part(end.absent))
        return Fact(str(self.PERIOD), parts, separator=" – ")

    @property
    def date(self) -> PartialDate | None:
        """The PartialDate by which the topic is sorted, if there is one."""
        return None

    @property
    def short_name(self) -> str:
        """What the topic is called for short: an acronym, a symbol; or nothing."""
        return ""

    @property
    def listed_fact(self) -> str:
        """What lists say of the topic beside its title."""
        return self.date.words if self.date else ""


def _refuse_twins(rows: list["ProfileRow"]) -> None:
    """Raise ValidationError for a row that cannot be stored beside one before it.
    (Django asks the database, which does not have the others yet.)"""
    for constraint in rows[0]._meta.total_unique_constraints if rows else ():
        names = [name for name in constraint.fields if name != "profile"]
        seen: set[tuple[Any, ...]] = set()
        for row in rows:
            values = tuple(getattr(row, name, None) for name in names)
            if values in seen:
                raise ValidationError(_("“%(item)s” is listed twice.") % {"item": row})
            seen.add(values)


def _check_shape(
    fields: Mapping[str, Column | Rows], content: Mapping[str, Any]
) -> None:
    if unknown := set(content) - set(fields):
        raise ValidationError(
            {key: _("This section's profile has no such key.") for key in unknown}
        )
    for name, value in content.items():
        is_list = isinstance(fields[name], Rows)
        if isinstance(value, list) != is_list:
            raise ValidationError({name: _("Write a list only where one belongs.")})
        if isinstance(value, dict) or (is_list and not all(map(_is_plain, value))):
            raise ValidationError({name: _("Write words here, nothing nested.")})


def _is_plain(item: Any) -> bool:
    """Whether it is text, or the texts of one row."""
    values = item.values() if isinstance(item, dict) else [item]
    return all(isinstance(value, str) for value in values)


def _names(
    kind: type[Column], fields: Iterable[Column | Rows], content: Mapping[str, Any]
) -> Iterator[str]:
    """The values of the columns of a kind, in the profile and its rows."""
    for field in fields:
        if isinstance(field, kind) and content.get(field.name):
            yield content[field.name]
        elif isinstance(field, Rows) and field.is_table:
            for item in content.get(field.name, []):
                if isinstance(item, dict):
                    yield from _names(kind, field.columns, item)


def _found(row: models.Model) -> list[str]:
    """The relations of a row whose other end was found in the database already."""
    cached = row._state.fields_cache
    return ["profile", *(f.name for f in row._meta.fields if f.name in cached)]


class ProfileRow(models.Model):
    """One item of a list in a profile. Its model has a foreign key `profile`, whose
    `related_name` is the name of the field; the label is `verbose_name_plural`."""

    # How an editor writes the items.
    HELP: Any = ""
    # The field of the profile after which the list comes, if not the last.
    AFTER = ""
    # What is said if there is no item, where one is needed.
    NEEDED: Any = ""
    # What pages print between the items.
    SEPARATOR = ", "

    position = models.PositiveSmallIntegerField()

    class Meta:
        abstract = True
        ordering = ["position"]

    @classmethod
    def columns_of(cls, item: Any) -> Mapping[str, Any]:
        """The columns of an item, by name. Raises ValidationError."""
        (column,) = columns(cls)
        return {column.name: item}

    @property
    def exported(self) -> Any:
        """What data sets say of it: a text, or a mapping of its columns."""
        values = {column.name: column.value(self) for column in columns(type(self))}
        return values if len(values) > 1 else next(iter(values.values()))

    @property
    def part(self) -> Part:
        """What pages print of it."""
        return Part(str(self))
