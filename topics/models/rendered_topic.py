from django.db import models


class RenderedTopicQuerySet(models.QuerySet):
    def showing(self, ids):
        """Renderings that show one of the topics with these primary keys."""
        shown = ShownTopic.objects.filter(topic__in=ids)
        return self.filter(pk__in=shown.values("page"))

    def fresh(self, made_with, today):
        """Renderings that the code with the digest `made_with` made, and that say
        nothing of another day than `today`."""
        valid = models.Q(valid_on=None) | models.Q(valid_on=today)
        return self.filter(valid, made_with=made_with)


class RenderedTopic(models.Model):
    """The HTML that is a published topic's own on its page: its metadata, its text,
    facts and references, and what leads on from it. What all pages share is added on
    request.

    It is made when it is first read, and dropped when something changes that it shows.
    """

    topic = models.OneToOneField(
        "topics.Topic", models.CASCADE, primary_key=True, related_name="rendered"
    )
    # What machines read; the main part; what leads on from it.
    head = models.TextField(default="", db_default="")
    article = models.TextField()
    onward = models.TextField()
    # What made it: a digest of templates, code and language.
    made_with = models.CharField(max_length=64, default="", db_default="")
    # The day of which it says "until today"; none if it says nothing of the kind.
    valid_on = models.DateField(null=True)

    objects = RenderedTopicQuerySet.as_manager()

    class Meta:
        # Named so since the first edition; a new name would stop the version before,
        # which still serves while this one is installed.
        db_table = "topics_page"

    def __str__(self):
        return str(self.topic_id)


class ShownTopic(models.Model):
    """A rendering shows another topic: its title, its address or that it exists."""

    page = models.ForeignKey(RenderedTopic, models.CASCADE, related_name="shown")
    topic = models.ForeignKey("topics.Topic", models.CASCADE, related_name="+")

    class Meta:
        db_table = "topics_shown"
        constraints = [
            models.UniqueConstraint(fields=["page", "topic"], name="shown_once")
        ]

    def __str__(self):
        return f"{self.page_id} shows {self.topic_id}"
