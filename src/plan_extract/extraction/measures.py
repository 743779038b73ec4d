"""Measures: the parts of a task's text, by enumeration inside the paragraph or else sentence by sentence (field guide 3.6)."""

import re
from collections.abc import Iterator

from plan_extract.model import Measure
from plan_extract.structure.numbering import CIRCLED, HAN_NUMERAL
from plan_extract.text import Stretch, Text

# 一是…;二是…  (1)…;(2)…  ①…②…  at the start, behind a stop, a comma or a colon
_TOKEN = rf"{HAN_NUMERAL}{{1,2}}是要?|{HAN_NUMERAL}{{1,2}}要|\(\d{{1,2}}\)|\({HAN_NUMERAL}{{1,2}}\)|[{CIRCLED}]"
_FIRST = re.compile(f"({_TOKEN})")
_NEXT = re.compile(rf"[。;:,\n]({_TOKEN})")
_SENTENCE = re.compile(r"[^。;\n]+")


def find_measures(text: Text, body: Stretch) -> list[Measure]:
    """The measures of a task; a text that is one sentence has none besides itself."""
    first = _FIRST.match(text.folded, *body)
    marks = [*([first] if first else []), *_NEXT.finditer(text.folded, *body)]
    parts = list(_enumerated(text, body, marks) if len(marks) > 1 else _sentences(text, body))
    return parts if len(parts) > 1 else []


def _enumerated(text: Text, body: Stretch, marks: list["re.Match[str]"]) -> Iterator[Measure]:
    ends = [mark.start(1) for mark in marks[1:]] + [body.end]
    for mark, end in zip(marks, ends, strict=True):
        words = text.folded[mark.end() : end].rstrip("。;,\n")
        if words:
            yield _measure(text, mark[1], mark.end(), mark.end() + len(words))


def _sentences(text: Text, body: Stretch) -> Iterator[Measure]:
    for found in _SENTENCE.finditer(text.folded, *body):
        yield _measure(text, None, *found.span())


def _measure(text: Text, marker: str | None, start: int, end: int) -> Measure:
    return Measure(marker=marker, text=text.words(start, end), span=text.span(start, end))
