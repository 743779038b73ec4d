"""Stage 1, the segment splitter: the lines of a file become paragraphs; page furniture is set aside.

A file's line is no unit of the text: paragraphs are broken inside words, page numbers stand inside sentences.
What belongs together is joined by the reading copy, in which one line is one paragraph (field guide 10).
"""

import itertools
import re
from collections.abc import Collection, Sequence
from typing import NamedTuple

from plan_extract.structure.furniture import find_furniture
from plan_extract.structure.joining import Numbers, join_lines
from plan_extract.structure.lines import Line, read_lines
from plan_extract.structure.markers import find_markers
from plan_extract.structure.numbering import Marker
from plan_extract.structure.tables import Table, find_tables, gather_cells, repeated_heads
from plan_extract.text import Span, Stretch, Text


class Segments(NamedTuple):
    """What the splitter gives.

    Guaranteed: 1. paragraphs ascend, none is empty, and each is one line of `text`; 2. every visible character of
    the file stands in exactly one paragraph or piece of furniture; 3. `markers` has for each paragraph the marker
    that it begins with, if any; 4. `joints` are the positions of the copy where a stray line break was joined over;
    5. `tables` are the tables of tasks, by indices of paragraphs, each line of them a paragraph without a marker.
    """

    text: Text
    paragraphs: tuple[Stretch, ...]
    markers: tuple[Marker | None, ...]
    furniture: tuple[Span, ...]
    joints: tuple[int, ...]
    tables: tuple[Table, ...]


def split_segments(text: Text, aside: Collection[int] = ()) -> Segments:
    r"""Read the lines of a file into paragraphs; `aside` are the places where lines begin that are known to be furniture.

    >>> split_segments(Text("(一)落实制度。明确责任主\n\n  体和配套措施。")).text.folded
    '(一)落实制度。明确责任主体和配套措施。\n'
    """
    lines = read_lines(text)
    left_out = find_furniture(lines, aside)
    kept = [line for index, line in enumerate(lines) if index not in left_out] if left_out else lines
    tables = tuple(find_tables(kept))
    heads = {index for table in tables for index in repeated_heads(kept, table)}
    furniture = sorted([lines[index] for index in left_out] + [kept[index] for index in heads])
    paragraphs, tables = _paragraphs_and_tables(kept, tables, heads)
    copy = text.reading([[line.span for line in paragraph] for paragraph in paragraphs])
    stretches = _paragraphs(copy.folded)
    return Segments(
        copy,
        stretches,
        _without_cells(find_markers(copy.folded, stretches), tables),
        tuple(line.span for line in furniture),
        tuple(copy.bounds(line.span)[0] for paragraph in paragraphs for line in paragraph[1:]),
        tables,
    )


def _paragraphs_and_tables(
    lines: Sequence[Line], tables: Sequence[Table], left_out: set[int]
) -> tuple[list[list[Line]], tuple[Table, ...]]:
    """The paragraphs of the text between the tables and the lines of the tables, and where the tables stand in them."""
    paragraphs: list[list[Line]] = []
    placed: list[Table] = []
    numbers, behind = Numbers(), 0
    for table in tables:
        paragraphs += join_lines(lines[behind : table.first], numbers)
        first = len(paragraphs)
        paragraphs += gather_cells(lines, table, left_out)
        head = sum(not line.glued for line in lines[table.first : table.body])
        placed.append(table._replace(first=first, body=first + head, last=len(paragraphs)))
        behind = table.last
    return [*paragraphs, *join_lines(lines[behind:], numbers)], tuple(placed)


def _without_cells(markers: list[Marker | None], tables: Sequence[Table]) -> tuple[Marker | None, ...]:
    """The markers of paragraphs; what looks like one in a cell is none."""
    for table in tables:
        markers[table.first : table.last] = [None] * (table.last - table.first)
    return tuple(markers)


def _paragraphs(folded: str) -> tuple[Stretch, ...]:
    starts = [0, *(found.end() for found in re.finditer("\n", folded))]
    return tuple(Stretch(start, end - 1) for start, end in itertools.pairwise(starts))
