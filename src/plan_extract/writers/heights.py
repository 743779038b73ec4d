"""How broad a column and how high a row must be for its text to be seen; of the fonts only their size is known.

A workbook has no heights of its own: programs fit rows to their text when it is edited, but not all when a file is
opened. What stands in the file is therefore a little too high rather than too low.
"""

import math
import unicodedata
from collections.abc import Iterable

FONT_SIZE = 10
_HIGHEST = 409.0  # points; no row of Excel is higher
_LINE = 1.45 * FONT_SIZE
_PADDING = 3.0
_PER_CHARACTER = 5.25  # points of a column for each half-width character of its width
_HALF = 0.56 * FONT_SIZE  # Latin letters and figures, in the broader of the usual fonts
_MOST_LINES = 24  # of thirty: a column grows before a row does


def column_width(longest: int, least: float, most: float) -> float:
    """The width in half-width characters at which a text of so many full-width ones is no higher than a row may be."""
    return max(least, min(most, longest * FONT_SIZE / _PER_CHARACTER / _MOST_LINES))


def row_height(cells: Iterable[tuple[str, float]]) -> float:
    """The height in points of a row of texts, each in a column of a width."""
    lines = max((_lines(words, width) for words, width in cells), default=1)
    return min(_HIGHEST, lines * _LINE + _PADDING)


def _lines(words: str, width: float) -> int:
    room = width * _PER_CHARACTER - FONT_SIZE  # no line is full to the end: no sign of punctuation begins one
    return sum(max(1, math.ceil(_points(line) / room)) for line in words.split("\n"))


def _points(line: str) -> float:
    return sum(FONT_SIZE if unicodedata.east_asian_width(char) in "WFA" else _HALF for char in line)
