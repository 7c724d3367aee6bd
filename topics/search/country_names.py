"""The names of countries, present and former, long and short, and the adjectives: those
of django-countries and of the thesaurus."""

from functools import cache
from typing import NamedTuple

from django.utils.translation import gettext
from django_countries import countries
from django_countries.fields import Country

from topics.lists.countries import codes_with_pages
from topics.models.country import country_address
from topics.search import language

# How people call countries that have another name in both.
SHORT_NAMES = {"Congo": "CD", "United States": "US"}
# How far a name is from the official one. What the thesaurus has before a `>` is mostly
# an adjective.
OFFICIAL, OTHER, ADJECTIVE = range(3)


class CountryName(NamedTuple):
    """A name of a country, as somebody may type it, in split words from its word number
    `place` on."""

    place: int
    distance: int
    length: int
    label: str
    code: str
    begins: str

    @property
    def country(self) -> Country:
        return Country(self.code)

    @property
    def description(self) -> str:
        """What the name stands for."""
        return gettext("Country: %(name)s") % {"name": self.country.name}

    def get_absolute_url(self) -> str:
        return country_address(self.country)


def countries_called(text: str) -> list[Country]:
    """The countries with pages of which the whole text is a name."""
    codes = _codes_by_name().get(language.folded_words(text), {})
    known = codes_with_pages(codes) if codes else set()
    return [Country(code) for code in codes if code in known]


def complete_country(begins: str, limit: int) -> list[CountryName]:
    """Names of countries with pages, of which a word begins so (as split words with
    single spaces), the best first: at most `limit`, each country once."""
    found = [name for name in _names() if name.begins.startswith(begins)]
    by_code: dict[str, CountryName] = {}
    for name in found:
        by_code.setdefault(name.code, name)
    known = codes_with_pages(by_code) if by_code else set()
    return [name for code, name in by_code.items() if code in known][:limit]


@cache
def _codes_by_name() -> dict[str, dict[str, tuple[int, str]]]:
    """{name in folded words: {code: (how far it is from the official name, the name as
    it is written)}}."""
    official = [(str(name), code) for code, name in countries]
    codes: dict[str, dict[str, tuple[int, str]]] = {}
    for name, code in [*official, *SHORT_NAMES.items()]:
        codes.setdefault(language.folded_words(name), {})[code] = OFFICIAL, name
    for same, meant in language.groups():
        known = {
            code
            for name in [*same, *meant]
            for code in codes.get(language.folded_words(name), ())
        }
        for name in same if known else ():
            named = codes.setdefault(language.folded_words(name), {})
            for code in sorted(known):
                named.setdefault(code, (ADJECTIVE if meant else OTHER, name))
    return codes


@cache
def _names() -> list[CountryName]:
    """All names from each of their words on, the best first."""
    names = []
    for labels in _codes_by_name().values():
        for code, (distance, label) in labels.items():
            words = language.split_words(label)
            names += [
                CountryName(place, distance, len(label), label, code, begins)
                for place, word in enumerate(words)
                if (begins := " ".join(words[place:]))
                and not (place and word in language.STOP_WORDS)
            ]
    return sorted(names)
