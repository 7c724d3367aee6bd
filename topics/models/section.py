from typing import NamedTuple

from django.apps import apps
from django.db import models, transaction
from django.db.models.functions import Concat, Substr
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from portal.caching import surrogate_keys
from topics import markup
from topics.lists.sort_key import SECTION_DIGITS, section_digits
from topics.models.counted import Counted, CountedQuerySet
from topics.models.markdown import validate_markdown
from topics.models.slugs import SLUG_VALIDATORS
from topics.publishing.link_resolver import Directory

# The key of all pages: each has the navigation.
SECTIONS = "sections"


class Entry(NamedTuple):
    """A section in the main navigation."""

    slug: str
    title: str
    address: str


class SectionQuerySet(CountedQuerySet):
    def counts_among(self, keys):
        """[(slug, title, number)] of the sections of the topics whose primary keys
        stand in `keys` (what may stand after `__in`)."""
        counted = self.filter(topics__in=keys).values_list("slug", "title")
        return list(counted.annotate(models.Count("topics")).order_by("position"))

    def navigation(self):
        """([Entry], when the next scheduled revision is to be published, or None):
        every page needs to know both."""
        # By name: revisions know sections.
        scheduled = apps.get_model("topics", "Revision").objects.scheduled()
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

    def depicting(self, slug):
        """Sections whose introduction names the image."""
        return self.filter(introduction__contains=f"image:{slug}")

    def render(self):
        """Make the HTML of each introduction again; gives back how many."""
        sections = list(self)
        for section in sections:
            section.render()
        self.model.objects.bulk_update(sections, ["html"])
        if sections:
            surrogate_keys.invalidate(SECTIONS)
        return len(sections)

    def get_by_natural_key(self, slug):
        return self.get(slug=slug)


class Section(Counted):
    """A part of the portal, such as the missions or the law."""

    COUNTED = "topics"

    class Profile(models.TextChoices):
        NONE = "", _("none")
        MISSION = "mission", _("mission")
        INSTRUMENT = "instrument", _("instrument")
        INDICATOR = "indicator", _("indicator")
        EVENT = "event", _("event")

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
    summary = models.CharField(_("summary"), max_length=300)
    introduction = models.TextField(
        _("introduction"),
        blank=True,
        validators=[validate_markdown],
        help_text=_("Markdown. Link with [[slug]] or [[slug|words]]."),
    )
    html = models.TextField(editable=False)  # made from introduction by render()

    objects = SectionQuerySet.as_manager()

    class Meta:
        ordering = ["position"]
        verbose_name = _("section")
        verbose_name_plural = _("sections")

    def __str__(self):
        return self.title

    def get_absolute_url(self):
        return reverse("topics:section_detail", args=[self.slug])

    def natural_key(self):
        return (self.slug,)

    def save(self, *args, **kwargs):
        # Browsers send CRLF; files and comparisons know only one kind of line end.
        text = self.introduction.replace("\r\n", "\n").strip()
        self.introduction = f"{text}\n" if text else ""
        self.render()
        before = Section.objects.filter(pk=self.pk).first()
        with transaction.atomic():
            super().save(*args, **kwargs)
            if before and before.title != self.title:
                self._refresh_pages()
            if before and before.position != self.position:
                self._move_topics()
        surrogate_keys.invalidate(SECTIONS)

    def _move_topics(self):
        digits = models.Value(section_digits(self.position))
        moved = Concat(digits, Substr("place", SECTION_DIGITS + 1))
        self.topics.update(place=moved)
        Tagging = apps.get_model("topics", "Tagging")
        Tagging.objects.filter(content_object__section=self).update(place=moved)

    def _refresh_pages(self):
        """Pages name their own section, and that of those they lead to."""
        # By name: topics know their sections.
        Page = apps.get_model("topics", "Page")
        own = models.Q(topic__section=self)
        pages = Page.objects.filter(own | models.Q(shown__topic__section=self))
        Page.objects.renew(pages.values_list("pk", flat=True))

    def render(self):
        """Set `html` from `introduction`; links and images are those of now."""
        directory = Directory.for_texts([self.introduction])
        self.html = markup.render(
            self.introduction,
            resolve=directory.resolve,
            cite=lambda _: False,
            depict=directory.depict,
        ).html
