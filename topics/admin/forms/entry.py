"""The form of a section, a tag, a source or an image: it knows from which state of the
row it was begun, and merges what another editor saved since."""

import json
from hashlib import sha256

from django import forms
from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from topics import diff
from topics.models import EntryVersion
from topics.models.revision_diff import Change

# The button that shows the form again with what was kept of an earlier try.
RESTORE = "_restore"
# Codes of errors that are no mistakes of the editor's.
MERGES = {"merged", "conflict"}
NOTICES = {*MERGES, "restored", "fields", "read"}


class RestorableForm(forms.ModelForm):
    """A form that can be shown as it was typed, without being saved."""

    def full_clean(self):
        super().full_clean()
        if RESTORE in self.data:
            sentence = _("This is what was typed earlier. Nothing of it is saved yet.")
            self.show_again(sentence, "restored")

    def show_again(self, sentence, code):
        """Say why the form is shown, and what was merged into it. What is wrong in it
        or missing is said when it is saved."""
        errors = self.non_field_errors().as_data()
        merges = [error for error in errors if error.code in MERGES]
        self.errors.clear()
        for error in [ValidationError(sentence, code), *merges]:
            self.add_error(None, error)

    @property
    def is_notice(self):
        """Whether the form is shown again without a mistake in it."""
        codes = {error.code for error in self.non_field_errors().as_data()}
        return set(self.errors) == {NON_FIELD_ERRORS} and codes <= NOTICES


class EntryForm(RestorableForm):
    """`state` is what the form shows of the row as it stands: {name: text}."""

    based_on = forms.CharField(required=False, max_length=64, widget=forms.HiddenInput)
    collisions = ()

    @cached_property
    def state(self):
        if not self.instance.pk:
            return {}
        return {
            name: _as_text(field.prepare_value(self.get_initial_for_field(field, name)))
            for name, field in self.fields.items()
            if name != "based_on"
        }

    def get_initial_for_field(self, field, field_name):
        if field_name == "based_on":
            return digest_of(self.state)
        return super().get_initial_for_field(field, field_name)

    def _typed(self):
        read = {
            name: field.widget.value_from_datadict(
                self.data, self.files, self.add_prefix(name)
            )
            for name, field in self.fields.items()
            if name in self.state
        }
        return {name: _as_text(value) for name, value in read.items()}

    def _post_clean(self):
        super()._post_clean()
        begun = self.cleaned_data.get("based_on", "")
        if self.instance.pk and begun and begun != digest_of(self.state):
            self._merge(begun)

    def _merge(self, begun):
        versions = EntryVersion.objects.of(self.instance).select_related("author")
        base = versions.filter(digest=begun).first()
        newest = versions.first()
        mine, theirs = self._typed(), self.state
        if mine == theirs:
            # The same was sent twice.
            return
        merged, conflicts = _merged(base.content if base else {}, mine, theirs)
        author = newest.author if newest and newest.author else _("Somebody")
        self.data = self.data.copy()
        for name, value in {**merged, "based_on": digest_of(theirs)}.items():
            self.data[self.add_prefix(name)] = value
        self.collisions = [
            Change(self.fields[name].label, diff.compare(theirs[name], mine[name]))
            for name in conflicts
        ]
        self.other_author = author
        self.add_error(
            None, _sentence(author, [self.fields[n].label for n in conflicts])
        )


def digest_of(state):
    return sha256(json.dumps(state, sort_keys=True).encode()).hexdigest()


def _as_text(value):
    if value is None:
        return ""
    if isinstance(value, list | tuple):
        return "\n".join(map(str, value))
    return str(value).replace("\r\n", "\n").strip()


def _merged(base, mine, theirs):
    """{name: text} of three states, and the names that both sides changed otherwise;
    there, mine is kept."""
    merged, conflicts = {}, []
    for name, text in mine.items():
        begun, other = base.get(name, ""), theirs.get(name, "")
        if text in (begun, other):
            merged[name] = other
        elif begun == other:
            merged[name] = text
        else:
            three = diff.merge(begun, text, other)
            merged[name] = three.text if not three.has_conflicts else text
            conflicts += [name] * three.has_conflicts
    return merged, conflicts


def _sentence(author, labels):
    if not labels:
        return ValidationError(
            _(
                "%(author)s saved this while you wrote. Both sets of changes are now "
                "in the form, nothing is saved yet. Look them over and save again."
            ),
            "merged",
            {"author": author},
        )
    return ValidationError(
        _(
            "%(author)s saved this while you wrote, and changed the same: %(labels)s. "
            "There the form has your words; the others are shown beside them. Nothing "
            "is saved yet. Put both together and save again."
        ),
        "conflict",
        {"author": author, "labels": ", ".join(map(str, labels))},
    )
