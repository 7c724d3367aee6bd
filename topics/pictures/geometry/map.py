"""Which countries of a world map are shaded, how, and what part of it is shown.

Lengths are units of the outlines (see natural_earth.py); y grows downward.
"""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

OUTLINES = Path(__file__).with_name("outlines.json")
FEW, SOME, MANY = 1, 2, 3
MARGIN = 0.06  # around the countries shown, as part of the longer side
SMALLEST_FRAME = 200.0
WIDEST, NARROWEST = 2.3, 1.0  # width by height
NUMBERS = 36  # numbers that would fit side by side


@dataclass(frozen=True)
class Box:
    x: float
    y: float
    width: float
    height: float

    def __str__(self) -> str:
        """As the viewBox of an SVG."""
        return f"{self.x:g} {self.y:g} {self.width:g} {self.height:g}"


WORLD = Box(0, 10, 2000, 862)


@dataclass(frozen=True)
class Outline:
    """A country: its path, a point in it for a number, the box of its largest part."""

    path: str
    middle: tuple[float, float]
    box: Box


@dataclass(frozen=True)
class Shape:
    """A country with something in it."""

    code: str
    path: str
    x: float
    y: float
    count: int
    has_number: bool  # there is room for it
    needs_ring: bool  # too small to be seen otherwise
    item: object

    @property
    def shade(self) -> int:
        return shade(self.count)


@dataclass(frozen=True)
class WorldMap:
    frame: Box
    land: str  # the path of all other countries
    shapes: list[Shape]

    @property
    def text_size(self) -> float:
        return round(self.frame.width / NUMBERS, 1)

    @property
    def number_drop(self) -> float:
        """How far the foot of a number lies below its centre."""
        return round(self.text_size * 0.36, 1)

    @property
    def grain(self) -> float:
        """How much patterns are enlarged, so that they look the same in every part."""
        return round(self.frame.width / 640, 2)

    @property
    def ring(self) -> float:
        """The radius of a ring around a small country."""
        return round(self.text_size * 0.4, 1)


def shade(count: int) -> int:
    """FEW for one, SOME for two or three, MANY for more."""
    if count <= 1:
        return FEW
    return SOME if count <= 3 else MANY


@cache
def outlines() -> dict[str, Outline]:
    """Of each country, by its ISO 3166 alpha-2 code."""
    stored = json.loads(OUTLINES.read_text(encoding="utf-8"))
    return {
        code: Outline(row["path"], tuple(row["middle"]), Box(*row["box"]))
        for code, row in stored.items()
    }


def frame(boxes: Iterable[Box]) -> Box:
    """A box around all of them, with a margin, neither too small nor too wide nor too
    high; the whole world around none."""
    boxes = list(boxes)
    if not boxes:
        return WORLD
    left, top = min(box.x for box in boxes), min(box.y for box in boxes)
    right = max(box.x + box.width for box in boxes)
    bottom = max(box.y + box.height for box in boxes)
    margin = MARGIN * max(right - left, bottom - top)
    width = max(right - left + 2 * margin, SMALLEST_FRAME)
    height = max(bottom - top + 2 * margin, width / WIDEST)
    width = max(width, height * NARROWEST)
    x, y = (left + right - width) / 2, (top + bottom - height) / 2
    return Box(round(x), round(y), round(width), round(height))


def draw(
    found: Mapping[str, tuple[int, object]], shown: Iterable[str] = ()
) -> WorldMap:
    """The map with the countries of `found` shaded: {code: (count, item)}. It shows
    the part of the world with the countries `shown`, or all of it.

    Countries without an outline are too small for it and left out.
    """
    world = outlines()
    part = frame(world[code].box for code in shown if code in world)
    size = part.width / NUMBERS
    shapes = [
        _shape(code, world[code], size, *found[code])
        for code in sorted(found)
        if code in world
    ]
    land = "".join(o.path for code, o in sorted(world.items()) if code not in found)
    return WorldMap(part, land, shapes)


def _shape(code: str, outline: Outline, size: float, count: int, item: object) -> Shape:
    x, y = outline.middle
    least = min(outline.box.width, outline.box.height)
    return Shape(
        code, outline.path, x, y, count, least >= 1.2 * size, least < 0.5 * size, item
    )
