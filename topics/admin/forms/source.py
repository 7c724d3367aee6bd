"""A bibliography entry as fields that an editor knows, instead of CSL-JSON."""

from django import forms
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext
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
    "note": "note",
}
VARIABLES = {"kind": "type", "authors": "author", "issued": "issued", **TEXT_VARIABLES}
UNCHOSEN = "book"  # the type that a new form shows
# The button that fills the form from what was pasted, and the one that saves a source
# although another is probably the same.
READ, ANOTHER = "_read", "_another"
MOST_NAMED = 20  # of what could not be read
WIDE = {"class": "vTextField"}


def _text(label, help_text="", **kwargs):
    kwargs.setdefault("required", False)
    return forms.CharField(label=label, help_text=help_text, **kwargs)


class SourceForm(EntryForm):
    """What has no field here, and what is behind a field that nobody touched, is kept
    as it was."""

    pasted = _text(
        _("BibTeX, RIS or CSL-JSON"),
        _(
            "What a reference manager, a library or a publisher offers under “Cite” or "
            "“Export”. It fills the fields that are empty, and saves nothing."
        ),
        widget=forms.Textarea(attrs={"rows": 5, "class": "vLargeTextField"}),
    )
    kind = forms.ChoiceField(label=_("Type"), choices=KINDS)
    work_title = _text(
        _("Title"),
        # The admin shows it as HTML.
        _("Foreign words and titles of works in it: &lt;i&gt;…&lt;/i&gt;."),
        required=True,
        widget=forms.TextInput(attrs=WIDE),
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
    container = _text(_("Journal, book or site"), widget=forms.TextInput(attrs=WIDE))
    publisher = _text(_("Publisher"), widget=forms.TextInput(attrs=WIDE))
    place = _text(_("Place"))
    volume = _text(_("Volume"))
    issue = _text(_("Issue"))
    pages = _text(_("Pages"))
    document_number = _text(
        _("Document number"), _("Such as S/RES/1270 (1999)."), max_length=120
    )
    doi = _text("DOI", _("Such as 10.1111/ajps.12036."))
    isbn = _text("ISBN")
    url = _text(
        _("Address"), widget=forms.TextInput(attrs={**WIDE, "inputmode": "url"})
    )
    note = _text(
        _("Note"),
        _("What readers should know of it: Copy at example.org."),
        widget=forms.TextInput(attrs=WIDE),
    )

    class Meta:
        model = Source
        fields = ["key"]
        help_texts = {
            "key": _(
                "What stands in [@key], such as fortna-2008 or s-res-1270-1999. Left "
                "empty, it is made from author and year, or from the document number."
            )
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.imported = self.unreadable = None
        self.others = ()
        if self.instance.pk:
            del self.fields["pasted"]
        else:
            self.fields["key"].required = False
            self._read_pasted()
        entry = self.instance.csl or {}
        for field, variable in TEXT_VARIABLES.items():
            self.initial.setdefault(field, entry.get(variable, ""))
        self.initial.setdefault("kind", entry.get("type", UNCHOSEN))
        names = entry.get("author") or []
        self.initial.setdefault("authors", "\n".join(map(_as_line, names)))
        self.initial.setdefault("issued", citing.written_date(entry.get("issued")))

    def _read_pasted(self):
        """Begin with what was pasted: what has no field here is kept of it."""
        pasted = (self.data.get(self.add_prefix("pasted")) or "").strip()
        if not pasted:
            return
        try:
            self.imported = citing.read_entry(pasted)
        except citing.InvalidEntry as invalid:
            self.unreadable = invalid
        else:
            self.instance.csl = self.imported.entry

    @property
    def _is_to_be_read(self):
        """Whether the button was pressed, or forgotten and nothing filled in."""
        typed = (self.data.get(self.add_prefix("work_title")) or "").strip()
        pasted = self.imported.entry.get("title") if self.imported else ""
        return READ in self.data or bool(pasted and not typed)

    def full_clean(self):
        if not self._is_to_be_read:
            super().full_clean()
            return
        kept = self._fill_empty_fields() if self.imported else []
        super().full_clean()
        # What is missing or wrong is said when it is saved.
        self.errors.clear()
        if self.imported:
            for sentence in self._what_was_read(kept):
                self.add_error(None, ValidationError(sentence, "read"))
        else:
            self.add_error("pasted", self._why_unread())

    def _fill_empty_fields(self):
        """Put what was pasted into the fields that are empty. Returns the labels of
        those that say something else."""
        self.data = self.data.copy()
        key = Source.objects.free_key(citing.proposed_key(self.imported.entry))
        values = {"key": key} | {name: str(self.initial[name]) for name in VARIABLES}
        kept = []
        for name, value in values.items():
            typed = (self.data.get(self.add_prefix(name)) or "").strip()
            if not typed or (name == "kind" and typed == UNCHOSEN):
                self.data[self.add_prefix(name)] = value
            elif value and name != "key" and typed.splitlines() != value.splitlines():
                kept.append(self.fields[name].label)
        return kept

    def _what_was_read(self, kept):
        without_field = self.imported.entry.keys() - set(VARIABLES.values())
        is_first = self.imported.count > 1
        yield gettext("The fields are filled. Look them over: nothing is saved yet.")
        for sentence, words in (
            (_("Of %s entries, this is the first."), [self.imported.count] * is_first),
            (_("These keep what you typed: %s."), kept),
            (_("Kept in the entry, without a field: %s."), sorted(without_field)),
            (_("Not read: %s."), self.imported.unread[:MOST_NAMED]),
        ):
            if words:
                yield sentence % ", ".join(map(str, words))
        if self.others:
            yield self._others_sentence()

    def _why_unread(self):
        if self.unreadable is None:
            return _("Paste an entry first.")
        return gettext(self.unreadable.reason) % self.unreadable.values

    def clean_pasted(self):
        if self.unreadable:
            raise ValidationError(self._why_unread())
        return self.cleaned_data["pasted"]

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
        before = (self.instance.csl or {}) if self.instance.pk else {}
        entry = self._entry(cleaned)
        if not entry["id"] and "key" not in self.errors:
            cleaned["key"] = Source.objects.free_key(citing.proposed_key(entry))
            entry["id"] = cleaned["key"]
        # The model checks the entry as a whole.
        self.instance.csl = entry
        new = citing.identifiers(entry) - citing.identifiers(before)
        self.others = Source.objects.exclude(pk=self.instance.pk).sharing(new)
        if self.others and ANOTHER not in self.data:
            self.add_error(None, self._others_sentence())
        return cleaned

    def _others_sentence(self):
        links = (
            (reverse("admin:topics_source_change", args=[other.pk]), other)
            for other in self.others
        )
        return format_html(
            _("The bibliography seems to have this already: {}."),
            format_html_join(", ", '<a href="{}" target="_blank">{}</a>', links),
        )

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
