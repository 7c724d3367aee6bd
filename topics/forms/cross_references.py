"""The cross-references of a topic's newest revision, as rows of a form."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from topics.models import CrossReference, Topic


class CrossReferenceForm(forms.ModelForm):
    """One cross-reference of the newest revision."""

    class Meta:
        model = CrossReference
        fields = ["kind", "target", "note"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        # The table's heads are no labels to a screen reader.
        for field in self.fields.values():
            field.widget.attrs["aria-label"] = field.label
        target = self.fields["target"]
        target.required = True
        # Topics are made, changed and deleted on their own pages.
        for action in ("add", "change", "delete", "view"):
            setattr(target.widget, f"can_{action}_related", False)

    def has_changed(self):
        # A row that is as it was is still part of what is saved.
        return bool(self.initial.get("target")) or super().has_changed()


class CrossReferenceFormSet(forms.BaseInlineFormSet):
    """Rows from the newest revision instead of the published ones.

    References to topics that do not exist have no row; `dangling` keeps them.
    """

    def __init__(self, *args, **kwargs):
        rows, self.dangling = rows_of_newest_revision(kwargs.get("instance"))
        kwargs["queryset"] = CrossReference.objects.none()
        kwargs["initial"] = rows
        super().__init__(*args, **kwargs)

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
            if form.cleaned_data.get("target") and not form.cleaned_data.get("DELETE")
        ]
        return typed + self.dangling

    def save(self, commit=True):
        # The admin asks for what changed; rows are stored when the topic is published.
        self.new_objects, self.changed_objects, self.deleted_objects = [], [], []
        return []


def rows_of_newest_revision(topic):
    """Initial rows, and the references that lead to no topic, of `topic` or None."""
    newest = topic.newest_revision if topic is not None and topic.pk else None
    related = newest.content.get("related", []) if newest else []
    targets = Topic.objects.in_bulk([item["to"] for item in related], field_name="slug")
    rows = [
        {"kind": item["kind"], "target": targets[item["to"]], "note": item["note"]}
        for item in related
        if item["to"] in targets
    ]
    return rows, [item for item in related if item["to"] not in targets]
