from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models, transaction
from django.db.models import Max, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from taggit.managers import TaggableManager

from portal.caching import surrogate_keys
from topics import metrics
from topics.lists.sort_key import LENGTH, place_of
from topics.models.alias import Alias
from topics.models.content import (
    DEFAULT_POSITION,
    PROFILES,
    SUMMARY_LENGTH,
    TITLE_LENGTH,
    merged_content,
    months_after,
    reviewed_date,
)
from topics.models.link import CrossReference, cross_references
from topics.models.page import alone_with_pages
from topics.models.profiles.partial_date import PartialDateField
from topics.models.published import published
from topics.models.revision import Revision
from topics.models.search_document import SearchDocument
from topics.models.section import Section
from topics.models.slugs import SLUG_VALIDATORS
from topics.models.tag import Tag, Tagging
from topics.models.topic_queryset import DATED_FIRST, TopicQuerySet, long_fields
from topics.pictures.mission_context import context_of
from topics.publishing.invalidation import Change

RELATED_SHOWN = 6


class Topic(models.Model):
    """A page of the portal: one subject within one section.

    The row is what readers see; words that are not published are in revisions only.
    """

    # Indexed by `topic_order`.
    section = models.ForeignKey(
        Section,
        models.PROTECT,
        related_name="topics",
        verbose_name=_("section"),
        db_index=False,
    )
    slug = models.SlugField(
        _("slug"),
        unique=True,
        max_length=80,
        validators=SLUG_VALIDATORS,
        help_text=_("The last part of the address; links name it: [[slug]]."),
    )
    title = models.CharField(max_length=TITLE_LENGTH, blank=True, editable=False)
    summary = models.CharField(max_length=SUMMARY_LENGTH, blank=True, editable=False)
    body = models.TextField(blank=True, editable=False)
    reviewed = models.DateField(null=True, blank=True, editable=False)
    position = models.PositiveSmallIntegerField(
        default=DEFAULT_POSITION, editable=False
    )
    # Keys of sources that the text does not cite but readers should know.
    further_reading = models.JSONField(default=list, blank=True, editable=False)
    published_revision = models.OneToOneField(
        Revision,
        models.SET_NULL,
        null=True,
        blank=True,
        editable=False,
        related_name="live_topic",
    )
    published_at = models.DateTimeField(
        null=True, blank=True, editable=False, db_index=True
    )
    revised_at = models.DateTimeField(null=True, blank=True, editable=False)
    archived_at = models.DateTimeField(null=True, blank=True, editable=False)
    review_months = models.PositiveSmallIntegerField(
        _("review interval"),
        default=24,
        validators=[MinValueValidator(1), MaxValueValidator(120)],
        help_text=_("Months after which an expert should check the page again."),
    )
    # Made by save(): from `reviewed` and `review_months`, and see place_of().
    review_due = models.DateField(null=True, blank=True, editable=False, db_index=True)
    place = models.CharField(
        max_length=LENGTH, default="", db_default="", editable=False
    )
    # Made from the above by derive():
    html = models.TextField(blank=True, editable=False)
    contents = models.JSONField(default=list, editable=False)
    text = models.TextField(blank=True, editable=False)
    date = PartialDateField(blank=True, default="", editable=False)

    objects = TopicQuerySet.as_manager()
    tags = TaggableManager(through=Tagging, blank=True)

    class Meta:
        ordering = ["place"]
        verbose_name = _("topic")
        verbose_name_plural = _("topics")
        permissions = [("publish_topic", _("Can publish topics"))]
        indexes = [
            models.Index(
                fields=["section", "place", "published_at"], name="topic_order"
            ),
            models.Index(fields=["place", "published_at"], name="topic_order_of_all"),
            models.Index(
                fields=["title", "id", "published_at"], name="topic_order_by_title"
            ),
            models.Index(
                fields=["-revised_at", "id", "published_at"],
                name="topic_order_by_revision",
            ),
            models.Index(
                *DATED_FIRST, "id", "published_at", name="topic_order_by_date"
            ),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(published_at=None) | ~Q(title="") & ~Q(summary=""),
                name="topic_published_has_words",
            ),
        ]

    def __str__(self):
        return self.title or self.slug

    def get_absolute_url(self):
        return reverse("topics:topic_detail", args=[self.section.slug, self.slug])

    def save(self, *args, update_fields=None, **kwargs):
        self.review_due = months_after(self.reviewed, self.review_months)
        self.take_place()
        if update_fields is not None:
            update_fields = {*update_fields, "review_due", "place"}
        super().save(*args, update_fields=update_fields, **kwargs)
        self.taggings.exclude(place=self.place).update(place=self.place)

    def take_place(self):
        """Set `place`; nothing is saved."""
        self.place = place_of(
            self.section.position, self.position, self.date, self.title, self.slug
        )

    def clean(self):
        if Alias.objects.filter(slug=self.slug).exclude(topic=self.pk).exists():
            raise ValidationError(
                {"slug": _("Another topic had this address once; choose another.")}
            )

    @property
    def is_published(self):
        return self.published_at is not None and self.published_at <= timezone.now()

    @classmethod
    def from_db(cls, *args, **kwargs):
        topic = super().from_db(*args, **kwargs)
        # Whichever page is made with this row shows the topic.
        surrogate_keys.depends_on(f"t{topic.pk}")
        return topic

    @property
    def profile(self):
        """Its facts in typed columns, or None. To be read with the topic."""
        profiles = (getattr(self, name, None) for name in PROFILES)
        return next(filter(None, profiles), None)

    @property
    def fact(self):
        """What lists say of it beside its title."""
        return self.profile.listed_fact if self.profile else ""

    @property
    def short_name(self):
        """Its acronym or symbol, if it has one."""
        return self.profile.short_name if self.profile else ""

    def page_context(self, topics):
        """What its page shows, with those of `topics` (a queryset) around it."""
        previous, following = topics.beside(self)
        linking = topics.linking_to(self)
        around = list(topics.around(self, linking.keys))
        return {
            "topic": self,
            "cross_references": self.cross_references_by_kind(),
            "linking_topics": [other for other in around if other.pk in linking.keys],
            "more_are_linking": linking.is_cut,
            "around": self.neighbourhood_among(around),
            "related_topics": topics.related_to(self).listed()[:RELATED_SHOWN],
            "citations": self.citations.for_page(),
            "previous_topic": previous,
            "next_topic": following,
            "mission_context": context_of(self, topics),
        }

    def neighbourhood_among(self, topics):
        """The Surroundings with those of `topics` that stand in its neighbourhood;
        None while that is not laid out or nobody stands there."""
        neighbourhood = getattr(self, "neighbourhood", None)
        return neighbourhood.showing(self, topics) if neighbourhood else None

    def cross_references_by_kind(self):
        """The relations to and from published topics: a list of (heading,
        [(other topic, note)]), each heading once, own relations first."""
        rows = (
            CrossReference.objects.filter(
                Q(published("target"), source=self)
                | Q(published("source"), target=self)
            )
            .select_related("source__section", "target__section")
            .defer(*long_fields("source"), *long_fields("target"))
        )
        own_first = sorted(
            rows, key=lambda row: (row.source_id != self.pk, row.position)
        )
        headings, seen = {}, set()
        for row in own_first:
            heading, other = row.heading_on(self), row.other_than(self)
            if (heading, other.pk) not in seen:
                seen.add((heading, other.pk))
                headings.setdefault(heading, []).append((other, row.note))
        return list(headings.items())

    @property
    def newest_revision(self):
        """What an editor last saved, published or not; None for a new topic."""
        return self.revisions.order_by("-number").first()

    def slugs(self):
        """Its slug and those it had before."""
        return {self.slug, *self.aliases.values_list("slug", flat=True)}

    def save_revision(self, content, *, note, author=None, state=None, **origin):
        """Keep `content` as the newest revision; readers see no change.

        Raises ValidationError, by key, if the content cannot be stored.
        """
        with transaction.atomic():
            # Before any row is locked: who publishes meanwhile changes other topics.
            alone_with_pages()
            # One at a time, so that two savers never get the same number.
            Topic.objects.select_for_update().get(pk=self.pk)
            newest = self.revisions.aggregate(newest=Max("number"))["newest"] or 0
            revision = Revision(
                topic=self,
                number=newest + 1,
                content=content,
                note=note,
                author=author,
                state=state or Revision.State.DRAFT,
                **origin,
            )
            revision.full_clean(exclude=["topic", "author"])
            revision.save(force_insert=True)
            transaction.on_commit(metrics.saves.inc)
        return revision

    @transaction.atomic
    def publish(self, revision):
        """Show `revision` to readers, and make all that is derived from it."""
        with Change([self.pk]):
            self.take_over(revision)
            Topic.objects.filter(pk=self.pk).derive()

    def take_over(self, revision):
        """Set the columns and rows that readers see to those of `revision`. What is
        derived from them is not made: for many topics at once, that is done at the
        end."""
        content, now = revision.content, timezone.now()
        self.show(revision, now)
        revision.save(update_fields=["state", "published_at", "scheduled_for"])
        # An older text that waits for its time must not come over this one.
        self.revisions.unschedule()
        self.published_revision = revision
        profile = self._store_profile(content)
        self.date = profile.date if profile else None
        self.save()
        self._store_tags(content.get("tags", []))
        self._store_cross_references(content.get("related", []))

    def show(self, revision, now):
        """Set the columns that readers see, and those of `revision` that say so;
        nothing is saved."""
        content = revision.content
        revision.state, revision.published_at = Revision.State.PUBLISHED, now
        revision.scheduled_for = None
        self.title, self.summary = content["title"], content["summary"]
        self.body = content["body"]
        self.reviewed = reviewed_date(content)
        self.review_due = months_after(self.reviewed, self.review_months)
        self.position = int(content.get("position", DEFAULT_POSITION))
        self.further_reading = content.get("sources", [])
        self.published_at = self.published_at or now
        self.revised_at, self.archived_at = now, None

    @transaction.atomic
    def schedule(self, revision, time):
        """Have `revision` published at `time`, instead of any that waits now."""
        self.revisions.unschedule()
        revision.move_to(Revision.State.SCHEDULED, scheduled_for=time)

    @transaction.atomic
    def unpublish(self, *, archive=False):
        """Take the page away from readers, and with `archive` also out of the lists
        of editors; its revisions stay."""
        with Change([self.pk]):
            self.published_at = None
            self.archived_at = timezone.now() if archive else None
            self.revisions.unschedule()
            self.save(update_fields=["published_at", "archived_at"])
            SearchDocument.objects.remove([self.pk])

    @transaction.atomic
    def rename(self, slug):
        """Move to a new address; the old one redirects and its links still resolve."""
        with Change([self.pk]):
            old, self.slug = self.slug, slug
            self.aliases.filter(slug=slug).delete()
            self.full_clean()
            self.save(update_fields=["slug"])
            Alias.objects.create(topic=self, slug=old)
            Topic.objects.filter(pk=self.pk, published_at__isnull=False).index()

    @transaction.atomic
    def merge_into(self, other, *, author=None):
        """Make one page of two: `other` takes over tags, sources, cross-references and
        all addresses; this page is archived with its revisions."""
        newest, mine = other.newest_revision, self.newest_revision.content
        content = merged_content(newest.content, mine, without={self.slug, other.slug})
        note = _("Merged with “%(title)s”") % {"title": mine.get("title", self.slug)}
        revision = other.save_revision(content, note=note, author=author)
        slugs = self.slugs()
        with Change([self.pk, other.pk]):
            self.unpublish(archive=True)
            self.aliases.all().delete()
            self.slug = f"{self.slug[:70]}-merged-{self.pk}"[:80]
            self.save(update_fields=["slug"])
            Alias.objects.bulk_create(Alias(topic=other, slug=slug) for slug in slugs)
            if newest.state == Revision.State.PUBLISHED:
                other.publish(revision)
        return revision

    def delete(self, *args, **kwargs):
        return Topic.objects.filter(pk=self.pk).delete()

    @property
    def appearance(self):
        """The name and address by which texts link to it."""
        return (self.is_published, self.title, self.slug, self.section_id)

    def _store_profile(self, content):
        stored = None
        for name, model in PROFILES.items():
            profile = model.store(self, content.get(name))
            stored = profile or stored
        return stored

    def _store_tags(self, slugs):
        wanted = {tag.pk: tag for tag in Tag.objects.filter(slug__in=slugs)}
        self.taggings.exclude(tag__in=wanted).delete()
        present = set(self.taggings.values_list("tag", flat=True))
        Tagging.objects.bulk_create(
            Tagging(content_object=self, tag=tag, place=self.place)
            for pk, tag in wanted.items()
            if pk not in present
        )

    def _store_cross_references(self, related):
        self.cross_references.all().delete()
        CrossReference.objects.bulk_create(cross_references(self, related))
