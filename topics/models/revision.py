from django.conf import settings
from django.db import models
from django.db.models.functions import Cast
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from topics.models.named import longest_word, names_one, tags_named_in
from topics.models.profiles import PROFILES
from topics.models.published import published


class RevisionQuerySet(models.QuerySet):
    def published(self):
        """Revisions that readers could or can see."""
        return self.filter(published())

    def scheduled(self):
        """Revisions that wait for their time to be published."""
        return self.filter(state=self.model.State.SCHEDULED)

    def due(self):
        """Revisions whose time to be published has come."""
        return self.scheduled().filter(scheduled_for__lte=timezone.now())

    def not_yet_public(self, public):
        """Of one topic's revisions the newest and the scheduled one, the older first,
        unless they are `public`."""
        newest = self.order_by("-number").values("pk")[:1]
        is_scheduled = models.Q(state=self.model.State.SCHEDULED)
        waiting = self.filter(models.Q(pk__in=newest) | is_scheduled)
        return waiting.exclude(pk=public.pk if public else None).order_by("number")

    def latest_of_each_topic(self):
        newer = self.model.objects.filter(
            topic=models.OuterRef("topic"), number__gt=models.OuterRef("number")
        )
        return self.filter(~models.Exists(newer))

    def in_use(self):
        """Revisions that readers see or may come to see: the newest of each topic, the
        scheduled and the public ones."""
        newest = models.Q(pk__in=self.model.objects.latest_of_each_topic().values("pk"))
        is_scheduled = models.Q(state=self.model.State.SCHEDULED)
        return self.filter(newest | is_scheduled | models.Q(live_topic__isnull=False))

    def not_public(self):
        """Revisions that are not what readers see of their topic."""
        return self.exclude(published("live_topic"))

    def naming(self, kind, names):
        """A list of the revisions, with their topics, that name one of some `tags`,
        `sources`, `images` or `topics` (the `kind`), by slugs or keys."""
        holding = models.Q(pk__in=[])
        for name in names:
            holding |= models.Q(text__icontains=longest_word(name))
        rows = self.annotate(text=Cast("content", models.TextField())).filter(holding)
        return [
            revision
            for revision in rows.select_related("topic").order_by("topic", "number")
            if names_one(revision.content, kind, names)
        ]

    def leading_to(self, topic):
        """Revisions in use of other topics that name a topic by one of its slugs."""
        others = self.in_use().exclude(topic=topic)
        return others.naming("topics", topic.slugs())

    def tag_slugs_in_use(self):
        """Slugs of the tags that revisions in use name."""
        keys = ("tags", *PROFILES)
        rows = self.in_use().values_list(*(f"content__{key}" for key in keys))
        contents = (dict(zip(keys, row, strict=True)) for row in rows)
        return {
            slug
            for content in contents
            for slug in tags_named_in({k: v for k, v in content.items() if v})
        }

    def failed(self):
        """Revisions that could not be published at their time, as long as no version of
        the page was saved or published since; those that waited longest first."""
        later = models.Q(created_at__gt=models.OuterRef("failed_at"))
        later |= models.Q(published_at__gt=models.OuterRef("failed_at"))
        since = self.model.objects.filter(later, topic=models.OuterRef("topic"))
        failed = self.filter(state=self.model.State.RETURNED, topic__archived_at=None)
        failed = failed.exclude(failed_at=None).exclude(models.Exists(since))
        return failed.order_by("failed_at", "pk")

    def with_before(self):
        """Each with `before`, the number of the published revision that it replaced;
        None for the first one of its topic."""
        earlier = (
            self.model.objects.published()
            .filter(
                topic=models.OuterRef("topic"),
                published_at__lt=models.OuterRef("published_at"),
            )
            .order_by("-published_at")
            .values("number")[:1]
        )
        return self.annotate(before=models.Subquery(earlier))

    def of_page(self, topic):
        """The published revisions of a topic, the newest first, with the one `before`
        each."""
        revisions = self.published().filter(topic=topic).defer("content")
        return revisions.with_before().order_by("-published_at")

    def for_changes(self):
        """Published revisions of published topics, the newest first, with what lists
        and feeds of changes print."""
        return (
            self.published()
            .filter(published("topic"))
            .select_related("topic__section")
            .defer(
                *("content", "front_matter"),
                *(f"topic__{name}" for name in ("body", "html", "text", "contents")),
                *(f"topic__section__{name}" for name in ("introduction", "html")),
            )
            .order_by("-published_at", "-pk")
        )


class Revision(models.Model):
    """One state of a topic's content, as somebody saved it. Never changed after."""

    class State(models.TextChoices):
        DRAFT = "draft", _("Draft")
        IN_REVIEW = "in-review", _("In review")
        RETURNED = "returned", _("Sent back")
        SCHEDULED = "scheduled", _("Scheduled")
        PUBLISHED = "published", _("Published")

    topic = models.ForeignKey("topics.Topic", models.CASCADE, related_name="revisions")
    number = models.PositiveIntegerField(_("number"))
    content = models.JSONField(_("content"))
    state = models.CharField(_("state"), max_length=20, choices=State)
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="revisions",
        verbose_name=_("author"),
    )
    note = models.CharField(_("change note"), max_length=300)
    created_at = models.DateTimeField(_("saved"), default=timezone.now)
    published_at = models.DateTimeField(_("published"), null=True, blank=True)
    scheduled_for = models.DateTimeField(_("scheduled for"), null=True, blank=True)
    # What a reviewer asked for when sending it back, or why it could not be published.
    remark = models.CharField(_("remark"), max_length=500, blank=True)
    # When it could not be published though its time had come.
    failed_at = models.DateTimeField(null=True, blank=True, editable=False)
    # The head of the file it was loaded from: dumping gives the same bytes back.
    front_matter = models.TextField(blank=True)
    from_file = models.BooleanField(default=False)

    objects = RevisionQuerySet.as_manager()

    class Meta:
        ordering = ["topic", "-number"]
        verbose_name = _("revision")
        verbose_name_plural = _("revisions")
        constraints = [
            models.UniqueConstraint(fields=["topic", "number"], name="revision_number"),
            models.CheckConstraint(
                condition=models.Q(state="published", published_at__isnull=False)
                | ~models.Q(state="published") & models.Q(published_at=None),
                name="revision_published_has_a_time",
            ),
            models.CheckConstraint(
                condition=models.Q(state="scheduled", scheduled_for__isnull=False)
                | ~models.Q(state="scheduled") & models.Q(scheduled_for=None),
                name="revision_scheduled_has_a_time",
            ),
        ]
        indexes = [
            models.Index("published_at", name="revision_published_at"),
            # Every page asks whether something has become due.
            models.Index(
                "scheduled_for",
                condition=models.Q(state="scheduled"),
                name="revision_due",
            ),
        ]

    def __str__(self):
        return f"{self.title} ({self.number})"

    @property
    def title(self):
        return self.content.get("title", "")
