"""Tables of a web page: rows of words; what only lays out the page is none, and what describes a document is lines."""

import re
from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from plan_extract.errors import UnreadableError
from plan_extract.readers.blocks import Block
from plan_extract.readers.grid import lay_out, rows_of
from plan_extract.readers.markup import Element
from plan_extract.vocab import table as vocabulary

_MOST_BLOCKS = 10  # of a cell of a table that is one
_MOST_ROWS_OF_PAGE = 3  # a table with such a cell and so few rows lays out a page
_MOST_FILLED = 5_000_000  # characters that merged cells may repeat
_FEWEST_ENTRIES = 2
_BLANK = re.compile(r"[\s:\uff1a]+")
_COLON = ("\uff1a", ":")
_KEYS = frozenset(row["key"] for row in vocabulary("metadata_keys"))

ReadCell = Callable[[Element], list[Block]]


class _Filled(NamedTuple):
    """A cell in its row: `1:2:3`, and what it shows."""

    place: str
    blocks: Sequence[Block]

    def words(self) -> str:
        """What it shows, on one line."""
        return " ".join(block.words for block in self.blocks)


def read_table(table: Element, number: int, path: str, read_cell: ReadCell) -> list[Block] | None:
    """The rows of a table as blocks, `number` its own among the tables; None where it lays out a page.

    Raises UnreadableError where merged cells would repeat their words without end.
    """
    if table.nested or table.get("role") in ("presentation", "none"):
        return None
    rows = rows_of(table)
    if rows is None or max(map(len, rows), default=0) < 2:
        return None
    shown = {id(cell): read_cell(cell) for row in rows for cell in row}
    if sum(map(bool, rows)) <= _MOST_ROWS_OF_PAGE and max(map(len, shown.values())) > _MOST_BLOCKS:
        return None
    filled = list(_fill(rows, shown, number, path))
    entries = _entries(table, filled)
    if len(filled) == 1 and not entries:  # cells beside each other: parts of the page
        return None
    captions = [one for one in table.children if isinstance(one, Element) and one.name == "caption"]
    above = [block for caption in captions for block in read_cell(caption)]
    return above + (entries or [_row(table, row) for row in filled])


def _fill(rows: list[list[Element]], shown: dict[int, list[Block]], number: int, path: str) -> Iterator[list[_Filled]]:
    """The rows that show anything, merged cells filled down."""
    left = _MOST_FILLED
    for at, cells in enumerate((found for found in lay_out(rows) if found), 1):
        row = [_Filled(f"{number}:{at}:{cell.column}", shown[id(cell.element)]) for cell in cells]
        left -= sum(1 + len(one.words()) for one, cell in zip(row, cells, strict=True) if cell.copied)
        if left < 0:
            raise UnreadableError("too_large", path=path)
        if any(one.blocks for one in row):
            yield row


def _row(table: Element, row: Sequence[_Filled]) -> Block:
    """A row as one line, tabs between its cells, blanks between the paragraphs of a cell."""
    words = ""
    cells: list[tuple[int, str]] = []
    for column, one in enumerate(row):
        words += "\t" if column else ""
        for index, block in enumerate(one.blocks):
            words += " " if index else ""
            cells.append((len(words), one.place))
            words += block.words
    blocks = [block for one in row for block in one.blocks]
    return Block(words, sum(block.linked for block in blocks), table, tuple(cells), any(block.file for block in blocks))


def _entries(table: Element, rows: Sequence[Sequence[_Filled]]) -> list[Block]:
    """What a table says of the document, one entry a line: 索引号：…; nothing where it says nothing of that kind.

    A key stands before its value in the row; a row of nothing but keys is the head of a list of documents.
    """
    known = [[_is_key(one.words()) for one in row] for row in rows]
    pairs = sum(first and not second for keys in known for first, second in pairwise(keys))
    if pairs < _FEWEST_ENTRIES or any(len(keys) > 1 and all(keys) for keys in known):
        return []
    found: list[Block] = []
    for row, keys in zip(rows, known, strict=True):
        begins = [at for at, is_key in enumerate(keys) if is_key] or [0]
        for begin, end in zip(begins, [*begins[1:], len(row)], strict=True):
            found.append(_entry(table, row[begin:end], keys[begin]))
        if begins[0]:
            found.insert(len(found) - len(begins), _row(table, row[: begins[0]]))
    return found


def _entry(table: Element, cells: Sequence[_Filled], keyed: bool) -> Block:
    """A key with its value, or what stands in a row without one."""
    if not keyed:
        return _row(table, cells)
    key = cells[0].words().rstrip()
    line = _row(table, [one for one in cells[1:] if one.blocks])
    begin = key if key.endswith(_COLON) else f"{key}\uff1a"
    places = ((0, cells[0].place), *((at + len(begin), place) for at, place in line.cells))
    return Block(begin + line.words.replace("\t", " "), line.linked, table, places, line.file)


def _is_key(words: str) -> bool:
    return len(words) <= 20 and _BLANK.sub("", words) in _KEYS
