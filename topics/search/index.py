"""What is kept of published topics so that they can be found, and nothing else writes:
SearchDocument, Word, Completion and the database's full-text index."""

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from typing import Any, NamedTuple

from django.db import connections, models, router, transaction

from topics.models import Completion, SearchDocument, Tag, Topic, Word
from topics.models.completion import BEGINNING_LENGTH
from topics.search import language
from topics.search.engines import engine

INDEXED_CHARACTERS = 300_000
# A topic is about a word, beyond mentioning it, if it uses it so often.
THEME_OCCURRENCES = 4
THEMES = 30
# Django cannot add to a column where a row is there already.
COUNT_WORDS = """
    INSERT INTO topics_word (word, stem, length, documents) VALUES %s
    ON CONFLICT (word) DO UPDATE
    SET documents = topics_word.documents + excluded.documents
"""
WORDS_AT_ONCE = 200
DOCUMENT_FIELDS = [
    *("title", "names", "tags", "summary", "headings", "themes"),
    *("title_words", "vocabulary"),
]
# What analyse_text() returns.
AnalysedText = tuple[str, str]
# (weight, stems) of each name or text of a document.
Streams = list[tuple[str, list[str]]]


class Names(NamedTuple):
    """The names of a topic beside its title, and those of its tags."""

    own: list[str]
    tags: list[str]


@transaction.atomic(savepoint=False)
def index_topics(
    topics: Sequence[Topic], analysed: Mapping[int, AnalysedText] | None = None
) -> None:
    """Index the published ones of `topics` as they are now, instead of what was
    indexed of them before. Reads their section, mission and instrument.

    `analysed` has, by primary key, what analyse_text() returned for their texts, if
    that is known.
    """
    published = [topic for topic in topics if topic.published_at]
    remove_topics([topic.pk for topic in topics if not topic.published_at])
    names = _names(published)
    documents, streams = [], {}
    for topic in published:
        text = analysed[topic.pk] if analysed else analyse_text(topic.text)
        document, streams[topic.pk] = _document(topic, names[topic.pk], text)
        documents.append(document)
    before = _indexed(document.pk for document in documents)
    SearchDocument.objects.bulk_create(
        documents,
        update_conflicts=True,
        unique_fields=["topic"],
        update_fields=DOCUMENT_FIELDS,
    )
    using = router.db_for_write(SearchDocument)
    engine(using).store(streams, using)
    _count_words(before, documents)
    _store_completions(published, names)


@transaction.atomic(savepoint=False)
def remove_topics(ids: Collection[int]) -> None:
    """Forget the topics with these primary keys; nothing of their words is left."""
    if not ids:
        return
    _count_words(_indexed(ids), [])
    Completion.objects.filter(topic__in=ids).delete()
    using = router.db_for_write(SearchDocument)
    engine(using).remove(ids, using)
    SearchDocument.objects.filter(pk__in=ids).delete()


def _indexed(ids: Iterable[int]) -> list[SearchDocument]:
    documents = SearchDocument.objects.filter(pk__in=list(ids))
    return list(documents.only("vocabulary"))


def index_tags(tags: models.QuerySet[Tag]) -> None:
    """Have the names of tags completed, instead of those that they had before."""
    Completion.objects.filter(tag__in=tags).delete()
    Completion.objects.bulk_create(
        completion
        for tag in tags.prefetch_related("aliases")
        for name in _tag_names(tag)
        for completion in _completions(name, tag=tag)
    )


def analyse_text(text: str) -> AnalysedText:
    """The stems and the distinct words of a topic's text, as far as it is indexed:
    each as words between spaces."""
    stems, words = language.analyse(text[:INDEXED_CHARACTERS])
    return " ".join(stems), " ".join(words)


def _names(topics: Sequence[Topic]) -> dict[int, Names]:
    """By primary key."""
    models.prefetch_related_objects(topics, "taggings", "aliases")
    # Few tags are carried by many topics.
    carried = {row.tag_id for topic in topics for row in topic.taggings.all()}
    tags = Tag.objects.prefetch_related("aliases").in_bulk(carried)
    names_of_tags = {pk: _tag_names(tag) for pk, tag in tags.items()}
    names = {}
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
        names[topic.pk] = Names(own, of_tags)
    return names


def _tag_names(tag: Tag) -> list[str]:
    return [tag.name, *(alias.name for alias in tag.aliases.all())]


def _document(
    topic: Topic, names: Names, analysed: AnalysedText
) -> tuple[SearchDocument, Streams]:
    """The unsaved document of a topic, and the words for the full-text index."""
    titles = _titles(topic)
    headings = [heading["title"] for heading in topic.contents]
    body, words = (text.split() for text in analysed)
    vocabulary = set(words)
    for name in [*titles, *names.own, *names.tags, topic.summary]:
        vocabulary |= _analysed(name)[1]
    often = Counter(body).most_common(THEMES)
    themes = [stem for stem, number in often if number >= THEME_OCCURRENCES]
    document = SearchDocument(
        topic=topic,
        title=_between_bars(titles),
        names=_between_bars(names.own),
        tags=_between_bars(names.tags),
        summary=_between_bars([topic.summary]),
        headings=_between_bars(headings),
        themes=f" {' '.join(themes)} ",
        title_words=max(len(_analysed(topic.title)[0]), 1),
        vocabulary=" ".join(sorted(vocabulary)),
    )
    # Weights as PostgreSQL names them; SQLite needs only the order.
    streams = [
        *(("A", _analysed(name)[0]) for name in [*titles, *names.own]),
        *(("B", _analysed(name)[0]) for name in names.tags),
        *(("C", _analysed(name)[0]) for name in [topic.summary, *headings]),
        ("D", body),
    ]
    return document, streams


def _titles(topic: Topic) -> list[str]:
    return [name for name in (topic.title, topic.short_name) if name]


@lru_cache(maxsize=5_000)
def _analysed(name: str) -> tuple[list[str], set[str]]:
    # The names of tags come again and again.
    return language.analyse(name)


def _between_bars(names: Iterable[str]) -> str:
    streams = (" ".join(_analysed(name)[0]) for name in names)
    return "".join(f"| {words} " for words in dict.fromkeys(streams) if words) + "|"


def _count_words(
    before: Iterable[SearchDocument], after: Iterable[SearchDocument]
) -> None:
    """Count the words of the documents `after` instead of those `before`; a word of no
    document is forgotten."""
    counts = _words(after)
    counts.subtract(_words(before))
    _add_counts({word: count for word, count in counts.items() if count})
    if any(count < 0 for count in counts.values()):
        Word.objects.filter(documents__lte=0).delete()


def _words(documents: Iterable[SearchDocument]) -> Counter[str]:
    return Counter(w for document in documents for w in document.vocabulary.split())


def _add_counts(counts: Mapping[str, int]) -> None:
    # In one order, so that two savers never wait for each other in a circle.
    words = sorted(counts)
    with connections[router.db_for_write(Word)].cursor() as cursor:
        for start in range(0, len(words), WORDS_AT_ONCE):
            some = words[start : start + WORDS_AT_ONCE]
            rows = [(w, language.stem(w), len(w), counts[w]) for w in some]
            cursor.execute(
                COUNT_WORDS % ", ".join(["(%s, %s, %s, %s)"] * len(rows)),
                [value for row in rows for value in row],
            )


def _store_completions(topics: Sequence[Topic], names: Mapping[int, Names]) -> None:
    """Have the names of topics completed, instead of those that they had before."""
    completions = [
        completion
        for topic in topics
        for name in [*_titles(topic), *names[topic.pk].own]
        for completion in _completions(name, topic=topic)
    ]
    present = Completion.objects.filter(topic__in=topics)
    columns = ("topic_id", "begins", "label", "place", "length")
    wanted = [tuple(getattr(c, name) for name in columns) for c in completions]
    if Counter(present.values_list(*columns)) != Counter(wanted):
        present.delete()
        Completion.objects.bulk_create(completions)


def _completions(name: str, **target: Any) -> Iterator[Completion]:
    """One for each word of a name with which somebody may begin to type it."""
    words = language.split_words(name)
    for place, word in enumerate(words):
        if place and word in language.STOP_WORDS:
            continue
        begins = " ".join(words[place:])[:BEGINNING_LENGTH]
        yield Completion(
            begins=begins, label=name, place=place, length=len(name), **target
        )
