"""The form in which editors write what a revision holds."""

from django import forms
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from topics.admin.forms.newest import newest_revision
from topics.admin.forms.warnings import warned, warnings_of
from topics.models import Source, Tag, Topic, revision_diff
from topics.models.content import (
    DEFAULT_POSITION,
    SUMMARY_LENGTH,
    TITLE_LENGTH,
    clean_content,
)
from topics.models.profiles import PROFILES
from topics.publishing.revisions import check_text

PROFILE_PREFIX = "profile_"


class TopicForm(forms.ModelForm):
    """The newest revision of a topic, ready to be revised.

    `content()` gives what was typed as a revision's content, without cross-references.
    """

    title = forms.CharField(
        label=_("Title"),
        max_length=TITLE_LENGTH,
        widget=forms.TextInput(attrs={"class": "vLargeTextField"}),
    )
    summary = forms.CharField(
        label=_("Summary"),
        max_length=SUMMARY_LENGTH,
        widget=forms.Textarea(attrs={"rows": 3, "class": "vLargeTextField"}),
        help_text=_("One or two sentences; readers see them in lists and searches."),
    )
    body = forms.CharField(
        label=_("Text"),
        strip=False,
        widget=forms.Textarea(attrs={"rows": 30, "class": "vLargeTextField"}),
        help_text=_(
            "Markdown. Link with [[slug]] or [[slug|words]], cite with [@key] or "
            "[@key, p. 12]. Headings start with ##."
        ),
    )
    tags = forms.ModelMultipleChoiceField(
        Tag.objects.all(), label=_("Tags"), required=False
    )
    sources = forms.ModelMultipleChoiceField(
        Source.objects.all(),
        label=_("Further reading"),
        required=False,
        help_text=_("Sources to list beside those that the text cites."),
    )
    reviewed = forms.DateField(
        label=_("Reviewed on"),
        required=False,
        help_text=_("The day on which an expert last checked the page."),
    )
    position = forms.IntegerField(
        label=_("Position"),
        min_value=0,
        max_value=9999,
        initial=DEFAULT_POSITION,
        help_text=_(
            "Pages of a section are sorted by position, then by date and title."
        ),
    )
    note = forms.CharField(
        label=_("Change note"),
        max_length=300,
        required=False,
        widget=forms.TextInput(attrs={"class": "vLargeTextField"}),
        help_text=_("What you changed and why; readers see it when it is published."),
    )
    based_on = forms.IntegerField(
        min_value=0, max_value=10**6, required=False, widget=forms.HiddenInput
    )

    # What was typed before and not saved, to begin with: {name: [values]}.
    kept_values: dict | None = None

    class Meta:
        model = Topic
        fields = ["section", "slug", "review_months"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.newest = self.merged_with = None
        if self.instance.pk:
            self.newest = newest_revision(self.instance)
        kept = self.newest.content if self.newest else {}
        self.profile_name = self._profile_name()
        self._add_profile_fields()
        for name, value in {**_initial(kept), **self._profile_initial(kept)}.items():
            self.initial.setdefault(name, value)
        # About what no field of this form holds, such as the cross-references.
        self.other_warnings = []
        self.initial["based_on"] = self.newest.number if self.newest else 0
        for name, values in (self.kept_values or {}).items():
            if name in self.fields:
                several = isinstance(self.fields[name], forms.ModelMultipleChoiceField)
                self.initial[name] = values if several else values[0]

    def show_warnings(self):
        """Say beside the fields what should be looked at in the newest revision."""
        if self.newest is None:
            return
        for key, sentences in warnings_of(self.newest).items():
            field = self.fields.get(key) or self.fields.get(PROFILE_PREFIX + key)
            if field:
                field.help_text = warned(field.help_text, sentences)
            else:
                self.other_warnings += sentences

    def _profile_name(self):
        # A new topic has no section yet; its profile can be filled in once it does.
        return self.instance.section.profile if self.instance.section_id else ""

    def _add_profile_fields(self):
        for name, field in self._profile_fields.items():
            self.fields[PROFILE_PREFIX + name] = _form_field(field)

    @property
    def _profile_fields(self):
        return PROFILES[self.profile_name].fields() if self.profile_name else {}

    def _profile_initial(self, kept):
        profile = kept.get(self.profile_name) or {}
        return {
            PROFILE_PREFIX + name: _initial_value(field, profile[name])
            for name, field in self._profile_fields.items()
            if name in profile
        }

    def clean_body(self):
        body = self.cleaned_data["body"].replace("\r\n", "\n").replace("\r", "\n")
        return body if body.endswith("\n") else body + "\n"

    def _post_clean(self):
        # Here, not in clean(): a new topic has its section only now.
        super()._post_clean()
        self._merge_with_newer()
        if self.instance.section_id:
            try:
                self._check(self.content())
            except ValidationError as error:
                self._show_errors(error)

    def _check(self, content):
        # Tags and sources were chosen among those that there are.
        tags = {tag.slug for tag in self.cleaned_data.get("tags", [])}
        clean_content(content, self.instance, tags, check_text)

    def _get_validation_exclusions(self):
        exclude = super()._get_validation_exclusions()
        # It is taken, by the topic itself.
        return exclude if "slug" in self.changed_data else {*exclude, "slug"}

    def _merge_with_newer(self):
        """If somebody saved after the form was opened: merge both into the form, and
        ask the editor to look before saving."""
        begun = self.cleaned_data.get("based_on") or 0
        if self.newest is None or begun == self.newest.number:
            return
        base = self.instance.revisions.filter(number=begun).first()
        before, theirs = dict(base.content) if base else {}, dict(self.newest.content)
        # Cross-references are rows of a form of their own, which merges them itself.
        same_references = before.pop("related", None) == theirs.pop("related", None)
        if self.content() == theirs and same_references:
            # The same was sent twice.
            return
        merged = revision_diff.merge(before, self.content(), theirs)
        self.merged_with = self.newest
        self.merge_changes = revision_diff.compare(self.content(), merged.content)
        self.merge_conflicts = revision_diff.compare(theirs, merged.content)
        self._show_values(merged.content, self.newest.number)
        self.add_error(None, self._merge_error(merged.conflicts))

    def _show_values(self, content, number):
        shown = {**_initial(content), **self._profile_initial(content)}
        self.data = self.data.copy()
        self.data[self.add_prefix("based_on")] = number
        for name, value in shown.items():
            if name in self.fields:
                values = self.fields[name].prepare_value(value)
                values = values if isinstance(values, (list, tuple)) else [values]
                texts = ["" if value is None else str(value) for value in values]
                self.data.setlist(self.add_prefix(name), texts)

    def _merge_error(self, conflicts):
        who = {
            "author": self.newest.author or _("Somebody"),
            "number": self.newest.number,
        }
        if not conflicts:
            return ValidationError(
                _(
                    "%(author)s saved version %(number)d while you wrote. Both sets of "
                    "changes are now in the form, nothing is saved yet. Look them over "
                    "below and save again."
                ),
                "merged",
                who,
            )
        return ValidationError(
            _(
                "%(author)s saved version %(number)d while you wrote, and changed the "
                "same places: %(keys)s. There the form has your words; the other "
                "version is shown beside them below. Nothing is saved yet. Put both "
                "together and save again."
            ),
            "conflict",
            {**who, "keys": ", ".join(conflicts)},
        )

    def _show_errors(self, error):
        for key, messages in error.message_dict.items():
            if key in PROFILES:
                for message in messages:
                    name, _colon, reason = message.partition(": ")
                    field = PROFILE_PREFIX + name
                    if field in self.fields:
                        self.add_error(field, reason)
                    else:
                        self.add_error(None, message)
            elif key in self.fields and key not in self.errors:
                self.add_error(key, messages)

    def content(self):
        """The typed content. Order of tags and sources stays as it was."""
        typed = self.cleaned_data
        kept = self.newest.content if self.newest else {}
        content = {
            "title": typed.get("title", ""),
            "summary": " ".join(typed.get("summary", "").split()),
            "tags": _in_order(typed.get("tags", []), "slug", kept.get("tags", [])),
            "sources": _in_order(
                typed.get("sources", []), "key", kept.get("sources", [])
            ),
            "reviewed": str(typed.get("reviewed") or ""),
            "position": str(typed.get("position", DEFAULT_POSITION)),
            "body": typed.get("body", ""),
        }
        if content["position"] == str(DEFAULT_POSITION):
            del content["position"]
        profile = self._profile_content()
        if profile:
            content[self.profile_name] = profile
        return {key: value for key, value in content.items() if value}

    def _profile_content(self):
        typed = {
            name: _content_value(field, self.cleaned_data.get(PROFILE_PREFIX + name))
            for name, field in self._profile_fields.items()
        }
        return {name: value for name, value in typed.items() if value}


def profile_fields(name):
    """The names of the form's fields for a profile."""
    return [PROFILE_PREFIX + key for key in PROFILES[name].fields()]


def _form_field(field):
    if not field.is_list:
        is_address = isinstance(field.column, models.URLField)
        options = {"assume_scheme": "https"} if is_address else {}
        return field.column.formfield(required=False, **options)
    return forms.CharField(
        label=capfirst(field.label),
        help_text=field.help_text,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
    )


def _initial_value(field, value):
    """What the form shows of a value in a revision's content."""
    if field.is_list:
        names = _in_line(field)
        return "\n".join(
            "; ".join(str(item[name]) for name in names if name in item)
            if isinstance(item, dict)
            else str(item)
            for item in value
        )
    if field.column.is_relation:
        return Source.objects.filter(key=value).first()
    return value


def _content_value(field, typed):
    """What a revision's content says of a value in the form."""
    if not field.is_list:
        text = typed.key if isinstance(typed, Source) else typed
        return "" if text is None else str(text)
    lines = [line.strip() for line in (typed or "").splitlines() if line.strip()]
    if not field.is_table:
        return lines
    names = _in_line(field)
    return [
        dict(zip(names, (part.strip() for part in line.split(";")), strict=False))
        for line in lines
    ]


def _in_line(field):
    """The names of a row's columns in the order of a line: what may be left out comes
    last."""
    columns = sorted(field.columns, key=lambda column: column.column.blank)
    return [column.name for column in columns]


def _initial(content):
    initial = {
        key: content[key]
        for key in ("title", "summary", "body", "reviewed", "position")
        if key in content
    }
    if content:
        initial["tags"] = Tag.objects.filter(slug__in=content.get("tags", []))
        initial["sources"] = Source.objects.filter(key__in=content.get("sources", []))
    return initial


def _in_order(chosen, name, before):
    values = [getattr(item, name) for item in chosen]
    kept = [value for value in before if value in values]
    return kept + [value for value in values if value not in kept]
