"""Which operations are compared."""

from django import forms
from django.core.validators import MaxLengthValidator
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from topics.models import Topic
from topics.views.forms.filters import SlugsField

MOST_MISSIONS = 4


class MissionsField(SlugsField):
    """Slugs of operations; what was left blank in the pick list is left out."""

    default_validators = [
        MaxLengthValidator(
            MOST_MISSIONS,
            ngettext_lazy(
                "At most %(limit_value)d operation can be compared; take some away.",
                "At most %(limit_value)d operations can be compared; take some away.",
                "limit_value",
            ),
        )
    ]

    def clean(self, value):
        return super().clean([slug for slug in value or [] if slug])


class ComparisonForm(forms.Form):
    """`?m=a&m=b`: up to four operations, by their slugs, old ones too."""

    m = MissionsField(label=_("Operations"), required=False)

    def clean_m(self):
        """The topics, in the order of the address, each once."""
        slugs = self.cleaned_data["m"]
        found = {}
        if slugs:
            for topic in Topic.objects.published().of_slugs(slugs).for_comparison():
                names = [topic.slug, *(alias.slug for alias in topic.aliases.all())]
                found |= dict.fromkeys(names, topic)
        if unknown := [slug for slug in slugs if slug not in found]:
            raise forms.ValidationError(
                _("There is no operation “%(slug)s”. Choose one from the lists."),
                params={"slug": unknown[0]},
            )
        return list(dict.fromkeys(found[slug] for slug in slugs))

    @property
    def picked(self):
        """What each of the pick lists shows: the slugs as given, at most as many as
        there are lists."""
        slugs = [slug for slug in self.data.getlist("m") if slug][:MOST_MISSIONS]
        return slugs + [""] * (MOST_MISSIONS - len(slugs))
