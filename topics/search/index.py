"""What is kept of published topics so that they can be found, and nothing else writes:
SearchDocument, Word, Completion and the database's full-text index."""

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import Any

from django.db import connections, models, router, transaction

from topics.models import Completion, SearchDocument, Tag, Topic, Word
from topics.models.completion import BEGINNING_LENGTH
from topics.models.profiles import PROFILES
from topics.search import language
from topics.search.documents import (
    MADE_WITH,
    AnalysedText,
    Names,
    analyse_text,
    document_of,
    names_of,
    tag_names,
    titles_of,
)
from topics.search.engines import engine

# Django cannot add to a column where a row is there already.
COUNT_WORDS = """
    INSERT INTO topics_word (word, stem, length, documents) VALUES %s
    ON CONFLICT (word) DO UPDATE
    SET documents = topics_word.documents + excluded.documents
"""
WORDS_AT_ONCE = 200
TOPICS_AT_ONCE = 200
DOCUMENT_FIELDS = [
    *("title", "names", "tags", "symbols", "search_terms", "summary", "headings"),
    *("frequencies", "title_words", "vocabulary", "made_with"),
]


@transaction.atomic(savepoint=False)
def index_topics(
    topics: Sequence[Topic], analysed: Mapping[int, AnalysedText] | None = None
) -> None:
    """Index the published ones of `topics` as they are now, instead of what was
    indexed of them before. Reads their section and profile.

    `analysed` has, by primary key, what analyse_text() returned for their texts, if
    that is known.
    """
    published = [topic for topic in topics if topic.published_at]
    remove_topics([topic.pk for topic in topics if not topic.published_at])
    names = names_of(published)
    documents, streams = [], {}
    for topic in published:
        text = analysed[topic.pk] if analysed else analyse_text(topic.text)
        document, streams[topic.pk] = document_of(topic, names[topic.pk], text)
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


def index_stale_topics() -> None:
    """Index those topics again that other code has indexed."""
    stale = SearchDocument.objects.stale(MADE_WITH).order_by("pk")
    ids = list(stale.values_list("pk", flat=True))
    related = Topic.objects.select_related("section", *PROFILES)
    for start in range(0, len(ids), TOPICS_AT_ONCE):
        index_topics(list(related.filter(pk__in=ids[start : start + TOPICS_AT_ONCE])))


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
        for name in tag_names(tag)
        for completion in _completions(name, tag=tag)
    )


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
        for name in [*titles_of(topic), *names[topic.pk].own]
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
