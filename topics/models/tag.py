import re
from typing import NamedTuple

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models.functions import Lower
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from taggit.models import ItemBase, TagBase

from portal.caching import surrogate_keys
from topics import search
from topics.lists.keys import among
from topics.models.counted import Counted, CountedQuerySet

# As many characters as lists.sort_key makes at most.
SORT_KEY_LENGTH = 144


class TagQuerySet(CountedQuerySet):
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
        below = {}
        for tag in kept.values():
            below.setdefault((tag.broader_id, tag.facet), []).append(tag)
            tag.below = below.setdefault((tag.pk, tag.facet), [])
        lower = {t.pk for tag in kept.values() for t in tag.below}
        topmost = [tag for tag in kept.values() if tag.pk not in lower]
        groups = [(f.label, [t for t in topmost if t.facet == f]) for f in Tag.Facet]
        return [(label, members) for label, members in groups if members]

    def facets_of(self, keys):
        """[(facet's name, [Carried])] of the tags that the topics with these primary
        keys carry, the commonest first."""
        names = surrogate_keys.cached("names of tags", "tags", self._names)
        counts = Tagging.objects.counts_among(keys)
        if not counts.keys() <= names.keys():
            names = self._names()  # one is new, which is no change of tags
        groups = {facet: [] for facet in Tag.Facet}
        for pk, count in counts.items():
            facet, name, slug = names[pk]
            groups[facet].append(Carried(pk, name, slug, count))
        for tags in groups.values():
            tags.sort(key=lambda tag: (-tag.count, tag.name))
        return [(facet.label, tags) for facet, tags in groups.items() if tags]

    def _names(self):
        rows = self.order_by().values_list("pk", "facet", "name", "slug")
        return {pk: names for pk, *names in rows}

    def eras(self):
        """The eras of the history, the first first."""
        dated = [tag for tag in self.filter(facet=Tag.Facet.ERA) if tag.era_years]
        return sorted(dated, key=lambda tag: tag.era_years[0])

    def for_page(self):
        """Tags with their place in the thesaurus and their other names."""
        return self.select_related("broader").prefetch_related(
            "narrower", "related", "aliases"
        )

    def unused(self, slugs_in_drafts):
        """Tags that no topic carries, no narrower tag needs and no draft names."""
        unused = self.filter(taggings=None, narrower=None)
        return unused.exclude(slug__in=slugs_in_drafts)

    def called(self, slugs):
        """{slug as asked: tag}, by present and by old slugs; unknown ones are left
        out."""
        tags = self.in_bulk(slugs, field_name="slug") if slugs else {}
        if missing := set(slugs) - set(tags):
            old = TagAddress.objects.filter(slug__in=missing).select_related("tag")
            tags |= {address.slug: address.tag for address in old}
        return tags

    def get_by_natural_key(self, slug):
        return self.get(slug=slug)


class Tag(Counted, TagBase):
    """A word of the vocabulary, with its place in the thesaurus."""

    COUNTED = "taggings__content_object"

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
    # Changed by an editor, so that loading the content files leaves it alone.
    is_edited = models.BooleanField(default=False, editable=False)

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

    @classmethod
    def from_db(cls, *args, **kwargs):
        tag = super().from_db(*args, **kwargs)
        surrogate_keys.depends_on(f"g{tag.pk}")
        return tag

    def get_absolute_url(self):
        return reverse("topics:tag_detail", args=[self.slug])

    def add_alias(self, name):
        """Another name, unless a tag has it already."""
        if not TagAlias.objects.filter(name__iexact=name).exists():
            self.aliases.create(name=name)

    def above(self):
        """The tags above it, the nearest first. Raises ValidationError for a circle."""
        tags, tag = [], self.broader
        while tag is not None:
            if tag.pk == self.pk or tag in tags:
                raise ValidationError(
                    {"broader": _("A tag cannot be broader than itself.")}
                )
            tags.append(tag)
            tag = tag.broader
        return tags

    def is_called(self, typed):
        """Whether a name of it holds the typed words. Reads its `aliases`."""
        return search.folded_words(typed) in self.words

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
        self.above()
        if TagAddress.objects.filter(slug=self.slug).exclude(tag=self.pk).exists():
            raise ValidationError(
                {"slug": _("Another tag had this address once; choose another.")}
            )


class TagAddress(models.Model):
    """A slug that a tag, or one that was merged into it, once had."""

    tag = models.ForeignKey(Tag, models.CASCADE, related_name="addresses")
    slug = models.SlugField(_("old slug"), unique=True, max_length=100)

    class Meta:
        ordering = ["slug"]
        verbose_name = _("old address of a tag")
        verbose_name_plural = _("old addresses of tags")

    def __str__(self):
        return self.slug


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


class Carried(NamedTuple):
    """A tag and how many of some topics carry it."""

    pk: int
    name: str
    slug: str
    count: int


class TaggingQuerySet(models.QuerySet):
    def counts_among(self, keys):
        """{primary key of a tag: how many of the topics with these keys carry it}."""
        carried = self.filter(content_object__in=among(keys, self.db))
        return dict(carried.order_by().values_list("tag").annotate(models.Count("pk")))


class Tagging(ItemBase):
    """A published topic carries a tag."""

    content_object = models.ForeignKey(
        "topics.Topic", models.CASCADE, related_name="taggings", db_index=False
    )
    # PROTECT: a tag in use cannot vanish from its pages unnoticed.
    tag = models.ForeignKey(
        Tag, models.PROTECT, related_name="taggings", db_index=False
    )
    # That of the topic, so that an index gives the carriers of a tag in order.
    sort_key = models.CharField(
        max_length=SORT_KEY_LENGTH,
        default="",
        db_default="",
        db_column="place",
        editable=False,
    )

    objects = TaggingQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(
                fields=["tag", "sort_key", "content_object"], name="tagging_order"
            )
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["content_object", "tag"], name="tagging_once"
            )
        ]
