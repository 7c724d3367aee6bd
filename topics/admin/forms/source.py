"""A bibliography entry as fields that an editor knows, instead of CSL-JSON."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from topics import citing
from topics.admin.forms.entry import EntryForm
from topics.models import PartialDate, Source
from topics.models.source import KINDS

# Field of the form: variable of CSL. The model has columns `type`, `title` and
# `number` of its own, made from the entry, so these fields have other names.
TEXT_VARIABLES = {
    "work_title": "title",
    "container": "container-title",
    "publisher": "publisher",
    "place": "publisher-place",
    "volume": "volume",
    "issue": "issue",
    "pages": "page",
    "document_number": "number",
    "doi": "DOI",
    "isbn": "ISBN",
    "url": "URL",
}


def _text(label, help_text="", **kwargs):
    kwargs.setdefault("required", False)
    kwargs.setdefault("max_length", 500)
    return forms.CharField(label=label, help_text=help_text, **kwargs)


class SourceForm(EntryForm):
    """Variables of CSL that have no field here are kept as they were."""

    kind = forms.ChoiceField(label=_("Type"), choices=KINDS)
    work_title = _text(_("Title"), required=True)
    authors = _text(
        _("Authors"),
        _("One a line: Family, Given — or the name of an organization."),
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=4000,
    )
    issued = _text(_("Date"), _("1999, 1999-10 or 1999-10-22."), max_length=10)
    container = _text(_("Journal, book or site"))
    publisher = _text(_("Publisher"))
    place = _text(_("Place"))
    volume = _text(_("Volume"))
    issue = _text(_("Issue"))
    pages = _text(_("Pages"))
    document_number = _text(_("Document number"), _("Such as S/RES/1270 (1999)."))
    doi = _text("DOI", _("Such as 10.1111/ajps.12036."))
    isbn = _text("ISBN")
    url = forms.URLField(label=_("Address"), required=False, assume_scheme="https")

    class Meta:
        model = Source
        fields = ["key"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        entry = self.instance.csl or {}
        for field, variable in TEXT_VARIABLES.items():
            self.initial.setdefault(field, entry.get(variable, ""))
        self.initial.setdefault("kind", entry.get("type", "book"))
        self.initial.setdefault("authors", _as_lines(entry.get("author", [])))
        self.initial.setdefault("issued", _as_date(entry))

    def clean_authors(self):
        return [
            _name(line.strip())
            for line in self.cleaned_data["authors"].splitlines()
            if line.strip()
        ]

    def clean_issued(self):
        written = self.cleaned_data["issued"]
        if not written:
            return None
        try:
            date = PartialDate.parse(written)
        except ValueError:
            raise ValidationError(_("Write 1999, 1999-10 or 1999-10-22.")) from None
        return [part for part in (date.year, date.month, date.day) if part]

    def clean(self):
        cleaned = super().clean()
        # The model checks the entry as a whole.
        self.instance.csl = self._entry(cleaned)
        return cleaned

    def _entry(self, cleaned):
        entry = dict(self.instance.csl or {})
        entry["id"] = cleaned.get("key") or self.instance.key
        entry["type"] = cleaned.get("kind")
        for field, variable in TEXT_VARIABLES.items():
            entry[variable] = cleaned.get(field, "")
        entry["author"] = cleaned.get("authors")
        issued = cleaned.get("issued")
        entry["issued"] = {"date-parts": [issued]} if issued else None
        return {variable: value for variable, value in entry.items() if value}


def _name(line):
    family, comma, given = line.partition(",")
    if not comma:
        return {"literal": line}
    return {"family": family.strip(), "given": given.strip()}


def _as_lines(names):
    return "\n".join(
        name.get("literal")
        or ", ".join(filter(None, [name.get("family"), name.get("given")]))
        for name in names
    )


def _as_date(entry):
    if citing.year_of(entry) is None:
        return ""
    return str(PartialDate(*(int(part) for part in entry["issued"]["date-parts"][0])))
