"""What is kept of each published topic so that it can be found."""

import re
from collections import Counter
from functools import lru_cache

from django.apps import apps
from django.db import connections, models, router, transaction
from django.utils.translation import gettext

from topics import search
from topics.models.published import published
from topics.search.language import analysis

INDEXED_CHARACTERS = 300_000
# A topic is about a word, beyond mentioning it, if it uses it so often.
THEME_OCCURRENCES = 4
# Names of which those of one page or tag are told apart, however many there are.
CONSIDERED = 200


class SearchDocumentQuerySet(models.QuerySet):
    @transaction.atomic
    def index(self, topics, analysed=None):
        """Index published topics as they stand now, with their section, mission and
        instrument; what was indexed of them before is replaced. `analysed` gives by
        primary key what analysed_text() made of their texts, if that is known."""
        self.remove([topic.pk for topic in topics])
        names = _names(topics)
        documents = [
            SearchDocument.of(
                topic,
                *names[topic.pk],
                analysed[topic.pk] if analysed else analysed_text(topic.text),
            )
            for topic in topics
            if topic.published_at
        ]
        self.bulk_create(documents)
        using = router.db_for_write(self.model)
        search.engine(using).store(documents, using)
        Word.objects.count_in(documents, +1)
        Completion.objects.offer_topics(
            [topic for topic in topics if topic.published_at], names
        )

    @transaction.atomic
    def remove(self, ids):
        """Forget topics; nothing of their words is left."""
        documents = list(self.filter(pk__in=ids).only("vocabulary"))
        Word.objects.count_in(documents, -1)
        Completion.objects.filter(topic__in=ids).delete()
        using = router.db_for_write(self.model)
        search.engine(using).remove([document.pk for document in documents], using)
        self.filter(pk__in=ids).delete()


def _names(topics):
    """Of each topic's pk, (other names, the names of its tags)."""
    models.prefetch_related_objects(topics, "taggings", "aliases")
    # By name: tags are refreshed with this module. Few tags are carried by many topics.
    Tag = apps.get_model("topics", "Tag")
    carried = {row.tag_id for topic in topics for row in topic.taggings.all()}
    tags = Tag.objects.prefetch_related("aliases").in_bulk(carried)
    called = {
        pk: [tag.name, *(alias.name for alias in tag.aliases.all())]
        for pk, tag in tags.items()
    }
    names = {}
    for topic in topics:
        others, tag_names = [], []
        # In the same order on every database.
        for row in sorted(topic.taggings.all(), key=lambda row: row.tag_id):
            tag = tags[row.tag_id]
            tag_names += called[tag.pk]
            # The page about what a tag stands for answers to the tag's other names.
            if tag.slug == topic.slug or tag.name.casefold() == topic.title.casefold():
                others += called[tag.pk]
        others += [alias.slug.replace("-", " ") for alias in topic.aliases.all()]
        names[topic.pk] = (others, tag_names)
    return names


class SearchDocument(models.Model):
    """The words of a published topic, by how much they tell what it is about.

    The columns of names hold stems between spaces, each name between bars:
    `| unef i | first unit nation emerg forc |`. The full-text index of the database
    (a column on PostgreSQL, a table on SQLite) holds all of them and the text.
    """

    topic = models.OneToOneField(
        "topics.Topic",
        models.CASCADE,
        primary_key=True,
        related_name="search_document",
    )
    title = models.TextField()  # title, acronym and symbol
    names = models.TextField()
    tags = models.TextField()
    summary = models.TextField()
    headings = models.TextField()
    themes = models.TextField()  # what the text uses often
    title_words = models.PositiveSmallIntegerField()
    vocabulary = models.TextField()  # the distinct words, for Word

    objects = SearchDocumentQuerySet.as_manager()

    def __str__(self):
        return self.title

    @classmethod
    def of(cls, topic, names, tag_names, analysed):
        """The unsaved document of a topic, with `weighted_streams` for the index."""
        titles = list(filter(None, [topic.title, topic.short_name]))
        headings = [heading["title"] for heading in topic.contents]
        body, words = (text.split() for text in analysed)
        words = set(words)
        for name in [*titles, *names, *tag_names, topic.summary]:
            words |= _analysed(name)[1]
        often = Counter(body).most_common(30)
        document = cls(
            topic=topic,
            title=_between_bars(titles),
            names=_between_bars(names),
            tags=_between_bars(tag_names),
            summary=_between_bars([topic.summary]),
            headings=_between_bars(headings),
            themes=" {} ".format(
                " ".join(word for word, n in often if n >= THEME_OCCURRENCES)
            ),
            title_words=max(len(_analysed(topic.title)[0]), 1),
            vocabulary=" ".join(sorted(words)),
        )
        # Weights as PostgreSQL names them; SQLite needs only the order.
        document.weighted_streams = [
            *(("A", _analysed(name)[0]) for name in [*titles, *names]),
            *(("B", _analysed(name)[0]) for name in tag_names),
            *(("C", _analysed(name)[0]) for name in [topic.summary, *headings]),
            ("D", body),
        ]
        return document


def analysed_text(text):
    """The stems and the distinct words of a topic's text, as far as it is indexed:
    each as words between spaces."""
    stems, words = analysis.analyse(text[:INDEXED_CHARACTERS])
    return " ".join(stems), " ".join(words)


@lru_cache(maxsize=5_000)
def _analysed(name):
    # The names of tags come again and again.
    return analysis.analyse(name)


def _between_bars(names):
    streams = (" ".join(_analysed(name)[0]) for name in names)
    return "".join(f"| {words} " for words in dict.fromkeys(streams) if words) + "|"


# Django cannot add to a column where a row is there already.
COUNT_WORDS = """
    INSERT INTO topics_word (word, stem, length, documents) VALUES %s
    ON CONFLICT (word) DO UPDATE
    SET documents = topics_word.documents + excluded.documents
"""


class WordQuerySet(models.QuerySet):
    def count_in(self, documents, step):
        """Add (+1) or take away (-1) the words of documents; a word of no document
        is forgotten."""
        counted = Counter(
            word for document in documents for word in document.vocabulary.split()
        )
        # In one order, so that two savers never wait for each other in a circle.
        words = sorted(counted)
        with connections[router.db_for_write(self.model)].cursor() as cursor:
            for start in range(0, len(words), 200):
                some = words[start : start + 200]
                rows = [
                    (word, analysis.stem(word), len(word), step * counted[word])
                    for word in some
                ]
                cursor.execute(
                    COUNT_WORDS % ", ".join(["(%s, %s, %s, %s)"] * len(rows)),
                    [value for row in rows for value in row],
                )
        if step < 0:
            self.filter(documents__lte=0).delete()

    def vocabulary(self, stems, words=()):
        """({stem: {word: topics}} of those of the stems that occur, and which of the
        folded words do)."""
        rows = self.filter(models.Q(stem__in=stems) | models.Q(word__in=set(words)))
        found, known = {}, set()
        for stem, word, documents in rows.values_list("stem", "word", "documents"):
            known.add(word)
            if stem in stems:
                found.setdefault(stem, {})[word] = documents
        return found, known

    def like(self, words):
        """Of each of the folded words, {word that could be meant: topics}; and what
        vocabulary() gives of the stems of all those."""
        engine, words = search.engine(self.db), list(words)
        near = models.Q(pk__in=[])
        for word in words:
            near |= engine.starting_with("word", word[0]) & _of_length(word)
            near |= models.Q(word__endswith=word[-3:]) & _of_length(word)
        rows = list(self.filter(near).values_list("stem", "word", "documents"))
        vocabulary = {}
        for stem, candidate, documents in rows:
            vocabulary.setdefault(stem, {})[candidate] = documents
        alike = {
            word: {
                candidate: documents
                for _stem, candidate, documents in rows
                if abs(len(candidate) - len(word)) <= _LENGTHS
            }
            for word in words
        }
        return alike, vocabulary


_LENGTHS = 3


def _of_length(word):
    return models.Q(length__gte=len(word) - _LENGTHS, length__lte=len(word) + _LENGTHS)


class Word(models.Model):
    """A word of the published topics, in how many it stands: the vocabulary from
    which misspelled words are corrected and rare words told from common ones."""

    word = models.CharField(max_length=analysis.LONGEST_WORD * 4, unique=True)
    stem = models.CharField(max_length=analysis.LONGEST_WORD * 4, db_index=True)
    length = models.PositiveSmallIntegerField()
    documents = models.IntegerField()

    objects = WordQuerySet.as_manager()

    def __str__(self):
        return self.word


class CompletionQuerySet(models.QuerySet):
    def offer_topics(self, topics, names):
        """Offer the titles, acronyms and other names of topics as one types."""
        self.bulk_create(
            completion
            for topic in topics
            for called in [topic.title, topic.short_name, *names[topic.pk][0]]
            if called
            for completion in _completions(called, topic=topic)
        )

    def offer_tags(self, tags):
        """Offer the names of tags, instead of those that were offered before."""
        self.filter(tag__in=tags).delete()
        self.bulk_create(
            completion
            for tag in tags
            for called in [tag.name, *(alias.name for alias in tag.aliases.all())]
            for completion in _completions(called, tag=tag)
        )

    def naming(self, words):
        """The primary keys of topics that have a word of a name beginning as one of
        the folded words, the shortest names first."""
        begin = models.Q(pk__in=[])
        for word in words:
            begin |= search.engine(self.db).starting_with("begins", word)
        # Not `tag=None`: SQLite would look that up in an index, and find all.
        rows = self.filter(begin).exclude(topic=None)
        return rows.order_by("length", "pk").values("topic")

    def going_on(self, typed, limit):
        """Names of published topics and of tags with a word that begins as `typed`
        does, the best first: at most `limit`, each topic and tag once."""
        typed = _plain(typed)
        if not typed:
            return []
        rows = (
            self.filter(models.Q(tag__isnull=False) | published("topic"))
            .filter(search.engine(self.db).starting_with("begins", typed))
            .order_by("place", "length", "label", "pk")
            .values_list("pk", "topic", "tag")[:CONSIDERED]
        )
        found = {}
        for key, topic, tag in rows:
            found.setdefault((topic, tag), key)
        keys = list(found.values())[:limit]
        offered = self.select_related("topic__section", "tag").defer(
            *(f"topic__{name}" for name in ("body", "html", "text", "contents"))
        )
        by_key = offered.in_bulk(keys)
        return [by_key[key] for key in keys if key in by_key]


def _plain(name):
    return " ".join(re.findall(r"[^\W_]+", analysis.fold(name)))


def _completions(name, **target):
    """One for each word of a name with which somebody may begin to type it."""
    words = _plain(name).split()
    for place in range(len(words)):
        if place and words[place] in analysis.STOP_WORDS:
            continue
        begins = " ".join(words[place:])[:120]
        yield Completion(
            begins=begins, label=name, place=place, length=len(name), **target
        )


class Completion(models.Model):
    """A name of a topic or a tag, from one of its words on."""

    topic = models.ForeignKey("topics.Topic", models.CASCADE, null=True)
    tag = models.ForeignKey("topics.Tag", models.CASCADE, null=True)
    begins = models.CharField(max_length=120, db_index=True)
    label = models.CharField(max_length=160)
    place = models.PositiveSmallIntegerField()  # of its first word in the name
    length = models.PositiveSmallIntegerField()

    objects = CompletionQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(topic=None) ^ models.Q(tag=None),
                name="completion_of_a_topic_or_a_tag",
            )
        ]

    def __str__(self):
        return self.label

    def get_absolute_url(self):
        return (self.topic or self.tag).get_absolute_url()

    @property
    def description(self):
        """What the name stands for: a page's title and section, or a tag."""
        if self.tag:
            return gettext("Tag: %(name)s") % {"name": self.tag.name}
        if self.label == self.topic.title:
            return self.topic.section.title
        return f"{self.topic.title} ({self.topic.section.title})"
