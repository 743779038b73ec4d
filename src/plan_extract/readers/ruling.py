"""Tables on a page by their ruling lines: which cells they part, and which glyphs stand in each.

A line between two cells that is not drawn makes them one. Lengths are points, from the left upper corner of the page.
"""

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from itertools import product
from typing import NamedTuple

from plan_extract.readers.glyphs import Glyph, GlyphLine, lines_of

_NEAR = 3.0  # two edges of one line, and the ends of lines that meet
_LEVEL = 1.0  # by how much the ends of a line may differ that runs along the page
_SHORTEST = 6.0  # of a line: what is shorter is a sign
_MOST = 500  # lines of a page either way; a drawing has more
_MOST_FIELDS = 5_000  # of a table; finer is ruled paper
_FEWEST_COLUMNS, _FEWEST_ROWS = 2, 1
_MIDDLE = 0.38  # how high over the baseline the middle of a Han character lies, in its size


Field = tuple[int, int]  # of a table: its row, its column, from 0


class Stroke(NamedTuple):
    """A line of a drawing, from one point to another."""

    x0: float
    y0: float
    x1: float
    y1: float


class _Edge(NamedTuple):
    """Lines of one direction that lie on one another: where they lie across it, and from where to where they run."""

    at: float
    start: float
    end: float


class Row(NamedTuple):
    """A row of a table: the lines of its cells, and the columns whose cell reaches over other rows."""

    cells: list[list[GlyphLine]]
    shared: frozenset[int]


class Grid(NamedTuple):
    """A table: the edges of its columns and of its rows, and for each field of the two which cell it belongs to.

    A cell is named by the first field of it: its row and its column.
    """

    xs: tuple[float, ...]
    ys: tuple[float, ...]
    cells: dict[Field, Field]

    @property
    def top(self) -> float:
        """Its upper edge."""
        return self.ys[0]

    def holds(self, glyph: Glyph) -> bool:
        """Whether a glyph stands in it."""
        x, y = _middle(glyph)
        return self.xs[0] <= x <= self.xs[-1] and self.ys[0] <= y <= self.ys[-1]

    def rows(self, glyphs: Iterable[Glyph]) -> list[Row]:
        """The rows that show anything: a cell that reaches down is in each of its rows, one that reaches on in its first column."""
        inside: dict[Field, list[Glyph]] = {}
        for glyph in glyphs:
            x, y = _middle(glyph)
            inside.setdefault(self.cells[_index(self.ys, y), _index(self.xs, x)], []).append(glyph)
        lines = {cell: list(lines_of(found)) for cell, found in inside.items()}
        rows = [self._row(number, lines) for number in range(len(self.ys) - 1)]
        return [row for row in rows if any(row.cells)]

    def _row(self, number: int, lines: dict[Field, list[GlyphLine]]) -> Row:
        columns = range(len(self.xs) - 1)
        cells = [self.cells[number, column] for column in columns]
        around = [self.cells.get((other, column)) for other in (number - 1, number + 1) for column in columns]
        shown = [lines.get(cell, []) if cell[1] == column else [] for column, cell in enumerate(cells)]
        return Row(shown, frozenset(column for column in columns if cells[column] in around))


def grids_of(strokes: Iterable[Stroke]) -> list[Grid]:
    """The tables that some lines draw, from the top to the bottom; a frame around one field is none."""
    level, upright = _edges(strokes)
    if len(level) > _MOST or len(upright) > _MOST:
        return []
    grids = (_grid(*some) for some in _drawings(level, upright))
    return sorted((grid for grid in grids if grid), key=lambda grid: grid.top)


def _middle(glyph: Glyph) -> tuple[float, float]:
    return (glyph.left + glyph.right) / 2, glyph.baseline - _MIDDLE * glyph.size


def _index(edges: Sequence[float], at: float) -> int:
    return min(max(bisect_right(edges, at) - 1, 0), len(edges) - 2)


def _edges(strokes: Iterable[Stroke]) -> tuple[list[_Edge], list[_Edge]]:
    """The lines along and down the page, those that lie on one another as one."""
    level: list[_Edge] = []
    upright: list[_Edge] = []
    for x0, y0, x1, y1 in strokes:
        if abs(y1 - y0) <= _LEVEL and abs(x1 - x0) >= _SHORTEST:
            level.append(_Edge((y0 + y1) / 2, min(x0, x1), max(x0, x1)))
        elif abs(x1 - x0) <= _LEVEL and abs(y1 - y0) >= _SHORTEST:
            upright.append(_Edge((x0 + x1) / 2, min(y0, y1), max(y0, y1)))
    return _joined(level), _joined(upright)


def _joined(edges: list[_Edge]) -> list[_Edge]:
    joined: list[_Edge] = []
    for group in _near(sorted(edges)):
        at = sum(edge.at for edge in group) / len(group)
        start, end = group[0].start, group[0].start
        for edge in sorted(group, key=lambda one: one.start):
            if edge.start > end + _NEAR:
                joined.append(_Edge(at, start, end))
                start = edge.start
            end = max(end, edge.end)
        joined.append(_Edge(at, start, end))
    return joined


def _near(edges: Sequence[_Edge]) -> Iterator[list[_Edge]]:
    """Edges that lie as good as on one line, of some in order."""
    group: list[_Edge] = []
    for edge in edges:
        if group and edge.at - group[0].at > _NEAR:
            yield group
            group = []
        group.append(edge)
    if group:
        yield group


def _drawings(level: list[_Edge], upright: list[_Edge]) -> Iterator[tuple[list[_Edge], list[_Edge]]]:
    """The lines that meet, apart from those that they do not meet."""
    left, right = set(range(len(level))), set(range(len(upright)))
    while left:
        seeds, rows, columns = [left.pop()], list[_Edge](), list[_Edge]()
        while seeds:
            rows += (found := [level[index] for index in seeds])
            meeting = [index for index in right if any(_meet(row, upright[index]) for row in found)]
            right.difference_update(meeting)
            columns += (found := [upright[index] for index in meeting])
            seeds = [index for index in left if any(_meet(level[index], column) for column in found)]
            left.difference_update(seeds)
        yield rows, columns


def _meet(row: _Edge, column: _Edge) -> bool:
    return row.start - _NEAR <= column.at <= row.end + _NEAR and column.start - _NEAR <= row.at <= column.end + _NEAR


def _grid(level: list[_Edge], upright: list[_Edge]) -> Grid | None:
    """The table of lines that meet."""
    xs, ys = tuple(sorted({edge.at for edge in upright})), tuple(sorted({edge.at for edge in level}))
    if len(xs) - 1 < _FEWEST_COLUMNS or len(ys) - 1 < _FEWEST_ROWS or len(xs) * len(ys) > _MOST_FIELDS:
        return None
    rules, bars = _by_place(level), _by_place(upright)
    fields = product(range(len(ys) - 1), range(len(xs) - 1))
    cells: dict[Field, Field] = {}
    for row, column in fields:
        over, before = cells.get((row - 1, column)), cells.get((row, column - 1))
        middle = (xs[column] + xs[column + 1]) / 2, (ys[row] + ys[row + 1]) / 2
        if over and not _covers(rules[ys[row]], middle[0]):
            cells[row, column] = over
        elif before and not _covers(bars[xs[column]], middle[1]):
            cells[row, column] = before
        else:
            cells[row, column] = row, column
    return Grid(xs, ys, cells)


def _by_place(edges: Iterable[_Edge]) -> dict[float, list[_Edge]]:
    found: dict[float, list[_Edge]] = {}
    for edge in edges:
        found.setdefault(edge.at, []).append(edge)
    return found


def _covers(edges: Iterable[_Edge], point: float) -> bool:
    """Whether a line is drawn there."""
    return any(edge.start <= point <= edge.end for edge in edges)
