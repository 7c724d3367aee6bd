"""Rules of what a page's claims rest on."""

import re
from collections.abc import Iterator
from functools import partial

from django.db.models import Exists, OuterRef, Subquery
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from topics import markup
from topics.models import Citation, Mission, MissionResolution, Topic
from topics.quality.draft import Draft
from topics.quality.rows import in_published_texts, number_of, topic_rows
from topics.quality.rule import Level, Row, Rows, Rule

LEAST_SOURCES = 2
QUOTED = 90  # characters of a paragraph
# A year or a number of three or more digits; such a claim needs a source.
_CLAIM = re.compile(r"\b(?:1[89]|20)\d\d\b|\b\d{3,}\b|\b\d+ per cent\b")
# The number in an address claims nothing: [[juba-2016|Juba]], [words](/map/?year=1994).
_LINK_TARGET = re.compile(r"\[\[[^|\]]*\|?|\]\([^)\s]*\)")
_NOTE = re.compile(r"\[\^[^\]]+\]")
_NOT_A_CLAIM = re.compile(r"^(?:#|\||```|\s{4})|^\[\^")


def missing_sources() -> Rows:
    topics = Topic.objects.published()
    citations = Citation.objects.filter(topic__in=topics, source=None)
    return topic_rows(citations, "key", at="topic")


def few_sources() -> Rows:
    """Topics that cite or list few sources of the bibliography."""
    known = number_of(Citation.objects.exclude(source=None), "topic")
    topics = Topic.objects.published().annotate(count=known)
    return topic_rows(topics.filter(count__lt=LEAST_SOURCES), "count")


def uncited_claims(text: str) -> Iterator[Row]:
    """Paragraphs with a year or a number but without a citation or footnote."""
    for line in markup.with_whole_citations(text).splitlines():
        if not line.strip() or _NOT_A_CLAIM.search(line):
            continue
        is_cited = _NOTE.search(line) or markup.cited_keys(line)
        if _CLAIM.search(_LINK_TARGET.sub("", line)) and not is_cited:
            yield {"words": line[:QUOTED]}


def uncited_mandates() -> Rows:
    """Missions whose page does not cite the resolution that set them up."""
    resolutions = MissionResolution.objects.filter(profile=OuterRef("pk"))
    missions = Mission.objects.filter(topic__in=Topic.objects.published()).annotate(
        symbol=Subquery(resolutions.values("symbol")[:1])
    )
    cited = Citation.objects.filter(
        topic=OuterRef("topic"), source__number=OuterRef("symbol")
    )
    uncited = missions.exclude(symbol=None).exclude(Exists(cited))
    return topic_rows(uncited, "symbol", at="topic")


def _ask_missing(draft: Draft) -> Iterator[Row]:
    return ({"key": key} for key in draft.keys if key not in draft.known_sources)


def _ask_number(draft: Draft) -> Iterator[Row]:
    if (count := len(draft.known_sources)) < LEAST_SOURCES:
        yield {"count": count}


def _ask_mandate(draft: Draft) -> Iterator[Row]:
    for item in draft.mission.get("resolutions", [])[:1]:
        symbol = MissionResolution.columns_of(item)["symbol"]
        if symbol not in draft.known_sources.values():
            yield {"symbol": symbol}


MISSING_SOURCE = Rule(
    "missing-source",
    Level.ERROR,
    _("The bibliography has no source “%(key)s”; add it or correct the key."),
    missing_sources,
    _ask_missing,
    "body",
)
FEW_SOURCES = Rule(
    "few-sources",
    Level.ERROR,
    ngettext_lazy(
        "The page cites %(count)d source; cite two or more.",
        "The page cites %(count)d sources; cite two or more.",
        "count",
    ),
    few_sources,
    _ask_number,
    "sources",
)
UNCITED_CLAIM = Rule(
    "uncited-claim",
    Level.WARNING,
    _("A dated or numbered claim has no citation; cite a source: “%(words)s”"),
    partial(in_published_texts, uncited_claims),
    lambda draft: uncited_claims(draft.body),
    "body",
)
UNCITED_MANDATE = Rule(
    "uncited-mandate",
    Level.ERROR,
    _("The page does not cite %(symbol)s, which set the mission up; cite it."),
    uncited_mandates,
    _ask_mandate,
    "body",
)
