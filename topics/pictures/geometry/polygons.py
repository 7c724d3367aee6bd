"""Lines and polygons in the plane."""

from math import hypot

Point = tuple[float, float]
GRID = 16  # steps across a polygon in which its middle is looked for


def simplified(points: list[Point], tolerance: float) -> list[Point]:
    """Those of `points` without which the line would differ by more than `tolerance`
    (Ramer–Douglas–Peucker); its ends stay."""
    if len(points) < 3:
        return points
    distances = [distance(point, points[0], points[-1]) for point in points]
    farthest = max(range(len(points)), key=distances.__getitem__)
    if distances[farthest] <= tolerance:
        return [points[0], points[-1]]
    before = simplified(points[: farthest + 1], tolerance)
    return before[:-1] + simplified(points[farthest:], tolerance)


def distance(point: Point, first: Point, last: Point) -> float:
    """Of a point from the straight line between two others."""
    (x, y), (x1, y1), (x2, y2) = point, first, last
    length = hypot(x2 - x1, y2 - y1)
    if length == 0:
        return hypot(x - x1, y - y1)
    along = ((x - x1) * (x2 - x1) + (y - y1) * (y2 - y1)) / length**2
    along = min(1.0, max(0.0, along))
    return hypot(x - x1 - along * (x2 - x1), y - y1 - along * (y2 - y1))


def sides(polygon: list[Point]) -> list[tuple[Point, Point]]:
    return list(zip(polygon, polygon[1:] + polygon[:1], strict=True))


def area(polygon: list[Point]) -> float:
    doubled = sum(x1 * y2 - x2 * y1 for (x1, y1), (x2, y2) in sides(polygon))
    return abs(doubled) / 2


def holds(polygon: list[Point], point: Point) -> bool:
    """Whether the point lies in it: a ray from there crosses it an odd number of
    times."""
    x, y = point
    is_inside = False
    for (x1, y1), (x2, y2) in sides(polygon):
        if (y1 > y) != (y2 > y) and x < x1 + (y - y1) * (x2 - x1) / (y2 - y1):
            is_inside = not is_inside
    return is_inside


def clipped(
    polygon: list[Point], limit: float, *, is_beyond: bool = False
) -> list[Point]:
    """The part of it with x up to the limit, or beyond it (Sutherland–Hodgman)."""
    found = []
    for (x1, y1), (x2, y2) in sides(polygon):
        if (x1 <= limit) is not is_beyond:
            found.append((x1, y1))
        if (x1 - limit) * (x2 - limit) < 0:
            found.append((limit, y1 + (limit - x1) / (x2 - x1) * (y2 - y1)))
    return found


def middle(polygon: list[Point]) -> Point:
    """The point in it, of a grid, that is farthest from its border: where a number
    fits, also in a crescent."""
    xs, ys = [x for x, _ in polygon], [y for _, y in polygon]
    steps = [(n + 0.5) / GRID for n in range(GRID)]
    points = [
        (min(xs) + a * (max(xs) - min(xs)), min(ys) + b * (max(ys) - min(ys)))
        for a in steps
        for b in steps
    ]
    inside = [point for point in points if holds(polygon, point)] or polygon
    return max(inside, key=lambda p: min(distance(p, *side) for side in sides(polygon)))


def path(points: list[tuple[int, int]]) -> str:
    """A closed polygon as SVG path data with relative lines."""
    (x, y), *others = points
    numbers = []
    for following in others:
        numbers += [following[0] - x, following[1] - y]
        x, y = following
    steps = "".join(f" {n}" if n >= 0 else f"{n}" for n in numbers)
    return f"M{points[0][0]} {points[0][1]}l{steps.lstrip()}z"
