"""The straight lines that a page of a PDF file draws."""

from collections.abc import Callable, Iterator
from ctypes import c_float, c_int
from itertools import pairwise
from typing import Any

from plan_extract.readers.ruling import Stroke

_MOST = 40_000  # points of the paths of a page
_THIN = 3.0  # of a filled shape that is a line

Point = tuple[float, float]


def strokes_of(page: Any, place: Callable[[float, float], Point]) -> list[Stroke]:
    """The lines of a page, by where they are seen; none of a drawing with too many."""
    from pypdfium2 import raw

    strokes: list[Stroke] = []
    left = _MOST
    for path in page.get_objects([raw.FPDF_PAGEOBJ_PATH]):
        left -= raw.FPDFPath_CountSegments(path)
        if left < 0:
            return []
        if _is_line(path):
            moved = _mover(path, place)
            strokes += [Stroke(*moved(*one), *moved(*other)) for one, other in _segments(path)]
    return strokes


def _is_line(path: Any) -> bool:
    """Whether a path is drawn as lines: by a pen, or as a thin filled shape."""
    from pypdfium2 import raw

    fill, stroke = c_int(), c_int()
    if not raw.FPDFPath_GetDrawMode(path, fill, stroke):
        return False
    if stroke.value or not fill.value:
        return bool(stroke.value)
    left, bottom, right, top = path.get_bounds()
    return bool(min(right - left, top - bottom) <= _THIN)


def _mover(path: Any, place: Callable[[float, float], Point]) -> Callable[[float, float], Point]:
    """From the points of a path, which may stand in a form, to those of the page."""
    from pypdfium2 import PdfMatrix, raw

    matrix = path.get_matrix()
    if path.container:
        form = raw.FS_MATRIX()
        if raw.FPDFPageObj_GetMatrix(path.container, form):
            matrix = matrix.multiply(PdfMatrix.from_raw(form))
    return lambda x, y: place(*matrix.on_point(x, y))


def _segments(path: Any) -> Iterator[tuple[Point, Point]]:
    """The straight segments of a path, from point to point."""
    from pypdfium2 import raw

    x, y = c_float(), c_float()
    line: list[tuple[Point, bool]] = []  # points, and whether the way to them is straight
    for index in range(raw.FPDFPath_CountSegments(path)):
        segment = raw.FPDFPath_GetPathSegment(path, index)
        if not segment or not raw.FPDFPathSegment_GetPoint(segment, x, y):
            continue
        kind = raw.FPDFPathSegment_GetType(segment)
        if kind == raw.FPDF_SEGMENT_MOVETO:
            yield from _straight(line)
            line = []
        line.append(((x.value, y.value), kind == raw.FPDF_SEGMENT_LINETO))
        if raw.FPDFPathSegment_GetClose(segment) and line:
            line.append((line[0][0], True))
    yield from _straight(line)


def _straight(line: list[tuple[Point, bool]]) -> Iterator[tuple[Point, Point]]:
    return ((one, other) for (one, _), (other, straight) in pairwise(line) if straight)
