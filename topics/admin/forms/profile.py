"""A profile in the form of a topic: each of its fields as one of the form."""

import json

from django import forms
from django.db import models
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _
from django_countries import countries
from django_countries.fields import CountryField

from topics.admin.forms.names import NameField
from topics.models import Source
from topics.models.profiles import PROFILES
from topics.models.profiles.fields import SourceColumn, TagColumn, TopicColumn

# Of the first profile of a section, and of the other.
PREFIXES = ("profile_", "other_")
PICKED = {SourceColumn: "source", TagColumn: "tag", TopicColumn: "topic"}


def profile_fields(section):
    """The names of the form's fields for each profile of a section: {name of the
    profile: {name of its field: name in the form}}."""
    return {
        name: {key: prefix + key for key in PROFILES[name].fields()}
        for prefix, name in zip(PREFIXES, section.profiles, strict=False)
    }


def form_field(field):
    if not field.is_list:
        if isinstance(field, SourceColumn):
            label, help_text = capfirst(field.label), _("Its key.")
            return NameField("source", label=label, help_text=help_text, required=False)
        is_address = isinstance(field.column, models.URLField)
        options = {"assume_scheme": "https"} if is_address else {}
        formfield = field.column.formfield(required=False, **options)
        if isinstance(field, TopicColumn):
            formfield.widget.attrs["data-pick"] = "topic"
        return formfield
    return forms.CharField(
        label=capfirst(field.label),
        help_text=field.help_text,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4, "data-rows": _described(field)}),
    )


def _described(field):
    """What a script needs to make rows of the lines: their columns, as JSON."""
    return json.dumps(
        [
            {
                "label": str(capfirst(column.label)),
                "needed": not column.column.blank,
                "pick": PICKED.get(type(column), ""),
                "isShort": column.is_number or column.is_date,
                "choices": [[str(key), str(name)] for key, name in _choices(column)],
            }
            for column in _in_order(field)
        ]
    )


def _choices(column):
    if isinstance(column.column, CountryField):
        # Files and forms name countries by three letters.
        return [(countries.alpha3(code), name) for code, name in countries]
    return column.column.flatchoices


def initial_value(field, value):
    """What the form shows of a value in a revision's content."""
    if field.is_list:
        names = [column.name for column in _in_order(field)]
        return "\n".join(_line(names, item) for item in value)
    return value


def _line(names, item):
    if not isinstance(item, dict):
        return str(item)
    return "; ".join(str(item.get(name, "")) for name in names).rstrip("; ")


def content_value(field, typed):
    """What a revision's content says of a value in the form."""
    if not field.is_list:
        text = typed.key if isinstance(typed, Source) else typed
        return "" if text is None else str(text)
    lines = filter(None, map(str.strip, (typed or "").splitlines()))
    return [_row(field, line) for line in lines] if field.is_table else list(lines)


def _row(field, line):
    """The columns that a line fills in; the text itself if that is the first one."""
    names = [column.name for column in _in_order(field)]
    # The last column may have semicolons of its own.
    parts = map(str.strip, line.split(";", len(names) - 1))
    row = {name: part for name, part in zip(names, parts, strict=False) if part}
    return row[names[0]] if [*row] == names[:1] else row


def _in_order(field):
    """The columns of a row in the order of a line: what may be left out comes last."""
    return sorted(field.columns, key=lambda column: column.column.blank)
