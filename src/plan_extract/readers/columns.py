"""Two columns of text on a page, told apart by the gap between them."""

from collections.abc import Sequence

from plan_extract.readers.glyphs import Glyph, GlyphLine, lines_of

_MIDDLE = 0.35, 0.65  # of the width of a page, where the gap between two columns lies
_GAP = 8.0  # points, at least
_FEWEST_LINES = 8  # of a column
_FULL = 0.8  # of the width of a column: such lines are running text, no cells of a table
_MOST_FULL = 0.6  # and so many of them


def columns_of(glyphs: Sequence[Glyph], width: float) -> list[list[Glyph]]:
    """The glyphs of each column, from left to right; all of them where the page has one.

    A gap lies between columns where no glyph stands in it, and where most lines on both sides of it fill their column.
    """
    for left, right in _gaps(glyphs, width):
        middle = (left + right) / 2
        halves = [[one for one in glyphs if one.left < middle], [one for one in glyphs if one.left >= middle]]
        if all(_is_running_text(list(lines_of(half))) for half in halves):
            return halves
    return [list(glyphs)]


def _gaps(glyphs: Sequence[Glyph], width: float) -> list[tuple[float, float]]:
    """Where nothing stands in the middle of a page, from the top to the bottom."""
    least, most = (share * width for share in _MIDDLE)
    gaps: list[tuple[float, float]] = []
    end = 0.0
    for glyph in sorted(glyphs, key=lambda one: one.left):
        if glyph.left - end >= _GAP and least <= (end + glyph.left) / 2 <= most:
            gaps.append((end, glyph.left))
        end = max(end, glyph.right)
    return gaps


def _is_running_text(lines: Sequence[GlyphLine]) -> bool:
    if len(lines) < _FEWEST_LINES:
        return False
    left, right = min(line.box[0] for line in lines), max(line.box[2] for line in lines)
    full = sum(line.box[2] - line.box[0] >= _FULL * (right - left) for line in lines)
    return full >= _MOST_FULL * len(lines)
