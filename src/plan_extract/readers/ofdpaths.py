"""The straight lines of the path objects of OFD (GB/T 33190, 9.1): operators with their points, as in "M 0 0 L 170 0"."""

from collections.abc import Iterator
from xml.etree.ElementTree import Element

from plan_extract.readers.ofdtext import POINTS, children, matrix_of, numbers
from plan_extract.readers.ruling import Stroke

_THIN = 1.0  # millimetres: of a filled shape that is a line
_ARGUMENTS = {"S": 2, "M": 2, "L": 2, "Q": 4, "B": 6, "A": 7, "C": 0}

Point = tuple[float, float]


def strokes_of(path: Element, corner: Point) -> list[Stroke]:
    """The lines of a path object, in points from the corner of the page; raises ValueError for numbers that are none."""
    left, top, wide, high = numbers(path.get("Boundary"), 4)
    if path.get("Stroke", "true") == "false" and min(wide, high) > _THIN:
        return []
    a, b, c, d, e, f = matrix_of(path)

    def placed(x: float, y: float) -> Point:
        """On the page."""
        return (a * x + c * y + e + left - corner[0]) * POINTS, (b * x + d * y + f + top - corner[1]) * POINTS

    return [
        Stroke(*placed(*one), *placed(*other))
        for data in children(path, "AbbreviatedData")
        for one, other in _segments((data.text or "").split())
    ]


def _segments(words: list[str]) -> Iterator[tuple[Point, Point]]:
    """The straight segments; what is no operator ends the path."""
    first = last = (0.0, 0.0)
    at = 0
    while at < len(words) and (count := _ARGUMENTS.get(words[at])) is not None:
        operator, told = words[at], numbers(" ".join(words[at + 1 : at + 1 + count]), count)
        at += 1 + count
        point = (told[-2], told[-1]) if told else first
        if operator in "LC":
            yield last, point
        elif operator in "SM":
            first = point
        last = point
