"""The glyphs of a text object of OFD (GB/T 33190, 11.3): characters with the distances between them."""

import math
from collections.abc import Iterator
from itertools import chain, repeat
from xml.etree.ElementTree import Element

from plan_extract.readers.glyphs import Glyph

POINTS = 72 / 25.4  # of a millimetre
_LARGEST = 1e6  # millimetres; what is more is no place on a page
_SMALLEST = 0.01  # points of a glyph
_UPRIGHT = 0.1  # how far a line may lean
_SIZE = 3.7  # where none is told: about that of body text
_NARROW = 0.5  # the width of what is no Han character, in sizes

Matrix = tuple[float, float, float, float, float, float]


def local(element: Element) -> str:
    """The name of an element without its name space: it differs between the versions of the format."""
    return str(element.tag).rpartition("}")[2]


def children(element: Element, *names: str) -> Iterator[Element]:
    """The children of these names, in order."""
    return (child for child in element if local(child) in names)


def numbers(text: str | None, count: int) -> tuple[float, ...]:
    """So many numbers; raises ValueError for anything else."""
    found = tuple(float(word) for word in (text or "").split())
    if len(found) != count or not all(abs(one) < _LARGEST for one in found):
        raise ValueError(f"{text!r}: not {count} numbers")
    return found


def is_upright(text: Element) -> bool:
    """Whether the line of a text object runs from left to right; a watermark leans."""
    a, b, *_ = matrix_of(text)
    return a > 0 and abs(b) <= _UPRIGHT * a


def glyphs_of(text: Element, corner: tuple[float, float]) -> Iterator[Glyph]:
    """The glyphs of a text object, in points from the corner of the page; raises ValueError for numbers that are none."""
    left, top, *_ = numbers(text.get("Boundary"), 4)
    a, b, c, d, e, f = matrix_of(text)
    (size,) = numbers(text.get("Size", str(_SIZE)), 1)
    (stretched,) = numbers(text.get("HScale", "1"), 1)
    high = max(abs(size) * math.hypot(c, d) * POINTS, _SMALLEST)
    wide = abs(size * stretched) * math.hypot(a, b) * POINTS
    for char, x, y, advance in _characters(text, size * stretched):
        across = (a * x + c * y + e + left - corner[0]) * POINTS
        down = (b * x + d * y + f + top - corner[1]) * POINTS
        width = wide if advance is None else min(advance * math.hypot(a, b) * POINTS, wide)
        yield Glyph(char, across, across + (width if advance is not None else width * _width(char)), down, high)


def matrix_of(text: Element) -> Matrix:
    """How an object is turned, stretched and moved; raises ValueError for numbers that are none."""
    a, b, c, d, e, f = numbers(text.get("CTM", "1 0 0 1 0 0"), 6)
    return a, b, c, d, e, f


def _width(char: str) -> float:
    return _NARROW if ord(char) < 0x2000 else 1.0


def _characters(text: Element, size: float) -> Iterator[tuple[str, float, float, float | None]]:
    """The characters, each with its place in the object and the way to the next, None where that is not told."""
    x = y = 0.0
    for code in children(text, "TextCode"):
        begin_x, begin_y = (numbers(code.get(name, str(last)), 1)[0] for name, last in (("X", x), ("Y", y)))
        x, y = begin_x, begin_y
        words = (code.text or "").replace("\n", "").replace("\r", "").replace("\t", " ")
        across, down = _distances(code.get("DeltaX")), _distances(code.get("DeltaY"))
        at_x, at_y = begin_x, begin_y
        for char in words:
            step, fall = next(across, None), next(down, 0.0)
            yield char, at_x, at_y, step if step and step > 0 else None
            at_x += step if step is not None else 0.0 if fall else size * _width(char)
            at_y += fall or 0.0


def _distances(told: str | None) -> Iterator[float]:
    """Distances one by one; `g 3 5.5` is three of them."""
    words = iter((told or "").split())
    runs = []
    for word in words:
        count = int(next(words, "")) if word == "g" else 1
        (value,) = numbers(next(words, "") if word == "g" else word, 1)
        runs.append(repeat(value, count))
    return chain.from_iterable(runs)
