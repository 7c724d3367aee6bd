"""What answers a question at once, above the pages that do: a definition of the
vocabulary, the newest value of an indicator, a fact of a mission."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import NamedTuple

from django.utils.translation import gettext as _

from topics.models import Source, Tag, Topic
from topics.models.profiles.fields import Fact
from topics.models.profiles.indicator import Measurement
from topics.models.profiles.measure import Measure
from topics.models.profiles.mission import Mission
from topics.models.profiles.mission_detail import MissionDetail
from topics.search.language import Question, read_question, split_words

Kind = MissionDetail.Kind
# What the facts of a mission are read from.
READ = ("resolutions", "figures__source", "details__source")
# A page further down is about something else.
FIRST = 3
MOST_PARTS = 3


class Answer(NamedTuple):
    """What is said of a subject, and the page or tag that says it. A value has the
    year for which it stands, and the source that gives it."""

    subject: str
    words: str
    page: Topic | Tag
    fact: Fact | None = None
    year: int | None = None
    source: Source | None = None


def answers(text: str, found: Sequence[Topic]) -> list[Answer]:
    """The Answers to what somebody typed; `found` are the pages that answer it, the
    best first, with their profiles."""
    question, first = read_question(text), found[:FIRST]
    given: list[Answer] = []
    if question.defined:
        given += _definition(question.defined)
    if question.fact:
        given += _fact(question, split_words(text), first)
    if question.is_quantity and not given:
        given += _value(first)
    return given


def _definition(name: str) -> Iterator[Answer]:
    for tag in Tag.objects.named([name]).values():
        yield Answer(tag.name, tag.definition, tag)


def _fact(
    question: Question, words: Sequence[str], found: Iterable[Topic]
) -> Iterator[Answer]:
    for topic in found:
        name = topic.short_name
        if name and hasattr(topic, "mission") and set(split_words(name)) <= set(words):
            mission = Mission.objects.prefetch_related(*READ).get(topic=topic)
            fact = _said(mission, question.fact)
            if fact.is_known:
                # A mandate may rest on a hundred decisions; the first ones made it.
                fact = replace(fact, parts=fact.parts[:MOST_PARTS])
                subject = _("%(mission)s: %(fact)s")
                values = {"mission": name, "fact": fact.label}
                yield Answer(subject % values, "", topic, fact)
            return


def _said(mission: Mission, name: str) -> Fact:
    if name in Measure.values:
        return mission.headline(Measure(name))
    if name == Kind.HEAD:
        heads = [row.part for row in mission.details.all() if row.kind == name]
        return Fact(str(Kind.HEAD.label), heads, separator="; ")
    return mission.fact(name)


def _value(found: Iterable[Topic]) -> Iterator[Answer]:
    """The newest value of the whole in the first indicator among the pages found that
    has values of its own."""
    for topic in found:
        if hasattr(topic, "indicator"):
            values = Measurement.objects.filter(profile__topic=topic, category="")
            newest = values.select_related("source", "profile").order_by("-year")
            for value in newest[:1]:
                words = f"{value.amount} {value.profile.unit}"
                year, source = value.year, value.source
                yield Answer(topic.title, words, topic, year=year, source=source)
                return
