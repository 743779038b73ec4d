"""Which brackets and lines of a clause assign duty, and what each of them says (field guide 4.1 to 4.4)."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from plan_extract.extraction.closings import CLOSING_AT_END
from plan_extract.extraction.context import Context
from plan_extract.extraction.duties import (
    LABEL_AT_START,
    ROLES_OF_UNITS,
    Duties,
    label_role,
    names_bodies,
    read_duties,
)
from plan_extract.extraction.shapes import could_act
from plan_extract.extraction.units import is_time
from plan_extract.model import Basis
from plan_extract.structure.clauses import Clause
from plan_extract.text import Stretch


class Style(NamedTuple):
    """A style of annotation: what is searched inside its frame, and the basis it gives to the units in it.

    A `sure` style is one wherever it stands; another must close a sentence and hold nothing but units.
    """

    name: str
    pattern: str
    sure: bool
    basis: Basis
    examples: tuple[str, ...]


# Order matters: a labelled frame may close with a verb, and any frame could be a bare list.
STYLES = (
    Style(
        "labelled",
        LABEL_AT_START,
        True,
        "explicit",
        ("责任单位:省法制办,各市、县(市、区)政府", "牵头单位:市留交办,配合单位:各区"),
    ),
    Style("closing_verb", CLOSING_AT_END, False, "explicit", ("税务总局、财政部负责", "生态环境部牵头,国家统计局参与")),
    Style("bare_list", r"", False, "convention", ("各市、县(市、区)政府党组,省政府各部门党委(党组)",)),
)
EVERYWHERE = "default_unit"  # the rule of what a directive says of all that follows
_EVERYWHERE = Style(EVERYWHERE, "", True, "directive", ())
_LABELLED = STYLES[0]
_UNLABELLED = tuple((style, re.compile(style.pattern)) for style in STYLES[1:])
_LONGEST_CLOSING = 40
_LABEL_LINE = re.compile(LABEL_AT_START)
_SENTENCE_END = frozenset(["", *'。;!?")》:\n'])
_PAUSE = frozenset(["", *"。;!?)\n"])
_PROSE = re.compile(r"(?<![主需])要|应当|必须|不得")
_VERBS = ("负责", "牵头", "配合", "落实", "参与", "参加", "指导", "实施", "推进", "协助", "协办", "督导", "负其责")
# What hints at a directive, and a sign of each of these words
_DIRECT = ("下同", "不再", "第一", "首", "均", "号前", "都由", "都需")
_SIGNS = frozenset("同再一首均前都")
_LONGEST_FRAME = 4000  # what is longer is prose in brackets: a list of two hundred bodies takes a quarter of it
_LONGEST_LINE = 400
_LONGEST_LABEL = 40


class Frame(NamedTuple):
    """A stretch that may assign duty, what of it is inside the brackets, and whether it has its lines for itself."""

    outer: Stretch
    inner: Stretch
    alone: bool


class Reading(NamedTuple):
    """What a frame says: in which style, and the duties; `offset` is the place that their positions count from.

    `later` is what a directive in the frame says of all that follows.
    """

    style: Style
    duties: Duties
    offset: int
    later: "Reading | None"


def find_annotations(context: Context, clause: Clause) -> Iterator[tuple[Frame, Reading]]:
    """The frames of a clause that assign duty, in order, each with what it says."""
    for frame in _frames(context, clause):
        if reading := _read(context.text.folded, frame):
            yield frame, reading


def _frames(context: Context, clause: Clause) -> Iterator[Frame]:
    """The brackets of each paragraph, and label lines under it; lines that follow each other are one frame."""
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
    return colon >= 0 and _LABEL_LINE.match(folded, *line) is not None


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
    if not (_LABEL_LINE.match(said) or said.endswith(_VERBS)):
        return None  # the rest of a list may be missing with the bracket
    return Frame(Stretch(paragraph.start + place, paragraph.end), inner, alone=False)


def _unbracketed(folded: str, paragraph: Stretch) -> Frame | None:
    """Labels at the end of a paragraph, behind a sentence, that no bracket holds: 完成封顶。责任单位:…;完成时限:…."""
    stop = folded.find("\u3002", *paragraph)
    while stop >= 0:
        label = _LABEL_LINE.match(folded, stop + 1, paragraph.end)
        if label and label_role(label["label"]) in ROLES_OF_UNITS:
            place = Stretch(stop + 1, paragraph.end)
            return Frame(place, place, alone=False)
        stop = folded.find("\u3002", stop + 1, paragraph.end)
    return None


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
        or folded[max(0, paragraph.start - 2) : max(0, paragraph.start - 1)] not in _PAUSE
    ):
        return False  # the second also: a bracket that a line end has cut
    return read_duties(words).clean


def _read(folded: str, frame: Frame) -> Reading | None:
    """The style of a frame and what it says; nothing where it assigns nothing."""
    inside = frame.inner.of(folded)
    if len(inside) > _LONGEST_FRAME:
        return None
    before = folded[frame.outer.start - 1 : frame.outer.start]
    labelled = ":" in inside and _LABEL_LINE.search(inside) is not None
    apart = labelled or _stands_apart(folded, frame, before)
    if not (apart or before in _PAUSE):
        return None  # it glosses the word before it
    words, everywhere = _cut(inside)
    words = _without_time(words.rstrip("。;,"))
    style = _LABELLED if labelled else _style(words)
    if not (labelled or before in _PAUSE or (style.name == "closing_verb" and apart)):
        return None
    duties = read_duties(words)
    if not (duties.duties or duties.persons) or not _assigns(style, words, duties, surely=before in _SENTENCE_END):
        return None
    later = None
    if everywhere:
        of_all = read_duties(everywhere.of(inside))
        later = (
            Reading(_EVERYWHERE, of_all, frame.inner.start + everywhere.start, None)
            if of_all.clean or of_all.fair
            else None
        )
    return Reading(style, duties, frame.inner.start, later)


def _style(words: str) -> Style:
    """The style of words that have no label."""
    return next(style for style, pattern in _UNLABELLED if pattern.search(words, max(0, len(words) - _LONGEST_CLOSING)))


def _without_time(words: str) -> str:
    """The inside of a frame without the time limits at its end, so that it closes with its verb."""
    before, comma, last = words.rpartition(",")
    while comma and is_time(last.removeprefix("并")) and ":" not in last:
        words = before
        before, comma, last = words.rpartition(",")
    return words


def _stands_apart(folded: str, frame: Frame, before: str) -> bool:
    return before in _SENTENCE_END or folded[frame.outer.end : frame.outer.end + 1] in _PAUSE


def _cut(inside: str) -> tuple[str, Stretch | None]:
    """The inside of a frame without directives, as long as before; and the units in it that take part everywhere."""
    if _SIGNS.isdisjoint(inside) or not any(hint in inside for hint in _DIRECT):
        return inside, None
    from plan_extract.extraction.directives import cut_directives  # few plans have any

    return cut_directives(inside)


def _assigns(style: Style, words: str, duties: Duties, *, surely: bool) -> bool:
    """Whether what a frame holds is units, and no prose; `surely`: behind a sentence end some names may be unknown."""
    if style.sure:
        return duties.clean or _announces(words, duties)
    if style.name == "bare_list":
        return (
            duties.clean
            and duties.fair
            and all(could_act(unit.name(words)) for duty in duties.duties for unit in duty.units)
        )
    return duties.clean or (surely and duties.fair)


def _announces(words: str, duties: Duties) -> bool:
    """Whether a label has names behind it, not prose, and speaks of bodies, not of places or firms."""
    label = duties.label.of(words) if duties.label else ""
    return names_bodies(label) and not _PROSE.search(words)
