"""The language of the search box, read without ever failing.

    words               the more of them, the better
    +word               not without it
    "several words"     not without them, in this order, side by side
    word OR word        either
    -word               not
    begin*              words that begin so
    tag:slug            carries the tag; -tag:slug does not
    section:slug        in the section

What cannot be read as an operator is read as words, and `notes` says so.
"""

import re
from dataclasses import dataclass, replace

from topics.search.language import analysis
from topics.search.language.variants import variants

_PIECES = re.compile(r'([-+]?)((?:tag|section):)?("[^"]*"|[^\s"]+|")', re.IGNORECASE)
# As keyboards and word processors write them.
_TYPOGRAPHIC = str.maketrans(
    dict.fromkeys("“”„‟«»＂", '"')
    | dict.fromkeys("‐‑‒–—―−－", "-")
    | dict.fromkeys("\u00ad\u200b\u200c\u200d\u2060\ufeff")
)
# Resolutions as people call them, and the organ that passed them.
_RESOLUTION = re.compile(
    r"\b(?:(?P<council>UNSCR|SCR|(?:UN ?SC|SC|UN Security Council|Security Council)"
    r" res(?:olution|\.)?)|(?P<assembly>(?:UN ?GA|GA|UN General Assembly"
    r"|General Assembly) res(?:olution|\.)?)|res(?:olution|\.)?)"
    r" (?P<number>\d+/\d+|\d{2,4})\b(?!/)",
    re.IGNORECASE,
)
_SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
# What a query may ask of the index at most, however it is written: words (those that
# are indexed, the parts of compounds and phrases too), beginnings of words, filters.
MOST_WORDS, MOST_PREFIXES, MOST_FILTERS = 24, 4, 10


def gettext_noop(message: str) -> str:
    """Marks a message for translators; it is translated where it is shown."""
    return message


LONE_QUOTE = gettext_noop("A quotation mark without its partner was left out.")
LONE_OR = gettext_noop("OR goes between two words; here it was left out.")
LONE_SIGN = gettext_noop("A sign without a word was left out.")
BAD_FILTER = gettext_noop("A filter without the slug of a tag or section was read as words.")  # fmt: skip  # noqa: E501
ONLY_COMMON = gettext_noop("Words that are on nearly every page were left out.")
TOO_MANY_WORDS = gettext_noop("Only the first 24 words were searched for.")
TOO_MANY_PREFIXES = gettext_noop("Only the first 4 words that end in * were searched for.")  # fmt: skip  # noqa: E501
TOO_MANY_FILTERS = gettext_noop("Only the first 10 tags and sections among the words were used.")  # fmt: skip  # noqa: E501


@dataclass(frozen=True)
class Sequence:
    """Stems that follow each other; `is_prefix` if the last may go on, `is_related` if
    they only mean what was typed."""

    stems: tuple[str, ...]
    is_prefix: bool = False
    is_related: bool = False


@dataclass(frozen=True)
class Term:
    """One word, phrase or beginning as typed, and the sequences that satisfy it, of
    MOST_WORDS words at most; `length` is how many words it has."""

    text: str
    sequences: tuple[Sequence, ...]
    length: int = 1
    is_phrase: bool = False
    is_prefix: bool = False
    is_must: bool = False

    @property
    def is_related(self) -> bool:
        """Whether other names of what is meant are among the sequences."""
        return any(sequence.is_related for sequence in self.sequences)

    @property
    def typed(self) -> str:
        if self.is_phrase:
            return f'"{self.text}"'
        typed = f"{self.text}*" if self.is_prefix else self.text
        return f"+{typed}" if self.is_must else typed


@dataclass(frozen=True)
class Clause:
    """Terms of which one is enough."""

    terms: tuple[Term, ...]

    @property
    def sequences(self) -> tuple[Sequence, ...]:
        return tuple(s for term in self.terms for s in term.sequences)

    @property
    def is_must(self) -> bool:
        """Whether no page answers without it."""
        return any(term.is_must or term.is_phrase for term in self.terms)

    @property
    def text(self) -> str:
        """The clause as one would type it."""
        return " OR ".join(term.typed for term in self.terms)


@dataclass(frozen=True)
class Query:
    """What was asked: clauses of which a page should meet many, those that none may
    meet, filters, and notes on what was read otherwise than it was typed."""

    wanted: tuple[Clause, ...] = ()
    excluded: tuple[Clause, ...] = ()
    tags: tuple[str, ...] = ()
    excluded_tags: tuple[str, ...] = ()
    sections: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()

    @property
    def has_operators(self) -> bool:
        """Whether it is more than some words that must all occur."""
        return bool(self.excluded or {*self.notes} - {TOO_MANY_WORDS}) or any(
            len(clause.terms) > 1 or clause.is_must or term.is_prefix
            for clause in self.wanted
            for term in clause.terms
        )

    @property
    def needed(self) -> tuple[Clause, ...]:
        """What every page that answers meets: the clauses that are a must, else one of
        which any word is enough."""
        if musts := tuple(clause for clause in self.wanted if clause.is_must):
            return musts
        terms = tuple(term for clause in self.wanted for term in clause.terms)
        return (Clause(terms),) if terms else ()

    def text_without(self, part: "Clause | str | None" = None) -> str:
        """The query as one would type it, less a clause, or all clauses that one of
        `needed` is made of, or a filter (`tag:law`)."""
        left_out = set(part.terms) if isinstance(part, Clause) else set()
        return " ".join(
            [
                *(c.text for c in self.wanted if not left_out.issuperset(c.terms)),
                *(f"-{c.text}" for c in self.excluded if c != part),
                *(name for name in self.filters if name != part),
            ]
        )

    @property
    def filters(self) -> list[str]:
        """The filters that were typed among the words."""
        return [
            *(f"tag:{slug}" for slug in self.tags),
            *(f"-tag:{slug}" for slug in self.excluded_tags),
            *(f"section:{slug}" for slug in self.sections),
        ]


def parse(text: str) -> Query:
    """Read what somebody typed."""
    reader = _Reader()
    text = text.translate(_TYPOGRAPHIC)
    if '"' not in text:
        text = _RESOLUTION.sub(_symbol, text)
    for match in _PIECES.finditer(text):
        reader.add(match[1], (match[2] or "").lower(), match[3])
    return reader.query()


def _symbol(match: re.Match) -> str:
    """`UNSCR 1509` as S/RES/1509, `GA resolution 46/182` as A/RES/46/182."""
    is_of_assembly = match["assembly"] or "/" in match["number"]
    return f"{'A' if is_of_assembly else 'S'}/RES/{match['number']}"


class _Reader:
    def __init__(self) -> None:
        self.wanted: list[list[Term]] = []
        self.excluded: list[Clause] = []
        self.tags: list[str] = []
        self.excluded_tags: list[str] = []
        self.sections: list[str] = []
        self.notes: list[str] = []
        self.words = self.prefixes = 0
        self.joins_next = False
        self.last_joinable = False

    def add(self, sign: str, operator: str, written: str) -> None:
        is_excluded = sign == "-"
        if operator and self._add_filter(is_excluded, operator[:-1], written):
            return
        if operator:
            self._note(BAD_FILTER)
            self._add_words(is_excluded, operator[:-1])
        if written == '"':
            self._note(LONE_QUOTE)
        elif written == "OR" and not is_excluded:
            self._add_or()
        else:
            self._add_words(is_excluded, written, is_must=sign == "+")

    def _add_filter(self, is_excluded: bool, name: str, written: str) -> bool:
        slug = written.strip('"').lower()
        if not _SLUG.fullmatch(slug) or (is_excluded and name == "section"):
            return False
        if (
            len(self.tags) + len(self.excluded_tags) + len(self.sections)
            == MOST_FILTERS
        ):
            self._note(TOO_MANY_FILTERS)
        elif name == "section":
            self.sections.append(slug)
        else:
            (self.excluded_tags if is_excluded else self.tags).append(slug)
        self._end_alternatives()
        return True

    def _add_or(self) -> None:
        if self.joins_next or not self.last_joinable:
            self._note(LONE_OR)
        else:
            self.joins_next = True

    def _add_words(
        self, is_excluded: bool, written: str, *, is_must: bool = False
    ) -> None:
        term = read_term(written)
        if term and is_must:
            term = replace(term, is_must=True)
        if term is None:
            self._note(ONLY_COMMON if analysis.compounds(written) else LONE_SIGN)
        elif not self._has_room(term):
            self.joins_next = self.last_joinable = False
        elif is_excluded:
            self._end_alternatives()
            self.excluded.append(Clause((term,)))
        elif self.joins_next:
            self.wanted[-1].append(term)
            self.joins_next = False
        else:
            self.wanted.append([term])
            self.last_joinable = True

    def _has_room(self, term: Term) -> bool:
        """Whether a term is searched for; a note says what is left out of it."""
        room = MOST_WORDS - self.words
        self.words += term.length
        self.prefixes += term.is_prefix
        if term.length > room:
            self._note(TOO_MANY_WORDS)
            return room == MOST_WORDS  # the words with which a long phrase begins
        if term.is_prefix and self.prefixes > MOST_PREFIXES:
            self._note(TOO_MANY_PREFIXES)
            return False
        return True

    def _end_alternatives(self) -> None:
        if self.joins_next:
            self._note(LONE_OR)
        self.joins_next = self.last_joinable = False

    def _note(self, note: str) -> None:
        if note not in self.notes:
            self.notes.append(note)

    def query(self) -> Query:
        if self.joins_next:
            self._note(LONE_OR)
        if self.wanted or self.excluded:
            # Common words beside others are no news to anybody.
            self.notes = [note for note in self.notes if note != ONLY_COMMON]
        return Query(
            wanted=tuple(Clause(tuple(terms)) for terms in self.wanted),
            excluded=tuple(self.excluded),
            tags=tuple(dict.fromkeys(self.tags)),
            excluded_tags=tuple(dict.fromkeys(self.excluded_tags)),
            sections=tuple(dict.fromkeys(self.sections)),
            notes=tuple(self.notes),
        )


def read_term(written: str) -> Term | None:
    """A word, a "phrase" or a begin* as a Term; None if nothing of it is indexed."""
    is_phrase = written.startswith('"')
    text = written.strip('"').strip()
    is_prefix = not is_phrase and text.endswith("*")
    stems = tuple(analysis.stream(text))
    if not stems:
        return None
    if is_prefix:
        begins = "".join(analysis.compounds(text)[-1])[: analysis.LONGEST_WORD]
        sequences = [Sequence((begins,), is_prefix=True), Sequence(stems)]
    else:
        ways = [text] if is_phrase else variants(text)
        streams = [tuple(analysis.stream(way)) for way in ways]
        sequences = [Sequence(stream) for stream in streams if stream]
        sequences += _with_compounds_whole(text, stems)
    sequences = [Sequence(s.stems[:MOST_WORDS], s.is_prefix) for s in sequences]
    text = text.rstrip("*").strip() if is_prefix else text
    distinct = tuple(dict.fromkeys(sequences))
    return Term(text, distinct, len(stems), is_phrase, is_prefix)


def _with_compounds_whole(text: str, stems: tuple[str, ...]) -> list[Sequence]:
    """“peace-keeping” as `peacekeep` and as `peac keep`, besides all three."""
    compounds = analysis.compounds(text)
    if all(len(parts) == 1 for parts in compounds):
        return []
    whole = tuple(analysis.stem("".join(parts)) for parts in compounds)
    apart = tuple(
        analysis.stem(part)
        for parts in compounds
        for part in parts
        if part not in analysis.STOP_WORDS
    )
    return [Sequence(s) for s in (whole, apart) if s and s != stems]
