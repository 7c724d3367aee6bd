from html import unescape
from string import ascii_lowercase, ascii_uppercase

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models.functions import Substr
from django.urls import reverse
from django.utils.text import Truncator
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from portal.caching import surrogate_keys
from topics import citing
from topics.citing import exporting
from topics.models.counted import WithTopicCount
from topics.models.picking import asked, first_where

LETTERS, OTHER_LETTERS = ascii_uppercase, "other"
KINDS = [(key, _(name)) for key, name in citing.TYPES.items()]


class SourceQuerySet(models.QuerySet):
    def uncited(self):
        """Sources that no published text cites and no figure rests on."""
        relations = [field.name for field in self.model._meta.related_objects]
        return self.filter(**dict.fromkeys(relations))

    def stale(self, indexed_with):
        """Sources whose words other code indexed than that with the digest
        `indexed_with`, or none. Asked as ranges, which an index answers."""
        before = models.Q(indexed_with__lt=indexed_with)
        return self.filter(before | models.Q(indexed_with__gt=indexed_with))

    def cited_by(self, topics):
        """Sources that one of `topics` cites."""
        cited = Citation.objects.filter(topic__in=topics.order_by().values("pk"))
        return self.filter(pk__in=cited.order_by().values("source"))

    def issued_in(self, first, last):
        """Sources of the years from `first` to `last`, each None where there is no
        such bound."""
        years = {"year__gte": first, "year__lte": last}
        return self.filter(**{name: year for name, year in years.items() if year})

    def filed_under(self, letter):
        """Sources that the bibliography has under a letter from A to Z, or under
        OTHER_LETTERS."""
        after_z = models.Q(sort_key__gte=b"{")
        if letter == OTHER_LETTERS:
            return self.filter(models.Q(sort_key__lt=b"a") | after_z)
        first = letter.lower().encode()
        return self.filter(sort_key__gte=first, sort_key__lt=bytes([first[0] + 1]))

    def letters(self):
        """The letters under which these sources are filed."""
        first = Substr("sort_key", 1, 1, output_field=models.BinaryField())
        rows = self.order_by().annotate(first=first).values_list("first", flat=True)
        found = (
            bytes(value).decode("ascii", "replace").upper() for value in rows.distinct()
        )
        return {each if each in LETTERS else OTHER_LETTERS for each in found}

    def get_by_natural_key(self, key):
        return self.get(key=key)

    def sharing(self, identifiers):
        """Sources of which `citing.identifiers()` has one of these."""
        likely = models.Q(pk__in=[])
        for variable, value in identifiers:
            likely |= _likely(variable, value)
        return [
            source
            for source in self.filter(likely)
            if identifiers & citing.identifiers(source.csl)
        ]

    def free_key(self, key):
        """The key, with a letter behind it if it is taken: `fortna-2008a`."""
        taken = set(self.filter(key__startswith=key).values_list("key", flat=True))
        letters = ["", *ascii_lowercase, *map("-{}".format, range(2, len(taken) + 3))]
        return next(free for end in letters if (free := key + end) not in taken)

    def named(self, names):
        """{name as asked: source} by key, in any case, and by number of its row;
        unknown ones are left out."""
        wanted, keys = asked(names)
        found = {}
        for source in self.filter(models.Q(key__in=wanted) | models.Q(pk__in=keys)):
            found[str(source.pk)] = source
            found[source.key] = source
        return {name: found[name.lower()] for name in names if name.lower() in found}

    def autocomplete(self, typed):
        """Sources whose key, title or number holds what is typed: first the one of this
        key, then those whose key begins with it."""
        named = models.Q(key__icontains=typed) | models.Q(title__icontains=typed)
        found = self.filter(named | models.Q(number__icontains=typed))
        order = first_where(
            models.Q(key__iexact=typed),
            models.Q(key__istartswith=typed),
            models.Q(title__istartswith=typed),
        )
        return found.order_by(order, "key")


def _likely(variable, value):
    """The sources among which are all that have an identifier."""
    if variable == "title":
        year = value.rpartition(" ")[2]
        return models.Q(year=int(year)) if year else models.Q(year=None)
    if variable == "number":
        return models.Q(number__icontains=max(value.split(), key=len))
    if variable == "ISBN":
        return models.Q(csl__has_key="ISBN")
    # An address may be that of a DOI.
    addressed = models.Q(csl__URL__icontains=value)
    return addressed | models.Q(csl__DOI__icontains=value)


LABEL_LENGTH = 120
# What is made from a source's CSL entry.
DESCRIBED = ["type", "title", "year", "number", "reference", "sort_key"]


class Source(WithTopicCount):
    """An entry of the bibliography, kept as CSL-JSON."""

    TOPICS_PATH = "citations__topic"

    key = models.CharField(
        _("key"),
        max_length=80,
        unique=True,
        help_text=_("What stands in [@key]: `fortna-2008`, `s-res-1270-1999`."),
    )
    csl = models.JSONField(_("CSL-JSON"))
    # The rest is made from `csl` by save().
    type = models.CharField(
        _("type"),
        max_length=20,
        choices=KINDS,
        editable=False,
    )
    title = models.CharField(_("title"), max_length=500, editable=False)
    year = models.PositiveSmallIntegerField(_("year"), null=True, editable=False)
    number = models.CharField(_("document number"), max_length=120, editable=False)
    reference = models.TextField(_("reference"), editable=False)
    # Bytes, as databases order texts by rules of their own.
    sort_key = models.BinaryField(default=b"", db_default=b"")
    # A digest of the code that indexed its words (see topics.search.source_index).
    indexed_with = models.CharField(
        max_length=32, default="", db_default="", editable=False
    )

    objects = SourceQuerySet.as_manager()

    class Meta:
        ordering = ["sort_key", "key"]
        verbose_name = _("source")
        verbose_name_plural = _("sources")
        constraints = [
            models.CheckConstraint(condition=~models.Q(key=""), name="source_has_a_key")
        ]
        indexes = [models.Index(fields=["indexed_with"], name="source_indexed_with")]

    def __str__(self):
        return f"{self.title} ({self.key})"

    def get_absolute_url(self):
        return reverse("topics:source_detail", args=[self.key])

    def clean(self):
        try:
            citing.check_entry(self.csl)
        except citing.InvalidEntry as invalid:
            raise ValidationError(gettext(invalid.reason) % invalid.values) from invalid

    def save(self, *args, **kwargs):
        self.describe(self.csl, citing.reference(self.csl))
        super().save(*args, **kwargs)

    @classmethod
    def from_db(cls, *args, **kwargs):
        source = super().from_db(*args, **kwargs)
        surrogate_keys.depends_on(f"r{source.pk}")
        return source

    def describe(self, entry, reference):
        """Set all columns from a CSL entry and its reference."""
        self.csl, self.key, self.reference = entry, entry["id"], reference
        self.sort_key = citing.sort_key(reference)
        self.type, self.title = entry["type"], citing.plain(str(entry["title"]))
        self.year = citing.year_of(entry)
        self.number = str(entry.get("number") or "")

    @property
    def short_name(self):
        """Its symbol, else who wrote it or where it stood, and when: “Fortna, 2008”."""
        names = [*(self.csl.get("author") or []), *(self.csl.get("editor") or [])][:1]
        words = [citing.plain(n.get("family") or n.get("literal") or "") for n in names]
        # An article of which only the newspaper is known.
        words = words or [citing.plain(str(self.csl.get("container-title") or ""))]
        words += [str(self.year)] if self.year else []
        return self.number or ", ".join(filter(None, words))

    @property
    def label(self):
        """What is offered to who begins to type one of its names (see Completion)."""
        return Truncator(self.title).chars(LABEL_LENGTH)

    @property
    def description(self):
        return gettext("Source: %(name)s") % {"name": self.short_name or self.key}

    @property
    def shows_number(self):
        """Whether the document number is not in the reference already."""
        shown = unescape(self.reference)
        return bool(self.number) and citing.plain(self.number) not in shown

    @property
    def note(self):
        """What readers should know of it: “Copy at example.org”."""
        return str(self.csl.get("note") or "")

    @property
    def address_words(self):
        """The address without what every address starts with."""
        return self.address.partition("://")[2].removeprefix("www.").rstrip("/")

    @property
    def coins(self):
        """What a reference manager reads of it in a page."""
        return exporting.coins(self.csl)

    @property
    def address(self):
        """Where the work can be found: its DOI if it has one, else its URL."""
        if doi := self.csl.get("DOI"):
            return f"https://doi.org/{doi}"
        return self.csl.get("URL") or ""


class CitationQuerySet(models.QuerySet):
    def for_page(self):
        """Citations of known sources in the order of the text, further reading last,
        in that of the bibliography, with the sources."""
        known = self.exclude(source=None).select_related("source")
        return known.order_by(
            models.Case(models.When(number=0, then=1), default=0),
            "number",
            "source__sort_key",
        )


class Citation(models.Model):
    """A published topic cites a source: once a row, however many marks it has."""

    topic = models.ForeignKey("topics.Topic", models.CASCADE, related_name="citations")
    source = models.ForeignKey(
        Source, models.PROTECT, null=True, related_name="citations"
    )
    key = models.CharField(max_length=80)
    # 0 where the source is not known, or is further reading.
    number = models.PositiveSmallIntegerField()
    marks = models.JSONField()  # anchors of the marks in the text, in reading order

    objects = CitationQuerySet.as_manager()

    class Meta:
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["topic", "key"], name="citation_once")
        ]

    def __str__(self):
        return f"{self.topic_id} [@{self.key}]"
