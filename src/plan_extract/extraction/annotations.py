"""Which brackets and lines of a clause assign duty, and what each of them says (field guide 4.1 to 4.4)."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from plan_extract.extraction.candidates import LABEL_LINE, PAUSE, SENTENCE, Frame, find_frames
from plan_extract.extraction.closings import CLOSING_AT_END
from plan_extract.extraction.context import Context
from plan_extract.extraction.duties import Duties, read_duties
from plan_extract.extraction.labelling import BARE_LABELS, LABEL_AT_START, names_bodies
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
_DIVIDES = "分工"  # a label before a list of bodies, or before sentences on what each of them does
_SENTENCE_END = frozenset(["", *'。;!?")》:\n'])
_PROSE = re.compile(r"(?<![主需])要|应当|必须|不得")
# What hints at a directive, and a sign of each of these words
_DIRECT = ("下同", "不再", "第一", "首", "均", "号前", "都由", "都需")
_SIGNS = frozenset("同再一首均前都")
_LONGEST_FRAME = 4000  # what is longer is prose in brackets: a list of two hundred bodies takes a quarter of it


class Reading(NamedTuple):
    """What a frame says: in which style, and the duties; `offset` is the place that their positions count from.

    `later` is what a directive in the frame says of all that follows; behind a heading it may be all that it says.
    """

    style: Style
    duties: Duties
    offset: int
    later: "Reading | None"


def find_annotations(context: Context, clause: Clause) -> Iterator[tuple[Frame, Reading]]:
    """The frames of a clause that assign duty, in order, each with what it says."""
    for frame in find_frames(context, clause):
        if reading := _read(context.text.folded, frame):
            yield frame, reading


def _read(folded: str, frame: Frame) -> Reading | None:
    """The style of a frame and what it says; nothing where it assigns nothing."""
    inside = frame.inner.of(folded)
    if len(inside) > _LONGEST_FRAME:
        return None
    before = folded[frame.outer.start - 1 : frame.outer.start]
    labelled = ":" in inside and LABEL_LINE.search(inside) is not None
    apart = labelled or _stands_apart(folded, frame, before)
    if not (apart or before in PAUSE):
        return None  # it glosses the word before it
    words, everywhere = _cut(inside)
    words = _without_time(words.rstrip("。;,"))
    later = _later(inside, frame, everywhere) if everywhere else None
    if later and not words:
        return Reading(_EVERYWHERE, read_duties(words), frame.inner.start, later)
    if labelled and "\u3002" in words:
        words = _without_prose(words)
    style = _LABELLED if labelled else _style(words)
    if not (labelled or before in PAUSE or (style.name == "closing_verb" and apart)):
        return None
    duties = read_duties(words)
    if not (duties.duties or duties.persons) or not _assigns(style, words, duties, surely=before in _SENTENCE_END):
        return None
    return Reading(style, duties, frame.inner.start, later)


def _later(inside: str, frame: Frame, everywhere: Stretch) -> Reading | None:
    """Who takes part in all that follows."""
    duties = read_duties(everywhere.of(inside))
    if not (duties.clean or duties.fair):
        return None
    return Reading(_EVERYWHERE, duties, frame.inner.start + everywhere.start, None)


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


def _without_prose(words: str) -> str:
    """The inside of a labelled frame, as long as before, without sentences that neither hold a label nor are a list."""
    return SENTENCE.sub(
        lambda found: found[0] if LABEL_LINE.search(found[0]) or read_duties(found[0]).clean else "。" * len(found[0]),
        words,
    )


def _stands_apart(folded: str, frame: Frame, before: str) -> bool:
    return before in _SENTENCE_END or folded[frame.outer.end : frame.outer.end + 1] in PAUSE


def _cut(inside: str) -> tuple[str, Stretch | None]:
    """The inside of a frame without directives, as long as before; and the units in it that take part everywhere."""
    if _SIGNS.isdisjoint(inside) or not any(hint in inside for hint in _DIRECT):
        return inside, None
    from plan_extract.extraction.directives import cut_directives  # few plans have any

    return cut_directives(inside)


def _assigns(style: Style, words: str, duties: Duties, *, surely: bool) -> bool:
    """Whether what a frame holds is units, and no prose; `surely`: behind a sentence end some names may be unknown."""
    label = duties.label.of(words) if duties.label else ""
    if style.sure:
        announced = label not in BARE_LABELS and _announces(words, label)
        return (duties.clean or announced) and (not label.endswith(_DIVIDES) or _act(words, duties))
    if style.name == "bare_list":
        return duties.clean and duties.fair and _act(words, duties)
    return (duties.clean and (surely or _act(words, duties))) or (surely and duties.fair)


def _act(words: str, duties: Duties) -> bool:
    """Whether all the units of a frame could be subjects of a sentence."""
    return all(could_act(unit.name(words)) for duty in duties.duties for unit in duty.units)


def _announces(words: str, label: str) -> bool:
    """Whether a label has names behind it, not prose, and speaks of bodies, not of places or firms."""
    return names_bodies(label) and not _PROSE.search(words)
