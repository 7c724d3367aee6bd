"""What the map shows, and how its outlines were made."""

import pytest

from topics.pictures.geometry.map import (
    FEW,
    MANY,
    SMALLEST_FRAME,
    SOME,
    WORLD,
    Box,
    draw,
    frame,
    outlines,
    shade,
)


@pytest.mark.parametrize(
    ("count", "expected"), [(1, FEW), (2, SOME), (3, SOME), (4, MANY), (40, MANY)]
)
def test_shade_grows_with_the_count(count, expected):
    assert shade(count) == expected


def test_frame_of_nothing_is_the_world():
    assert frame([]) == WORLD


def test_frame_holds_all_boxes_with_a_margin():
    found = frame([Box(100, 100, 300, 100), Box(500, 300, 100, 100)])

    # 500 by 300, and 30 on every side.
    assert found == Box(70, 70, 560, 360)
    assert str(found) == "70 70 560 360"


def test_frame_of_a_small_country_shows_what_is_around_it():
    found = frame([Box(1000, 300, 10, 10)])

    assert found.width == SMALLEST_FRAME
    assert (found.x + found.width / 2, found.y + found.height / 2) == pytest.approx(
        (1005, 305), abs=1
    )


@pytest.mark.parametrize("box", [Box(0, 0, 1000, 10), Box(0, 0, 10, 1000)])
def test_frame_is_neither_a_stripe_nor_a_column(box):
    found = frame([box])

    assert 0.99 < found.width / found.height < 2.31


def test_countries_found_are_shapes_and_the_others_land():
    world = outlines()

    drawn = draw({"SL": (3, "item"), "ZZ": (1, None)})

    [shape] = drawn.shapes
    assert (shape.code, shape.count, shape.item) == ("SL", 3, "item")
    assert shape.shade == SOME
    assert world["SL"].path not in drawn.land
    assert world["LR"].path in drawn.land
    assert drawn.frame == WORLD


def test_small_country_has_a_ring_on_the_world_and_a_number_in_its_region():
    [far] = draw({"SL": (3, None)}).shapes
    [near] = draw({"SL": (3, None)}, ["SL"]).shapes

    assert (far.needs_ring, far.has_number) == (True, False)
    assert (near.needs_ring, near.has_number) == (False, True)


def test_every_country_lies_on_the_map():
    for outline in outlines().values():
        box, (x, y) = outline.box, outline.middle
        assert WORLD.x <= box.x
        assert box.x + box.width <= WORLD.width
        assert WORLD.y <= box.y
        assert box.y + box.height <= WORLD.y + WORLD.height
        assert box.x <= x <= box.x + box.width
        assert box.y <= y <= box.y + box.height


def test_neighbours_lie_as_on_the_globe():
    middles = {code: outline.middle for code, outline in outlines().items()}

    assert middles["CO"][0] < middles["SL"][0] < middles["ET"][0] < middles["ID"][0]
    assert middles["NO"][1] < middles["EG"][1] < middles["AO"][1] < middles["NZ"][1]
