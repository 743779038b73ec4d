"""The lines of a file, and where one line of it holds several: a whole document may stand on a single line."""

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from plan_extract.structure.numbering import has_marker
from plan_extract.text import INVISIBLE, Span, Text, without_layout

_VISIBLE = re.compile(rf"[^\s{INVISIBLE}](?:[^\n\r]*[^\s{INVISIBLE}])?")
_GAP = re.compile(r"(?<=[\u3002;)!?])\s{2,}")
_LONGEST_LINE = 2000  # of a paragraph; a longer line holds several
_SHORTEST_FLAT = 300
_NARROWEST, _WIDEST = 20, 62  # of the lines of a page, in full-width characters
_SHORTFALL = 4  # by how much a full line may be narrower than the widest around it
_AROUND = 10


class Line(NamedTuple):
    """A line without its margins: its place, its visible characters folded, whether it begins with a marker.

    `full` says that the page ended it, not the author: it is as wide as the lines around it.
    """

    span: Span
    words: str
    marked: bool
    full: bool = False


def read_lines(text: Text) -> list[Line]:
    """The lines that hold anything, in order; a line that is a document, or several items, is cut into them."""
    lines = [_line(text, *found.span()) for found in _VISIBLE.finditer(text.folded)]
    characters = sum(len(line.words) for line in lines)
    cut: list[Line] = []
    for line in lines:
        if _is_flat(len(line.words), characters):
            from plan_extract.structure.flat import find_cuts  # its patterns are for few texts

            cut += _pieces(text, line, find_cuts(text.folded, line.span))
        elif line.words.startswith("#"):
            cut += _pieces(text, line, [line.span.start + len(line.words) - len(line.words.lstrip("#"))])
        elif len(line.words) < line.span.end - line.span.start and _GAP.search(text.folded, *_ends(line)):
            cut += _pieces(text, line, _gaps_before_markers(text.folded, line))
        else:
            cut.append(line)
    return cut


def mark_full(lines: list[Line]) -> list[Line]:
    """Say which lines are full, where a page has cut the text into lines of one width."""
    widths = [_width(line.words) for line in lines]
    bounded = [width if width <= _WIDEST else 0 for width in widths]
    full = [
        width >= _NARROWEST and _usual(bounded[max(0, index - _AROUND) : index + _AROUND + 1]) - width <= _SHORTFALL
        for index, width in enumerate(bounded)
    ]
    too_wide = len(widths) - len([width for width in bounded if width])
    if sum(full) * 5 < len(lines) or too_wide * 20 > len(lines):
        return lines
    return [line._replace(full=True) if is_full else line for line, is_full in zip(lines, full, strict=True)]


def _usual(widths: list[float]) -> float:
    """The width of a full line among some; the widest may be a title."""
    return sorted(widths)[-2] if len(widths) > 1 else widths[0]


def _line(text: Text, start: int, end: int) -> Line:
    words = without_layout(text.folded[start:end])
    return Line(Span(start, end), words, has_marker(words))


def _ends(line: Line) -> tuple[int, int]:
    return line.span.start, line.span.end


def _is_flat(length: int, characters: int) -> bool:
    return length > _LONGEST_LINE or (length > _SHORTEST_FLAT and length * 2 > characters)


def _gaps_before_markers(folded: str, line: Line) -> Iterator[int]:
    for gap in _GAP.finditer(folded, *_ends(line)):
        if has_marker(folded, gap.end()):
            yield gap.end()


def _pieces(text: Text, line: Line, cuts: Iterable[int]) -> Iterator[Line]:
    start = line.span.start
    for cut in (*cuts, line.span.end):
        for found in _VISIBLE.finditer(text.folded, start, cut):
            yield _line(text, *found.span())
        start = cut


def _width(words: str) -> float:
    """In full-width characters; digits are half as wide, folded punctuation is not."""
    return len(words) - sum(map(words.count, "0123456789")) / 2
