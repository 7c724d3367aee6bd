"""The picture beside a shared link: what is in it, and that any title fits."""

from datetime import date
from io import BytesIO
from itertools import groupby

import pytest
import time_machine
from PIL import Image, ImageFont, features

from tests.factories import (
    make_agreement,
    make_instrument,
    make_mission,
    make_section,
    make_topic,
)
from topics.models import Topic
from topics.pictures import share_picture
from topics.pictures.geometry.timeline import Span
from topics.pictures.share_picture import SharePicture, can_draw, span_of_topic, wrapped

SIZE = (1200, 630)
PAPER, INK, MARK = (0x0D, 0x4F, 0x6B), (255, 255, 255), (0xE3, 0xA3, 0x6B)
# Of its colours, which the file has fewer of.
NEAR = 12
TITLES = [
    "Peace",
    "A" * 120,
    "word " * 60,
    "Žižek’s “œuvre”, São Tomé, Šešelj, Łódź, Ünal, ĞİŞ",
    "Αθήνα и Київ",
    "بعثة الأمم المتحدة في سيراليون",
    "משלחת האומות המאוחדות",
    "Donaudampfschifffahrtsgesellschaftskapitänsmützenabzeichenverordnung",
    "a\u0301" * 60,
    "\u200f\u202e reversed",
]


def opened(picture):
    image = Image.open(BytesIO(picture.png()))
    assert (image.format, image.size) == ("PNG", SIZE)
    return image.convert("RGB")


def near(colour, other):
    return all(abs(a - b) <= NEAR for a, b in zip(colour, other, strict=True))


def columns_of(image, colour, top=0, foot=SIZE[1]):
    """The columns with a point of a colour, between two heights."""
    points = image.crop((0, top, SIZE[0], foot)).load()
    return [
        x
        for x in range(SIZE[0])
        if any(near(points[x, y], colour) for y in range(foot - top))
    ]


@pytest.mark.parametrize("title", TITLES)
def test_every_title_is_drawn_within_the_margins(title):
    image = opened(SharePicture("Portal", title))

    written = columns_of(image, INK)
    assert written
    assert written[0] >= share_picture.MARGIN - 5
    assert written[-1] <= SIZE[0] - share_picture.MARGIN + 5


@pytest.mark.parametrize("title", ["漢字の題名", "👩‍🚀 in space", "\uffff"])
def test_title_that_the_font_does_not_have_is_left_out(title):
    with_it = opened(SharePicture("Portal", title, "Role"))
    without = opened(SharePicture("Portal", "", "Role"))

    assert with_it.tobytes() == without.tobytes()


def test_title_from_right_to_left_begins_at_the_right():
    image = opened(SharePicture("Portal", "بعثة"))

    written = columns_of(image, INK)
    assert written[0] > SIZE[0] / 2


def test_letters_that_cannot_be_joined_are_not_drawn(monkeypatch):
    assert can_draw("سلام")

    monkeypatch.setattr(features, "check", lambda name: False)

    assert not can_draw("سلام")
    assert can_draw("Frieden")


def bar(start, end):
    """(left, right) of the bar of a span, in parts of the axis."""
    image = opened(SharePicture("Portal", "", "", "", Span(start, end)))
    axis = share_picture.AXIS
    found = columns_of(image, MARK, axis + 5, axis + 20)
    [run] = [
        list(group)
        for _, group in groupby(enumerate(found), lambda pair: pair[1] - pair[0])
    ]
    length = SIZE[0] - 2 * share_picture.MARGIN
    ends = run[0][1], run[-1][1]
    return [round((x - share_picture.MARGIN) / length, 2) for x in ends]


@time_machine.travel("2026-07-01", tick=False)
def test_bar_lies_at_its_years_on_the_axis():
    # From 1940 to 2030.
    assert bar(date(1985, 1, 1), date(2007, 6, 30)) == [0.5, 0.75]
    assert bar(date(2021, 1, 1), None) == [0.9, 0.96]
    assert bar(date(1940, 1, 1), date(1940, 1, 1)) == [0.0, 0.01]


@time_machine.travel("2026-07-01", tick=False)
def test_axis_reaches_back_to_what_is_older():
    assert bar(date(1860, 1, 1), date(1944, 12, 31)) == [0.0, 0.5]
    assert bar(date(1000, 1, 1), date(1000, 12, 31))[0] == 0.0


@pytest.mark.django_db
def test_span_is_that_of_the_profile():
    event = {"start": "1994-04", "end": "1994-07"}
    history = make_section("history", profile="event", other_profile="agreement")
    make_mission("unamsil")
    make_topic("genocide", history, event=event)
    make_topic("a-day", history, event={"start": "1994-04-06"})
    make_agreement("lome")
    make_instrument("resolution")
    make_topic("an-idea")

    spans = {t.slug: span_of_topic(t) for t in Topic.objects.listed()}

    assert {slug: span and (span.start, span.end) for slug, span in spans.items()} == {
        "unamsil": (date(1999, 10, 1), date(2005, 12, 31)),
        "genocide": (date(1994, 4, 1), date(1994, 7, 31)),
        "a-day": (date(1994, 4, 6), date(1994, 4, 6)),
        "lome": (date(1999, 7, 7), date(1999, 7, 7)),
        "resolution": (date(2000, 10, 31), date(2000, 10, 31)),
        "an-idea": None,
    }


def test_lines_hold_all_words_in_their_order():
    text = "peace operations are what the parties make of them"

    lines = wrapped(text, 12, len, most=9)

    assert " ".join(lines) == text
    assert max(map(len, lines)) <= 12


def test_long_word_is_divided_and_long_text_ends_in_an_ellipsis():
    assert wrapped("a" * 25, 10, len, most=3) == ["a" * 10, "a" * 10, "a" * 5]
    assert wrapped("one two three four", 5, len, most=2) == ["one", "two…"]


def test_font_is_shipped_with_its_licence():
    folder = share_picture.FONT.parent

    assert ImageFont.truetype(share_picture.FONT, 20).getname()[0] == "DejaVu Sans"
    assert "Bitstream Vera" in (folder / "LICENSE").read_text()
