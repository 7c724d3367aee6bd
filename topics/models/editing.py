"""Who has a page open, and what they typed and did not save."""

from datetime import timedelta

from django.conf import settings
from django.db import models
from django.utils import timezone

PRESENT = timedelta(minutes=2)


class PresenceQuerySet(models.QuerySet):
    def note(self, topic, user):
        """Remember that `user` has the form of `topic` open now."""
        self.update_or_create(
            topic=topic, user=user, defaults={"seen_at": timezone.now()}
        )

    def others(self, topic, user):
        """Names of the other users who have the form open."""
        recent = self.filter(topic=topic, seen_at__gt=timezone.now() - PRESENT)
        names = recent.exclude(user=user).values_list("user__username", flat=True)
        return list(names.order_by("user__username"))


class Presence(models.Model):
    """A user has the form of a topic open. A notice, not a lock: it ends by itself."""

    topic = models.ForeignKey("topics.Topic", models.CASCADE)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE)
    seen_at = models.DateTimeField()

    objects = PresenceQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["topic", "user"], name="presence_once")
        ]

    def __str__(self):
        return f"{self.user_id} at {self.topic_id}"


class AutosaveQuerySet(models.QuerySet):
    def keep(self, topic, user, values):
        """Keep what a form held, instead of what was kept before."""
        self.update_or_create(
            topic=topic,
            user=user,
            defaults={"values": values, "saved_at": timezone.now()},
        )

    def of(self, topic, user):
        """What `user` typed on the form of `topic` and did not save, or None."""
        return self.filter(topic=topic, user=user).first()


class Autosave(models.Model):
    """What a form held when it was last kept: {name of a field: [values]}."""

    topic = models.ForeignKey("topics.Topic", models.CASCADE)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE)
    values = models.JSONField()
    saved_at = models.DateTimeField()

    objects = AutosaveQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["topic", "user"], name="autosave_once")
        ]

    def __str__(self):
        return f"{self.user_id} at {self.topic_id}"
