import re

from django.apps import apps
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models.functions import Lower
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from taggit.models import ItemBase, TagBase

from topics import search
from topics.models.search_document import Completion


class TagQuerySet(models.QuerySet):
    def with_topic_counts(self, topics):
        """Tags with `topic_count`, how many of `topics` (a queryset) carry each."""
        carried = models.Q(taggings__content_object__in=topics)
        counted = self.annotate(topic_count=models.Count("taggings", filter=carried))
        return counted.order_by("name")  # grouping drops the model's own order

    def by_facet(self, typed=""):
        """[(facet's name, [tags])], in the order of the facets: the topmost tags, each
        with `below`, its narrower tags of the same facet. Only tags that topics carry
        and whose names hold `typed`, and what stands above them."""
        tags = list(self)
        kept = {t.pk: t for t in tags if t.topic_count and t.is_called(typed)}
        by_id = {tag.pk: tag for tag in tags}
        for tag in list(kept.values()):
            while tag.broader_id in by_id:
                tag = kept.setdefault(tag.broader_id, by_id[tag.broader_id])
        for tag in kept.values():
            tag.below = [t for t in kept.values() if t.is_below(tag)]
        topmost = [t for t in kept.values() if not any(map(t.is_below, kept.values()))]
        groups = [(f.label, [t for t in topmost if t.facet == f]) for f in Tag.Facet]
        return [(label, members) for label, members in groups if members]

    def facets_of(self, topics):
        """[(facet's name, [tags])] of the tags that `topics` (a queryset) carry, with
        `topic_count`, the commonest first."""
        carried = Tagging.objects.filter(
            content_object__in=topics.order_by().values("pk")
        )
        counts = dict(
            carried.order_by().values_list("tag").annotate(models.Count("pk"))
        )
        tags = list(self.filter(pk__in=counts)) if counts else []
        for tag in tags:
            tag.topic_count = counts[tag.pk]
        tags.sort(key=lambda tag: (-tag.topic_count, tag.name))
        groups = [(f.label, [t for t in tags if t.facet == f]) for f in Tag.Facet]
        return [(label, members) for label, members in groups if members]

    def eras(self):
        """The eras of the history, the first first."""
        dated = [tag for tag in self.filter(facet=Tag.Facet.ERA) if tag.era_years]
        return sorted(dated, key=lambda tag: tag.era_years[0])

    def for_page(self):
        """Tags with their place in the thesaurus and their other names."""
        return self.select_related("broader").prefetch_related(
            "narrower", "related", "aliases"
        )

    def beside(self, tag, topics):
        """Tags that those of `topics` with `tag` also carry, the commonest first,
        with `shared_count`."""
        shared = topics.filter(taggings__tag=tag)
        return (
            self.exclude(pk=tag.pk)
            .filter(taggings__content_object__in=shared)
            .annotate(shared_count=models.Count("taggings"))
            .order_by("-shared_count", "name")
        )

    def refresh(self):
        """Make again what shows or finds by the names of these tags."""
        # By name: topics know their tags.
        Topic = apps.get_model("topics", "Topic")
        Topic.objects.published().filter(taggings__tag__in=self).distinct().index()
        Completion.objects.offer_tags(self.prefetch_related("aliases"))

    def unused(self, slugs_in_drafts):
        """Tags that no topic carries, no narrower tag needs and no draft names."""
        unused = self.filter(taggings=None, narrower=None)
        return unused.exclude(slug__in=slugs_in_drafts)

    def get_by_natural_key(self, slug):
        return self.get(slug=slug)


class Tag(TagBase):
    """A word of the vocabulary, with its place in the thesaurus."""

    class Facet(models.TextChoices):
        PLACE = "place", _("Places")
        OPERATION = "operation", _("Types of operation")
        TASK = "task", _("Mandate tasks")
        THEME = "theme", _("Themes")
        ACTOR = "actor", _("Actors")
        INSTRUMENT = "instrument", _("Types of instrument")
        ERA = "era", _("Eras")

    facet = models.CharField(_("facet"), max_length=20, choices=Facet)
    definition = models.CharField(_("definition"), max_length=400)
    broader = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="narrower",
        verbose_name=_("broader tag"),
    )
    related = models.ManyToManyField(
        "self", symmetrical=True, blank=True, verbose_name=_("related tags")
    )

    objects = TagQuerySet.as_manager()
    natural_key_fields = ["slug"]

    class Meta:
        ordering = ["name"]
        verbose_name = _("tag")
        verbose_name_plural = _("tags")
        constraints = [
            models.UniqueConstraint(
                Lower("name"),
                name="tag_name_unique_ignoring_case",
                violation_error_message=_("There is a tag of this name already."),
            ),
            models.CheckConstraint(
                condition=~models.Q(broader=models.F("id")),
                name="tag_not_broader_than_itself",
            ),
        ]

    def get_absolute_url(self):
        return reverse("topics:tag_detail", args=[self.slug])

    def is_called(self, typed):
        """Whether a name of it holds the typed words. Reads its `aliases`."""
        return search.folded_words(typed) in self.words

    def is_below(self, other):
        """Whether `other` is its broader tag and of the same facet."""
        return self.broader_id == other.pk and self.facet == other.facet

    @property
    def era_years(self):
        """The first and last year in an era's name: (2000, 2014) of “Reform and growth,
        2000–2014”, (2015, None) of “Since 2015”; None without a year."""
        years = [int(year) for year in re.findall(r"\b(?:19|20)\d\d\b", self.name)]
        return (years[0], years[1] if years[1:] else None) if years else None

    @property
    def words(self):
        """All its names, folded, for finding it in a list."""
        names = [self.name, *(alias.name for alias in self.aliases.all())]
        return search.folded_words(" ".join(names))

    def clean(self):
        above, seen = self.broader, {self.pk}
        while above is not None:
            if above.pk in seen:
                raise ValidationError(
                    {"broader": _("A tag cannot be broader than itself.")}
                )
            seen.add(above.pk)
            above = above.broader


class TagAlias(models.Model):
    """Another name under which readers may look for a tag."""

    tag = models.ForeignKey(
        Tag, models.CASCADE, related_name="aliases", verbose_name=_("tag")
    )
    name = models.CharField(_("name"), max_length=100)

    class Meta:
        ordering = ["name"]
        verbose_name = _("other name")
        verbose_name_plural = _("other names")
        constraints = [
            models.UniqueConstraint(
                Lower("name"),
                name="tag_alias_unique_ignoring_case",
                violation_error_message=_("Another tag has this other name."),
            )
        ]

    def __str__(self):
        return self.name


class TaggingQuerySet(models.QuerySet):
    def carriers_of(self, slugs):
        """The topics that carry one of the tags, as their primary keys."""
        return self.filter(tag__slug__in=slugs).values("content_object")


class Tagging(ItemBase):
    """A published topic carries a tag."""

    content_object = models.ForeignKey(
        "topics.Topic", models.CASCADE, related_name="taggings"
    )
    # PROTECT: a tag in use cannot vanish from its pages unnoticed.
    tag = models.ForeignKey(Tag, models.PROTECT, related_name="taggings")

    objects = TaggingQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["content_object", "tag"], name="tagging_once"
            )
        ]
