"""The cross-references of a topic's newest revision, as rows of a form."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from topics.admin.forms.names import NameField
from topics.admin.forms.newest import newest_revision
from topics.models import CrossReference, Topic, revision_diff
from topics.models.slugs import number_in

MOST_ROWS = 1000
COLUMNS = ("kind", "target", "note")


class TargetField(NameField):
    """A page; the form set has looked up those of all rows in one query. Cleaned: the
    slug under which it is referred to."""

    known: dict = {}

    def clean(self, value):
        name = (value or "").strip()
        if name in self.known:
            return self.known[name]
        return super().clean(value)


class CrossReferenceForm(forms.ModelForm):
    """One cross-reference of the newest revision. A row without a page is none."""

    target = TargetField("topic", label=_("Page"))

    class Meta:
        model = CrossReference
        fields = COLUMNS
        # A column of the table too, which is filled in when the topic is published.
        exclude = ["target"]  # noqa: DJ006 (of the fields named above)

    def __init__(self, *args, targets, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["target"].known = targets
        # The table's heads are no labels to a screen reader.
        for field in self.fields.values():
            field.widget.attrs["aria-label"] = field.label

    def has_changed(self):
        # A row that is as it was is still part of what is saved; one whose page was
        # emptied is not.
        typed = ["target"] if self.initial.get("target") else ["target", "note"]
        return any(self.data.get(self.add_prefix(name), "").strip() for name in typed)


class CrossReferenceFormSet(forms.BaseInlineFormSet):
    """Rows from the newest revision instead of the published ones."""

    def __init__(self, data=None, *args, **kwargs):
        topic = kwargs.get("instance")
        newest = newest_revision(topic) if topic is not None and topic.pk else None
        rows = rows_of(newest)
        kwargs["queryset"] = CrossReference.objects.none()
        kwargs["initial"] = rows if data is not None else _under_present_slugs(rows)
        self.targets = {}
        if data is not None:
            self.targets = _targets(data, kwargs["prefix"], rows)
        if data is not None and newest is not None:
            data = _merged_with_newer(data, topic, kwargs["prefix"], self.targets)
        super().__init__(data, *args, **kwargs)

    def get_form_kwargs(self, index):
        return {**super().get_form_kwargs(index), "targets": self.targets}

    def add_fields(self, form, index):
        super().add_fields(form, index)
        form.fields["DELETE"].widget.attrs["aria-label"] = _("Take away")

    def clean(self):
        super().clean()
        seen = set()
        for item in self.content():
            if (item["to"], item["kind"]) in seen:
                raise ValidationError(
                    _("“%(slug)s” is referred to twice in the same way."),
                    params={"slug": item["to"]},
                )
            seen.add((item["to"], item["kind"]))
            if item["to"] == self.instance.slug:
                raise ValidationError(_("A topic cannot refer to itself."))

    def content(self):
        """The rows as `related` of a revision's content."""
        return [
            {
                "to": form.cleaned_data["target"],
                "kind": form.cleaned_data["kind"],
                "note": form.cleaned_data["note"],
            }
            for form in self.forms
            if not form.errors
            and form.cleaned_data.get("target")
            and not form.cleaned_data.get("DELETE")
        ]

    def save(self, commit=True):
        # The admin asks for what changed; rows are stored when the topic is published.
        self.new_objects, self.changed_objects, self.deleted_objects = [], [], []
        return []


def _targets(data, prefix, rows):
    """{page as it was typed: its slug} of the posted rows. A page that is not there may
    stay in a row that names it."""
    typed = [target for _kind, target, _note in _posted_rows(data, prefix, {})]
    topics = Topic.objects.only("slug", "title").named(typed)
    present = {row["target"]: row["target"] for row in rows}
    return present | {name: topic.slug for name, topic in topics.items()}


def _merged_with_newer(data, topic, prefix, targets):
    """The posted rows; if the form was begun from an older version, with what the
    newest one added and without what it took away."""
    newest, number = newest_revision(topic), number_in(data.get("based_on", ""))
    if newest.number == number:
        return data
    begun = topic.revisions.filter(number=number).first()
    if begun is None:
        return data
    before, after = (_posted_form(rows_of(revision)) for revision in (begun, newest))
    typed = _posted_rows(data, prefix, targets)
    merged = revision_diff.merged_list(before, typed, after)
    targets |= {target: target for _kind, target, _note in merged}
    return _with_rows(data, prefix, merged)


def _posted_rows(data, prefix, targets):
    """The rows with a page that are not to be deleted, as tuples in the order of
    COLUMNS, the page by its slug in `targets`."""
    rows = []
    for n in range(_posted_total(data, prefix)):
        kind, target, note = (
            data.get(f"{prefix}-{n}-{name}", "").strip() for name in COLUMNS
        )
        if target and f"{prefix}-{n}-DELETE" not in data:
            rows.append((kind, targets.get(target, target), note))
    return rows


def _with_rows(data, prefix, rows):
    """A copy of the posted data that has `rows` instead of its own."""
    data = data.copy()
    data[f"{prefix}-TOTAL_FORMS"] = str(len(rows))
    for n, row in enumerate(rows):
        data.pop(f"{prefix}-{n}-DELETE", None)
        for name, value in zip(COLUMNS, row, strict=True):
            data[f"{prefix}-{n}-{name}"] = value
    return data


def _posted_total(data, prefix):
    return min(number_in(data.get(f"{prefix}-TOTAL_FORMS", "")), MOST_ROWS)


def _posted_form(rows):
    return [tuple(row[name] for name in COLUMNS) for row in rows]


def rows_of(revision):
    """The cross-references of a revision, or of None, as initial rows."""
    related = revision.content.get("related", []) if revision else []
    return [
        {"kind": item["kind"], "target": item["to"], "note": item["note"]}
        for item in related
    ]


def _under_present_slugs(rows):
    """The rows, each page under the slug that it has now, and once for each kind."""
    present = Topic.objects.by_slugs({row["target"] for row in rows})
    named = [
        {**row, "target": present[row["target"]].slug}
        if row["target"] in present
        else row
        for row in rows
    ]
    return list({(row["kind"], row["target"]): row for row in named}.values())
