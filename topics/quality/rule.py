"""What a rule is, and what it reports."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from django.db.models import QuerySet

from topics.quality.draft import Draft

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

# A case of a rule: the values that its sentence names, and what reports print.
Row = Mapping[str, Any]
Rows = QuerySet[Any, Row]


class Level(StrEnum):
    ERROR = "error"
    WARNING = "warning"


@dataclass(frozen=True)
class Issue:
    """One case of a rule, on a page (`section/slug`), a tag (its slug) or a source
    (its key)."""

    level: Level
    rule: str
    page: str
    sentence: str


@dataclass(frozen=True)
class Rule:
    """Something that editors should fix, and the sentence that says how.

    `find()` returns a row for each case in what is published, with `subject`, the page,
    the tag or the source. `ask(draft)` returns one for each case in a content that may
    not be saved yet; forms show it beside the field of the content's key `field`.
    `say(rows)` adds what only the sentence needs.
    """

    name: str
    level: Level
    sentence: "_StrPromise"
    find: Callable[[], Iterable[Row]]
    ask: Callable[[Draft], Iterable[Row]] | None = None
    field: str = ""
    say: Callable[[Iterable[Row]], Iterable[Row]] = iter

    def issues(self) -> list[Issue]:
        """What is wrong with what is published."""
        return [
            Issue(self.level, self.name, row["subject"], self.sentence % row)
            for row in self.say(self.find())
        ]

    def warnings(self, draft: Draft) -> list[str]:
        """What is wrong with a draft; nothing where the rule is of published pages."""
        if self.ask is None:
            return []
        return [self.sentence % row for row in self.say(self.ask(draft))]
