"""A bibliography entry as fields that an editor knows, instead of CSL-JSON."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from topics import citing
from topics.admin.forms.entry import EntryForm
from topics.models import Source
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
VARIABLES = {"kind": "type", "authors": "author", "issued": "issued", **TEXT_VARIABLES}


def _text(label, help_text="", **kwargs):
    kwargs.setdefault("required", False)
    return forms.CharField(label=label, help_text=help_text, **kwargs)


class SourceForm(EntryForm):
    """What has no field here, and what is behind a field that nobody touched, is kept
    as it was."""

    kind = forms.ChoiceField(label=_("Type"), choices=KINDS)
    work_title = _text(
        _("Title"),
        _("Foreign words and titles of works in it: <i>…</i>."),
        required=True,
    )
    authors = _text(
        _("Authors"),
        _(
            "One a line: Family, Given, or Family, Given, Jr. — or the name of an "
            "organization; in braces if it has a comma: {Ministry of Defence, Peace "
            "Support Unit}. A comma ends a family name that stands alone: Suharto,"
        ),
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    issued = _text(
        _("Date"),
        _(
            "1999, 1999-10 or 1999-10-22; a range: 2004/2006, 2004-05-01/2004-05-02, "
            "or 1999/.. if it goes on; about 1950: 1950~; spring, summer, autumn or "
            "winter of 2004: 2004-21 to 2004-24."
        ),
        max_length=30,
    )
    container = _text(_("Journal, book or site"))
    publisher = _text(_("Publisher"))
    place = _text(_("Place"))
    volume = _text(_("Volume"))
    issue = _text(_("Issue"))
    pages = _text(_("Pages"))
    document_number = _text(
        _("Document number"), _("Such as S/RES/1270 (1999)."), max_length=120
    )
    doi = _text("DOI", _("Such as 10.1111/ajps.12036."))
    isbn = _text("ISBN")
    url = _text(_("Address"), widget=forms.TextInput(attrs={"inputmode": "url"}))

    class Meta:
        model = Source
        fields = ["key"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        entry = self.instance.csl or {}
        for field, variable in TEXT_VARIABLES.items():
            self.initial.setdefault(field, entry.get(variable, ""))
        self.initial.setdefault("kind", entry.get("type", "book"))
        names = entry.get("author") or []
        self.initial.setdefault("authors", "\n".join(map(_as_line, names)))
        self.initial.setdefault("issued", citing.written_date(entry.get("issued")))

    def clean_authors(self):
        stored = {}
        for name in reversed((self.instance.csl or {}).get("author") or []):
            stored.setdefault(_as_line(name), []).append(name)
        lines = filter(None, map(str.strip, self.cleaned_data["authors"].splitlines()))
        return [stored[x].pop() if stored.get(x) else _name(x) for x in lines]

    def clean_issued(self):
        written = self.cleaned_data["issued"]
        try:
            return citing.parse_date(written) if written else None
        except ValueError:
            raise ValidationError(
                _("Write 1999, 1999-10 or 1999-10-22, or a range such as 2004/2006.")
            ) from None

    def clean_url(self):
        url = self.cleaned_data["url"]
        if url and ":" not in url.partition("/")[0]:
            url = f"https://{url}"
        if url and not citing.is_address(url):
            raise ValidationError(_("Enter a valid URL."))
        return url

    def clean(self):
        cleaned = super().clean()
        # The model checks the entry as a whole.
        self.instance.csl = self._entry(cleaned)
        return cleaned

    def _entry(self, cleaned):
        entry = dict(self.instance.csl or {})
        entry["id"] = cleaned.get("key") or self.instance.key
        for field, variable in VARIABLES.items():
            if self.instance.pk and self._is_untouched(field):
                continue
            entry.pop(variable, None)
            if value := cleaned.get(field):
                entry[variable] = value
        return entry

    def _is_untouched(self, name):
        # A browser keeps the lines of a text area only.
        line_break = "\n" if name == "authors" else ""
        typed, shown = (
            "" if value is None else line_break.join(str(value).strip().splitlines())
            for value in (self[name].data, self[name].initial)
        )
        return typed == shown


def _name(line):
    """The name that an editor wrote. Raises ValidationError."""
    if line.startswith("{") and line.endswith("}"):
        return {"literal": line[1:-1].strip()}
    if "," not in line:
        return {"literal": line}
    family, *others = [part.strip() for part in line.split(",")]
    if not family or len(others) > 2:
        raise ValidationError(
            _(
                "“%(line)s” is not Family, Given or Family, Given, Jr. Put the name of "
                "an organization into braces: {%(line)s}."
            ),
            params={"line": line},
        )
    parts = {"family": family, **dict(zip(("given", "suffix"), others, strict=False))}
    return {part: text for part, text in parts.items() if text}


def _as_line(name):
    """A name as an editor writes it; names with particles look as if they had none."""
    if literal := name.get("literal"):
        literal = " ".join(literal.split())
        return f"{{{literal}}}" if "," in literal or literal[0] == "{" else literal
    particles = ("dropping-particle", "non-dropping-particle", "family")
    family = " ".join(name[part] for part in particles if name.get(part))
    others = [name.get("given") or "", name.get("suffix") or ""]
    line = ", ".join([family, *others][: 3 if others[1] else 2])
    return " ".join(line.split())
