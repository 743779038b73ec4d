"""Tables of tasks whose rows are lines with bars or tabs between their cells: | 序号 | 任务 | 责任单位 | (field guide 4.1)."""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from plan_extract.text import Span, without_layout
from plan_extract.vocab import words

COLUMNS = frozenset(words("table_columns"))
OF_BODIES = ("单位", "部门", "处室", "主体")
_RULE = re.compile(r"[\s|:+=-]+")
_FEWEST = 3  # cells of a row
_FEWEST_KNOWN = 2  # columns of a head


class Piece(NamedTuple):
    """A part of a row: a cell that holds something, or the bar behind one that does not; else a `rule` between cells."""

    span: Span
    rule: bool


def find_rows(folded: str, lines: Sequence[Span]) -> dict[int, list[Piece]]:
    """The rows of tables among some lines of a file, in pieces, by where they begin.

    A table begins with a head that knows a column of bodies, and goes on as long as its rows have as many marks.
    """
    rows: dict[int, list[Piece]] = {}
    for mark in "|\t":
        marks_of_table = 0
        for line in lines:
            marks = [found.start() + line.start for found in re.finditer(re.escape(mark), line.of(folded))]
            cells = [Span(start + 1, end) for start, end in pairwise((line.start - 1, *marks, line.end))]
            if len(cells) >= _FEWEST and _is_head([without_layout(cell.of(folded)) for cell in cells]):
                marks_of_table = len(marks)
            elif len(marks) != marks_of_table and not (mark == "\t" and 0 < len(marks) < marks_of_table):
                marks_of_table = 0  # the tabs of empty cells at the ends of a line cannot be seen
            if marks_of_table:
                rows[line.start] = list(_pieces(folded, line, cells))
    return rows


def _is_head(cells: Sequence[str]) -> bool:
    known = [cell for cell in cells if cell in COLUMNS]
    return len(known) >= _FEWEST_KNOWN and any(cell.endswith(OF_BODIES) for cell in known)


def _pieces(folded: str, line: Span, cells: Sequence[Span]) -> Iterator[Piece]:
    """The cells and the bars of a row in order; the bar behind an empty cell stands for it, so that none moves up."""
    if _RULE.fullmatch(folded, line.start, line.end):
        yield Piece(line, rule=True)
        return
    for cell in cells:
        filled = not cell.of(folded).isspace() and cell.start < cell.end
        if filled:
            yield Piece(cell, rule=False)
        if cell.end < line.end:
            yield Piece(Span(cell.end, cell.end + 1), rule=filled or cell.start == line.start)
