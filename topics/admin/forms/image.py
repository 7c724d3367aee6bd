from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from topics import imaging
from topics.admin.forms.entry import EntryForm
from topics.models import Image


class ImageForm(EntryForm):
    """An image with its words; `renditions` are the files made of an upload."""

    file = forms.FileField(
        label=_("File"),
        help_text=_("JPEG, PNG, WebP or AVIF, at most %(size)d MB.")
        % {"size": imaging.MAX_BYTES // 1024 // 1024},
        widget=forms.FileInput(
            attrs={"accept": "image/jpeg,image/png,image/webp,image/avif"}
        ),
    )
    origin = forms.URLField(
        label=_("Found at"),
        required=False,
        assume_scheme="https",
        help_text=Image._meta.get_field("origin").help_text,
    )
    renditions = None

    class Meta:
        model = Image
        fields = ["slug", "alt", "caption", "credit", "licence", "origin"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if self.instance.pk:
            # Files never change; another picture is another image.
            del self.fields["file"]

    def clean_file(self):
        file = self.cleaned_data["file"]
        # One byte more than is allowed tells that it is too long, however long.
        raw = file.read(imaging.MAX_BYTES + 1)
        try:
            self.renditions = imaging.renditions(raw)
        except imaging.ImageRefused as refused:
            raise ValidationError(gettext(refused.reason) % refused.values) from refused
        self.instance.take(self.renditions)
        if twin := self.instance.twin():
            raise ValidationError(
                _("The same picture is here already, as “%(slug)s”."),
                params={"slug": twin.slug},
            )
        return file
