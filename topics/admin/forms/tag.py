"""Forms that move tags, and pages between tags."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from topics.admin.forms.entry import EntryForm
from topics.admin.forms.names import LinesWidget, NameField, NamesField, lines_of
from topics.models import Tag, TagAddress, TagAlias
from topics.models.slugs import validate_slug_form

ALIAS_LENGTH = 100


class TagForm(EntryForm):
    broader = NameField("tag", label=_("Broader tag"), required=False)
    related = NamesField(
        "tag",
        label=_("Related tags"),
        required=False,
        widget=LinesWidget(attrs={"rows": 4}),
        help_text=_("One a line, by name or slug."),
    )

    other_names = forms.CharField(
        label=_("Other names"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("One a line. Readers find the tag by them, too."),
    )

    class Meta:
        model = Tag
        fields = [
            *("name", "slug", "facet", "definition", "country"),
            *("broader", "related"),
        ]

    def __init__(self, *args, instance=None, **kwargs):
        initial = {}
        if instance is not None and instance.pk:
            broader = instance.broader
            initial = {
                "broader": broader.slug if broader else "",
                "related": [tag.slug for tag in instance.related.order_by("slug")],
                "other_names": "\n".join(
                    alias.name for alias in instance.aliases.all()
                ),
            }
        kwargs["initial"] = {**initial, **(kwargs.get("initial") or {})}
        super().__init__(*args, instance=instance, **kwargs)

    def clean_other_names(self):
        names = lines_of(self.cleaned_data["other_names"])
        others = TagAlias.objects.exclude(tag=self.instance.pk)
        for name in names:
            if len(name) > ALIAS_LENGTH:
                raise ValidationError(
                    _("“%(name)s” is longer than %(length)d characters."),
                    params={"name": name, "length": ALIAS_LENGTH},
                )
            if others.filter(name__iexact=name).exists():
                raise ValidationError(
                    _("Another tag has the other name “%(name)s”."),
                    params={"name": name},
                )
        return names


def by_facet(tags):
    """Choices of tags, grouped by facet."""
    groups = {}
    for tag in tags.order_by("facet", "name"):
        groups.setdefault(tag.get_facet_display(), []).append((tag.pk, tag.name))
    return list(groups.items())


class TagMergeForm(forms.Form):
    target = forms.ModelChoiceField(Tag.objects.all(), label=_("Merge into"))

    def __init__(self, *args, tag, **kwargs):
        super().__init__(*args, **kwargs)
        others = Tag.objects.exclude(pk=tag.pk)
        self.fields["target"].queryset = others
        self.fields["target"].choices = [("", _("Choose a tag")), *by_facet(others)]


class TagRenameForm(forms.Form):
    name = forms.CharField(
        label=_("Name"),
        max_length=100,
        widget=forms.TextInput(attrs={"class": "vTextField"}),
    )
    slug = forms.CharField(
        label=_("Slug"),
        widget=forms.TextInput(attrs={"class": "vTextField"}),
        max_length=100,
        validators=[validate_slug_form],
        help_text=_("The last part of the tag's address."),
    )
    keep_name = forms.BooleanField(
        label=_("Readers still find it by the old name"), required=False, initial=True
    )
    take_over = forms.BooleanField(
        label=_("Take the address over"),
        required=False,
        help_text=_("Another tag had it before. Old links to that will lead to this."),
    )

    def __init__(self, *args, tag, **kwargs):
        super().__init__(*args, **kwargs)
        slug = self.data.get("slug", "")
        if not TagAddress.objects.of_another(slug, tag).exists():
            del self.fields["take_over"]


class TopicTagsForm(forms.Form):
    """Tags to give to several topics at once, and to take from them."""

    add = forms.ModelMultipleChoiceField(
        Tag.objects.all(), label=_("Add"), required=False
    )
    remove = forms.ModelMultipleChoiceField(
        Tag.objects.all(), label=_("Remove"), required=False
    )
    note = forms.CharField(
        label=_("Change note"),
        max_length=200,
        widget=forms.TextInput(attrs={"class": "vLargeTextField"}),
        help_text=_("Why; readers see it with each page."),
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        choices = by_facet(Tag.objects.all())
        for name in ("add", "remove"):
            self.fields[name].choices = choices
            self.fields[name].widget.attrs["size"] = 14

    def clean(self):
        cleaned = super().clean()
        added, removed = (set(cleaned.get(name) or []) for name in ("add", "remove"))
        if not self.errors and not added and not removed:
            raise ValidationError(_("Choose a tag to add or to remove."))
        if both := added & removed:
            raise ValidationError(
                _("“%(name)s” cannot be added and removed at once."),
                params={"name": min(tag.name for tag in both)},
            )
        return cleaned

    def change(self, slugs):
        """The tags of a topic, by their slugs, as they shall be."""
        removed = {tag.slug for tag in self.cleaned_data["remove"]}
        added = [tag.slug for tag in self.cleaned_data["add"]]
        return list(dict.fromkeys([s for s in slugs if s not in removed] + added))
