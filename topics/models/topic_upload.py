from datetime import timedelta

from django.conf import settings
from django.db import models
from django.utils import timezone

KEPT = timedelta(days=1)


class TopicUploadQuerySet(models.QuerySet):
    def keep(self, user, name, raw):
        """Keep an archive until its owner has decided; forget older ones."""
        self.filter(created_at__lt=timezone.now() - KEPT).delete()
        self.filter(user=user).delete()
        return self.create(user=user, name=name, raw=raw)


class TopicUpload(models.Model):
    """An archive of topics that an editor uploaded, while its report is read."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="topic_uploads"
    )
    name = models.CharField(max_length=100)
    raw = models.BinaryField()
    created_at = models.DateTimeField(default=timezone.now)

    objects = TopicUploadQuerySet.as_manager()

    class Meta:
        # Nobody edits these: they belong to the page that made them.
        default_permissions = ()

    def __str__(self):
        return self.name
