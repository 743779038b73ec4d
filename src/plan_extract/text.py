"""The text of a document and the places in it.

A file is read as it is, once. Rules match on a *reading copy*: folded one character for one (`fold`),
layout white space squeezed out (`squeeze`), page furniture left out, one paragraph a line. `Text` holds both
and is the only place where positions are converted; everybody else passes them on.

Two kinds of positions, both counted in Unicode code points and half-open:
positions of the reading copy are plain integers, used inside the package;
positions of the file are `Span`, used in every record.
"""

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from plan_extract.folding import fold


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """Half-open range of code points of the decoded file."""

    start: int
    end: int

    def of(self, raw: str) -> str:
        """The words at this place, exactly as the file has them."""
        return raw[self.start : self.end]

    def holds(self, other: "Span") -> bool:
        """Whether the other span lies inside this one."""
        return self.start <= other.start and other.end <= self.end


class Stretch(NamedTuple):
    """Half-open range of positions of the reading copy."""

    start: int
    end: int

    def of(self, copy: str) -> str:
        """What stands there, in `Text.folded` or `Text.surface`."""
        return copy[self.start : self.end]

    def shift(self, offset: int) -> "Stretch":
        """The same stretch, counted from a place that lies `offset` before."""
        return Stretch(self.start + offset, self.end + offset)


HAN = r"[^\W\da-zA-Z_]"  # a letter that is not Latin: ranges of Han characters take a millisecond to compile
INVISIBLE = (
    "\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\u00ad\u115f\u1160\u200b-\u200f\u202a-\u202e\u2060-\u2064\u3164\ufeff\uffa0"
)
_INVISIBLES = re.compile(f"[{INVISIBLE}]")
LAYOUT = re.compile(rf"[\s{INVISIBLE}]")
LINE = re.compile(r"[^\n\r]+")  # not str.splitlines: it cuts at \x0b, \x1c, \x85, U+2028 as well
_SPACE = re.compile(r"\s")
_LINE_END = re.compile(r"\r\n?|\n")
_RUN = re.compile(rf"[^\s{INVISIBLE}]+")
_WORD_BREAK = re.compile(r"(?<=[A-Za-z])\n(?=[A-Za-z])")
_ALNUM = frozenset("0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ")


def without_layout(text: str) -> str:
    """Leave out all layout white space and invisible characters."""
    return text if _is_solid(text) else LAYOUT.sub("", text)


def _is_solid(text: str) -> bool:
    """Whether there is no layout in a text, ten times faster than the pattern says it."""
    return text.isprintable() and " " not in text


def count_visible(text: str) -> int:
    """How many characters of a text are neither white space nor invisible."""
    return sum(map(len, text.split())) - len(_INVISIBLES.findall(text))


def _lines(raw: str, start: int, end: int) -> list[Span]:
    return [Span(*line.span()) for line in LINE.finditer(raw, start, end)]


class Text:
    """A document's characters: the file (`raw`) and what rules match on (`folded`, as long as `surface`).

    `Text(raw)` is the file itself, folded; `reading` gives the reading copy of some of its lines.
    """

    __slots__ = ("_places", "_starts", "folded", "raw", "surface")

    def __init__(self, raw: str) -> None:
        self.raw = self.surface = raw
        self.folded = fold(raw)
        self._starts = [0, len(raw) + 1]  # where each piece of the copy begins, and an end that no range reaches
        self._places = [0, len(raw) + 1]  # and where it stands in the file

    def reading(self, paragraphs: Iterable[Sequence[Span]]) -> "Text":
        r"""The reading copy of lines of the file, in order: each paragraph squeezed into one line that ends with `\n`."""
        copy = Text.__new__(Text)
        copy.raw, copy._starts, copy._places = self.raw, [], []
        surface: list[str] = []
        folded: list[str] = []
        length = 0
        for lines in paragraphs:
            for gap, start, end in self._runs(lines):
                surface += gap, self.raw[start:end]
                folded += gap, self.folded[start:end]
                length += len(gap)
                copy._starts.append(length)
                copy._places.append(start)
                length += end - start
            surface.append("\n")
            folded.append("\n")
            length += 1
        copy._starts.append(length + 1)
        copy._places.append(len(self.raw) + 1)
        copy.surface, copy.folded = "".join(surface), "".join(folded)
        return copy

    def _runs(self, lines: Sequence[Span]) -> Iterator[tuple[str, int, int]]:
        """The runs of visible characters of one paragraph, each after the space to keep (or none)."""
        last, behind = "", 0
        for line in lines:
            within = False
            for start, end in self._solid_parts(line):
                parted = last in _ALNUM and _parts(
                    last, self.folded[start], within and "\t" not in self.raw[behind:start]
                )
                if parted and within:  # an invisible character parts nothing
                    parted = _SPACE.search(self.raw, behind, start) is not None
                yield " " if parted else "", start, end
                last, within, behind = self.folded[end - 1], True, end

    def _solid_parts(self, line: Span) -> list[tuple[int, int]]:
        if _is_solid(self.folded[line.start : line.end]):
            return [(line.start, line.end)]
        return [run.span() for run in _RUN.finditer(self.folded, line.start, line.end)]

    def span(self, start: int, end: int) -> Span:
        """The place in the file of a non-empty range of the copy."""
        known, wanted = self._starts, self._places
        piece = bisect_right(known, start) - 1
        if end <= known[piece + 1]:  # most ranges lie in one piece
            shift = wanted[piece] - known[piece]
            return Span(start + shift, end + shift)
        return Span(*_translate(start, end, known, wanted))

    def bounds(self, span: Span) -> Stretch:
        """The range of the copy that stands at this place of the file: the way back from `span`."""
        return Stretch(*_translate(span.start, span.end, self._places, self._starts))

    def squeezed(self, span: Span, without: Iterable[Span] = ()) -> str:
        r"""The folded words at a place of the file as a reading copy has them, some places inside it left out.

        One space stays between two Latin letters or digits of a line, where it parts words.

        >>> raw = "2022 年2 月\n底前 AI for Science"
        >>> Text(raw).squeezed(Span(0, len(raw)))
        '2022年2月底前AI for Science'
        """
        return self.reading([self.lines(span, without)]).folded.removesuffix("\n")

    def printed(self, span: Span, without: Iterable[Span] = ()) -> str:
        """The same as the author wrote it."""
        return self.reading([self.lines(span, without)]).surface.removesuffix("\n")

    def lines(self, span: Span, without: Iterable[Span] = ()) -> list[Span]:
        """The parts of the lines of the file that lie at a place, some places inside it left out."""
        found: list[Span] = []
        start = span.start
        for hole in sorted(hole for hole in without if span.start < hole.end and hole.start < span.end):
            found += _lines(self.raw, start, hole.start)
            start = hole.end
        return found + _lines(self.raw, start, span.end)

    def words(self, start: int, end: int) -> str:
        """A range of the copy as the author wrote it, on one line: what records hold as `text`."""
        words = self.surface[start:end]
        return _WORD_BREAK.sub(" ", words).replace("\n", "") if "\n" in words else words


def _parts(last: str, first: str, within: bool) -> bool:
    """Whether white space parts two words: Latin letters and digits of a line; over a line end, or a tab, letters only."""
    return first in _ALNUM and (within or (last.isalpha() and first.isalpha()))


def _translate(start: int, end: int, known: list[int], wanted: list[int]) -> tuple[int, int]:
    """A range of one numbering in the other; most lie in one piece."""
    piece = bisect_right(known, start) - 1
    first = wanted[piece] + start - known[piece]
    if known[piece + 1] < end:
        piece = bisect_right(known, end - 1) - 1
    return first, wanted[piece] + end - known[piece]


class Lines:
    r"""Where the lines of a file begin: `\n`, `\r\n` and `\r` end a line."""

    def __init__(self, raw: str) -> None:
        self._starts = [0, *(end.end() for end in _LINE_END.finditer(raw))]

    def place(self, offset: int) -> tuple[int, int]:
        """Line and column of an offset, both counted from 1."""
        line = bisect_right(self._starts, offset)
        return line, offset - self._starts[line - 1] + 1
