"""A table over several pages: rows that a page breaks, heads that it repeats, cells that reach over its end."""

import re
from collections.abc import Sequence
from itertools import takewhile

from plan_extract.readers.paragraphs import Located
from plan_extract.readers.ruling import Row

_NUMBER = re.compile(r"\d{1,3}")


class Table:
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


def _located(page: int, row: Row) -> list[list[Located]]:
    return [[Located(page, line) for line in cell] for cell in row.cells]


def _fill(column: int, words: list[Located], rows: Sequence[Row], added: list[list[list[Located]]]) -> None:
    """Fill the cell that reaches over the first rows of a page with its words on the page before."""
    for index, (row, cells) in enumerate(zip(rows, added, strict=True)):
        if cells[column] or (index and column not in row.shared):
            break
        cells[column] = words


def _words(cell: Sequence[Located]) -> str:
    return "".join(one.line.words for one in cell)
