"""What answers a search among the sources: those with every word."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from django.db.models import Case, Count, Q, Value, When
from django.utils.translation import gettext

from topics import citing
from topics.models import Source
from topics.models.source import SourceQuerySet
from topics.search import language
from topics.search.engines import engine
from topics.search.full_text import SOURCES
from topics.search.language import Clause, Query, Term
from topics.search.source_index import whole_identifier

# Of more words, what the first ones exclude is told.
MOST_RELAXED = 8
BY_CITATIONS = ("-topic_count", "sort_key", "key")
# Words of what is typed that are completed.
MOST_COMPLETED = 12


@dataclass(frozen=True)
class SourceResults:
    """The sources that answer a search, the best first, and how it was understood."""

    sources: SourceQuerySet
    among: SourceQuerySet
    query: Query
    related: Mapping[str, Sequence[str]] = field(default_factory=dict)

    @property
    def notes(self) -> list[str]:
        """Sentences on what was read otherwise than it was typed."""
        return [gettext(note) for note in self.query.notes]

    def counts_without_each(self) -> list[tuple[Clause, int]]:
        """[(clause, how many sources there would be without it)] of the first clauses;
        those left out without which there would be none either."""
        clauses = self.query.wanted[:MOST_RELAXED]
        if len(clauses) < 2:
            return []
        counts = self.among.aggregate(
            **{
                f"without_{number}": Count(
                    "pk", filter=_meeting(self.among, self.query, without=clause)
                )
                for number, clause in enumerate(clauses)
            }
        )
        return [
            (clause, count)
            for clause, count in zip(clauses, counts.values(), strict=True)
            if count
        ]


def search_sources(sources: SourceQuerySet, text: str) -> SourceResults:
    """Those of `sources` that have every word, or are what an identifier stands for:
    this first, then by whether names and title have all words side by side, or all,
    whether they are filed under the first word, and how many pages cite them. Without
    words, in the order of the bibliography."""
    query, related = language.with_related(language.parse(text))
    among = sources.order_by()
    if not query.wanted:
        matching = sources.filter(_meeting(sources, query))
        return SourceResults(matching, among, query)
    holding = engine(sources.db).holding
    whole = holding([_clause(whole_identifier(text))], SOURCES, "A")
    side_by_side = holding([_phrase(query)], SOURCES, "A")
    in_names = holding(query.wanted, SOURCES, "A")
    ways = [
        When(each, then=n) for n, each in enumerate((whole, side_by_side, in_names))
    ]
    matching = among.filter(whole | _meeting(among, query)).order_by(
        Case(*ways, default=Value(len(ways))),
        Case(When(_filed_under(text), then=0), default=1),
        *BY_CITATIONS,
    )
    return SourceResults(matching, among, query, related)


def complete_sources(typed: str, limit: int) -> list[Source]:
    """Sources of which names, title or number have the typed words, of the last one the
    beginning: at most `limit`, those that most pages cite first."""
    pieces = [language.split_words(piece) for piece in typed.split()]
    words = [piece for piece in pieces if piece][:MOST_COMPLETED]
    if not words:
        return []
    *whole, last = words
    clauses = [*(_clause(*piece) for piece in whole), _clause(*last, is_prefix=True)]
    sources = Source.objects.all()
    holding = engine(sources.db).holding
    found = sources.filter(holding(clauses, SOURCES, "B"))
    return list(found.order_by(*BY_CITATIONS)[:limit])


def _meeting(sources: SourceQuerySet, query: Query, without: Clause | None = None) -> Q:
    """A Q of those of `sources` with every clause of a query, less one."""
    holding = engine(sources.db).holding
    wanted = [clause for clause in query.wanted if clause != without]
    condition = holding(wanted, SOURCES) if wanted else Q()
    if query.excluded:
        terms = tuple(term for clause in query.excluded for term in clause.terms)
        condition &= ~holding([Clause(terms)], SOURCES)
    return condition


def _filed_under(text: str) -> Q:
    first = citing.sort_key(text).partition(b" ")[0]
    return Q(sort_key__gte=first, sort_key__lt=first + b"\xff")


def _clause(*stems: str, is_prefix: bool = False) -> Clause:
    return Clause((Term("", (language.Sequence(stems, is_prefix),)),))


def _phrase(query: Query) -> Clause:
    firsts = [clause.terms[0].sequences[0] for clause in query.wanted]
    stems = [stem for sequence in firsts for stem in sequence.stems]
    return _clause(*stems, is_prefix=firsts[-1].is_prefix)
