"""The picture that stands beside a link to a page where somebody shares it: its title,
its section and its time, drawn as a PNG."""

import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from io import BytesIO
from pathlib import Path

from django.utils import timezone
from PIL import Image, ImageDraw, ImageFont, features

from topics.models import Event, Mission, Topic
from topics.pictures.geometry.timeline import Scale, Span
from topics.pictures.mission_context import span_of

# As https://ogp.me/ and those who show such pictures want it.
WIDTH, HEIGHT = 1200, 630
MARGIN = 70
PAPER, INK, SOFT, MARK, RULE = "#0d4f6b", "#ffffff", "#b5dff2", "#e3a36b", "#3d7d9b"
COLOURS = 32
# docs/dependencies.md says where it is from.
FONT = Path(__file__).parent / "fonts" / "DejaVuSans-Bold.ttf"
TITLE_SIZES = (72, 60, 50, 42)
MOST_LINES = 4
TITLE_TOP, TITLE_HEIGHT = 170, 260
LINE = 1.2  # times the size of its letters
AXIS = 520  # where the timeline is
FIRST_YEAR = 1940  # the first decade, unless the page is on something older
STEPS, MOST_NAMED = (10, 20, 50, 100, 200), 12  # years, and how many of them
SHORTEST = 10  # of a bar, so that it can be seen
NOT_A_CHARACTER = "\uffff"


@dataclass(frozen=True)
class SharePicture:
    """What is drawn: `portal`, its name, stands in for a title that cannot be."""

    portal: str
    title: str = ""
    section: str = ""
    fact: str = ""
    span: Span | None = None

    @classmethod
    def of(cls, topic: Topic, portal: str) -> "SharePicture":
        """That of a topic that was read as `listed()` does."""
        span = span_of_topic(topic)
        return cls(portal, topic.title, topic.section.title, topic.fact, span)

    def png(self) -> bytes:
        """The picture as a file."""
        image = Image.new("RGB", (WIDTH, HEIGHT), PAPER)
        pen = ImageDraw.Draw(image)
        if self.title and can_draw(self.title):
            _write(pen, self.portal, 60, 30, SOFT)
            _write_title(pen, self.title)
        else:
            _write_title(pen, self.portal)
        if self.section and can_draw(self.section):
            _write(pen, self.section, 110, 34, MARK)
        if self.span:
            _draw_span(pen, self.span, self.fact)
        file = BytesIO()
        # Four times as fast as Pillow's usual methods, and one kilobyte more.
        image.quantize(COLOURS, Image.Quantize.FASTOCTREE).save(file, "PNG")
        return file.getvalue()


def span_of_topic(topic: Topic) -> Span | None:
    """When the operation, event or text was that a topic is on."""
    profile = topic.profile
    if isinstance(profile, Mission):
        return span_of(profile)
    when = profile.date if profile else None
    if when is None:
        return None
    last = (profile.end if isinstance(profile, Event) else None) or when
    return Span(when.first_day, last.last_day)


def can_draw(text: str) -> bool:
    """Whether the font has all letters, and they can be set the way they are read."""
    if _runs_left(text) and not features.check("raqm"):
        return False
    font = _font(20)
    missing = bytes(font.getmask(NOT_A_CHARACTER))
    letters = {letter for letter in text if not letter.isspace()}
    return not any(bytes(font.getmask(letter)) == missing for letter in letters)


def wrapped(
    text: str, width: float, measure: Callable[[str], float], most: int
) -> list[str]:
    """A text as lines of at most a width, as `measure` has it; of more lines than
    `most` the first, which then end in an ellipsis."""
    lines = [""]
    for word in text.split():
        for piece in _pieces(word, width, measure):
            longer = f"{lines[-1]} {piece}".strip()
            if measure(longer) <= width:
                lines[-1] = longer
            else:
                lines.append(piece)
    if len(lines) <= most:
        return lines
    last = f"{lines[most - 1]}…"
    while measure(last) > width:
        last = f"{last[:-2].rstrip()}…"
    return [*lines[: most - 1], last]


def _pieces(word: str, width: float, measure: Callable[[str], float]) -> list[str]:
    """A word in pieces that fit; most do as they are."""
    pieces = []
    while measure(word) > width:
        length = len(word) - 1
        while length > 1 and measure(word[:length]) > width:
            length -= 1
        pieces.append(word[:length])
        word = word[length:]
    return [*pieces, word]


@lru_cache(maxsize=20)
def _font(size: int) -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(FONT, size)


def _runs_left(text: str) -> bool:
    """Whether its first letter is of a script that is written from right to left."""
    kinds = (unicodedata.bidirectional(letter) for letter in text)
    return next((kind for kind in kinds if kind in "LRAL"), "L") != "L"


def _write(pen: ImageDraw.ImageDraw, text: str, y: float, size: int, ink: str) -> None:
    font, width = _font(size), WIDTH - 2 * MARGIN
    [line] = wrapped(text, width, font.getlength, most=1)
    _write_line(pen, line, y, font, ink)


def _write_title(pen: ImageDraw.ImageDraw, title: str) -> None:
    """As large as it fits."""
    width = WIDTH - 2 * MARGIN
    for size in TITLE_SIZES:
        font = _font(size)
        lines = wrapped(title, width, font.getlength, MOST_LINES)
        fits = len(lines) * size * LINE <= TITLE_HEIGHT
        if fits and not lines[-1].endswith("…"):
            break
    for number, line in enumerate(lines):
        _write_line(pen, line, TITLE_TOP + number * size * LINE, font, INK)


def _write_line(
    pen: ImageDraw.ImageDraw,
    line: str,
    y: float,
    font: ImageFont.FreeTypeFont,
    ink: str,
) -> None:
    if _runs_left(line):
        place = (WIDTH - MARGIN, y)
        pen.text(place, line, ink, font, anchor="ra", direction="rtl")
    else:
        pen.text((MARGIN, y), line, ink, font, anchor="la")


def _draw_span(pen: ImageDraw.ImageDraw, span: Span, fact: str) -> None:
    """A bar on the axis of the decades, with what lists say of it above."""
    scale = _scale(span, timezone.localdate())
    font = _font(22)
    pen.line([(MARGIN, AXIS + 40), (WIDTH - MARGIN, AXIS + 40)], RULE, 3)
    for tick in scale.ticks(_step(scale)):
        x = MARGIN + tick.x
        pen.line([(x, AXIS + 34), (x, AXIS + 46)], RULE, 3)
        pen.text((x, AXIS + 54), str(tick.year), SOFT, font, anchor="ma")
    left, width = scale.extent(span)
    width = max(width, SHORTEST)
    left = min(left, scale.width - width)
    box = [MARGIN + left, AXIS, MARGIN + left + width, AXIS + 26]
    pen.rounded_rectangle(box, 5, MARK)
    if fact and can_draw(fact):
        _write(pen, fact, AXIS - 50, 30, SOFT)


def _step(scale: Scale) -> int:
    """Years from one name on the axis to the next, so that they do not touch."""
    years = scale.last - scale.first
    return next(step for step in STEPS if years <= MOST_NAMED * step)


def _scale(span: Span, today: date) -> Scale:
    first = min(FIRST_YEAR, span.start.year // 10 * 10)
    last = max(today, span.end or today).year // 10 * 10 + 10
    return Scale(first, last, WIDTH - 2 * MARGIN, today)
