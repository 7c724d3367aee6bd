"""Rules of marks in a text that readers would not see as they were meant."""

import re
from collections.abc import Container, Iterable, Iterator
from functools import partial

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from topics import markup
from topics.models import Section, Source, Topic
from topics.quality.draft import Draft
from topics.quality.rows import CHUNK, in_published_texts, topic_rows
from topics.quality.rule import Level, Row, Rule

# Emphasis, code, links, citations and HTML, none of which a single line shows.
_MARKS = re.compile(
    r"\*\S[^*]*\*|(?<!\w)_\S[^_]*_(?!\w)|`[^`]+`|\[\[|\]\(|\[@|</?[a-zA-Z]+>|&[a-z]+;"
)


def _rows(found: Iterable[markup.Remark], known: Container[str]) -> Iterator[Row]:
    for line, reason, words, key in found:
        if not key or key in known:
            yield {"line": line, "remark": gettext(reason) % {"words": words}}


def misread_marks() -> Iterator[Row]:
    """What the markup of texts and introductions leaves out, shows as typed or takes
    for something else."""
    known = set(Source.objects.values_list("key", flat=True))
    yield from in_published_texts(lambda body: _rows(markup.proofread(body), known))
    for section in Section.objects.exclude(introduction=""):
        for case in _rows(markup.proofread(section.introduction), known):
            yield {"subject": f"{section.slug}/", **case}


def _marked_lines(key: str) -> Iterator[Row]:
    for row in topic_rows(Topic.objects.published(), key).iterator(chunk_size=CHUNK):
        if _MARKS.search(row[key]):
            yield {**row, "words": row[key]}


def _ask_line(key: str, draft: Draft) -> Iterator[Row]:
    if _MARKS.search(words := draft.content.get(key, "")):
        yield {"words": words}


def _ask_misread(draft: Draft) -> Iterator[Row]:
    found = markup.proofread(draft.body)
    named = {remark.key for remark in found if remark.key}
    known = Source.objects.filter(key__in=named).values_list("key", flat=True)
    return _rows(found, set(known) if named else set())


MISREAD_MARKS = Rule(
    "misread-marks",
    Level.WARNING,
    _("Line %(line)d: %(remark)s"),
    misread_marks,
    _ask_misread,
    "body",
)

MARKS_IN_TITLE, MARKS_IN_SUMMARY = (
    Rule(
        f"marks-in-{key}",
        Level.WARNING,
        _("Only a text may have marks; “%(words)s” is shown as typed."),
        partial(_marked_lines, key),
        partial(_ask_line, key),
        key,
    )
    for key in ("title", "summary")
)
