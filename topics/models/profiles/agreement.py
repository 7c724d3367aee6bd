from collections.abc import Mapping
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _

from topics.models.profiles.country_row import CountryRow
from topics.models.profiles.fields import Part
from topics.models.profiles.partial_date import PartialDate, PartialDateField
from topics.models.profiles.profile import Profile, ProfileRow
from topics.models.slugs import SLUG_VALIDATORS
from topics.models.source import Source


class Agreement(Profile):
    """The facts of one peace agreement."""

    acronym = models.CharField(
        _("acronym"),
        max_length=20,
        blank=True,
        help_text=_("What it is called for short, such as CPA."),
    )
    conflict = models.CharField(_("conflict"), max_length=200)
    signed = PartialDateField(_("signed"))
    place = models.CharField(_("place of signing"), max_length=120, blank=True)
    in_force = PartialDateField(
        _("in force from"),
        blank=True,
        default="",
        help_text=_("If a source says so; leave it empty if none does."),
    )
    source = models.ForeignKey(
        Source,
        models.PROTECT,
        related_name="agreements",
        verbose_name=_("facts from"),
        help_text=_("Where the date is from; the parties too, unless the text is."),
    )
    source_locator = models.CharField(
        _("place in that source"), max_length=80, blank=True
    )
    text = models.ForeignKey(
        Source,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="agreement_texts",
        verbose_name=_("text"),
    )
    predecessor_slug = models.SlugField(
        _("predecessor"),
        max_length=80,
        blank=True,
        validators=SLUG_VALIDATORS,
        help_text=_("The slug of the agreement that it replaced or built on, if any."),
    )
    predecessor = models.ForeignKey(
        "topics.Topic",
        models.SET_NULL,
        null=True,
        blank=True,
        editable=False,
        related_name="agreements_that_followed",
    )
    outcome = models.CharField(
        _("what became of it"),
        max_length=300,
        blank=True,
        help_text=_("In a sentence."),
    )
    outcome_source = models.ForeignKey(
        Source,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="agreement_outcomes",
        verbose_name=_("says who"),
    )
    outcome_source_locator = models.CharField(
        _("where it says so"), max_length=80, blank=True
    )

    SHOWN_ELSEWHERE = ("acronym", "signed")
    NOT_IN_TABLE = (
        *("in_force", "source", "text", "predecessor", "outcome_source"),
        "provisions",
    )

    class Meta:
        ordering = ["signed"]
        verbose_name = _("agreement")
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(predecessor=models.F("topic")),
                name="agreement_not_its_own_predecessor",
            ),
            models.CheckConstraint(
                condition=models.Q(outcome="") | models.Q(outcome_source__isnull=False),
                name="agreement_outcome_has_source",
                violation_error_message=_("Say which source tells what became of it."),
            ),
        ]

    def __str__(self) -> str:
        return self.acronym or str(self.topic_id)

    @property
    def date(self) -> PartialDate:
        return self.signed

    @property
    def short_name(self) -> str:
        return self.acronym


class AgreementParty(ProfileRow):
    """One of those who signed an agreement."""

    HELP = _("One a line, such as Government of Sierra Leone.")
    AFTER = "acronym"
    NEEDED = _("Name at least one party.")
    SEPARATOR = "; "

    profile = models.ForeignKey(Agreement, models.CASCADE, related_name="parties")
    party = models.CharField(_("party"), max_length=200)

    class Meta(ProfileRow.Meta):
        verbose_name_plural = _("parties")
        constraints = [
            models.UniqueConstraint(
                fields=["profile", "party"], name="agreement_party_once"
            )
        ]

    def __str__(self) -> str:
        return self.party


class AgreementCountry(CountryRow):
    """A country whose war an agreement was to end."""

    AFTER = "conflict"

    profile = models.ForeignKey(Agreement, models.CASCADE, related_name="countries")

    class Meta(CountryRow.Meta):
        constraints = [
            models.UniqueConstraint(
                fields=["profile", "country"], name="agreement_country_once"
            )
        ]


class AgreementProvision(ProfileRow):
    """What an agreement provides for peacekeepers or monitors, and where."""

    HELP = _(
        "One a line: what it provides; key of the source; article or page. "
        "UN observers watch the ceasefire; lome-agreement-1999; art. II"
    )
    AFTER = "in_force"

    profile = models.ForeignKey(Agreement, models.CASCADE, related_name="provisions")
    provision = models.CharField(_("provision"), max_length=300)
    source = models.ForeignKey(
        Source, models.PROTECT, related_name="provisions", verbose_name=_("source")
    )
    locator = models.CharField(_("place in it"), max_length=80, blank=True)

    class Meta(ProfileRow.Meta):
        verbose_name_plural = _("provisions on peacekeeping")
        constraints = [
            models.UniqueConstraint(
                fields=["profile", "provision"], name="agreement_provision_once"
            )
        ]

    def __str__(self) -> str:
        return self.provision

    @classmethod
    def columns_of(cls, item: Any) -> Mapping[str, Any]:
        needed = {"provision", "source"}
        if not isinstance(item, dict) or set(item) - {"locator"} != needed:
            raise ValidationError(
                _("Each needs a provision and a source, and may name the place in it.")
            )
        return item

    @property
    def part(self) -> Part:
        """What it provides, with the place, and its source's page."""
        words = f"{self.provision} ({self.locator})" if self.locator else self.provision
        return Part(words, self.source.get_absolute_url())
