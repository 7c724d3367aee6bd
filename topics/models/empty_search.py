from datetime import timedelta
from urllib.parse import urlencode

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _


class EmptySearch(models.Model):
    """A zero-result query: words that were searched for and that no page has. Nothing
    is kept of the readers."""

    KEPT = timedelta(days=90)

    words = models.CharField(_("searched for"), max_length=400, unique=True)
    count = models.PositiveIntegerField(_("times"), default=1)
    last_at = models.DateTimeField(_("last time"))

    class Meta:
        ordering = ["-count", "words"]
        verbose_name = _("zero-result query")
        verbose_name_plural = _("zero-result queries")

    def __str__(self):
        return self.words

    def get_absolute_url(self):
        return f"{reverse('topics:search')}?{urlencode({'q': self.words})}"
