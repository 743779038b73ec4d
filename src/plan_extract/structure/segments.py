"""Stage 1, the segment splitter: the lines of a file become paragraphs; page furniture is set aside.

A file's line is no unit of the text: paragraphs are broken inside words, page numbers stand inside sentences.
What belongs together is joined by the reading copy, in which one line is one paragraph (field guide 10).
"""

import itertools
import re
from collections.abc import Sequence
from typing import NamedTuple

from plan_extract.structure.numbering import Marker, has_marker, match_marker
from plan_extract.structure.titles import document_kind
from plan_extract.text import INVISIBLE, Span, Stretch, Text, without_layout


class Segments(NamedTuple):
    """What the splitter gives.

    Guaranteed: 1. paragraphs ascend, none is empty, and each is one line of `text`; 2. every visible character of
    the file stands in exactly one paragraph or piece of furniture; 3. `markers` has for each paragraph the marker
    that it begins with, if any; 4. `joints` are the positions of the copy where a stray line break was joined over.
    """

    text: Text
    paragraphs: tuple[Stretch, ...]
    markers: tuple[Marker | None, ...]
    furniture: tuple[Span, ...]
    joints: tuple[int, ...]


class _Line(NamedTuple):
    """A line of the file without its margins: its place, its visible characters folded, whether it has a marker."""

    span: Span
    words: str
    marked: bool


_VISIBLE = re.compile(rf"[^\s{INVISIBLE}](?:[^\n\r]*[^\s{INVISIBLE}])?")
_LONGEST_HEADING = 40
_MOST_LINES = 6  # of a bracket
_TAIL = 80  # how much of a line says how it ends
# - 3 - · 23 · 第 1 页 共 14 页
_PAGE_NUMBER = re.compile(r"[-·]+\d{1,4}[-·]+|第\d{1,4}页(?:[,/]?共\d{1,4}页)?")
_ENDS = tuple("。;:!?…)")
_ENDED = re.compile(r"[。;:!?…]\"+$")
_BLOCK = re.compile(r"\(.{1,30}公开\)|附[件表录]|抄送:|《")
_LABEL = re.compile(r"[\w()/]{2,12}:")
_DATED = re.compile(r"[\d〇○零一二三四五六七八九十]{4}年.{1,3}月.{1,3}日$")
_INNER = re.compile(r"[、,;。]")


def split_segments(text: Text) -> Segments:
    r"""Read the lines of a file into paragraphs.

    >>> split_segments(Text("(一)落实制度。明确责任主\n\n  体和配套措施。")).text.folded
    '(一)落实制度。明确责任主体和配套措施。\n'
    """
    lines = [_line(text, *found.span()) for found in _VISIBLE.finditer(text.folded)]
    furniture = [line for line in lines if len(line.words) < _TAIL and _PAGE_NUMBER.fullmatch(line.words)]
    left_out = {line.span.start for line in furniture}
    paragraphs = _join([line for line in lines if line.span.start not in left_out] if left_out else lines)
    copy = text.reading([[line.span for line in paragraph] for paragraph in paragraphs])
    stretches = _paragraphs(copy.folded)
    return Segments(
        copy,
        stretches,
        tuple([match_marker(copy.folded, stretch.start) for stretch in stretches]),
        tuple(line.span for line in furniture),
        tuple(copy.bounds(line.span)[0] for paragraph in paragraphs for line in paragraph[1:]),
    )


def _line(text: Text, start: int, end: int) -> _Line:
    words = without_layout(text.folded[start:end])
    return _Line(Span(start, end), words, has_marker(words))


def _paragraphs(folded: str) -> tuple[Stretch, ...]:
    starts = [0, *(found.end() for found in re.finditer("\n", folded))]
    return tuple(Stretch(start, end - 1) for start, end in itertools.pairwise(starts))


def _join(lines: Sequence[_Line]) -> list[list[_Line]]:
    """Put each line to the paragraph that it continues, or begin a new one."""
    paragraphs: list[list[_Line]] = []
    open_one: _Open | None = None  # the last paragraph, where it may go on
    for index, line in enumerate(lines):
        if open_one and (
            open_one.goes_on(line) or (open_one.depth and _closes(lines[index : index + _MOST_LINES], open_one.depth))
        ):
            paragraphs[-1].append(line)
            open_one.take(line.words)
        else:
            paragraphs.append([line])
            open_one = _Open(line) if not line.words.endswith(_ENDS) or _depth(line.words) else None
    return paragraphs


def _depth(words: str) -> int:
    """How many brackets are left open."""
    return max(0, words.count("(") - words.count(")"))


def _closes(lines: Sequence[_Line], depth: int) -> bool:
    """Whether the next few lines, none of which begins an item, close a bracket that a paragraph left open."""
    for line in lines:
        if line.marked:
            return False
        depth += line.words.count("(") - line.words.count(")")
        if depth <= 0:
            return True
    return False


class _Open:
    """A paragraph that may break off in the middle, and what it has shown so far (field guide 10, stray breaks)."""

    def __init__(self, line: _Line) -> None:
        self.marked = line.marked
        self.stands_alone = _BLOCK.match(line.words) is not None
        self.length = self.depth = 0
        self.inner = self.stop = False
        self.take(line.words)

    def take(self, words: str) -> None:
        """One more line of it."""
        self.length += len(words)
        self.last = words[-_TAIL:]
        self.depth = max(0, self.depth + words.count("(") - words.count(")"))
        self.stop = self.stop or "。" in words
        self.inner = self.inner or _INNER.search(words) is not None

    def goes_on(self, line: _Line) -> bool:
        """Whether a line goes on in the middle of it; never over a marker, a label, a title or a date."""
        if line.marked or self.stands_alone or self.last.endswith(_ENDS):
            return False
        if _ENDED.search(self.last) or document_kind(self.last) or _DATED.search(self.last):
            return False
        if _BLOCK.match(line.words) or _LABEL.match(line.words) or _DATED.match(line.words):
            return False
        return (self.stop if self.marked else self.inner) or self.length > _LONGEST_HEADING
