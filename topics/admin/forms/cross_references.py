"""The cross-references of a topic's newest revision, as rows of a form."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from topics.admin.forms.newest import newest_revision
from topics.models import CrossReference, Topic, revision_diff
from topics.models.slugs import number_in

MOST_ROWS = 1000
COLUMNS = ("kind", "target", "note")


class TargetField(forms.ModelChoiceField):
    """A topic; the form set has looked up those of all rows in one query."""

    known: dict = {}

    def to_python(self, value):
        return self.known.get(str(value)) or super().to_python(value)


class CrossReferenceForm(forms.ModelForm):
    """One cross-reference of the newest revision."""

    class Meta:
        model = CrossReference
        fields = COLUMNS
        field_classes = {"target": TargetField}

    def __init__(self, *args, targets, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["target"].known = targets
        # The table's heads are no labels to a screen reader.
        for field in self.fields.values():
            field.widget.attrs["aria-label"] = field.label
        target = self.fields["target"]
        target.required = True
        # Topics are made, changed and deleted on their own pages.
        for action in ("add", "change", "delete", "view"):
            setattr(target.widget, f"can_{action}_related", False)

    def _get_validation_exclusions(self):
        # The field has found it: it need not be looked for again.
        return {*super()._get_validation_exclusions(), "target"}

    def has_changed(self):
        # A row that is as it was is still part of what is saved.
        return bool(self.initial.get("target")) or super().has_changed()


class CrossReferenceFormSet(forms.BaseInlineFormSet):
    """Rows from the newest revision instead of the published ones.

    References to topics that do not exist have no row; `dangling` keeps them.
    """

    def __init__(self, data=None, *args, **kwargs):
        topic = kwargs.get("instance")
        rows, self.dangling = rows_of_newest_revision(topic)
        kwargs["queryset"] = CrossReference.objects.none()
        kwargs["initial"] = rows
        if data is not None and topic is not None and topic.pk:
            data = _merged_with_newer(data, topic, kwargs["prefix"])
        self.targets = _targets(data, kwargs["prefix"]) if data is not None else {}
        super().__init__(data, *args, **kwargs)

    def get_form_kwargs(self, index):
        return {**super().get_form_kwargs(index), "targets": self.targets}

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
        typed = [
            {
                "to": form.cleaned_data["target"].slug,
                "kind": form.cleaned_data["kind"],
                "note": form.cleaned_data["note"],
            }
            for form in self.forms
            if not form.errors
            and form.cleaned_data.get("target")
            and not form.cleaned_data.get("DELETE")
        ]
        return typed + self.dangling

    def save(self, commit=True):
        # The admin asks for what changed; rows are stored when the topic is published.
        self.new_objects, self.changed_objects, self.deleted_objects = [], [], []
        return []


def _targets(data, prefix):
    """The topics that the posted rows name, by their keys as posted."""
    numbers = range(_posted_total(data, prefix))
    keys = {number_in(data.get(f"{prefix}-{n}-target", "")) for n in numbers}
    topics = Topic.objects.only("slug", "title").in_bulk(keys - {0})
    return {str(pk): topic for pk, topic in topics.items()}


def _merged_with_newer(data, topic, prefix):
    """The posted rows; if the form was begun from an older version, with what the
    newest one added and without what it took away."""
    newest, number = newest_revision(topic), number_in(data.get("based_on", ""))
    if newest is None or newest.number == number:
        return data
    begun = topic.revisions.filter(number=number).first()
    if begun is None:
        return data
    before, after = (_posted_form(rows_of(r)[0]) for r in (begun, newest))
    merged = revision_diff.merged_list(before, _posted_rows(data, prefix), after)
    return _with_rows(data, prefix, merged)


def _posted_rows(data, prefix):
    """The rows with a target that are not to be deleted, as tuples in the order of
    COLUMNS."""
    return [
        tuple(data.get(f"{prefix}-{n}-{name}", "") for name in COLUMNS)
        for n in range(_posted_total(data, prefix))
        if data.get(f"{prefix}-{n}-target") and f"{prefix}-{n}-DELETE" not in data
    ]


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
    return [(row["kind"], str(row["target"].pk), row["note"]) for row in rows]


def rows_of_newest_revision(topic):
    """Initial rows, and the references that lead to no topic, of `topic` or None."""
    newest = newest_revision(topic) if topic is not None and topic.pk else None
    return rows_of(newest)


def rows_of(newest):
    """Initial rows, and the references that lead to no topic, of a revision."""
    related = newest.content.get("related", []) if newest else []
    targets = Topic.objects.in_bulk([item["to"] for item in related], field_name="slug")
    rows = [
        {"kind": item["kind"], "target": targets[item["to"]], "note": item["note"]}
        for item in related
        if item["to"] in targets
    ]
    return rows, [item for item in related if item["to"] not in targets]
