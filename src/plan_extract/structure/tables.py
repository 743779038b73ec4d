"""Tables of tasks whose ruling lines are lost: one cell a line, or a cell in several (field guide 4.1, 10)."""

import itertools
import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from plan_extract.structure.grids import COLUMNS, OF_BODIES
from plan_extract.structure.labels import is_metadata
from plan_extract.structure.lines import Line
from plan_extract.structure.numbering import match_marker

NUMBERS = ("序号", "编号")  # the head of the column that counts the rows
_FEWEST_COLUMNS = 2
_LONGEST_HEAD = 30  # in lines: a head of a column can take several
_LONGEST_CELL = 14  # characters of a line of the head
_OF_PERSONS = ("分管领导", "牵头领导", "责任领导", "县领导", "市领导", "区领导", "责任人", "负责人")
_ANNEXES = ("附件", "附表", "附录", "附图")
_ENDS = (*_ANNEXES, "抄送:")
_HALF_DATE = re.compile(r"20\d\d年?$|20\d\d年\d{1,2}(?:月(?:\d{1,2})?)?$")
_DATE_GOES_ON = re.compile(r"(?:年|年?\d{0,2}[月日]|[年月日]?[底末前]|[上下]半年)[\d月日底末前起]*")


class Table(NamedTuple):
    """A table, by indices of lines, half-open: where its head begins, where its body does, where it ends.

    `columns` are the heads of its columns as far as they are known; one of them at least is that of bodies. Where the lines
    say which cells they are, `columns` has every one, empty if it has no head, and `cells` has a row and a column by line.
    """

    first: int
    body: int
    last: int
    columns: tuple[str, ...]
    cells: tuple[tuple[int, int], ...] = ()


def find_tables(lines: Sequence[Line]) -> Iterator[Table]:
    """The tables with a column of responsible bodies, in order."""
    heads = [index for index, line in enumerate(lines) if line.words in COLUMNS and line.words.endswith(OF_BODIES)]
    end = 0
    for index in heads:
        if index < end:
            continue
        if cell := lines[index].cell:
            table = _grid(lines, index, cell.table)
            end = table.last
            yield table
            continue
        first, body = _head(lines, index)
        columns = tuple(line.words for line in lines[first:body] if is_column(line.words))
        if len(columns) >= _FEWEST_COLUMNS:
            end = _end(lines, first, body)
            yield Table(first, body, end, columns)


def _grid(lines: Sequence[Line], index: int, table: int) -> Table:
    """The table of which a line is a cell; a head can have several rows: 责任单位 over 牵头单位, 配合单位."""
    first = last = index
    while first and _is_of(lines[first - 1], table):
        first -= 1
    while last < len(lines) and _is_of(lines[last], table):
        last += 1
    cells = [(line.cell, line) for line in lines[first:last] if line.cell]
    heads: dict[int, str] = {}
    body = first
    for _, row in itertools.groupby(cells, lambda one: one[0].row):
        named: dict[int, str] = {}
        of_row = list(row)
        for cell, line in of_row:
            named[cell.column] = named.get(cell.column, "") + line.words
        if heads and not all(is_column(words_) or heads.get(column) == words_ for column, words_ in named.items()):
            break
        heads |= named
        body += len(of_row)
    columns = tuple(heads.get(column, "") for column in range(1 + max(cell.column for cell, _ in cells)))
    places = ((cell.row, cell.column) for cell, line in cells[body - first :] if not line.glued)
    return Table(first, body, last, columns, tuple(places))


def _is_of(line: Line, table: int) -> bool:
    return line.cell is not None and line.cell.table == table


def _head(lines: Sequence[Line], index: int) -> tuple[int, int]:
    """Where the head of a table begins and ends that has a known column at `index`."""
    first, body = index, index + 1
    while first > max(0, index - _LONGEST_HEAD) and _is_head(lines[first - 1]):
        first -= 1
    while body < len(lines) and is_column(lines[body].words):
        body += 1
    numbered = next((at for at in range(first, index) if lines[at].words in NUMBERS), None)
    first = numbered if numbered is not None else first  # a title may stand above it
    while lines[first].words not in COLUMNS:
        first += 1
    return first, body


def _is_head(line: Line) -> bool:
    return len(line.words) <= _LONGEST_CELL and not line.marked and not line.words.startswith(_ANNEXES)


def is_column(words_: str) -> bool:
    """Whether words are the head of a column.

    >>> is_column("责任单位"), is_column("市卫健委内牵头处室"), is_column("完善制度")
    (True, True, False)
    """
    return words_ in COLUMNS or (words_.endswith((*OF_BODIES, *_OF_PERSONS)) and len(words_) <= _LONGEST_CELL)


def _end(lines: Sequence[Line], first: int, body: int) -> int:
    """Where the text goes on: at the next annex, or at the item that follows the last one before the table."""
    last: dict[str, int] = {}
    for line in lines[:first]:
        marker = match_marker(line.words, 0) if line.marked else None
        if marker and marker.number is not None:
            last[marker.family] = marker.number
    for index in range(body, len(lines)):
        line = lines[index]
        marker = match_marker(line.words, 0) if line.marked else None
        follows = marker is not None and marker.number is not None and marker.number == last.get(marker.family, 0) + 1
        if (
            line.words.startswith(_ENDS)
            or is_metadata(line.words)
            or (follows and marker is not None and marker.number != 1)
        ):
            return index
    return len(lines)


def gather_cells(lines: Sequence[Line], table: Table, left_out: set[int]) -> list[list[Line]]:
    """The lines of a table, one a paragraph; those that hold the parts of one date are one: 2024年 / 6月底前."""
    cells: list[list[Line]] = []
    if table.cells:
        for line in lines[table.first : table.last]:
            if line.glued and cells:
                cells[-1].append(line)
            else:
                cells.append([line])
        return cells
    for index in range(table.first, table.last):
        if index in left_out:
            continue
        if (
            index > table.body
            and _HALF_DATE.search(lines[index - 1].words)
            and _DATE_GOES_ON.fullmatch(lines[index].words)
        ):
            cells[-1].append(lines[index])
        else:
            cells.append([lines[index]])
    return cells


def repeated_heads(lines: Sequence[Line], table: Table) -> Iterator[int]:
    """The lines of the body that say a head again, as every page does."""
    if table.cells:
        return iter(())
    head = {line.words for line in lines[table.first : table.body] if len(line.words) > 1}
    return (index for index in range(table.body, table.last) if lines[index].words in head)
