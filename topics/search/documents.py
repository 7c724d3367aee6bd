"""What is kept of a published topic so that it can be found: its SearchDocument, and
its words for the database's full-text index."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from functools import lru_cache
from hashlib import blake2b
from pathlib import Path
from typing import NamedTuple

from django.db import models

from topics.models import Citation, SearchDocument, Tag, Topic
from topics.models.profiles.mandate import MissionResolution
from topics.search import language
from topics.search.language import analysis

INDEXED_CHARACTERS = 300_000
# In words; a word counts less in a longer text (the `b` of BM25, with its usual value).
USUAL_LENGTH, LENGTH_COUNTS = 800, 0.75
# Of the code that decides what is kept. What other code wrote is made again by
# `manage.py rebuild`; /readyz says so.
MADE_WITH = blake2b(
    b"".join(Path(file).read_bytes() for file in (__file__, analysis.__file__)),
    digest_size=16,
).hexdigest()
# How often a page counts as resting on a document that it cites, at most, or by which
# its mandate was changed, and on the resolution that its mission began with.
MOST_REPEATED, FOUNDING_REPEATED = 4, 8
# What is left out of a title in speech: ", 1995", " (A/59/710)".
_ADDITION = re.compile(r",? \(.*|, [^,]*\d{4}.*")
# What analyse_text() returns.
AnalysedText = tuple[str, str]
# (weight, stems) of each name or text of a document.
Streams = list[tuple[str, list[str]]]


class Names(NamedTuple):
    """The names of a topic beside its title, those of its tags, and the symbols of the
    documents that it rests on."""

    own: list[str]
    tags: list[str]
    symbols: list[str]


def analyse_text(text: str) -> AnalysedText:
    """The stems and the distinct words of a topic's text, as far as it is indexed:
    each as words between spaces."""
    stems, words = language.analyse(text[:INDEXED_CHARACTERS])
    return " ".join(stems), " ".join(words)


def names_of(topics: Sequence[Topic]) -> dict[int, Names]:
    """By primary key."""
    models.prefetch_related_objects(topics, "taggings", "aliases")
    # Few tags are carried by many topics.
    carried = {row.tag_id for topic in topics for row in topic.taggings.all()}
    tags = Tag.objects.prefetch_related("aliases").in_bulk(carried)
    names_of_tags = {pk: tag_names(tag) for pk, tag in tags.items()}
    names, symbols = {}, _symbols(topics)
    for topic in topics:
        own, of_tags = [], []
        # In the same order on every database.
        for pk in sorted(row.tag_id for row in topic.taggings.all()):
            tag, names_of_tag = tags[pk], names_of_tags[pk]
            of_tags += names_of_tag
            # The page about what a tag stands for answers to the tag's other names.
            if tag.slug == topic.slug or tag.name.casefold() == topic.title.casefold():
                own += names_of_tag
        own += [alias.slug.replace("-", " ") for alias in topic.aliases.all()]
        names[topic.pk] = Names(own, of_tags, symbols[topic.pk])
    return names


def _symbols(topics: Sequence[Topic]) -> dict[int, list[str]]:
    """By primary key, the symbols of resolutions and the numbers of cited sources, each
    as often as the topic rests on it."""
    symbols: dict[int, list[str]] = {topic.pk: [] for topic in topics}
    resolutions = MissionResolution.objects.filter(profile__topic__in=topics)
    cited = Citation.objects.filter(topic__in=topics).exclude(source=None)
    columns = ("profile__topic", "symbol", "position")
    for topic, symbol, position in resolutions.values_list(*columns):
        often = MOST_REPEATED if position else FOUNDING_REPEATED
        symbols[topic] += [symbol] * often
    for topic, symbol, marks in cited.values_list("topic", "source__number", "marks"):
        if symbol:
            symbols[topic] += [symbol] * min(len(marks) or 1, MOST_REPEATED)
    return {pk: sorted(found) for pk, found in symbols.items()}


def tag_names(tag: Tag) -> list[str]:
    return [tag.name, *(alias.name for alias in tag.aliases.all())]


def document_of(
    topic: Topic, names: Names, analysed: AnalysedText
) -> tuple[SearchDocument, Streams]:
    """The unsaved document of a topic, and the words for the full-text index."""
    titles = [*titles_of(topic), _ADDITION.sub("", topic.title)]
    own_names = [*names.own, topic.slug.replace("-", " ")]
    headings = [heading["title"] for heading in topic.contents]
    body, words = (text.split() for text in analysed)
    vocabulary = set(words)
    of_readers = topic.search_terms
    parts = [*titles, *own_names, *names.tags, *names.symbols, *of_readers]
    for name in [*parts, topic.summary]:
        vocabulary |= _analysed(name)[1]
    document = SearchDocument(
        topic=topic,
        title=_between_bars(titles),
        names=_between_bars(own_names),
        tags=_between_bars(names.tags),
        symbols=_between_bars(names.symbols, distinct=False),
        search_terms=_between_bars(of_readers),
        summary=_between_bars([topic.summary]),
        headings=_between_bars(headings),
        frequencies=_frequencies(body),
        title_words=max(len(_analysed(topic.title)[0]), 1),
        vocabulary=" ".join(sorted(vocabulary)),
        made_with=MADE_WITH,
    )
    # Weights as PostgreSQL names them; SQLite needs only the order.
    streams = [
        *(("A", _analysed(name)[0]) for name in [*titles, *own_names]),
        *(("B", _analysed(name)[0]) for name in names.tags),
        *(
            ("C", _analysed(name)[0])
            for name in [topic.summary, *headings, *of_readers]
        ),
        *(("C", _analysed(symbol)[0]) for symbol in dict.fromkeys(names.symbols)),
        ("D", body),
    ]
    return document, streams


def _frequencies(stems: Sequence[str]) -> str:
    """Ten times how often each stem occurs, as it would in a text of the usual length:
    ` peac:52 keep:9 `."""
    length = max(len(stems) / USUAL_LENGTH, 1)
    norm = 1 - LENGTH_COUNTS + LENGTH_COUNTS * length
    counted = Counter(stems).items()
    pairs = (f"{stem}:{max(round(10 * count / norm), 1)}" for stem, count in counted)
    return f" {' '.join(pairs)} "


def titles_of(topic: Topic) -> list[str]:
    return [name for name in (topic.title, topic.short_name) if name]


@lru_cache(maxsize=5_000)
def _analysed(name: str) -> tuple[list[str], set[str]]:
    # The names of tags come again and again.
    return language.analyse(name)


def _between_bars(names: Iterable[str], *, distinct: bool = True) -> str:
    streams = [" ".join(_analysed(name)[0]) for name in names]
    kept = dict.fromkeys(streams) if distinct else streams
    return "".join(f"| {words} " for words in kept if words) + "|"
