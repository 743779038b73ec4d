"""Stage 1, the segment splitter: the lines of a file become paragraphs; page furniture is set aside.

A file's line is no unit of the text: paragraphs are broken inside words, page numbers stand inside sentences.
What belongs together is joined by the reading copy, in which one line is one paragraph (field guide 10).
"""

import itertools
import re
from collections.abc import Sequence
from typing import NamedTuple

from plan_extract.structure.numbering import match_marker
from plan_extract.text import INVISIBLE, LAYOUT, Span, Stretch, Text


class Segments(NamedTuple):
    """What the splitter gives.

    Guaranteed: 1. paragraphs ascend, none is empty, and each is one line of `text`; 2. every visible character of
    the file stands in exactly one paragraph or piece of furniture; 3. `joints` are the positions of the copy where
    a stray line break was joined over.
    """

    text: Text
    paragraphs: tuple[Stretch, ...]
    furniture: tuple[Span, ...]
    joints: tuple[int, ...]


class _Line(NamedTuple):
    """A line of the file without its margins: its place, and its visible characters folded."""

    span: Span
    words: str


_VISIBLE = re.compile(rf"[^\s{INVISIBLE}](?:[^\n\r]*[^\s{INVISIBLE}])?")
_LONGEST_HEADING = 40
# - 3 - · 23 · 第 1 页 共 14 页
_PAGE_NUMBER = re.compile(r"[-·]+\d{1,4}[-·]+|第\d{1,4}页(?:[,/]?共\d{1,4}页)?")
_ENDED = re.compile(r"[。;:!?…][\")]*$|\)$")
_BLOCK = re.compile(r"\(.{1,30}公开\)|附[件表录]|抄送:|《")
_LABEL = re.compile(r"[\w()/]{2,12}:")
_TITLE = re.compile(r"(?:通知|方案|计划|意见|措施|要点|办法|规划|规定|清单|纲要|决定|公告|通告|批复|报告|细则|条例)(?:\([^()]*\))*$")
_DATED = re.compile(r"[\d〇○零一二三四五六七八九十]{4}年.{1,3}月.{1,3}日$")
_INNER = re.compile(r"[、,;。]")


def split_segments(text: Text) -> Segments:
    """Read the lines of a file into paragraphs.

    >>> split_segments(Text("(一)落实责任主\\n\\n  体和配套措施,要认真研究。")).text.folded
    '(一)落实责任主体和配套措施,要认真研究。\\n'
    """
    lines = [_line(text, *found.span()) for found in _VISIBLE.finditer(text.folded)]
    furniture = [line for line in lines if _PAGE_NUMBER.fullmatch(line.words)]
    paragraphs = _join([line for line in lines if line not in furniture]) if furniture else _join(lines)
    copy = text.reading([[line.span for line in paragraph] for paragraph in paragraphs])
    return Segments(
        copy,
        _paragraphs(copy.folded),
        tuple(line.span for line in furniture),
        tuple(copy.bounds(line.span)[0] for paragraph in paragraphs for line in paragraph[1:]),
    )


def _line(text: Text, start: int, end: int) -> _Line:
    words = LAYOUT.sub("", text.folded[start:end])
    return _Line(Span(start, end), words)


def _paragraphs(folded: str) -> tuple[Stretch, ...]:
    starts = [0, *(found.end() for found in re.finditer("\n", folded))]
    return tuple(Stretch(start, end - 1) for start, end in itertools.pairwise(starts))


def _join(lines: Sequence[_Line]) -> list[list[_Line]]:
    """Put each line to the paragraph that it continues, or begin a new one."""
    paragraphs: list[list[_Line]] = []
    for line in lines:
        if paragraphs and _continues("".join(above.words for above in paragraphs[-1]), line.words):
            paragraphs[-1].append(line)
        else:
            paragraphs.append([line])
    return paragraphs


def _continues(above: str, below: str) -> bool:
    """Whether a line goes on in the middle of the paragraph above it (field guide 10, stray breaks)."""
    if _ENDED.search(above) or _TITLE.search(above) or _DATED.search(above) or _BLOCK.match(above):
        return False
    if match_marker(below, 0) or _BLOCK.match(below) or _LABEL.match(below) or _DATED.match(below):
        return False
    if match_marker(above, 0):
        return "。" in above or len(above) > _LONGEST_HEADING
    return bool(_INNER.search(above)) or len(above) > _LONGEST_HEADING
