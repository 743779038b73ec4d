"""The lines of a file, and where one line of it holds several: a whole document may stand on a single line."""

import itertools
import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, NamedTuple

from plan_extract.structure.numbering import has_marker
from plan_extract.text import INVISIBLE, Span, Text, without_layout

if TYPE_CHECKING:
    from plan_extract.structure.grids import Cell, Piece
    from plan_extract.structure.tags import Tag

_VISIBLE = re.compile(rf"[^\s{INVISIBLE}](?:[^\n\r]*[^\s{INVISIBLE}])?")
_GAP = re.compile(r"(?<=[\u3002;)!?])\s{2,}")
_BOLD = re.compile(r"\*\*[^*]+\*\*")
_BOLD_WHOLE = re.compile(r"\*\*[^*]+\*\*(?:$|:)")  # a line, or the key of a table
_BOLD_MARK = re.compile(rf"\*\*|(?:(?!\*\*)[^\s{INVISIBLE}])(?:(?!\*\*).)*(?<![\s{INVISIBLE}])")
_MARK = re.compile(r"#+(?=\s)|(?=\*\*)|(?<=\*\*)")
_LONGEST_LINE = 2000  # of a paragraph; a longer line holds several
_SHORTEST_FLAT = 300
_NARROWEST, _WIDEST = 20, 62  # of the lines of a page, in full-width characters
_SHORTFALL = 4  # by how much a full line may be narrower than the widest around it
_AROUND = 10
_FEWEST = 3  # lines that show how wide a line can be
_FLOWING = 0.9  # of the lines are full where a text has no paragraphs


class Line(NamedTuple):
    """A line without its margins: its place, its visible characters folded, whether it begins with a marker.

    `full` says that the page ended it, not the author: it is as wide as the lines around it. `glued` says that it
    goes on with the line before it, as nothing but a tag parts them; `tag` that it is one. `cell` says which one it is of a
    table in bars or tabs.
    """

    span: Span
    words: str
    marked: bool
    full: bool = False
    glued: bool = False
    tag: bool = False
    cell: "Cell | None" = None


def read_lines(text: Text) -> list[Line]:
    """The lines that hold anything, in order; a line that is a document, or several items, is cut into them."""
    lines = _mark_full(_without_bold(text, _without_grids(text, list(_raw_lines(text)))))
    characters = sum(len(line.words) for line in lines)
    flowing = _find_flow(text, lines)
    cut: list[Line] = []
    for line in lines:
        if places := flowing.get(line.span.start) or _find_places(text.folded, line, characters):
            cut += _pieces(text, line, places)
        else:
            cut.append(line)
    return cut


def _raw_lines(text: Text) -> Iterator[Line]:
    """The lines of the file; in a web page the tags are lines of their own."""
    behind, inline = 0, False
    for tag in (*_tags(text.folded), None):
        begin = tag.span.start if tag else len(text.folded)
        for found in _VISIBLE.finditer(text.folded, behind, begin):
            line = _line(text, *found.span())
            yield line._replace(glued=True, marked=False) if inline and line.span.start == behind else line
        if tag:
            yield _line(text, tag.span.start, tag.span.end)._replace(tag=True, marked=False)
            inline = tag.inline and (begin > behind or inline)
            behind = tag.span.end


def _without_grids(text: Text, lines: list[Line]) -> list[Line]:
    """The lines, the rows of a table in bars or tabs cut into their cells."""
    if "|" not in text.folded and "\t" not in text.folded:
        return lines
    from plan_extract.structure.grids import find_rows  # few texts have any

    rows = find_rows(text.folded, [line.span for line in lines])
    return [piece for line in lines for piece in _row(text, line, rows.get(line.span.start, ()))]


def _row(text: Text, line: Line, pieces: "Sequence[Piece]") -> list[Line]:
    """The lines of a row of a table, what only parts its cells as a tag; the line itself, where it is none."""
    return [
        _line(text, *found.span())._replace(tag=cell is None, cell=cell)
        for piece, cell in pieces
        for found in _VISIBLE.finditer(text.folded, piece.start, piece.end)
    ] or [line]


def _without_bold(text: Text, lines: list[Line]) -> list[Line]:
    """The lines, the marks of bold words inside a line of Markdown cut out of it: **(一)健全机制。**完善规则."""
    if "**" not in text.folded:
        return lines
    return [piece for line in lines for piece in _plain(text, line)]


def _plain(text: Text, line: Line) -> Iterator[Line]:
    if "**" not in line.words or line.tag or (_BOLD_WHOLE.match(line.words) and not line.cell):
        yield line
        return
    glued = line.glued
    for found in _BOLD_MARK.finditer(text.folded, line.span.start, line.span.end):
        piece = _line(text, *found.span())._replace(cell=line.cell)
        if piece.words == "**":
            yield piece._replace(tag=True)
        else:
            yield piece._replace(glued=True, marked=False) if glued else piece
            glued = True


def _tags(folded: str) -> Iterator["Tag"]:
    if "</" in folded or "&nbsp;" in folded:
        from plan_extract.structure.tags import find_tags  # few texts are web pages

        yield from find_tags(folded)


def _find_places(folded: str, line: Line, characters: int) -> Sequence[int]:
    """Where one line holds several, of a text of so many characters."""
    if line.tag or line.glued or line.cell:
        return ()
    if _is_flat(len(line.words), characters):
        from plan_extract.structure.flat import find_cuts  # its patterns are for few texts

        return find_cuts(folded, line.span)
    if line.words.startswith("#") or _BOLD.fullmatch(line.words):
        return [mark.end() for mark in _MARK.finditer(folded, line.span.start, line.span.end)]
    if len(line.words) < line.span.end - line.span.start:  # there are gaps in it
        gaps = _GAP.finditer(folded, line.span.start, line.span.end)
        return [gap.end() for gap in gaps if has_marker(folded, gap.end())]
    return ()


def _find_flow(text: Text, lines: Sequence[Line]) -> dict[int, list[int]]:
    """Where items begin inside the lines that a page has cut, by the start of the line.

    Where nearly all lines are full, nothing else parts the items.
    """
    places: dict[int, list[int]] = {}
    full = sum(line.full for line in lines)
    if full:
        from plan_extract.structure.flat import find_cuts, find_upper_items

        copy = text.reading([[line.span for line in lines]])
        starts = [line.span.start for line in lines]
        flowing = len(lines) >= _AROUND and full > len(lines) * _FLOWING
        for cut in (find_cuts if flowing else find_upper_items)(copy.folded, Span(0, len(copy.folded) - 1)):
            place = copy.span(cut, cut + 1).start
            start = starts[bisect_right(starts, place) - 1]
            if place > start:
                places.setdefault(start, []).append(place)
    return places


def _mark_full(lines: list[Line]) -> list[Line]:
    """Say which lines are full, where a page has cut the text into lines of one width; the cells of tables are as long as they are."""
    free = [line for line in lines if line.cell is None]
    if len(free) == len(lines):
        return _full(lines)
    marked = iter(_full(free))
    return [line if line.cell else next(marked) for line in lines]


def _full(lines: list[Line]) -> list[Line]:
    if sum(len(line.words) > 2 * _WIDEST for line in lines) * 20 > len(lines):
        return lines  # no page is so wide
    widths = [_width(line.words) for line in lines]
    bounded = [width if width <= _WIDEST else 0 for width in widths]
    full = [width >= _NARROWEST and _usual(bounded, index) - width <= _SHORTFALL for index, width in enumerate(bounded)]
    too_wide = bounded.count(0)
    if sum(full) * 5 < len(lines) or too_wide * 20 > len(lines):
        return lines
    return [line._replace(full=True) if is_full else line for line, is_full in zip(lines, full, strict=True)]


def _usual(widths: Sequence[float], index: int) -> float:
    """The width of a full line around one, before it or behind it, as pages differ; the widest may be a title."""
    before, behind = widths[max(0, index - _AROUND) : index + 1], widths[index : index + _AROUND + 1]
    return min(sorted(side)[-2] for side in (before, behind) if len(side) >= _FEWEST) if len(widths) >= _AROUND else 0


def _line(text: Text, start: int, end: int) -> Line:
    words = without_layout(text.folded[start:end])
    return Line(Span(start, end), words, has_marker(words))


def _is_flat(length: int, characters: int) -> bool:
    return length > _LONGEST_LINE or (length > _SHORTEST_FLAT and length * 2 > characters)


def _pieces(text: Text, line: Line, cuts: Sequence[int]) -> list[Line]:
    """The lines that one holds; what stands last in it ends where it ends."""
    places = [line.span.start, *cuts, line.span.end]
    pieces = [
        _line(text, *found.span())
        for start, end in itertools.pairwise(places)
        for found in _VISIBLE.finditer(text.folded, start, end)
    ]
    return [*pieces[:-1], pieces[-1]._replace(full=line.full)]


def _width(words: str) -> float:
    """In full-width characters; digits are half as wide, folded punctuation is not."""
    return len(words) - sum(map(words.count, "0123456789")) / 2
