"""Measures: the parts of a task's text, by enumeration inside the paragraph or else sentence by sentence (field guide 3.6)."""

import re
from collections.abc import Sequence

from plan_extract.model import Measure
from plan_extract.structure.numbering import CIRCLED, HAN_NUMERAL
from plan_extract.text import Stretch, Text

# 一是…;二是…  (1)…;(2)…  ①…②…  at the start, behind a stop, a comma or a colon
_MARK = re.compile(
    rf"[。;:,\n](?P<token>{HAN_NUMERAL}{{1,2}}(?:是要?|要)|\((?:\d{{1,2}}|{HAN_NUMERAL}{{1,2}})\)|[{CIRCLED}])"
)


def find_measures(text: Text, body: Stretch) -> list[Measure]:
    """The measures of a task; a text that is one sentence has none besides itself."""
    words = "\n" + body.of(text.folded)  # a break before the first
    marks = list(_MARK.finditer(words))
    parts = _enumerated(words, marks) if len(marks) > 1 else _sentences(words)
    if len(parts) < 2:
        return []
    place = body.start - 1
    return [
        Measure(marker=marker, text=text.words(place + start, place + end), span=text.span(place + start, place + end))
        for marker, start, end in parts
    ]


_Part = tuple[str | None, int, int]  # the marker, and where its words are


def _enumerated(words: str, marks: Sequence["re.Match[str]"]) -> list[_Part]:
    ends = [mark.start("token") for mark in marks[1:]] + [len(words)]
    lengths = (len(words[mark.end() : end].rstrip("。;,\n")) for mark, end in zip(marks, ends, strict=True))
    return [
        (mark["token"], mark.end(), mark.end() + length) for mark, length in zip(marks, lengths, strict=True) if length
    ]


def _sentences(words: str) -> list[_Part]:
    parts: list[_Part] = []
    start = 0
    for sentence in words.replace(";", "。").replace("\n", "。").split("。"):  # five times faster than a pattern
        end = start + len(sentence)
        if sentence:
            parts.append((None, start, end))
        start = end + 1
    return parts
