"""citeproc-py, with what it leaves open of CSL 1.0.2 and of names in other scripts.

It makes an element of a style an instance of the class of that name, the last one that
is derived from `CitationStylesElement`: each class here replaces one of its own.
https://docs.citationstyles.org/en/stable/specification.html
"""

from functools import lru_cache
from threading import Lock
from typing import Any

from citeproc import (
    Citation,
    CitationItem,
    CitationStylesBibliography,
    CitationStylesStyle,
    formatter,
    model,
    source,
)
from citeproc.source.json import CiteProcJSON
from citeproc.string import String

from topics.citing.dates import SEASONS
from topics.citing.names import in_one_word, initials
from topics.citing.text import in_italics, in_quotes

STYLE = "harvard-cite-them-right"  # the style that citeproc-py carries
# What that style prints of a work by nobody in place of the author, by type.
WITH_TITLE = ("title", "medium", "number_of_volumes", "edition")
PRINTED_FIRST = {
    **dict.fromkeys(("article", "chapter", "dataset", "speech", "treaty"), ("title",)),
    "article-journal": ("container_title",),
    "article-magazine": ("container_title",),
    "article-newspaper": ("container_title",),
}
DATE_PARTS = ("year", "month", "day")
_ONE_AT_A_TIME = Lock()


def processed(item: dict[str, Any], style: str = STYLE, locale: str = "") -> str:
    """The line that a style makes of an item of CSL-JSON, whose texts are HTML. `style`
    is the name of one that citeproc-py carries or the path of its file; `locale` is its
    own if it is empty."""
    entries = CiteProcJSON([item])
    for reference in entries.values():
        # It is read by this name and asked for by that.
        if names := reference.get("container_author"):
            reference["container-author"] = names
    # A style remembers what it has printed, and threads share it.
    with _ONE_AT_A_TIME:
        made_with = _style(style, locale)
        bibliography = CitationStylesBibliography(made_with, entries, formatter.html)
        bibliography.register(Citation([CitationItem(item["id"])]))
        return "".join(str(part) for part in bibliography.bibliography()[0])


@lru_cache(maxsize=8)
def _style(style: str, locale: str) -> CitationStylesStyle:
    return CitationStylesStyle(style, locale or None, validate=False)


class Substitute(model.Substitute, model.CitationStylesElement):
    """What stood in for the author is not printed again."""

    def render(self, item: Any, context: Any = None, **kwargs: Any) -> Any:
        text = super().render(item, context=context, **kwargs)
        reference = item.reference
        if "author" in reference:
            # Some styles ask for a composer first.
            return text
        if names := [name for name in ("editor", "translator") if name in reference]:
            del reference[names[0]]
            return text
        # It is still there to ask for, but nothing to print.
        for variable in PRINTED_FIRST.get(reference.type, WITH_TITLE):
            if variable in reference:
                reference[variable] = String("")
        return text


class Name(model.Name, model.CitationStylesElement):
    """Given names of any script and case."""

    def initialize(self, given: str, mark: str, context: Any) -> str:
        return initials(given, mark)


class Date(model.Date, model.CitationStylesElement):
    """Ranges within a month or year, and “c.” before a year that is not certain."""

    def process(
        self, item: Any, variable: str | None = None, *args: Any, **kwargs: Any
    ) -> str | None:
        text = super().process(item, variable, *args, **kwargs)
        # A date in the form of the locale has no variable of its own.
        date = item.reference.get(variable or self.get("variable"))
        if text and date.get("circa") and "year" in self._shown(DATE_PARTS):
            return f"{self.get_single_term(name='circa', form='short')} {text}"
        return None if text is None else str(text)

    def render_single_date(self, date: Any, *args: Any, **kwargs: Any) -> Any:
        if date.get("month", 0) in SEASONS:
            date = source.Date(year=date.year, season=date.month - 20)
        return super().render_single_date(date, *args, **kwargs)

    def render_date_range(
        self, dates: Any, show_parts: Any = None, context: Any = None
    ) -> str | None:
        def written(date: Any, parts: list[str]) -> str:
            return str(self.render_single_date(date, parts, context) or "").rstrip()

        shown, begin, end = self._shown(show_parts), dates.begin, dates.end
        differ = [part for part in shown if begin.get(part) != end.get(part)]
        if not differ:
            return written(begin, shown) or None
        if end.is_nil():
            return f"{written(begin, shown)}–"
        # What is smaller than a part that differs is written for both dates.
        place = shown.index(differ[0])
        ends = [text for date in (begin, end) if (text := written(date, shown[place:]))]
        return f"{'–'.join(ends)} {written(begin, shown[:place])}".strip() or None

    def _shown(self, show_parts: Any) -> list[str]:
        present = {part.get("name") for part in self.iterchildren()}
        return [part for part in DATE_PARTS if part in present and part in show_parts]


class Text(model.Text, model.CitationStylesElement):
    """Italics within italics, quotation marks within quotation marks; no italics for
    scripts that have none."""

    def font_style(self, text: Any) -> Any:
        if self.get("font-style") != "italic":
            return super().font_style(text)
        return text if in_one_word(str(text), "") else String(in_italics(str(text)))

    def quote(self, string: Any) -> Any:
        if self.get("quotes") != "true":
            return string
        return super().quote(String(in_quotes(str(string))))
