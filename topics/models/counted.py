from django.db import models


class WithTopicCount(models.Model):
    """Something that published topics have. `topic_count` says how many, so that lists
    need not count them; publishing stores it."""

    topic_count = models.PositiveIntegerField(default=0, db_default=0, editable=False)

    # The relation that leads to the topics; each subclass sets it.
    TOPICS_PATH = ""

    class Meta:
        abstract = True
