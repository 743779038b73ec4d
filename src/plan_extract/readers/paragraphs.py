"""Which lines of pages are one paragraph: the page ends all but its last, and an indent or a gap begins it.

Where most paragraphs begin with neither, nothing is said: lines stay lines, and the splitter reads their words.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from statistics import median, quantiles
from typing import NamedTuple

from plan_extract.readers.glyphs import GlyphLine

_WIDE = 0.5  # of the widest line of a column: shorter ones say nothing of its edges
_FEWEST = 5  # wide lines of a column, and paragraphs that begin for sure
_SHORTFALL = 1.5  # in sizes: by how much a full line may fall short of the edge, beside what did not fit
# What goes to the next line as one: a word or a number, with the signs that no line ends with, and those that none begins with.
_OPENING = "\u2018\u201c\u3008\u300a\u300c\u300e\u3010\u3014\uff08("
_CLOSING = "\u3001\u3002\u3009\u300b\u300d\u300f\u3011\u3015\u2019\u201d\uff01\uff05\uff09\uff0c\uff1a\uff1b\uff1f"
_UNBROKEN = re.compile(rf"[{_OPENING}]*(?:[!-~]+|.)(?:[{_CLOSING}]|[.,:;!?)%][!-~]*)*")
_WORDS = re.compile("[A-Za-z][A-Za-z0-9]|[0-9][A-Za-z]")
_ENDS = ("\u3002", "\uff1b", "\uff1a", "\uff09", "\u3015", ";", ":", ")")
_LATIN = 0.5  # the width of a letter, in sizes
_NEAR = 0.8  # in sizes: at the edge
_INDENT = 1.2, 4.5  # in sizes, of a first line
_MOST_HANGING = 8.0  # in sizes, of the lines below a first one
_CENTRED = 1.5  # in sizes: by how much the gaps on both sides may differ
_GAP = 1.12  # between lines, in their usual step: what parts them where paragraphs stand apart
_WIDE_GAP = 1.6  # and where they do not
_ALIKE = 0.88  # of two sizes of one paragraph
_SHARE = 0.5  # of the paragraphs that begin with an indent, or behind a gap


class Located(NamedTuple):
    """A line, its page from 1, and its column: of how many, which."""

    page: int
    line: GlyphLine
    column: tuple[int, int] = (1, 0)


class _Edges(NamedTuple):
    left: float
    right: float


class Paragraphs:
    """How the lines of a document stand."""

    def __init__(self, lines: Sequence[Located]) -> None:
        columns: dict[tuple[int, int], list[GlyphLine]] = {}
        for one in lines:
            columns.setdefault(one.column, []).append(one.line)
        self._edges = {column: edges for column, some in columns.items() if (edges := _edges_of(some))}
        pairs = [(one, other) for one, other in pairwise(lines) if one.column == other.column in self._edges]
        steps = [step for one, other in pairs if self._is_full(one, other) and (step := _step(one, other))]
        self._step = median(steps) if steps else 0.0
        begins = [pair for pair in pairs if self._ends(*pair)]
        self._indents = _most(self._is_indented(other) for _, other in begins)
        self._gaps = _most(step > _GAP * self._step for pair in begins if (step := _step(*pair)))

    def goes_on(self, first: Located, last: Located, line: Located) -> bool:
        """Whether a line belongs to the paragraph of a first and a last one."""
        if not self._is_full(last, line) or not _alike(last.line, line.line):
            return False
        step = _step(last, line)
        if step and step > (_GAP if self._gaps else _WIDE_GAP) * self._step:
            return False
        if self._gaps and not self._indents:
            return step is not None or not last.line.words.endswith(_ENDS)  # no gap is seen over pages
        if not self._indents:
            return False
        indent = self._indent(line)
        if indent <= _NEAR:
            return True
        hanging = indent - self._indent(first)
        return self._is_indented(first) and _INDENT[0] <= hanging <= _MOST_HANGING and not self._is_centred(line)

    def _ends(self, one: Located, other: Located) -> bool:
        """Whether a line ends its paragraph for sure: the next of its column is alike, and it is not full."""
        return _alike(one.line, other.line) and not self._is_full(one, other) and not self._is_centred(other)

    def _indent(self, one: Located) -> float:
        return (one.line.box[0] - self._edges[one.column].left) / _size(one.line)

    def _is_indented(self, one: Located) -> bool:
        least, most = _INDENT
        return least <= self._indent(one) <= most

    def _is_full(self, one: Located, behind: Located) -> bool:
        """Whether what begins the line behind did not fit into one."""
        edges, size = self._edges.get(one.column), _size(one.line)
        if edges is None:
            return False
        return edges.right - one.line.box[2] <= (_SHORTFALL + _width_of_first(behind.line.words)) * size

    def _is_centred(self, one: Located) -> bool:
        edges, size = self._edges[one.column], _size(one.line)
        left, right = one.line.box[0] - edges.left, edges.right - one.line.box[2]
        return left > _INDENT[1] * size and abs(left - right) <= _CENTRED * size


def _most(found: Iterable[bool]) -> bool:
    told = list(found)
    return len(told) >= _FEWEST and sum(told) >= _SHARE * len(told)


def _edges_of(lines: Sequence[GlyphLine]) -> _Edges | None:
    """The edges of a column: where many of its wide lines begin, and where they end."""
    widest = max(line.box[2] - line.box[0] for line in lines)
    wide = [line for line in lines if line.box[2] - line.box[0] >= _WIDE * widest]
    if len(wide) < _FEWEST:
        return None
    return _Edges(
        quantiles([line.box[0] for line in wide], n=20)[0], quantiles([line.box[2] for line in wide], n=20)[-1]
    )


def _size(line: GlyphLine) -> float:
    return line.box[3] - line.box[1]


def _width_of_first(words: str) -> float:
    """How wide the first part of a line is that cannot be broken, in sizes; the sign behind it may hang over the edge."""
    found = _UNBROKEN.match(words)
    return sum(_LATIN if char.isascii() else 1.0 for char in found[0]) - 1.0 if found else 0.0


def _alike(one: GlyphLine, other: GlyphLine) -> bool:
    small, large = sorted((_size(one), _size(other)))
    return small >= _ALIKE * large


def _step(one: Located, other: Located) -> float | None:
    """How far a line stands below another of its page and column."""
    if (one.page, one.column) != (other.page, other.column):
        return None
    step = other.line.box[3] - one.line.box[3]
    return step if step > 0 else None


def words_of(lines: Iterable[Located]) -> Iterator[tuple[Located, str]]:
    """Lines with what each adds to their words: a blank where a word in letters ends one and another begins the next."""
    last = ""
    for one in lines:
        words = one.line.words
        yield one, f" {words}" if _WORDS.fullmatch(last + words[:1]) else words
        last = words[-1:]
