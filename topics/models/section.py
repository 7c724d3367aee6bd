from typing import NamedTuple

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from topics.models.counted import WithTopicCount
from topics.models.markdown import validate_markdown
from topics.models.revision import Revision
from topics.models.slugs import SLUG_VALIDATORS

# The key of all pages: each has the navigation.
SECTIONS = "sections"


class Entry(NamedTuple):
    """A section in the main navigation."""

    slug: str
    title: str
    address: str


class SectionQuerySet(models.QuerySet):
    def navigation(self):
        """([Entry], when the next scheduled revision is to be published, or None):
        every page needs to know both."""
        scheduled = Revision.objects.scheduled()
        times = scheduled.order_by("scheduled_for").values("scheduled_for")
        sections = self.annotate(next_due=models.Subquery(times[:1]))
        rows = list(sections.values_list("slug", "title", "next_due"))
        entries = [
            Entry(slug, title, reverse("topics:section_detail", args=[slug]))
            for slug, title, _next_due in rows
        ]
        return entries, rows[0][2] if rows else None

    def mentioning(self, slugs):
        """Sections whose introduction has a wiki-link to one of the slugs."""
        mentions = models.Q(pk__in=[])
        for slug in slugs:
            mentions |= models.Q(introduction__contains=f"[[{slug}")
        return self.filter(mentions)

    def depicting(self, slugs):
        """Sections whose introduction names one of the images."""
        named = models.Q(pk__in=[])
        for slug in slugs:
            named |= models.Q(introduction__contains=f"image:{slug}")
        return self.filter(named)

    def get_by_natural_key(self, slug):
        return self.get(slug=slug)


class Section(WithTopicCount):
    """A part of the portal, such as the missions or the law."""

    TOPICS_PATH = "topics"

    class Profile(models.TextChoices):
        NONE = "", _("none")
        MISSION = "mission", _("mission")
        INSTRUMENT = "instrument", _("instrument")
        INDICATOR = "indicator", _("indicator")
        EVENT = "event", _("event")
        AGREEMENT = "agreement", _("agreement")

    slug = models.SlugField(
        _("slug"), unique=True, max_length=40, validators=SLUG_VALIDATORS
    )
    title = models.CharField(_("title"), max_length=120)
    position = models.PositiveSmallIntegerField(_("position"), unique=True)
    profile = models.CharField(
        _("profile"),
        max_length=20,
        choices=Profile,
        blank=True,
        help_text=_("Which facts of their own topics of this section may have."),
    )
    other_profile = models.CharField(
        _("other profile"),
        max_length=20,
        choices=Profile,
        blank=True,
        default="",
        db_default="",
        help_text=_("Which facts some of its topics have instead."),
    )
    summary = models.CharField(_("summary"), max_length=300)
    introduction = models.TextField(
        _("introduction"),
        blank=True,
        validators=[validate_markdown],
        help_text=_("Markdown. Link with [[slug]] or [[slug|words]]."),
    )
    html = models.TextField(editable=False)  # made from introduction by publishing

    objects = SectionQuerySet.as_manager()

    class Meta:
        ordering = ["position"]
        verbose_name = _("section")
        verbose_name_plural = _("sections")

    def __str__(self):
        return self.title

    @property
    def profiles(self):
        """The names of the profiles of which its topics may have one."""
        names = dict.fromkeys([self.profile, self.other_profile])
        return [name for name in names if name]

    def get_absolute_url(self):
        return reverse("topics:section_detail", args=[self.slug])

    def natural_key(self):
        return (self.slug,)

    def save(self, *args, **kwargs):
        # Browsers send CRLF; files and comparisons know only one kind of line end.
        text = self.introduction.replace("\r\n", "\n").strip()
        self.introduction = f"{text}\n" if text else ""
        super().save(*args, **kwargs)
