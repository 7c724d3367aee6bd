from django.db import models
from django.utils.translation import gettext_lazy as _

# 238 words a minute, the mean of silent reading of non-fiction in English (Brysbaert,
# Journal of Memory and Language 109, 2019, 104047), of 6.3 characters with the space
# after them: what a word takes on these pages.
CHARACTERS_A_MINUTE = 1500


def minutes_to_read(characters):
    """How long a text of so many characters takes, at least one minute."""
    return max(1, round(characters / CHARACTERS_A_MINUTE))


class NamingQuerySet(models.QuerySet):
    """Rows by which a published topic names another by its slug."""

    def broken(self, topics):
        """Rows of `topics` (a queryset) that lead to none of them."""
        return self.filter(source__in=topics).exclude(target__in=topics)


class Link(models.Model):
    """A wiki-link in a published text; no `target` while no topic has the slug."""

    source = models.ForeignKey("topics.Topic", models.CASCADE, related_name="links")
    slug = models.SlugField(max_length=200, allow_unicode=True)
    target = models.ForeignKey(
        "topics.Topic", models.SET_NULL, null=True, related_name="links_here"
    )

    objects = NamingQuerySet.as_manager()

    class Meta:
        ordering = ["slug"]
        constraints = [
            models.UniqueConstraint(fields=["source", "slug"], name="link_once")
        ]

    def __str__(self):
        return f"{self.source_id} → {self.slug}"


class CrossReference(models.Model):
    """A published topic's typed relation to another, with its reason."""

    class Kind(models.TextChoices):
        EXPLAINS = "explains", _("Explains")
        ILLUSTRATES = "illustrates", _("Illustrates")
        GOVERNS = "governs", _("Governs")
        EVALUATES = "evaluates", _("Evaluates")
        RESPONDS_TO = "responds-to", _("Responds to")
        PRECEDES = "precedes", _("Precedes")
        PART_OF = "part-of", _("Is part of")
        STEP = "step", _("Leads through")
        SEE_ALSO = "see-also", _("See also")

    # The same relation, seen from the other page.
    INVERSE = {
        Kind.EXPLAINS: _("Explained by"),
        Kind.ILLUSTRATES: _("Illustrated by"),
        Kind.GOVERNS: _("Governed by"),
        Kind.EVALUATES: _("Evaluated by"),
        Kind.RESPONDS_TO: _("Prompted"),
        Kind.PRECEDES: _("Preceded by"),
        Kind.PART_OF: _("Includes"),
        Kind.STEP: _("A step of"),
        Kind.SEE_ALSO: _("See also"),
    }

    source = models.ForeignKey(
        "topics.Topic", models.CASCADE, related_name="cross_references"
    )
    kind = models.CharField(_("kind"), max_length=20, choices=Kind)
    slug = models.SlugField(max_length=80)
    target = models.ForeignKey(
        "topics.Topic",
        models.SET_NULL,
        null=True,
        related_name="cross_references_here",
    )
    note = models.CharField(_("note"), max_length=200)
    position = models.PositiveSmallIntegerField()

    objects = NamingQuerySet.as_manager()

    class Meta:
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(
                fields=["source", "kind", "slug"], name="cross_reference_once"
            ),
            models.CheckConstraint(
                condition=~models.Q(source=models.F("target")),
                name="cross_reference_to_another_topic",
            ),
        ]

    def __str__(self):
        return f"{self.source_id} {self.kind} {self.slug}"

    def heading_on(self, topic):
        """The words that head this relation on the page of one of its two topics."""
        if topic.pk == self.source_id:
            return self.get_kind_display()
        return self.INVERSE[self.Kind(self.kind)]

    def other_than(self, topic):
        """The topic at the other end."""
        return self.target if topic.pk == self.source_id else self.source

    def is_step_of(self, topic):
        """Whether the topic is a reading path that leads through the other one."""
        return self.kind == self.Kind.STEP and topic.pk == self.source_id

    @property
    def minutes(self):
        """How long a step takes to read. To be read with `characters`."""
        return minutes_to_read(self.characters)


def cross_references(topic, related):
    """The unsaved rows of the relations in a topic's content."""
    return [
        CrossReference(
            source=topic,
            slug=item["to"],
            kind=item["kind"],
            note=item["note"],
            position=position,
        )
        for position, item in enumerate(related)
    ]
