"""The rows of a table of a web page: which cells stand in them, merged ones filled down."""

from collections.abc import Iterator
from typing import NamedTuple

from plan_extract.readers.markup import Element

_CELLS = ("td", "th")
_AROUND_ROWS = ("tbody", "thead", "tfoot", "form")
_BESIDE_ROWS = ("col", "colgroup", "caption", "script", "style", "input", "template")
_WIDEST, _HIGHEST = 1000, 65534  # as browsers have it


class Cell(NamedTuple):
    """A cell in its row: the column that it begins in, from 1; `copied` says that it stands in a row above."""

    element: Element
    column: int
    copied: bool


def rows_of(table: Element) -> list[list[Element]] | None:
    """The rows of a table, an empty one between its groups; None where something stands beside its cells."""
    found: list[list[Element]] = []
    waiting: list[Element | str] = list(reversed(table.children))
    while waiting:
        child = waiting.pop()
        if isinstance(child, str):
            if child.strip():
                return None
        elif child.name == "tr":
            cells = [one for one in child.children if isinstance(one, Element) and one.name in _CELLS]
            if any(_is_shown(one) for one in child.children):
                return None
            found.append(cells)
        elif child.name in _AROUND_ROWS:
            found.append([])
            waiting += reversed(child.children)
        elif child.name not in _BESIDE_ROWS:
            return None
    return found


def _is_shown(child: Element | str) -> bool:
    """Whether something in a row is neither a cell nor nothing."""
    return bool(child.strip()) if isinstance(child, str) else child.name not in (*_CELLS, *_BESIDE_ROWS)


def lay_out(rows: list[list[Element]]) -> Iterator[list[Cell]]:
    """The rows with the cells that reach down into them; a group of rows ends all of these."""
    merged: dict[int, _Merged] = {}
    for row in rows:
        found: list[Cell] = []
        below: dict[int, _Merged] = {}
        for column, one, copied in _placed(row, merged) if row else ():
            found.append(Cell(one.element, column, copied))
            if one.left > 1:
                below[column] = one._replace(left=one.left - 1)
        merged = below
        yield found


class _Merged(NamedTuple):
    """A cell, how many columns it takes, and how many rows from this one on."""

    element: Element
    width: int
    left: int


def _placed(row: list[Element], merged: dict[int, _Merged]) -> Iterator[tuple[int, _Merged, bool]]:
    """The cells of a row with their columns, its own between those that reach down into it."""
    column = 1
    above = iter(sorted(merged))
    own = iter(row)
    next_above = next(above, None)
    while True:
        if next_above is not None and next_above <= column:
            one, copied, hidden = merged[next_above], True, next_above < column
            next_above = next(above, None)
            if hidden:  # by a wide cell
                continue
        elif element := next(own, None):
            width = min(max(element.number("colspan", 1), 1), _WIDEST)
            one, copied = _Merged(element, width, _height(element)), False
        elif next_above is not None:
            column = next_above
            continue
        else:
            return
        yield column, one, copied
        column += one.width


def _height(cell: Element) -> int:
    """How many rows a cell takes; 0 is all that are left."""
    return min(max(cell.number("rowspan", 1), 0) or _HIGHEST, _HIGHEST)
