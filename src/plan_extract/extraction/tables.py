"""The cells of a table that name responsible units, where the ruling lines are lost (field guide 4.1).

What is left of such a table are lines, one or several a cell. A cell of units is recognised by what it says: a list of
bodies and nothing else, up to a line that ends a name. Cells that follow each other stand under the columns of units in
their order.
"""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from plan_extract.extraction.duties import CLOSING_AT_END, Duties, Duty, label_role, read_duties
from plan_extract.extraction.shapes import has_ending
from plan_extract.extraction.units import Mention
from plan_extract.structure.clauses import Clause
from plan_extract.text import Stretch

_CLOSING = re.compile(CLOSING_AT_END)
_NUMBERS = ("序号", "编号")
_LONGEST_REMARK = 24  # of a cell behind those of units
_MOST_LINES = 12  # of a cell of units
_SHORTEST_REST = 2  # of a name that a line has broken off
_EMPTY = frozenset("/-\u65e0")
_SEPARATORS = ("、", ",", ";")
_ROLES = ("lead", "responsible", "support", "guide", "supervise")


class Cell(NamedTuple):
    """A cell that names units: where it stands, and what it says; positions are those of the reading copy."""

    place: Stretch
    duties: Duties


class _Row(NamedTuple):
    """The lines of a row without its number, if it has one."""

    lines: Sequence[Stretch]
    numbered: bool


def find_cells(folded: str, clause: Clause) -> Iterator[Cell]:
    """The cells of units of a table, in order; the last of a row reaches to its end, over the cells behind it."""
    labels = [column for column in clause.columns if label_role(column) in _ROLES]
    if labels:
        texts = _texts(clause.columns)
        for row in _rows(folded, clause.paragraphs[1:]):
            cells = list(_row_cells(folded, row, labels, texts if row.numbered else 0))
            if cells and row.numbered:
                cells[-1] = cells[-1]._replace(place=Stretch(cells[-1].place.start, _end(cells[-1].place, row.lines)))
            yield from cells


def _texts(columns: Sequence[str]) -> int:
    """How many columns of text stand between that of the numbers and the first of units."""
    first = next(index for index, column in enumerate(columns) if label_role(column) in _ROLES)
    return first - (columns[0] in _NUMBERS)


def _rows(folded: str, lines: Sequence[Stretch]) -> Iterator[_Row]:
    """The rows of a table, by their numbers; a table without any is one row."""
    begin, numbered = 0, False
    for index, line in enumerate(lines):
        if line.of(folded).isdecimal():
            yield _Row(lines[begin:index], numbered)
            begin, numbered = index + 1, True
    yield _Row(lines[begin:], numbered)


def _end(place: Stretch, lines: Sequence[Stretch]) -> int:
    """Where the short cells behind a cell of units end: a time limit, a remark."""
    end = place.end
    for line in lines:
        if line.start > end and line.end - line.start > _LONGEST_REMARK:
            break
        end = max(end, line.end)
    return end


def _row_cells(folded: str, row: _Row, labels: Sequence[str], texts: int) -> Iterator[Cell]:
    """The cells of units of a row, behind its columns of text, which have a line each at least."""
    lines = row.lines
    column = 0
    begin = index = min(texts, max(0, len(lines) - 1))
    while index < len(lines):
        end = index + 1
        words = lines[index].of(folded)
        if words in _EMPTY and (column or texts):
            column += 1
            begin = end
        elif not _may_end(words) or _goes_on(folded, lines, index):
            column = 0 if words.endswith("\u3002") else column
            begin = end if words.endswith("\u3002") else begin
        else:
            found = _read(folded, lines[max(begin, end - _MOST_LINES) : end], labels[min(column, len(labels) - 1)])
            if found and found.place.start > lines[begin].start:
                found = _read(folded, lines[max(begin, end - _MOST_LINES) : end], labels[0])
                column = 0
            if found:
                yield found
            column = column + 1 if found else 0
            begin = end
        index = end


def _may_end(words: str) -> bool:
    """Whether a line can end a cell of units."""
    return has_ending(words) or _CLOSING.search(words) is not None


def _goes_on(folded: str, lines: Sequence[Stretch], index: int) -> bool:
    """Whether the next line goes on with the list or the name that a line ends with."""
    if index + 1 == len(lines):
        return False
    following = lines[index + 1].of(folded)
    if following.startswith(_SEPARATORS) or _CLOSING.fullmatch(following):
        return True
    return len(following) <= _SHORTEST_REST and _may_end(lines[index].of(folded) + following)


def _read(folded: str, lines: Sequence[Stretch], label: str) -> Cell | None:
    """The longest cell of units that ends with the last of some lines."""
    for first in range(len(lines)):
        cell = lines[first:]
        words = "".join(line.of(folded) for line in cell)
        duties = read_duties(words, label)
        if duties.clean and any(
            has_ending(words[unit.start : unit.end]) for duty in duties.duties for unit in duty.units
        ):
            return Cell(Stretch(cell[0].start, cell[-1].end), _moved(duties, cell))
    return None


def _moved(duties: Duties, lines: Sequence[Stretch]) -> Duties:
    """Duties by their places in the copy, which has line ends between the lines."""
    places = [place for line in lines for place in range(line.start, line.end)]
    return duties._replace(
        duties=tuple(
            Duty(
                duty.role,
                tuple(Mention(places[unit.start], places[unit.end - 1] + 1, unit.collective) for unit in duty.units),
                duty.rule,
            )
            for duty in duties.duties
        )
    )
