from functools import cached_property, lru_cache

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Case, Q, Value, When
from django.db.models.functions import Length
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from taggit.managers import TaggableManager

from portal.caching import surrogate_keys
from topics.models.alias import Alias
from topics.models.content import (
    DEFAULT_POSITION,
    REVIEWER_LENGTH,
    SUMMARY_LENGTH,
    TITLE_LENGTH,
)
from topics.models.link import CrossReference
from topics.models.profiles import PROFILES
from topics.models.profiles.partial_date import PartialDateField
from topics.models.published import published
from topics.models.revision import Revision
from topics.models.section import Section
from topics.models.slugs import SLUG_VALIDATORS
from topics.models.tag import SORT_KEY_LENGTH, Tagging
from topics.models.topic_queryset import DATED_FIRST, TopicQuerySet, long_fields

RELATED_SHOWN = 6
# A page that more lead to names the first of them.
MOST_LINKING = 100


# Lists write the same addresses again and again.
@lru_cache(maxsize=10_000)
def _address(section, slug):
    return reverse("topics:topic_detail", args=[section, slug])


class Topic(models.Model):
    """A page of the portal: one subject within one section.

    The row is what readers see; words that are not published are in revisions only.
    """

    # No index of its own: `topic_order` begins with it.
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
    reviewer = models.CharField(
        max_length=REVIEWER_LENGTH,
        blank=True,
        default="",
        db_default="",
        editable=False,
    )
    position = models.PositiveSmallIntegerField(
        default=DEFAULT_POSITION, editable=False
    )
    # Keys of sources that the text does not cite but readers should know.
    further_reading = models.JSONField(default=list, blank=True, editable=False)
    # What readers type who look for the page, beside the words that it has.
    search_terms = models.JSONField(
        default=list,
        db_default=Value([], models.JSONField()),
        blank=True,
        editable=False,
    )
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
    # Computed from the above, and stored with every change of them:
    review_due = models.DateField(null=True, blank=True, editable=False, db_index=True)
    sort_key = models.CharField(
        max_length=SORT_KEY_LENGTH,
        default="",
        db_default="",
        db_column="place",
        editable=False,
    )
    # Computed by publishing:
    html = models.TextField(blank=True, editable=False)
    contents = models.JSONField(default=list, editable=False)
    text = models.TextField(blank=True, editable=False)
    date = PartialDateField(blank=True, default="", editable=False)

    objects = TopicQuerySet.as_manager()
    tags = TaggableManager(through=Tagging, blank=True)

    # Set where an editor wants an address that another topic once had.
    takes_over_address = False

    class Meta:
        ordering = ["sort_key"]
        verbose_name = _("topic")
        verbose_name_plural = _("topics")
        permissions = [("publish_topic", _("Can publish topics"))]
        indexes = [
            models.Index(
                fields=["section", "sort_key", "published_at"], name="topic_order"
            ),
            models.Index(
                fields=["sort_key", "published_at"], name="topic_order_of_all"
            ),
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
        return _address(self.section.slug, self.slug)

    def clean(self):
        former = Alias.objects.of_another(self.slug, self)
        if not self.takes_over_address and former.exists():
            raise ValidationError(
                {"slug": _("Another topic had this address once; choose another.")}
            )

    @property
    def is_published(self):
        return self.published_at is not None

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

    @cached_property
    def fact(self):
        """What lists say of it beside its title."""
        return self.profile.listed_fact if self.profile else ""

    @property
    def short_name(self):
        """Its acronym or symbol, if it has one."""
        return self.profile.short_name if self.profile else ""

    def steps_and_relations(self):
        """What it leads through, if it is a reading path: cross-references in order.
        And its other relations to and from published topics: a list of (heading,
        [(other topic, note)]), each heading once, own relations first."""
        is_step = Q(kind=CrossReference.Kind.STEP)
        rows = (
            CrossReference.objects.filter(
                Q(published("target"), source=self)
                | Q(published("source"), target=self)
            )
            .select_related("source__section", "target__section")
            .defer(*long_fields("source"), *long_fields("target"))
            # Of others the text need not be read.
            .annotate(characters=Case(When(is_step, then=Length("target__text"))))
        )
        own_first = sorted(
            rows, key=lambda row: (row.source_id != self.pk, row.position)
        )
        steps = [row for row in own_first if row.is_step_of(self)]
        headings, seen = {}, set()
        for row in own_first:
            heading, other = row.heading_on(self), row.other_than(self)
            if row not in steps and (heading, other.pk) not in seen:
                seen.add((heading, other.pk))
                headings.setdefault(heading, []).append((other, row.note))
        return steps, list(headings.items())

    @property
    def tagged_countries(self):
        """The countries that its tags stand for. To be read with the tags."""
        by_code = {t.country.code: t.country for t in self.tags.all() if t.country}
        return sorted(by_code.values(), key=lambda country: country.name)

    @property
    def newest_revision(self):
        """What an editor last saved, published or not; None for a new topic."""
        return self.revisions.order_by("-number").first()

    def slugs(self):
        """Its slug and those it had before."""
        return {self.slug, *self.aliases.values_list("slug", flat=True)}
