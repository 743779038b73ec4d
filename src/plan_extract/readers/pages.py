"""Pages as one text: lines and tables in reading order, each with its page and box; what every page repeats is told.

A table that goes on over the pages is one, a row of it too that a page has broken.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import takewhile
from typing import NamedTuple

from plan_extract.errors import UnreadableError
from plan_extract.readers.columns import columns_of
from plan_extract.readers.glyphs import Glyph, GlyphLine, lines_of
from plan_extract.readers.linear import Linear
from plan_extract.readers.ruling import Row, Stroke, grids_of

_MARGIN = 0.1  # of the height of a page, at its head and its foot
_FEWEST = 3  # pages that repeat a line
_DIGITS = re.compile(r"\d+|\s+")
_NUMBER = re.compile(r"\d{1,3}")
_HEIGHT = 4.0  # points, by which a line may stand higher or lower than on the page before
_MOST_IN_TABLES = 20_000_000  # characters of a document, as merged cells repeat theirs


class Sheet(NamedTuple):
    """A page: its height, and its lines and tables in reading order."""

    height: float
    parts: Sequence[GlyphLine | list[Row]]


class _Located(NamedTuple):
    """A line and its page, from 1."""

    page: int
    line: GlyphLine


class _Table:
    """A table over one page or several: the lines of its cells."""

    def __init__(self, page: int, rows: Sequence[Row]) -> None:
        self.rows = [_located(page, row) for row in rows]
        self.width = len(rows[0].cells)
        self._shared = rows[-1].shared

    def go_on(self, page: int, rows: Sequence[Row]) -> None:
        """Take the rows of the next page, but for a head that is repeated there.

        A row that begins with empty cells is the rest of the one that the page has broken, unless they are parts of cells
        that reach over rows, or stand before the number of the row.
        """
        added = [_located(page, row) for row in rows]
        pairs = zip(self.rows, added, strict=False)
        repeated = sum(
            1 for _ in takewhile(lambda pair: list(map(_words, pair[0])) == list(map(_words, pair[1])), pairs)
        )
        rows, added = rows[repeated:], added[repeated:]
        if not added:
            return
        reaching = self._shared | rows[0].shared
        lead = next(column for column, cell in enumerate(added[0]) if cell)
        is_rest = not (reaching.issuperset(range(lead)) or _NUMBER.fullmatch(_words(added[0][lead])))
        above = self.rows[-1]
        if is_rest:
            self.rows[-1] = [[*upper, *lower] for upper, lower in zip(above, added[0], strict=True)]
        for column in reaching if is_rest else reaching.union(range(lead)):
            if not added[0][column]:
                _fill(column, above[column], rows, added)
        self.rows += added[is_rest:]
        self._shared = rows[-1].shared


def sheet_of(glyphs: Iterable[Glyph], strokes: Sequence[Stroke], width: float, height: float, linear: Linear) -> Sheet:
    """A page in reading order, from its glyphs and its lines; two columns are noted."""
    grids = grids_of(strokes) if strokes else []
    inside: list[list[Glyph]] = [[] for _ in grids]
    around: list[Glyph] = []
    for glyph in glyphs:
        next((found for grid, found in zip(grids, inside, strict=True) if grid.holds(glyph)), around).append(glyph)
    columns = columns_of(around, width)
    if len(columns) > 1:
        linear.note("two_columns")
    parts: list[GlyphLine | list[Row]] = [line for column in columns for line in lines_of(column)]
    for grid, some in zip(grids, inside, strict=True):
        if rows := grid.rows(some):
            below = (at for at, part in enumerate(parts) if isinstance(part, GlyphLine) and part.box[1] >= grid.top)
            parts.insert(next(below, len(parts)), rows)
    return Sheet(height, parts)


def add_pages(linear: Linear, sheets: Sequence[Sheet], path: str) -> None:
    """Add the pages to a text, line by line, a row of a table as a line with tabs between its cells.

    Raises UnreadableError where merged cells repeat their words without end.
    """
    repeated = _repeated(sheets)
    tables, left = 0, _MOST_IN_TABLES
    for part in _parts(sheets):
        if isinstance(part, _Table):
            tables += 1
            left -= sum(len(line.words) for row in part.rows for cell in row for _, line in cell)
            if left < 0:
                raise UnreadableError("too_large", path=path)
            _add_table(linear, part, tables)
        else:
            page, line = part
            linear.mark(page=page, box=line.box, aside=_key(line) in repeated and _is_outside(line, sheets[page - 1]))
            linear.add(line.words)
            linear.end_line()


def _add_table(linear: Linear, table: _Table, number: int) -> None:
    for row, cells in enumerate(table.rows, 1):
        for column, cell in enumerate(cells, 1):
            if column > 1:
                linear.add("\t")
            last = ""
            for page, line in cell:
                linear.mark(page=page, box=line.box, cell=f"{number}:{row}:{column}")
                linear.add(" " + line.words if last.isascii() and line.words[:1].isascii() and last else line.words)
                last = line.words[-1:]
        linear.end_line()


def _parts(sheets: Sequence[Sheet]) -> Iterator[_Located | _Table]:
    """The lines and tables of all pages; one that begins a page goes on with the one that ended the last."""
    table: _Table | None = None
    waiting: list[_Located] = []  # lines at the head and the foot of pages, behind a table
    for number, sheet in enumerate(sheets, 1):
        for part in sheet.parts:
            if isinstance(part, GlyphLine):
                if table and not _is_outside(part, sheet):
                    yield table
                    table = None
                    yield from waiting
                    waiting = []
                if table:
                    waiting.append(_Located(number, part))
                else:
                    yield _Located(number, part)
            elif table and table.width == len(part[0].cells):
                table.go_on(number, part)
            else:
                if table:
                    yield table
                yield from waiting
                table, waiting = _Table(number, part), []
    if table:
        yield table
    yield from waiting


def _located(page: int, row: Row) -> list[list[_Located]]:
    return [[_Located(page, line) for line in cell] for cell in row.cells]


def _fill(column: int, words: list[_Located], rows: Sequence[Row], added: list[list[list[_Located]]]) -> None:
    """Fill the cell that reaches over the first rows of a page with its words on the page before."""
    for index, (row, cells) in enumerate(zip(rows, added, strict=True)):
        if cells[column] or (index and column not in row.shared):
            break
        cells[column] = words


def _words(cell: Sequence[_Located]) -> str:
    return "".join(line.words for _, line in cell)


def _repeated(sheets: Sequence[Sheet]) -> set[tuple[str, int]]:
    """The lines at the head or the foot that several pages repeat in one place, but for numbers."""
    counted: Counter[tuple[str, int]] = Counter()
    for sheet in sheets:
        outside = (part for part in sheet.parts if isinstance(part, GlyphLine) and _is_outside(part, sheet))
        counted.update({_key(line) for line in outside})
    return {key for key, count in counted.items() if count >= _FEWEST}


def _key(line: GlyphLine) -> tuple[str, int]:
    return _DIGITS.sub("", line.words), round(line.box[3] / _HEIGHT)


def _is_outside(line: GlyphLine, sheet: Sheet) -> bool:
    """Whether a line stands in the margin at the head or the foot of its page."""
    return line.box[3] <= _MARGIN * sheet.height or line.box[1] >= (1 - _MARGIN) * sheet.height
