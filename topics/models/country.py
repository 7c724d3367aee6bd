"""Countries, which are no rows: ISO 3166 has them, as django-countries knows it."""

from django.urls import reverse
from django_countries import countries
from django_countries.fields import Country


def country_of(code: str) -> Country | None:
    """The country with a code of two or three letters, in any case; None if it is no
    country's."""
    # Digits would be read as codes too, and too many of them not at all.
    alpha2 = countries.alpha2(code) if code.isalpha() and len(code) in (2, 3) else ""
    return Country(alpha2) if alpha2 else None


def country_address(country: Country) -> str:
    """The address of the page on a country."""
    return reverse("topics:country_detail", args=[country.code.lower()])
