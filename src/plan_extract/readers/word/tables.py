"""Tables as rows of cells: what is merged downwards stands in every row, what is merged sideways leaves the rest empty."""

from collections.abc import Iterator
from typing import Protocol
from xml.etree.ElementTree import Element

from plan_extract.readers.word.document import PARAGRAPH, Document, Line, Piece
from plan_extract.readers.word.markup import VAL, W, child, value, whole

_ROWS = frozenset((f"{W}tr",))
_CELLS = frozenset((f"{W}tc",))
_MOST_COLUMNS = 63  # of a table of Word


class Story(Protocol):
    """What reads the cells of a table: as lines, or as words in one line."""

    document: Document
    anchor: int | None

    def lines(self, parent: Element) -> list[Line]:
        """The lines of what stands in an element."""

    def words(self, parent: Element) -> str:
        """All of it in one line."""


def read_table(story: Story, table: Element) -> Iterator[Line]:
    """The lines of a table: one a row; the paragraphs of its cells where it has one column, a frame around text."""
    rows = [
        (row, _cells(story, row)) for row in story.document.within(table, _ROWS) if not _is_gone(story, row, "trPr")
    ]
    if max((len(cells) for _, cells in rows), default=0) <= 1:
        for _, cells in rows:
            for cell in cells:
                yield from story.lines(cell)
        return
    number = story.document.tables.get(table)
    merged: dict[int, Piece] = {}
    for place, (row, cells) in enumerate(rows, 1):
        before = _count(row, "gridBefore")
        line = [Piece("")] * before
        for cell in cells:
            line.append(_piece(story, cell, merged, len(line), f"{number}:{place}:{len(line) + 1}" if number else None))
            line += [Piece("")] * (_count(cell, "gridSpan") - 1)
        line += [Piece("")] * _count(row, "gridAfter")
        if any(piece.words for piece in line):
            yield tuple(line)


def _cells(story: Story, row: Element) -> list[Element]:
    return [cell for cell in story.document.within(row, _CELLS) if not _is_gone(story, cell, "tcPr")]


def _is_gone(story: Story, element: Element, properties: str) -> bool:
    """Whether a tracked change takes a row or a cell away."""
    found = child(element, properties)
    changed = [name for name in ("cellIns", "cellDel") if child(found, name) is not None]
    story.document.revised = story.document.revised or bool(changed)
    return story.document.is_gone(found) or ("cellDel" if story.document.accept else "cellIns") in changed


def _piece(story: Story, cell: Element, merged: dict[int, Piece], column: int, name: str | None) -> Piece:
    """A cell; where it only goes on with the one above or beside it, what that one says."""
    properties = child(cell, "tcPr")
    beside, above = child(properties, "hMerge"), child(properties, "vMerge")
    if beside is not None and beside.get(VAL) != "restart":
        return Piece("")
    if above is not None and above.get(VAL) != "restart" and column in merged:
        return story.document.repeat(merged[column])
    places = story.document.paragraphs
    place = next((places[one] for one in cell.iter(PARAGRAPH) if one in places), story.anchor)
    piece = Piece(story.words(cell), place, name)
    if above is None:
        merged.pop(column, None)
    else:
        merged[column] = piece
    return piece


def _count(element: Element, name: str) -> int:
    """How many columns a cell takes, or a row leaves out before and behind its cells."""
    found = whole(value(element, "tcPr" if name == "gridSpan" else "trPr", name))
    least = 1 if name == "gridSpan" else 0
    return least if found is None else min(max(found, least), _MOST_COLUMNS)
