"""Images that texts show: `![](image:slug)`."""

from django.conf import settings
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import models
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from topics import imaging, markup
from topics.models.slugs import validate_slug_form

LICENCE_URLS = {
    "cc0-1.0": "https://creativecommons.org/publicdomain/zero/1.0/",
    "pdm-1.0": "https://creativecommons.org/publicdomain/mark/1.0/",
    **{
        f"{kind}-{version}": f"https://creativecommons.org/licenses/{kind[3:]}/{version}/"
        for kind in ("cc-by", "cc-by-sa")
        for version in ("2.0", "3.0", "4.0")
    },
    "cc-by-3.0-igo": "https://creativecommons.org/licenses/by/3.0/igo/",
}


class ImageQuerySet(models.QuerySet):
    def with_topic_counts(self, topics):
        """Images with `topic_count`, how many of `topics` (a queryset) show each."""
        shown = models.Q(depictions__topic__in=topics)
        counted = self.annotate(topic_count=models.Count("depictions", filter=shown))
        return counted.order_by("slug")  # grouping drops the model's own order


class Image(models.Model):
    """A picture with what must be said about it. Its files never change: another
    picture is another image."""

    class Licence(models.TextChoices):
        CC_BY_4 = "cc-by-4.0", "CC BY 4.0"
        CC_BY_SA_4 = "cc-by-sa-4.0", "CC BY-SA 4.0"
        CC_BY_3 = "cc-by-3.0", "CC BY 3.0"
        CC_BY_SA_3 = "cc-by-sa-3.0", "CC BY-SA 3.0"
        CC_BY_2 = "cc-by-2.0", "CC BY 2.0"
        CC_BY_SA_2 = "cc-by-sa-2.0", "CC BY-SA 2.0"
        CC_BY_IGO = "cc-by-3.0-igo", "CC BY 3.0 IGO"
        CC0 = "cc0-1.0", "CC0 1.0"
        PUBLIC_DOMAIN = "pdm-1.0", _("Public domain")
        PERMISSION = "permission", _("By permission of the owner")

    slug = models.SlugField(
        _("slug"),
        unique=True,
        max_length=80,
        validators=[validate_slug_form],
        help_text=_("Texts show the image by it: ![](image:slug)."),
    )
    alt = models.CharField(
        _("alternative text"),
        max_length=300,
        help_text=_(
            "What the image shows, for readers who cannot see it: “Blue-helmeted "
            "soldiers open a road block”, not “photograph”."
        ),
    )
    caption = models.CharField(
        _("caption"),
        max_length=300,
        blank=True,
        help_text=_("Stands below the image: what, where, when."),
    )
    credit = models.CharField(
        _("credit"),
        max_length=200,
        help_text=_("Who made it: “UN Photo/Sylvain Liechti”."),
    )
    licence = models.CharField(_("licence"), max_length=20, choices=Licence)
    origin = models.URLField(
        _("found at"),
        blank=True,
        help_text=_("The page on which the image and its licence can be checked."),
    )
    width = models.PositiveIntegerField(_("width"), editable=False)
    height = models.PositiveIntegerField(_("height"), editable=False)
    digest = models.CharField(max_length=64, unique=True, editable=False)
    uploaded_at = models.DateTimeField(
        _("uploaded"), default=timezone.now, editable=False
    )
    uploaded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        editable=False,
        related_name="+",
        verbose_name=_("uploaded by"),
    )

    objects = ImageQuerySet.as_manager()

    class Meta:
        ordering = ["slug"]
        verbose_name = _("image")
        verbose_name_plural = _("images")
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(alt="") & ~models.Q(credit=""),
                name="image_has_alternative_text_and_credit",
            )
        ]

    def __str__(self):
        return self.slug

    def get_absolute_url(self):
        return self.address(self.width)

    def take(self, renditions):
        """Set width, height and digest to those of `renditions`."""
        self.width, self.height = renditions.width, renditions.height
        self.digest = renditions.digest

    def store_files(self, renditions):
        """Store the files of the `renditions` that were taken."""
        for file in renditions.files:
            name = self.file_name(file.width)
            if not default_storage.exists(name):
                default_storage.save(name, ContentFile(file.raw))

    def twin(self):
        """The other image with the same content, or None."""
        return Image.objects.filter(digest=self.digest).exclude(pk=self.pk).first()

    def file_name(self, width):
        """The name of the file of a width in the storage."""
        return f"images/{self.digest}-{width}.webp"

    def address(self, width):
        return reverse("topics:image_file", args=[self.digest, width])

    @property
    def widths(self):
        return imaging.widths_for(self.width)

    @property
    def licence_url(self):
        return LICENCE_URLS.get(self.licence, "")

    @property
    def picture(self):
        """What texts show of it."""
        return markup.Picture(
            files=tuple((self.address(width), width) for width in self.widths),
            width=self.width,
            height=self.height,
            alt=self.alt,
            caption=self.caption,
            credit=self.credit,
            licence=gettext(self.get_licence_display()),
            licence_url=self.licence_url,
        )


class Depiction(models.Model):
    """A published text shows an image; no `image` while there is none of the slug."""

    topic = models.ForeignKey("topics.Topic", models.CASCADE, related_name="depictions")
    # PROTECT: an image cannot vanish from its pages unnoticed.
    image = models.ForeignKey(
        Image, models.PROTECT, null=True, related_name="depictions"
    )
    slug = models.CharField(max_length=200)

    class Meta:
        ordering = ["slug"]
        constraints = [
            models.UniqueConstraint(fields=["topic", "slug"], name="depiction_once")
        ]

    def __str__(self):
        return f"{self.topic_id} image:{self.slug}"
