"""The source cut into pieces, so that values may nest and overlap: a piece lies wholly inside or outside each of them.

Pieces inside any value are numbered in the order of the text, one after the other: a value is a run of them.
"""

import re
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from itertools import accumulate, pairwise
from typing import NamedTuple

from plan_extract.text import Span

_LINE_END = re.compile(r"\r\n?|\n")


class Piece(NamedTuple):
    """A stretch of the source; `number` is None where no value has it."""

    start: int
    end: int
    number: int | None


class Run(NamedTuple):
    """The numbered pieces of a value: the first of them, and how many."""

    first: int
    size: int


class Pieces:
    """All pieces of a source; `lines` holds those of each line, without the line ends."""

    def __init__(self, raw: str, spans: Iterable[Span], bounds: Iterable[int]) -> None:
        spans = list(spans)
        self.places = _lines(raw)
        cuts = sorted({*bounds, *_ends(spans), *_ends(self.places)})
        depths = accumulate(_depths(cuts, spans))
        self.lines: list[list[Piece]] = [[] for _ in self.places]
        self._starts: list[int] = []
        line = 0
        for (start, end), depth in zip(pairwise(cuts), depths, strict=False):
            while line < len(self.places) and self.places[line].end <= start:
                line += 1
            if line == len(self.places) or start < self.places[line].start:
                continue
            covered = depth > 0 and not raw[start:end].isspace()
            self.lines[line].append(Piece(start, end, len(self._starts) if covered else None))
            if covered:
                self._starts.append(start)

    @property
    def count(self) -> int:
        """How many pieces have a number."""
        return len(self._starts)

    def run(self, span: Span) -> Run | None:
        """The pieces of a value; None where there is nothing to be seen at its place."""
        first = bisect_left(self._starts, span.start)
        size = bisect_left(self._starts, span.end) - first
        return Run(first, size) if size else None


def _lines(raw: str) -> list[Span]:
    """Every line, empty ones too, as `text.Lines` counts them."""
    ends = [end.span() for end in _LINE_END.finditer(raw)]
    starts = [0, *(end for _, end in ends)]
    return [Span(start, end) for start, end in zip(starts, [*(start for start, _ in ends), len(raw)], strict=True)]


def _ends(spans: Sequence[Span]) -> Iterable[int]:
    return (end for span in spans for end in (span.start, span.end))


def _depths(cuts: list[int], spans: Iterable[Span]) -> list[int]:
    """At each cut, how many values begin there less those that end."""
    at = {cut: index for index, cut in enumerate(cuts)}
    changes = [0] * len(cuts)
    for span in spans:
        changes[at[span.start]] += 1
        changes[at[span.end]] -= 1
    return changes
