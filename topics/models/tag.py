import re

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models.functions import Lower
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django_countries.fields import CountryField
from taggit.models import ItemBase, TagBase

from portal.caching import surrogate_keys
from topics.models.counted import WithTopicCount
from topics.models.picking import asked, first_where

# As many characters as lists.sort_key makes at most.
SORT_KEY_LENGTH = 144
# The page on which the list of tags is cited stands where that of such a tag would.
CITE = "cite"


class TagQuerySet(models.QuerySet):
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
        unused = self.filter(taggings=None, narrower=None, mandate_tasks=None)
        return unused.exclude(slug__in=slugs_in_drafts)

    def by_slugs(self, slugs):
        """{slug as asked: tag}, by present and by old slugs; unknown ones are left
        out."""
        tags = self.in_bulk(slugs, field_name="slug") if slugs else {}
        if missing := set(slugs) - set(tags):
            old = TagAddress.objects.filter(slug__in=missing).select_related("tag")
            tags |= {address.slug: address.tag for address in old}
        return tags

    def called(self, name):
        """The tag with this slug, present or old, or with this name or other name, in
        any case; None if there is none."""
        slugs = models.Q(slug=name.lower()) | models.Q(addresses__slug=name.lower())
        words = models.Q(name__iexact=name) | models.Q(aliases__name__iexact=name)
        return self.filter(slugs | words).order_by(first_where(slugs), "pk").first()

    def named(self, names):
        """{name as asked: tag} by slug, present or old, by name and by other name, in
        any case, and by number; unknown ones are left out."""
        wanted, keys = asked(names)
        rows = self.annotate(lower=Lower("name"), other=Lower("aliases__name")).filter(
            models.Q(slug__in=wanted)
            | models.Q(addresses__slug__in=wanted)
            | models.Q(lower__in=wanted)
            | models.Q(other__in=wanted)
            | models.Q(pk__in=keys)
        )
        rows = rows.annotate(old=models.F("addresses__slug"))
        found = {}
        # What is least like an address comes first, so that the others replace it.
        for read in (
            lambda tag: str(tag.pk),
            lambda tag: tag.other,
            lambda tag: tag.lower,
            lambda tag: tag.old,
            lambda tag: tag.slug,
        ):
            found |= {read(tag): tag for tag in rows}
        return {name: found[name.lower()] for name in names if name.lower() in found}

    def autocomplete(self, typed):
        """Tags of which a name or the slug holds what is typed, those that begin with
        it first."""
        called = models.Q(name__icontains=typed) | models.Q(slug__icontains=typed)
        found = self.filter(called | models.Q(aliases__name__icontains=typed))
        begins = models.Q(name__istartswith=typed) | models.Q(slug__istartswith=typed)
        return found.distinct().order_by(first_where(begins), "name")

    def get_by_natural_key(self, slug):
        return self.get(slug=slug)


class Tag(WithTopicCount, TagBase):
    """A word of the vocabulary, with its place in the thesaurus."""

    TOPICS_PATH = "taggings__content_object"

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
    country = CountryField(
        _("country"),
        blank=True,
        default="",
        db_default="",
        help_text=_(
            "Of a place in one country: pages with the tag are on that country's page."
        ),
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
            models.CheckConstraint(
                condition=models.Q(country="") | models.Q(facet="place"),
                name="tag_of_a_country_is_a_place",
                violation_error_message=_("Only the tag of a place has a country."),
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

    @property
    def era_years(self):
        """The first and last year in an era's name: (2000, 2014) of “Reform and growth,
        2000–2014”, (2015, None) of “Since 2015”; None without a year."""
        years = [int(year) for year in re.findall(r"\b(?:19|20)\d\d\b", self.name)]
        return (years[0], years[1] if years[1:] else None) if years else None

    def clean(self):
        self.above()
        if self.slug == CITE:
            reason = _(
                "“cite” is a word that the portal's addresses use for themselves."
            )
            raise ValidationError({"slug": reason})
        if TagAddress.objects.of_another(self.slug, self).exists():
            raise ValidationError(
                {"slug": _("Another tag had this address once; choose another.")}
            )


class TagAddressQuerySet(models.QuerySet):
    def present_slugs(self, slugs=None):
        """{old slug: that which its tag has now}; of all, or of those among `slugs`."""
        rows = self if slugs is None else self.filter(slug__in=slugs)
        return dict(rows.order_by().values_list("slug", "tag__slug"))

    def of_another(self, slug, tag):
        """The slug as a former one of another tag than `tag`."""
        if "\0" in slug:
            # No text that PostgreSQL stores holds one.
            return self.none()
        return self.filter(slug=slug).exclude(tag=tag.pk)


class TagAddress(models.Model):
    """A slug that a tag, or one that was merged into it, once had."""

    tag = models.ForeignKey(Tag, models.CASCADE, related_name="addresses")
    slug = models.SlugField(_("old slug"), unique=True, max_length=100)

    objects = TagAddressQuerySet.as_manager()

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
