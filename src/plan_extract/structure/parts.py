"""The parts of a document that number their clauses afresh: cover notice, plan, further plans, annexes (field guide 2)."""

import re
from typing import NamedTuple

from plan_extract.structure.elements import match_attachment
from plan_extract.structure.numbering import Marker, to_int
from plan_extract.structure.segments import Segments
from plan_extract.structure.tables import is_column
from plan_extract.structure.titles import ends_title, is_link, is_plan_title
from plan_extract.text import Stretch

_ANNEX_TITLE = re.compile("[TO]{1,4}")
_PLAN_TITLE = re.compile(r"T{1,3}(?=[TPB]{0,6}M)")
# what follows where a line only announces an attachment
_ANNOUNCES = re.compile(r"[FE]*(?:[TO]{0,12}D|[AHXF]|$)")
_LONGEST_KIND = 4  # characters of a line that holds nothing but the kind of the document
_SHORTEST_LINE = 2  # of a title; a sign by itself begins a list of names
_TOP = frozenset(["cn", "zhang", "tiao"])


class Part(NamedTuple):
    """A part: its paragraphs, by index, half-open; of an annex the marker, and the paragraphs of its title.

    `obliges` says whether its clauses can be tasks.
    """

    name: str
    first: int
    last: int
    obliges: bool = True
    marker: Marker | None = None
    title: tuple[Stretch, ...] = ()


def find_parts(segments: Segments, letters: str, begin: int) -> tuple[Part, ...]:
    """The parts in order; the plan begins at paragraph `begin`, what stands before it is the cover."""
    found = [Part("body", begin, begin)]
    behind_second = False  # whether the part has shown a second item of its top level: then a first begins another plan
    for index in range(begin, len(letters)):
        part = None
        if letters[index] in "HF":
            part = _annex(segments, letters, index, sum(one.marker is not None for one in found) + 1)
        elif letters[index] == "T" and behind_second:
            part = _plan(segments, letters, index, sum(one.marker is None for one in found) + 1)
        if part:
            found.append(part)
            behind_second = False
        marker = segments.markers[index]
        behind_second |= marker is not None and marker.family in _TOP and marker.number == 2
    ends = [*(part.first for part in found[1:]), len(letters)]
    whole = [part._replace(last=end) for part, end in zip(found, ends, strict=True)]
    cover = [Part("cover", 0, begin, obliges=False)] if begin else []
    return (*cover, *(part for part in whole if part.first < part.last or len(whole) == 1))


def _annex(segments: Segments, letters: str, index: int, number: int) -> Part | None:
    """The annex that a line begins, if it does not only announce one."""
    folded, paragraph = segments.text.folded, segments.paragraphs[index]
    if _ANNOUNCES.match(letters, index + 1) or (letters[index] == "F" and letters[index + 1] in "ER"):
        return None
    end, title = paragraph.end, _title(segments, _run(_ANNEX_TITLE, letters, index + 1))
    if letters[index] == "F":
        announced = match_attachment(folded, paragraph)
        if announced is None or not folded.startswith("附件", paragraph.start) or is_link(announced["title"]):
            return None
        end, title = announced.start("title"), [Stretch(*announced.span("title"))]
    printed = folded[paragraph.start : end].rstrip()
    numeral = printed[2:].strip(":.、")
    marker = Marker("fj", paragraph.start, end, to_int(numeral) if numeral else None, printed)
    words = "".join(place.of(folded) for place in title)
    return Part(f"annex-{number}", index, index, is_plan_title(words), marker, tuple(title))


def _title(segments: Segments, run: range) -> list[Stretch]:
    """The lines of the title of an annex among those that could be: up to its end, or to where a table or a list begins."""
    folded = segments.text.folded
    lines: list[Stretch] = []
    for at in run:
        words = segments.paragraphs[at].of(folded)
        goes_on = words.startswith("(") or (len(words) <= _LONGEST_KIND and ends_title(words))
        whole = bool(lines) and ends_title(lines[-1].of(folded)) and not goes_on
        if whole or (lines and not goes_on and (len(words) < _SHORTEST_LINE or is_column(words))):
            break
        lines.append(segments.paragraphs[at])
    return lines


def _plan(segments: Segments, letters: str, index: int, number: int) -> Part | None:
    """The further plan that a title begins: a first item of the top level follows it."""
    run = _run(_PLAN_TITLE, letters, index)
    if not run:
        return None
    words = "".join(segments.paragraphs[at].of(segments.text.folded) for at in run)
    first = segments.markers[letters.index("M", run.stop)]
    if first is None or first.family not in _TOP or first.number != 1 or not is_plan_title(words):
        return None
    return Part(f"plan-{number}", index, index, title=tuple(segments.paragraphs[at] for at in run))


def _run(pattern: "re.Pattern[str]", letters: str, index: int) -> range:
    found = pattern.match(letters, index)
    return range(*found.span()) if found else range(0)
