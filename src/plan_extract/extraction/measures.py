"""Measures: the parts of a task's text, by enumeration inside the paragraph or else sentence by sentence (field guide 3.6)."""

import re
from collections.abc import Sequence

from plan_extract.model import Measure
from plan_extract.structure.numbering import CIRCLED, HAN_NUMERAL
from plan_extract.text import Stretch, Text

# 一是…;二是…  (1)…;(2)…  ①…②…  at the start, behind a stop, a comma or a colon
_TOKEN = rf"{HAN_NUMERAL}{{1,2}}是要?|{HAN_NUMERAL}{{1,2}}要|\(\d{{1,2}}\)|\({HAN_NUMERAL}{{1,2}}\)|[{CIRCLED}]"
_FIRST = re.compile(f"({_TOKEN})")
_NEXT = re.compile(rf"[。;:,\n]({_TOKEN})")


def find_measures(text: Text, body: Stretch) -> list[Measure]:
    """The measures of a task; a text that is one sentence has none besides itself."""
    first = _FIRST.match(text.folded, *body)
    marks = [*([first] if first else []), *_NEXT.finditer(text.folded, *body)]
    parts = _enumerated(text.folded, body, marks) if len(marks) > 1 else _sentences(text.folded, body)
    if len(parts) < 2:
        return []
    return [
        Measure(marker=marker, text=text.words(start, end), span=text.span(start, end)) for marker, start, end in parts
    ]


_Part = tuple[str | None, int, int]  # the marker, and where its words are


def _enumerated(folded: str, body: Stretch, marks: Sequence["re.Match[str]"]) -> list[_Part]:
    ends = [mark.start(1) for mark in marks[1:]] + [body.end]
    lengths = (len(folded[mark.end() : end].rstrip("。;,\n")) for mark, end in zip(marks, ends, strict=True))
    return [(mark[1], mark.end(), mark.end() + length) for mark, length in zip(marks, lengths, strict=True) if length]


def _sentences(folded: str, body: Stretch) -> list[_Part]:
    parts: list[_Part] = []
    start = body.start
    for words in body.of(folded).replace(";", "。").replace("\n", "。").split("。"):  # five times faster than a pattern
        end = start + len(words)
        if words:
            parts.append((None, start, end))
        start = end + 1
    return parts
