"""Pages as one text: paragraphs and tables in reading order, each line with its page and box; what pages repeat is told.

A paragraph and a table go on over the pages; what stands between their parts, a number, a running head, comes behind them.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import NamedTuple

from plan_extract.errors import UnreadableError
from plan_extract.readers.columns import columns_of
from plan_extract.readers.glyphs import Glyph, GlyphLine, lines_of
from plan_extract.readers.linear import Linear
from plan_extract.readers.paragraphs import Located, Paragraphs, words_of
from plan_extract.readers.ruling import Row, Stroke, grids_of
from plan_extract.readers.spread import Table

_MARGIN = 0.1  # of the height of a page, at its head and its foot
_FEWEST = 3  # pages that repeat a line
_DIGITS = re.compile(r"\d+|\s+")
_PAGE_NUMBER = re.compile(r"[\W_]*(?:第\s*)?\d{1,4}(?:\s*页)?(?:[\W_]*共?\s*\d{1,4}\s*页)?[\W_]*")
_HEIGHT = 4.0  # points, by which a line may stand higher or lower than on the page before
_MOST_IN_TABLES = 20_000_000  # characters of a document, as merged cells repeat theirs

IsAside = Callable[[Located], bool]


class Sheet(NamedTuple):
    """A page: its height, and its lines and tables in reading order."""

    height: float
    parts: Sequence[Located | list[Row]]


def sheet_of(
    number: int, glyphs: Iterable[Glyph], strokes: Sequence[Stroke], width: float, height: float, linear: Linear
) -> Sheet:
    """A page in reading order, from its number, its glyphs and its lines; two columns are noted."""
    grids = grids_of(strokes) if strokes else []
    inside: list[list[Glyph]] = [[] for _ in grids]
    around: list[Glyph] = []
    for glyph in glyphs:
        next((found for grid, found in zip(grids, inside, strict=True) if grid.holds(glyph)), around).append(glyph)
    columns = columns_of(around, width)
    if len(columns) > 1:
        linear.note("two_columns")
    parts: list[Located | list[Row]] = [
        Located(number, line, (len(columns), index))
        for index, column in enumerate(columns)
        for line in lines_of(column)
    ]
    for grid, some in zip(grids, inside, strict=True):
        if rows := grid.rows(some):
            below = (at for at, part in enumerate(parts) if isinstance(part, Located) and part.line.box[1] >= grid.top)
            parts.insert(next(below, len(parts)), rows)
    return Sheet(height, parts)


def add_pages(linear: Linear, sheets: Sequence[Sheet], path: str) -> None:
    """Add the pages to a text: a paragraph as a line, a row of a table as a line with tabs between its cells.

    Raises UnreadableError where merged cells repeat their words without end.
    """
    repeated = _repeated(sheets)

    def is_aside(one: Located) -> bool:
        """Whether pages repeat it."""
        return _key(one.line) in repeated and _is_outside(one, sheets)

    tables, left = 0, _MOST_IN_TABLES
    for block in _blocks(sheets, is_aside):
        if isinstance(block, Table):
            tables += 1
            left -= sum(len(one.line.words) for row in block.rows for cell in row for one in cell)
            if left < 0:
                raise UnreadableError("too_large", path=path)
            _add_table(linear, block, tables)
        else:
            for one, words in words_of(block):
                linear.mark(page=one.page, box=one.line.box, aside=is_aside(one))
                linear.add(words)
            linear.end_line()


def _add_table(linear: Linear, table: Table, number: int) -> None:
    for row, cells in enumerate(table.rows, 1):
        for column, cell in enumerate(cells, 1):
            if column > 1:
                linear.add("\t")
            for one, words in words_of(cell):
                linear.mark(page=one.page, box=one.line.box, cell=f"{number}:{row}:{column}")
                linear.add(words)
        linear.end_line()


def _blocks(sheets: Sequence[Sheet], is_aside: IsAside) -> Iterator[Table | list[Located]]:
    """The paragraphs and tables of all pages; what stands at the head and the foot of pages comes behind the open one."""
    lines = [part for sheet in sheets for part in sheet.parts if isinstance(part, Located)]
    layout = Paragraphs([one for one in lines if not is_aside(one)])
    block: Table | list[Located] | None = None
    waiting: list[Located] = []
    for number, sheet in enumerate(sheets, 1):
        for part in sheet.parts:
            if isinstance(part, list):
                if isinstance(block, Table) and block.width == len(part[0].cells):
                    block.go_on(number, part)
                    continue
            elif is_aside(part) or (
                _is_outside(part, sheets) and (isinstance(block, Table) or _PAGE_NUMBER.fullmatch(part.line.words))
            ):
                waiting.append(part)
                continue
            elif isinstance(block, list) and layout.goes_on(block[0], block[-1], part):
                block.append(part)
                continue
            if block is not None:
                yield block
            yield from ([one] for one in waiting)
            block, waiting = Table(number, part) if isinstance(part, list) else [part], []
    if block is not None:
        yield block
    yield from ([one] for one in waiting)


def _repeated(sheets: Sequence[Sheet]) -> set[tuple[str, int]]:
    """The lines at the head or the foot that several pages repeat in one place, but for numbers."""
    counted: Counter[tuple[str, int]] = Counter()
    for sheet in sheets:
        lines = (part for part in sheet.parts if isinstance(part, Located) and _is_outside(part, sheets))
        counted.update({_key(one.line) for one in lines})
    return {key for key, count in counted.items() if count >= _FEWEST}


def _key(line: GlyphLine) -> tuple[str, int]:
    return _DIGITS.sub("", line.words), round(line.box[3] / _HEIGHT)


def _is_outside(one: Located, sheets: Sequence[Sheet]) -> bool:
    """Whether a line stands in the margin at the head or the foot of its page."""
    height, box = sheets[one.page - 1].height, one.line.box
    return box[3] <= _MARGIN * height or box[1] >= (1 - _MARGIN) * height
