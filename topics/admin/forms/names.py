"""Fields in which an editor writes what rows are called: tags, sources, pages.

Without the picker of the form they are plain text, which can be pasted and undone.
"""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from topics.models import Source, Tag, Topic

SENTENCES = {
    "tag": _("The vocabulary has no tag “%(name)s”. Choose another, or make it first."),
    "source": _(
        "The bibliography has no source “%(name)s”. Correct the key, or add it."
    ),
    "topic": _("No page is called “%(name)s”. Write its slug or its exact title."),
}
MODELS = {"tag": Tag, "source": Source, "topic": Topic}


def lines_of(text):
    """The lines that are not blank, each once."""
    # No text that PostgreSQL stores holds a NUL.
    lines = text.replace("\0", "\ufffd").splitlines()
    return list(dict.fromkeys(filter(None, map(str.strip, lines))))


class LinesWidget(forms.Textarea):
    """One name a line; of a name that was posted more than once, each."""

    def value_from_datadict(self, data, files, name):
        values = data.getlist(name) if hasattr(data, "getlist") else [data.get(name)]
        return "\n".join(value for value in values if value)

    def format_value(self, value):
        return "\n".join(value) if isinstance(value, list | tuple) else value


class LinesField(forms.Field):
    """Texts, one a line. Cleaned: a list of them, each once."""

    widget = LinesWidget(attrs={"rows": 5, "dir": "auto"})

    def to_python(self, value):
        return lines_of(value or "")

    def has_changed(self, initial, value):
        return self.to_python(value) != (initial or [])


class NamesField(forms.Field):
    """Rows of one kind (`tag`, `source` or `topic`), each named on a line of its own by
    whatever `named()` of their queryset knows. Cleaned: a list of the rows, in the
    order in which they were written."""

    widget = LinesWidget

    def __init__(self, kind, **kwargs):
        super().__init__(**kwargs)
        self.kind = kind
        self.widget.attrs |= {"data-pick": kind, "autocomplete": "off"}

    def clean(self, value):
        names = lines_of(value or "")
        if self.required and not names:
            raise ValidationError(self.error_messages["required"], "required")
        found = MODELS[self.kind].objects.named(names)
        unknown = [name for name in names if name not in found]
        if unknown:
            raise ValidationError(
                [
                    ValidationError(SENTENCES[self.kind], "unknown", {"name": name})
                    for name in unknown
                ]
            )
        return list(dict.fromkeys(found[name] for name in names))

    def has_changed(self, initial, value):
        initial = initial if isinstance(initial, list | tuple) else [initial or ""]
        return lines_of(value or "") != [str(name) for name in initial if name]


class NameField(NamesField):
    """One row, or None."""

    widget = forms.TextInput

    def clean(self, value):
        rows = super().clean(value)
        return rows[0] if rows else None
