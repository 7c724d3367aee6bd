"""Outlines of countries from Natural Earth, projected and simplified for one map.

Run by hand when the outlines are to be made again (docs/dependencies.md says how):

    python -m topics.pictures.geometry.natural_earth countries-110m.json

The input is TopoJSON, https://github.com/topojson/topojson-specification: borders are
arcs that neighbours share, so that simplified neighbours still fit.
"""

import json
import sys
from itertools import pairwise
from math import pi, radians
from pathlib import Path
from typing import Any

from django_countries.data import ALT_CODES

from topics.pictures.geometry.polygons import (
    Point,
    area,
    clipped,
    middle,
    path,
    simplified,
)

Ring = list[int]  # numbers of arcs; ~n is arc n backwards

WIDTH = 2000  # of the projected world, in units of the outlines
TOLERANCE = 0.08  # degrees by which a simplified border may differ
SMALLEST = 12.0  # square units; smaller islands are left out
OUTLINES = Path(__file__).with_name("outlines.json")
LEFT_OUT = {"AQ"}
# What has no code in ISO 3166: Kosovo has one in general use; the United Nations
# counts the others to these countries (S/RES/541 (1983), S/PRST/2001/30).
WITHOUT_CODE = {"Kosovo": "XK", "N. Cyprus": "CY", "Somaliland": "SO"}
# Natural Earth draws who holds the ground; here as in A/RES/68/262. West, south,
# east, north.
CRIMEA, CRIMEA_WAS, CRIMEA_IS = (32.0, 44.0, 37.0, 46.5), "RU", "UA"


def project(longitude: float, latitude: float) -> Point:
    """A point in the Natural Earth projection, in units, from the north-west corner.

    B. Šavrič, B. Jenny, T. Patterson, D. Petrovič, L. Hurni, "A Polynomial Equation
    for the Natural Earth Projection", 2011, https://doi.org/10.1559/15230406384363
    """
    unit = WIDTH / (2 * pi * 0.8707)
    x, y = radians(longitude), radians(latitude)
    y2 = y**2
    y4 = y2**2
    east = 0.8707 - 0.131979 * y2
    east += y4 * (-0.013791 + y4 * (0.003971 * y2 - 0.001529 * y4))
    return (WIDTH / 2 + x * east * unit, (_north(pi / 2) - _north(y)) * unit)


def _north(y: float) -> float:
    y2 = y**2
    y4 = y2**2
    inner = 0.015085 + y4 * (-0.044475 + 0.028874 * y2 - 0.005916 * y4)
    return y * (1.007226 + y2 * inner)


def united(rings: list[Ring], ends: list[tuple[Point, Point]]) -> list[Ring]:
    """The rings of the union of neighbours: the arcs they share are gone. `ends` has
    the first and last point of each arc."""

    def end(arc: int, which: int) -> Point:
        return ends[arc][which] if arc >= 0 else ends[~arc][1 - which]

    arcs = [arc for ring in rings for arc in ring]
    outer = [arc for arc in arcs if ~arc not in arcs]
    found = []
    while outer:
        ring = [outer.pop(0)]
        while end(ring[-1], 1) != end(ring[0], 0):
            following = next(a for a in outer if end(a, 0) == end(ring[-1], 1))
            outer.remove(following)
            ring.append(following)
        found.append(ring)
    return found


def cut_at_the_date_line(ring: list[Point]) -> list[list[Point]]:
    """A ring in degrees as rings that do not go around the edge of the map."""
    if all(abs(a[0] - b[0]) < 180 for a, b in pairwise(ring)):
        return [ring]
    eastward = [(x + 360 if x < 0 else x, y) for x, y in ring]
    west, east = clipped(eastward, 180), clipped(eastward, 180, is_beyond=True)
    return [half for half in (west, [(x - 360, y) for x, y in east]) if half]


def outline(rings: list[list[Point]]) -> dict[str, Any] | None:
    """Of a country: its path, and of its largest part the middle (x, y) and the box
    (x, y, width, height). None if it is too small to be drawn."""
    largest = max(rings, key=area)
    kept = [ring for ring in rings if ring is largest or area(ring) >= SMALLEST]
    paths = [path(ring) for ring in map(_rounded, kept) if len(ring) > 2]
    if not paths:
        return None
    xs, ys = zip(*_rounded(largest), strict=True)
    return {
        "path": "".join(paths),
        "middle": [round(n) for n in middle(largest)],
        "box": [min(xs), min(ys), max(xs) - min(xs), max(ys) - min(ys)],
    }


def _rounded(ring: list[Point]) -> list[tuple[int, int]]:
    """Its points in whole units, each once."""
    return list(dict.fromkeys((round(x), round(y)) for x, y in ring))


def arcs_of(topology: dict[str, Any]) -> list[list[Point]]:
    """The arcs in degrees (TopoJSON specification, 2.1.3: deltas, scaled)."""
    (sx, sy), (tx, ty) = (topology["transform"][k] for k in ("scale", "translate"))
    arcs = []
    for deltas in topology["arcs"]:
        x = y = 0
        arc = []
        for dx, dy in deltas:
            x, y = x + dx, y + dy
            arc.append((x * sx + tx, y * sy + ty))
        arcs.append(arc)
    return arcs


def countries_of(
    topology: dict[str, Any], arcs: list[list[Point]]
) -> dict[str, list[Ring]]:
    """The rings of each country, by its ISO 3166 alpha-2 code."""
    codes = {f"{numeric:03}": code for code, (_, numeric) in ALT_CODES.items()}
    rings: dict[str, list[Ring]] = {}
    for shape in topology["objects"]["countries"]["geometries"]:
        code = codes.get(shape.get("id")) or WITHOUT_CODE[shape["properties"]["name"]]
        is_single = shape["type"] == "Polygon"
        for polygon in [shape["arcs"]] if is_single else shape["arcs"]:
            is_crimea = code == CRIMEA_WAS and _lies_in(CRIMEA, polygon[0], arcs)
            rings.setdefault(CRIMEA_IS if is_crimea else code, []).extend(polygon)
    ends = [(arc[0], arc[-1]) for arc in arcs]
    return {code: united(parts, ends) for code, parts in rings.items()}


def _lies_in(
    box: tuple[float, float, float, float], ring: Ring, arcs: list[list[Point]]
) -> bool:
    west, south, east, north = box
    points = _points(ring, arcs)
    return all(west <= x <= east and south <= y <= north for x, y in points)


def _points(ring: Ring, arcs: list[list[Point]]) -> list[Point]:
    return [point for n in ring for point in (arcs[n] if n >= 0 else arcs[~n][::-1])]


def outlines(topology: dict[str, Any]) -> dict[str, dict[str, Any]]:
    """The outline of each country, by its ISO 3166 alpha-2 code."""
    arcs = arcs_of(topology)
    lines = [simplified(arc, TOLERANCE) for arc in arcs]
    found = {}
    for code, rings in sorted(countries_of(topology, arcs).items()):
        parts = [_points(ring, lines) for ring in rings]
        halves = [half for part in parts for half in cut_at_the_date_line(part)]
        drawn = outline([[project(*point) for point in half] for half in halves])
        if drawn and code not in LEFT_OUT:
            found[code] = drawn
    return found


if __name__ == "__main__":
    drawn = outlines(json.loads(Path(sys.argv[1]).read_text(encoding="utf-8")))
    rows = [f'"{code}": {json.dumps(drawn[code])}' for code in drawn]
    OUTLINES.write_text("{\n" + ",\n".join(rows) + "\n}\n", encoding="utf-8")
