from django.db import models
from django.utils.translation import gettext_lazy as _

from topics.models.slugs import SLUG_VALIDATORS


class AliasQuerySet(models.QuerySet):
    def of_another(self, slug, topic):
        """The slug as a former one of another topic than `topic`, which may be None."""
        if "\0" in slug:
            # No text that PostgreSQL stores holds one.
            return self.none()
        return self.filter(slug=slug).exclude(topic=topic.pk if topic else None)


class Alias(models.Model):
    """A slug that a topic once had: its address redirects, its links resolve."""

    topic = models.ForeignKey("topics.Topic", models.CASCADE, related_name="aliases")
    slug = models.SlugField(
        _("old slug"), unique=True, max_length=80, validators=SLUG_VALIDATORS
    )

    objects = AliasQuerySet.as_manager()

    class Meta:
        ordering = ["slug"]
        verbose_name = _("old address")
        verbose_name_plural = _("old addresses")

    def __str__(self):
        return self.slug
