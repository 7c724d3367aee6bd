from contextlib import suppress
from datetime import timedelta
from urllib.parse import urlencode

from django.db import DatabaseError, models, transaction
from django.db.models import F
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from topics import search

MOST_KEPT = 5_000


class EmptySearchQuerySet(models.QuerySet):
    def count_in(self, text):
        """Count one more search for `text` that found nothing; forget old ones."""
        # The reader's page does not depend on it: the database may be locked, or only
        # for reading.
        if words := search.folded_words(text):
            with suppress(DatabaseError), transaction.atomic():
                self._count_words(words, timezone.now())

    def _count_words(self, words, now):
        counted = self.filter(words=words).update(count=F("count") + 1, last_at=now)
        if not counted:
            self.filter(last_at__lt=now - EmptySearch.KEPT).delete()
            # Whoever sends nonsense without end cannot fill the disk.
            if self.count() < MOST_KEPT:
                self.bulk_create(
                    [EmptySearch(words=words, last_at=now)], ignore_conflicts=True
                )


class EmptySearch(models.Model):
    """Words that readers looked for in vain. Nothing is kept of the readers."""

    KEPT = timedelta(days=90)

    words = models.CharField(_("searched for"), max_length=400, unique=True)
    count = models.PositiveIntegerField(_("times"), default=1)
    last_at = models.DateTimeField(_("last time"))

    objects = EmptySearchQuerySet.as_manager()

    class Meta:
        ordering = ["-count", "words"]
        verbose_name = _("search without result")
        verbose_name_plural = _("searches without result")

    def __str__(self):
        return self.words

    def get_absolute_url(self):
        return f"{reverse('topics:search')}?{urlencode({'q': self.words})}"
