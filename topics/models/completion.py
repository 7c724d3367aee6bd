from django.db import models
from django.utils.translation import gettext

BEGINNING_LENGTH = 120


class Completion(models.Model):
    """A name of a topic or a tag, from one of its words on: what somebody who types
    that word may mean."""

    topic = models.ForeignKey("topics.Topic", models.CASCADE, null=True)
    tag = models.ForeignKey("topics.Tag", models.CASCADE, null=True)
    begins = models.CharField(max_length=BEGINNING_LENGTH, db_index=True)
    label = models.CharField(max_length=160)
    place = models.PositiveSmallIntegerField()  # index of its first word in the name
    length = models.PositiveSmallIntegerField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(topic=None) ^ models.Q(tag=None),
                name="completion_of_a_topic_or_a_tag",
            )
        ]

    def __str__(self):
        return self.label

    def get_absolute_url(self):
        return (self.topic or self.tag).get_absolute_url()

    @property
    def description(self):
        """What the name stands for: a page's title and section, or a tag."""
        if self.tag:
            return gettext("Tag: %(name)s") % {"name": self.tag.name}
        if self.label == self.topic.title:
            return self.topic.section.title
        return f"{self.topic.title} ({self.topic.section.title})"
