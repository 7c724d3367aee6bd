"""What editors saved of sections, tags, sources and images, so that nothing written is
lost: these have no revisions, but are shown as they stand."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class EntryVersionQuerySet(models.QuerySet):
    def of(self, entry):
        """The versions of a row, the newest first."""
        return self.filter(kind=entry._meta.model_name, entry=entry.pk)


class EntryVersion(models.Model):
    """What the form of a row held when it was saved: {name of a field: text}. It names
    the row by kind and number, and stays when that is deleted."""

    kind = models.CharField(_("kind"), max_length=20)
    entry = models.PositiveBigIntegerField(_("number of the row"))
    number = models.PositiveIntegerField(_("version"))
    content = models.JSONField(_("content"))
    # Of the content, by which a form names the version it began from.
    digest = models.CharField(max_length=64, editable=False)
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        verbose_name=_("saved by"),
    )
    saved_at = models.DateTimeField(_("saved"), auto_now_add=True)

    objects = EntryVersionQuerySet.as_manager()

    class Meta:
        ordering = ["-number"]
        verbose_name = _("version of an entry")
        verbose_name_plural = _("versions of entries")
        constraints = [
            models.UniqueConstraint(
                fields=["kind", "entry", "number"], name="entry_version_once"
            )
        ]

    def __str__(self):
        return f"{self.kind} {self.entry}, {self.number}"
