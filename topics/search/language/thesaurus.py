"""Other names of what somebody asks for: of countries, bodies, documents, and of things
that everyday language calls otherwise than the field.

`thesaurus.txt` has a group a line: `name = name = name` mean the same, `name > name`
that who writes the first means the second as well. What editors add is the names of
tags, which are indexed with the pages.
"""

from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from pathlib import Path

from topics.search.language import analysis
from topics.search.language.query import Clause, Query, Sequence, Term

# Of the names of what is meant, however many words are typed.
MOST_RELATED = 24

Stems = tuple[str, ...]


@cache
def groups() -> list[tuple[list[str], list[str]]]:
    """[(names of the same thing, names of what else they mean)], in the order of the
    file."""
    lines = Path(__file__).with_name("thesaurus.txt").read_text("utf-8").splitlines()
    sides = (line.partition("#")[0].partition(">") for line in lines)
    return [(_listed(typed), _listed(meant)) for typed, _sign, meant in sides]


@cache
def _names() -> dict[Stems, list[str]]:
    """{stems of a name: the other names of what it stands for}."""
    names: dict[Stems, list[str]] = {}
    for same, others in groups():
        for name in same:
            rest = others or [other for other in same if other != name]
            names.setdefault(tuple(analysis.stream(name)), []).extend(rest)
    return names


def _listed(part: str) -> list[str]:
    return list(filter(None, map(str.strip, part.split("="))))


def with_related(query: Query) -> tuple[Query, dict[str, list[str]]]:
    """The query with other names for the same things as further ways to meet its
    clauses, and {words typed: those names}."""
    wanted, related, room = list(query.wanted), {}, MOST_RELATED
    for start, end, others in _spans(query.wanted):
        others = others[:room]
        room -= len(others)
        for number in range(start, end) if others else ():
            wanted[number] = _with(wanted[number], others)
        if others:
            related[" ".join(c.text for c in query.wanted[start:end])] = others
    return replace(query, wanted=tuple(wanted)), related


def _spans(clauses: tuple[Clause, ...]) -> Iterator[tuple[int, int, list[str]]]:
    """(start, end, other names) of the longest runs of clauses that are a name."""
    names = _names()
    longest = max(map(len, names))
    stems = [_stems(clause) for clause in clauses]
    start = 0
    while start < len(clauses):
        for end in range(min(len(clauses), start + longest), start, -1):
            run = stems[start:end]
            name = tuple(stem for part in run for stem in part)
            if all(run) and name in names:
                yield start, end, names[name]
                start = end - 1
                break
        start += 1


def _stems(clause: Clause) -> Stems:
    """Of a clause that is one plain word; else none."""
    [term, *others] = clause.terms
    is_plain = not (others or term.is_phrase or term.is_prefix)
    return term.sequences[0].stems if is_plain else ()


def _with(clause: Clause, others: list[str]) -> Clause:
    [term] = clause.terms
    streams = (tuple(analysis.stream(other)) for other in others)
    related = (Sequence(stems, is_related=True) for stems in streams)
    known: Term = replace(term, sequences=(*term.sequences, *related))
    return Clause((known,))
