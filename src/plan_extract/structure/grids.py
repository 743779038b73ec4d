"""Tables of tasks whose rows are lines with bars or tabs between their cells: | 序号 | 任务 | 责任单位 | (field guide 4.1)."""

import itertools
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
_LONGEST_HEADING = 40  # of a line over the whole table that parts its rows
_MOST_HEADINGS = 3  # one below the other


class Cell(NamedTuple):
    """Which cell of which table, counted from 0; rows count from the head."""

    table: int
    row: int
    column: int


class Piece(NamedTuple):
    """A part of a row: what a cell holds, or a rule between cells."""

    span: Span
    cell: Cell | None


class _Table(NamedTuple):
    """A table that is being read: its number, the marks of its rows, the words of its head."""

    number: int
    marks: int
    head: str

    def goes_on(self, mark: str, all_marks: int, marks: Sequence[int], characters: int) -> bool:
        """Whether a line is one of its rows: `marks` are those that can be seen in it and in the next."""
        if all_marks == self.marks or (mark == "\t" and 0 < marks[0] < self.marks):
            return True
        return not marks[0] and characters <= _LONGEST_HEADING and self.marks in marks


def find_rows(folded: str, lines: Sequence[Span]) -> dict[int, list[Piece]]:
    """The rows of tables among some lines of a file, in pieces, by where they begin.

    A table begins with a head that knows a column of bodies, and goes on as long as its rows have as many marks; a short line
    without any parts its rows. A head that is said again, as on every page, is a rule.
    """
    rows: dict[int, list[Piece]] = {}
    numbers = itertools.count()
    for mark in "|\t":
        table, row = None, 0
        marks = [folded.count(mark, line.start, line.end) for line in lines]
        for index, line in enumerate(lines):
            if not table and marks[index] + 1 < _FEWEST:
                continue
            whole, words = _whole(folded, line, mark), without_layout(line.of(folded))
            all_marks = folded.count(mark, whole.start, whole.end)
            if _is_head(folded, whole, mark):
                if table and words == table.head:
                    rows[line.start] = [Piece(line, None)]
                    continue
                if not (table and row == 1 and all_marks == table.marks):  # a head can have two rows
                    table, row = _Table(next(numbers), all_marks, words), 0
            elif table and not table.goes_on(mark, all_marks, marks[index : index + 1 + _MOST_HEADINGS], len(words)):
                table = None
            if table:
                place = whole if all_marks == table.marks else line
                rows[line.start] = list(_pieces(folded, place, mark, table.number, row))
                row += 1
    return rows


def _whole(folded: str, line: Span, mark: str) -> Span:
    """A line with the tabs before and behind what can be seen of it: those of empty cells."""
    start, end = line.start, line.end
    while mark == "\t" and folded.startswith(mark, start - 1) and start:
        start -= 1
    while mark == "\t" and folded.startswith(mark, end):
        end += 1
    return Span(start, end)


def _cells(line: Span, folded: str, mark: str) -> list[Span]:
    marks = (found.start() for found in re.finditer(re.escape(mark), line.of(folded)))
    places = [line.start - 1, *(line.start + place for place in marks), line.end]
    return [Span(start + 1, end) for start, end in pairwise(places)]


def _is_head(folded: str, line: Span, mark: str) -> bool:
    cells = [without_layout(cell.of(folded)).strip("*") for cell in _cells(line, folded, mark)]
    known = [cell for cell in cells if cell in COLUMNS]
    return len(known) >= _FEWEST_KNOWN and any(cell.endswith(OF_BODIES) for cell in known)


def _pieces(folded: str, line: Span, mark: str, table: int, row: int) -> Iterator[Piece]:
    """The cells that hold anything and the rules of a row, in order."""
    if _RULE.fullmatch(folded, line.start, line.end):
        yield Piece(line, None)
        return
    for column, cell in enumerate(_cells(line, folded, mark)):
        if without_layout(cell.of(folded)):
            yield Piece(cell, Cell(table, row, column))
        if cell.end < line.end:
            yield Piece(Span(cell.end, cell.end + 1), None)
