from collections.abc import Mapping
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _
from django_countries import countries
from django_countries.fields import Country, CountryField

from topics.models.country import country_address
from topics.models.profiles.fields import Part
from topics.models.profiles.profile import ProfileRow


class CountryRow(ProfileRow):
    """One of the countries of a profile; content names it by three letters."""

    HELP = _("One code of ISO 3166 a line, such as SLE.")
    NEEDED = _("Name at least one country.")

    country: "models.Field[str, Country]" = CountryField()

    class Meta(ProfileRow.Meta):
        abstract = True
        verbose_name_plural = _("countries")

    def __str__(self) -> str:
        return self.country.name

    @classmethod
    def columns_of(cls, item: Any) -> Mapping[str, Any]:
        return {"country": alpha2(item)}

    @property
    def exported(self) -> str:
        return self.country.alpha3

    @property
    def part(self) -> Part:
        """Its name, with the page on it."""
        return Part(self.country.name, country_address(self.country))


def alpha2(code: str) -> str:
    """`SLE` as `SL`; raises ValidationError for a code of no country."""
    code = str(code)
    found = countries.alpha2(code) if len(code) == 3 else ""
    if not found:
        raise ValidationError(
            _(
                "“%(code)s” is not the ISO 3166 code of a country; write three "
                "letters, such as SLE."
            )
            % {"code": code}
        )
    return found
