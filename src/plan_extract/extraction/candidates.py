"""The brackets and lines of a clause that may assign duty: where they stand, not what they say (field guide 4.1, 4.2)."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from plan_extract.extraction.context import Context
from plan_extract.extraction.duties import read_duties
from plan_extract.extraction.labelling import LABEL_AT_START, PERSONS, ROLES_OF_UNITS, label_role
from plan_extract.extraction.shapes import could_act
from plan_extract.structure.clauses import Clause
from plan_extract.text import Stretch

_VERBS = ("负责", "牵头", "配合", "落实", "参与", "参加", "指导", "实施", "推进", "协助", "协办", "督导", "负其责")
_LONGEST_LINE = 400
_LONGEST_LABEL = 40
LABEL_LINE = re.compile(LABEL_AT_START)
SENTENCE = re.compile(r"[^\u3002]+\u3002*")
_LATER_COLON = re.compile(
    rf"\u3002(?!\()[^\u3002:]{{1,{_LONGEST_LABEL}}}:"
)  # at the head of another sentence than the first
_OPENS_LABEL = frozenset(
    "\u3010\u3016\uff3b[(\uff08\u3014"
)  # of 【责任单位】, which is folded to a label before a colon
PAUSE = frozenset(["", *"。;!?)\n"])


class Frame(NamedTuple):
    """A stretch that may assign duty, what of it is inside the brackets, and whether it has its lines for itself."""

    outer: Stretch
    inner: Stretch
    alone: bool


def find_frames(context: Context, clause: Clause) -> Iterator[Frame]:
    """The brackets of each paragraph, and label lines under it; lines that follow each other are one frame."""
    folded, surface = context.text.folded, context.text.surface
    for frame in _frames(context, clause):
        before = frame.outer.start - 1
        bracketed = before >= clause.own.start and folded[before] == "\u3002" and surface[before] in _OPENS_LABEL
        yield frame._replace(outer=frame.outer._replace(start=before)) if bracketed else frame


def _frames(context: Context, clause: Clause) -> Iterator[Frame]:
    folded = context.text.folded
    lines: list[Stretch] = []
    for paragraph in clause.paragraphs:
        if _begins_with_label(folded, paragraph):
            lines.append(paragraph)
            continue
        if lines:
            yield _line(lines[0].start, lines[-1].end)
            lines = []
        below = paragraph.start > clause.own.start or clause.marker is None
        if below and _is_list(folded, paragraph):
            yield _line(*paragraph)
            continue
        for frame in context.frames.brackets(*paragraph):
            yield Frame(frame, Stretch(frame.start + 1, frame.end - 1), below and frame == paragraph)
        if torn := _torn(folded, paragraph) or _unbracketed(folded, paragraph):
            yield torn
    if lines:
        yield _line(lines[0].start, lines[-1].end)


def _begins_with_label(folded: str, line: Stretch) -> bool:
    """Whether a line begins with a label; most lines have no colon so near their beginning."""
    colon = folded.find(":", line.start, min(line.end, line.start + _LONGEST_LABEL))
    return colon >= 0 and LABEL_LINE.match(folded, *line) is not None


def _torn(folded: str, paragraph: Stretch) -> Frame | None:
    """The end of a paragraph that lacks one half of its bracket: (责任单位:…, and 责任单位:…) behind a sentence."""
    words = paragraph.of(folded)
    opened, closed = words.count("("), words.count(")")
    if opened == closed:
        return None
    stop = max(words.rfind("\u3002", 0, len(words) - 1), 0)
    place = words.rfind("(") if opened > closed else stop + 1
    if place <= 0 or words.find(")", place, len(words) - 1) >= 0 or words[place - 1] != "\u3002":
        return None
    inner = Stretch(paragraph.start + place + (opened > closed), paragraph.end - words.endswith(")"))
    said = inner.of(folded).rstrip("\u3002")
    if not (LABEL_LINE.match(said) or said.endswith(_VERBS)):
        return None  # the rest of a list may be missing with the bracket
    return Frame(Stretch(paragraph.start + place, paragraph.end), inner, alone=False)


def _unbracketed(folded: str, paragraph: Stretch) -> Frame | None:
    """Labels behind a sentence that no bracket holds: 完成封顶。责任单位:…;完成时限:…. Sentences with labels are one frame."""
    start = end = None
    for sentence in SENTENCE.finditer(folded, *paragraph) if _LATER_COLON.search(folded, *paragraph) else ():
        label = LABEL_LINE.match(sentence[0]) if ":" in sentence[0] and sentence.start() > paragraph.start else None
        if start is None and label and label_role(label["label"]) in (*ROLES_OF_UNITS, *PERSONS):
            start = sentence.start()
        if start is not None and not label:
            break
        end = sentence.end()
    if start is None or folded.count("(", paragraph.start, start) > folded.count(")", paragraph.start, start):
        return None
    place = Stretch(start, end or paragraph.end)
    return Frame(place, place, alone=False)


def _line(start: int, end: int) -> Frame:
    return Frame(Stretch(start, end), Stretch(start, end), alone=True)


def _is_list(folded: str, paragraph: Stretch) -> bool:
    """Whether a paragraph is a list of units with its verb and nothing else."""
    if paragraph.end - paragraph.start > _LONGEST_LINE:
        return False
    words = paragraph.of(folded).rstrip("。")
    if (
        not words.endswith(_VERBS)
        or words[0] == "("
        or "由" in words[1:]
        or folded[max(0, paragraph.start - 2) : max(0, paragraph.start - 1)] not in PAUSE
    ):
        return False  # the second also: a bracket that a line end has cut
    duties = read_duties(words)
    return duties.clean and all(could_act(unit.name(words)) for duty in duties.duties for unit in duty.units)
