"""The fields of profiles, each described once.

What the form, the file, the page, the table, the comparison and the data sets know of a
field is read here from its Django field, or from the model of the rows that it lists.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, Self

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.formats import number_format
from django.utils.translation import gettext as _

from topics.models.profiles.errors import Errors
from topics.models.profiles.partial_date import PartialDate, PartialDateField
from topics.models.source import Source
from topics.models.tag import Tag

# What rows do not print of the sources that they name.
LONG_SOURCE_FIELDS = ("csl", "reference", "sort_key")
NUMBERS = (models.IntegerField, models.DecimalField, models.FloatField)


@dataclass(frozen=True)
class Part:
    """A value as pages print it: words in the reader's language, or a date in ISO 8601,
    with the `date` itself. `address` is what it links to, `source` where it was read,
    at the place `locator`."""

    words: str
    address: str = ""
    is_external: bool = False
    date: PartialDate | None = None
    source: Source | None = None
    locator: str = ""


@dataclass(frozen=True)
class Fact:
    """What a profile says in one field: its parts, or the words `absent` if it says
    nothing. `number` is set in fields that hold one."""

    label: str
    parts: list[Part]
    absent: str = ""
    is_number: bool = False
    number: Any = None
    separator: str = ", "

    @property
    def is_known(self) -> bool:
        """Whether there is anything to print."""
        return bool(self.parts or self.absent)


@dataclass(frozen=True)
class Named:
    """What contents name: sources by their keys, tags by their slugs."""

    sources: Mapping[str, Source]
    tags: Mapping[str, Tag]

    @classmethod
    def by(cls, keys: Collection[str], slugs: Collection[str]) -> Self:
        """Those of them that there are."""
        sources = Source.objects.in_bulk(keys, field_name="key") if keys else {}
        return cls(sources, Tag.objects.by_slugs(slugs))


class Column:
    """A field that is a column of its model."""

    is_list = is_table = False
    separator = ", "
    # Whether it says where in a source: pages print it with that.
    is_locator = False

    def __init__(self, column: "models.Field[Any, Any]") -> None:
        self.column = column
        self.name = column.name
        self.label = column.verbose_name
        self.help_text = column.help_text
        self.is_number = isinstance(column, NUMBERS)
        self.is_date = isinstance(column, PartialDateField)
        self.choices = dict(column.flatchoices)
        self.is_locator = _is_locator(column)

    @property
    def joined(self) -> list[str]:
        """What to select with the model that has the field."""
        return []

    def prefetched(self, path: str) -> list["models.Prefetch[Any]"]:
        """What to prefetch with the model that has the field, reached by the path."""
        return []

    def set(self, row: models.Model, text: Any, named: Named) -> None:
        """Set the column to what a revision's content says."""
        setattr(row, self.column.name, text)

    def value(self, row: models.Model) -> Any:
        """What data sets say: text, a number, or None for what is not known."""
        value = getattr(row, self.name)
        if isinstance(value, Decimal):
            return int(value) if value == value.to_integral_value() else float(value)
        if self.is_number:
            return value
        return str(value) if value else None

    def parts(self, row: models.Model) -> list[Part]:
        """What pages print."""
        value = getattr(row, self.name)
        if value is None or value == "":
            return []
        if self.is_number:
            return [Part(number_format(value, force_grouping=True))]
        if isinstance(value, PartialDate):
            return [Part(str(value), date=value)]
        if isinstance(self.column, models.URLField):
            return [Part(value.removeprefix("https://"), value, is_external=True)]
        return [Part(str(self.choices.get(value, value)))]


class SourceColumn(Column):
    """A source; content and data sets name it by its key. A column `<name>_locator`
    beside it says where in it."""

    @property
    def joined(self) -> list[str]:
        return [self.name]

    def set(self, row: models.Model, text: Any, named: Named) -> None:
        if not text and self.column.blank:
            return
        if text not in named.sources:
            raise ValidationError(
                {
                    self.name: _("The bibliography has no source “%(key)s”.")
                    % {"key": text}
                }
            )
        setattr(row, self.name, named.sources[text])

    def value(self, row: models.Model) -> Any:
        source = getattr(row, self.name)
        return source.key if source else None

    def parts(self, row: models.Model) -> list[Part]:
        source = getattr(row, self.name)
        if not source:
            return []
        locator = getattr(row, f"{self.name}_locator", "")
        words = f"{source.title}, {locator}" if locator else source.title
        return [Part(words, source.get_absolute_url())]


class TagColumn(Column):
    """A tag; content and data sets name it by its slug."""

    @property
    def joined(self) -> list[str]:
        return [self.name]

    def set(self, row: models.Model, text: Any, named: Named) -> None:
        if text not in named.tags:
            raise ValidationError(
                {self.name: _("The vocabulary has no tag “%(slug)s”.") % {"slug": text}}
            )
        setattr(row, self.name, named.tags[text])

    def value(self, row: models.Model) -> Any:
        return getattr(row, self.name).slug

    def parts(self, row: models.Model) -> list[Part]:
        tag = getattr(row, self.name)
        return [Part(tag.name, tag.get_absolute_url())]


class TopicColumn(Column):
    """Another topic: the column `<name>_slug` holds its slug as it was written,
    `<name>` leads to it once it is there. Unpublished ones are not named."""

    def __init__(self, column: "models.Field[Any, Any]") -> None:
        super().__init__(column)
        self.name = column.name.removesuffix("_slug")

    @property
    def joined(self) -> list[str]:
        return [f"{self.name}__section"]

    def value(self, row: models.Model) -> Any:
        topic = self._published(row)
        return topic.slug if topic else None

    def parts(self, row: models.Model) -> list[Part]:
        topic = self._published(row)
        return [Part(topic.title, topic.get_absolute_url())] if topic else []

    def _published(self, row: models.Model) -> Any:
        topic = getattr(row, self.name)
        return topic if topic and topic.is_published else None


class Rows:
    """A field that is a list: each item is a row of another model, written as one text
    if that has one column of its own, otherwise as a mapping (`is_table`)."""

    is_list = True
    is_number = is_locator = False

    def __init__(self, relation: Any) -> None:
        self.model = relation.related_model
        self.name = relation.get_accessor_name()
        self.label = self.model._meta.verbose_name_plural
        self.help_text = self.model.HELP
        self.separator = self.model.SEPARATOR
        self.columns = columns(self.model)
        self.is_table = len(self.columns) > 1

    @property
    def joined(self) -> list[str]:
        return []

    def prefetched(self, path: str) -> list["models.Prefetch[Any]"]:
        joined = [name for column in self.columns for name in column.joined]
        deferred = [
            f"{column.name}__{name}"
            for column in self.columns
            if isinstance(column, SourceColumn)
            for name in LONG_SOURCE_FIELDS
        ]
        rows = self.model._default_manager.all()
        if joined:
            rows = rows.select_related(*joined).defer(*deferred)
        return [models.Prefetch(f"{path}__{self.name}", rows)]

    def rows(
        self, profile: models.Model, items: Iterable[Any], named: Named
    ) -> list[Any]:
        """The unsaved rows of some items. Raises ValidationError with what is wrong in
        any of them."""
        if self.model.NEEDED and not items:
            raise ValidationError(self.model.NEEDED)
        rows, found = [], Errors()
        for position, item in enumerate(items):
            with found.noted(self.name, position + 1):
                values = self.model.columns_of(item)
                rows.append(self._row(profile, position, values, named))
        if found.by_name:
            raise ValidationError(found.by_name[self.name])
        return rows

    def _row(
        self,
        profile: models.Model,
        position: int,
        values: Mapping[str, Any],
        named: Named,
    ) -> Any:
        row = self.model(profile=profile, position=position)
        for column in self.columns:
            if values.get(column.name):
                column.set(row, values[column.name], named)
        return row

    def with_tags(self, items: list[Any], present: Mapping[str, str]) -> list[Any]:
        """The items with other slugs of tags, each once."""
        names = [c.name for c in self.columns if isinstance(c, TagColumn)]
        if not names:
            return items
        changed: list[Any] = []
        for item in items:
            if isinstance(item, dict):
                slugs = {n: present.get(item[n], item[n]) for n in names if n in item}
                item = {**item, **slugs}
            if item not in changed:
                changed.append(item)
        return changed

    def value(self, profile: models.Model) -> list[Any]:
        return [row.exported for row in getattr(profile, self.name).all()]

    def parts(self, profile: models.Model) -> list[Part]:
        return [row.part for row in getattr(profile, self.name).all()]


def columns(model: type[models.Model]) -> list[Column]:
    """The fields of a profile, or of its rows, that are columns."""
    return [
        _column(field)
        for field in model._meta.concrete_fields
        if field.editable
        and not field.primary_key
        and field.name not in ("profile", "position")
    ]


def _is_locator(field: "models.Field[Any, Any]") -> bool:
    """Whether it belongs to a source of the same model."""
    names = {other.name for other in field.model._meta.concrete_fields}
    name: str = field.name
    return name.endswith("_locator") and name.removesuffix("_locator") in names


def _column(field: "models.Field[Any, Any]") -> Column:
    if isinstance(field, models.ForeignKey):
        is_tag = field.related_model is Tag
        return TagColumn(field) if is_tag else SourceColumn(field)
    return (TopicColumn if isinstance(field, models.SlugField) else Column)(field)


def lists(model: type[models.Model]) -> list[Rows]:
    """The fields of a profile that are rows of other models."""
    relations = model._meta.related_objects
    return [Rows(r) for r in relations if hasattr(r.related_model, "columns_of")]
