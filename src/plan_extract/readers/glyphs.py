"""Lines of a page from the places of its glyphs, in reading order: from the top to the bottom, from left to right."""

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from plan_extract.readers.linear import Box

_ASCENT, _DESCENT = 0.88, 0.12  # of a Han character, in its size
_OVERLAP = 0.5  # of the lower of two glyphs of a line
_RATIO = 2.5  # of the sizes of two glyphs of a line
_RECENT = 4  # lines that a glyph may still belong to
_GAP, _LATIN_GAP = 0.5, 0.25  # in sizes: what is wider is a blank, between Latin words and between others
_BLANK = 0.5  # its width
_MOST_BLANKS = 40
_TWICE = 0.2  # a glyph that is printed again so near is bold


class Glyph(NamedTuple):
    """A character: where it begins and ends, its baseline, its size; in points, from the left upper corner of the page."""

    char: str
    left: float
    right: float
    baseline: float
    size: float

    @property
    def top(self) -> float:
        """Its upper edge."""
        return self.baseline - _ASCENT * self.size

    @property
    def bottom(self) -> float:
        """Its lower edge."""
        return self.baseline + _DESCENT * self.size


class GlyphLine(NamedTuple):
    """A line of a page: its words, with blanks where it leaves a gap, and the box around them."""

    words: str
    box: Box


def lines_of(glyphs: Iterable[Glyph]) -> Iterator[GlyphLine]:
    """The lines that some glyphs make; glyphs that show nothing make none."""
    lines: list[list[Glyph]] = []
    for glyph in sorted(glyphs, key=lambda one: (one.baseline, one.left)):
        for line in lines[: -_RECENT - 1 : -1]:
            if _beside(line[0], glyph):
                line.append(glyph)
                if glyph.size > line[0].size:  # the largest comes first: it says where the line is
                    line[0], line[-1] = line[-1], line[0]
                break
        else:
            lines.append([glyph])
    for line in sorted(lines, key=lambda one: one[0].baseline):
        if found := line_of(sorted(line, key=lambda one: one.left)):
            yield found


def line_of(glyphs: Sequence[Glyph]) -> GlyphLine | None:
    """The one line of glyphs in the order in which they are read; None if they show nothing."""
    words = "".join(_words(glyphs)).strip()
    shown = [one for one in glyphs if not one.char.isspace()]
    if not shown:
        return None
    edges = zip(*((one.left, one.top, one.right, one.bottom) for one in shown), strict=True)
    left, top, right, bottom = (choose(edge) for choose, edge in zip((min, min, max, max), edges, strict=True))
    return GlyphLine(words, (left, top, right, bottom))


def _beside(one: Glyph, other: Glyph) -> bool:
    """Whether two glyphs stand in one line: neither above the other, nor far larger."""
    if one.baseline == other.baseline and one.size == other.size:
        return True
    small, large = sorted((one.size, other.size))
    common = min(one.bottom, other.bottom) - max(one.top, other.top)
    return common >= _OVERLAP * small and large <= _RATIO * small


def _words(glyphs: Sequence[Glyph]) -> Iterator[str]:
    """The characters one by one, blanks in the gaps; what is printed twice in one place, once."""
    last: Glyph | None = None
    for glyph in glyphs:
        if last and last.char == glyph.char and glyph.left - last.left < _TWICE * glyph.size:
            continue
        if last:
            size = max(last.size, glyph.size)
            latin = last.char.isascii() and glyph.char.isascii()
            gap = glyph.left - last.right
            if gap > (_LATIN_GAP if latin else _GAP) * size:
                yield " " * min(max(round(gap / (_BLANK * size)), 1), _MOST_BLANKS)
        yield glyph.char
        last = glyph
