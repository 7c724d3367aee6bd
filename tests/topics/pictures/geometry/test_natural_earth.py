"""Outlines from TopoJSON, on a small world of two neighbours."""

import pytest

from topics.pictures.geometry.natural_earth import (
    WIDTH,
    arcs_of,
    countries_of,
    cut_at_the_date_line,
    outlines,
    project,
    united,
)
from topics.pictures.geometry.polygons import (
    area,
    clipped,
    holds,
    middle,
    path,
    simplified,
)

SQUARE = [(0.0, 0.0), (10.0, 0.0), (10.0, 10.0), (0.0, 10.0)]
CRESCENT = [(0.0, 0.0), (30.0, 0.0), (30.0, 4.0), (4.0, 4.0), (4.0, 30.0), (0.0, 30.0)]


def topology(*names):
    """Two squares beside the Greenwich meridian that share a border, 20 degrees each;
    `names` are of what has no code."""
    arcs = [
        [[0, 0], [0, 20]],  # their border, northward
        [[0, 20], [-20, 0], [0, -20], [20, 0]],  # around the western one
        [[0, 0], [20, 0], [0, 20], [-20, 0]],  # around the eastern one
    ]
    rings = {"694": [[0, 1]], names[0] if names else "430": [[2, -1]]}
    geometries = [
        {
            "type": "Polygon",
            "arcs": ring,
            "properties": {"name": code},
            **({"id": code} if code.isdigit() else {}),
        }
        for code, ring in rings.items()
    ]
    return {
        "transform": {"scale": [1, 1], "translate": [0, 0]},
        "arcs": arcs,
        "objects": {"countries": {"geometries": geometries}},
    }


def test_projection_has_its_published_proportions():
    # The paper: the axes are as 0.52 to 1; the poles are lines, the sides are curved.
    height = project(0, -90)[1] - project(0, 90)[1]

    assert (project(-180, 0)[0], project(180, 0)[0]) == pytest.approx((0, WIDTH))
    assert height / WIDTH == pytest.approx(0.52, abs=0.001)
    assert project(0, 0) == pytest.approx((WIDTH / 2, height / 2))
    assert 0.5 < (project(180, 90)[0] - project(-180, 90)[0]) / WIDTH < 0.6


def test_simplified_line_keeps_its_ends_and_what_stands_out():
    line = [(0.0, 0.0), (5.0, 0.1), (10.0, 0.0), (15.0, 3.0), (20.0, 0.0)]

    assert simplified(line, 0.5) == [line[0], line[2], line[3], line[4]]


def test_neighbours_share_their_border():
    drawn = outlines(topology())

    assert set(drawn) == {"SL", "LR"}
    west, east = drawn["SL"]["box"], drawn["LR"]["box"]
    assert west[0] + west[2] == east[0] == WIDTH / 2
    assert west[2:] == east[2:]


def test_part_without_a_code_is_united_with_its_country():
    drawn = outlines(topology("Somaliland"))

    assert set(drawn) == {"SL", "SO"}


def test_union_has_no_border_inside():
    ends = [((0, 0), (0, 20)), ((0, 20), (0, 0)), ((0, 0), (0, 20))]

    assert united([[0, 1], [2, -1]], ends) == [[1, 2]]


def test_country_across_the_date_line_is_cut_there():
    ring = [(170.0, 60.0), (-170.0, 60.0), (-170.0, 70.0), (170.0, 70.0)]

    west, east = cut_at_the_date_line(ring)

    assert {x for x, _ in west} == {170, 180}
    assert {x for x, _ in east} == {-180, -170}
    assert cut_at_the_date_line(SQUARE) == [SQUARE]


def test_polygon_is_cut_along_a_line():
    assert area(clipped(SQUARE, 4)) == 40
    assert area(clipped(SQUARE, 4, is_beyond=True)) == 60


def test_area_and_inside_of_a_polygon():
    assert area(SQUARE) == 100
    assert holds(SQUARE, (5, 5))
    assert not holds(SQUARE, (15, 5))
    assert not holds(CRESCENT, (20, 20))


def test_middle_of_a_crescent_lies_in_it():
    assert holds(CRESCENT, middle(CRESCENT))


def test_path_goes_by_relative_steps():
    assert path([(10, 10), (13, 8), (10, 6)]) == "M10 10l3-2-3-2z"


def test_crimea_is_drawn_as_the_general_assembly_counts_it():
    arcs = [
        [[60, 60], [20, 0], [0, 10], [-20, -10]],  # Russia
        [[33, 45], [3, 0], [0, 1], [-3, -1]],  # Crimea, which Natural Earth adds to it
        [[25, 48], [10, 0], [0, 4], [-10, -4]],  # Ukraine
    ]
    shapes = [("643", "MultiPolygon", [[[0]], [[1]]]), ("804", "Polygon", [[2]])]
    topology = {
        "transform": {"scale": [1, 1], "translate": [0, 0]},
        "arcs": arcs,
        "objects": {
            "countries": {
                "geometries": [
                    {"id": code, "type": kind, "arcs": rings}
                    for code, kind, rings in shapes
                ]
            }
        },
    }

    rings = countries_of(topology, arcs_of(topology))

    assert rings == {"RU": [[0]], "UA": [[1], [2]]}
