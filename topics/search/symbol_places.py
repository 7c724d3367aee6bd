"""Where a page rests on a document that is asked for by its symbol."""

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from django.utils.translation import gettext as _

from topics.models import Citation, MissionResolution, Topic
from topics.search.language import Query, analyse

MANDATE = "page--mandate"
Stems = tuple[str, ...]


class SymbolPlace(NamedTuple):
    """What stands there, and the anchor of the place in the page."""

    words: str
    anchor: str


def symbol_places(query: Query, topics: Sequence[Topic]) -> dict[int, SymbolPlace]:
    """By primary key of those of `topics` that name one of the documents: in the
    mandate of a mission, else in the first citation."""
    asked = list(_symbols(query))
    if not asked:
        return {}
    keys = [topic.pk for topic in topics]
    cited = Citation.objects.filter(topic__in=keys).exclude(source=None)
    columns = ("topic", "marks", "source__title", "source__number")
    places = {}
    for topic, marks, title, symbol in cited.order_by("-number").values_list(*columns):
        if _is_one_of(symbol, asked):
            words = _("Cites %(title)s, %(symbol)s")
            words = words % {"title": title, "symbol": symbol}
            places[topic] = SymbolPlace(words, marks[0] if marks else "")
    mandates = MissionResolution.objects.filter(profile__topic__in=keys)
    for topic, symbol in mandates.values_list("profile__topic", "symbol"):
        if _is_one_of(symbol, asked):
            words = _("Mandate: %(symbol)s") % {"symbol": symbol}
            places[topic] = SymbolPlace(words, MANDATE)
    return places


def _symbols(query: Query) -> Iterator[Stems]:
    """The words of a query that may be symbols: they have a slash."""
    for clause in query.wanted:
        for term in clause.terms:
            if "/" in term.text:
                yield from (sequence.stems for sequence in term.sequences)


def _is_one_of(symbol: str, asked: Iterable[Stems]) -> bool:
    stems = tuple(analyse(symbol)[0])
    return any(
        stems[start : start + len(some)] == some
        for some in asked
        for start in range(len(stems) - len(some) + 1)
    )
