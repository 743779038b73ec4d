"""The responsible-unit extractor: which frames of a clause assign duty, and to whom (field guide 4)."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from plan_extract.extraction.context import Context
from plan_extract.extraction.duties import CLOSING_AT_END, LABEL, Duties, label_role, read_duties
from plan_extract.extraction.mentions import mentions
from plan_extract.extraction.sentences import find_sentence_duties
from plan_extract.extraction.tables import find_cells
from plan_extract.folding import fold
from plan_extract.model import Assignment, Basis
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
        rf"(?<![^(),;。、\n]){LABEL}",
        True,
        "explicit",
        ("责任单位:省法制办,各市、县(市、区)政府", "牵头单位:市留交办,配合单位:各区"),
    ),
    Style("closing_verb", CLOSING_AT_END, False, "explicit", ("税务总局、财政部负责", "生态环境部牵头,国家统计局参与")),
    Style("bare_list", r"", False, "convention", ("各市、县(市、区)政府党组,省政府各部门党委(党组)",)),
)
_CELL = Style("table_cell", "", True, "table", ())
_STYLES = tuple((style, re.compile(style.pattern)) for style in STYLES)
_LABEL_LINE = re.compile(LABEL)
_SENTENCE_END = frozenset(["", *'。;!?")》:\n'])
_OF_BODIES = ("单位", "部门", "处室", "科室", "股室")
_PROSE = re.compile(r"(?<![主需])要|应当|必须|不得")
_LONGEST_FRAME = 4000  # what is longer is prose in brackets: a list of two hundred bodies takes a quarter of it


class Found(NamedTuple):
    """An assignment, and where it annotates its clause; None where it is the subject of a sentence of it."""

    assignment: Assignment
    annotation: Stretch | None


class _Frame(NamedTuple):
    """A stretch that may assign duty, and what of it is inside the brackets."""

    outer: Stretch
    inner: Stretch


def find_assignments(context: Context, column: str | None = None) -> dict[str, tuple[Found, ...]]:
    """The assignments of each clause that has any, in order; with `column`, each clause is a table cell under it.

    What a bracket or a label line says stands above the sentences; those are read only where nothing else is found.
    """
    found: dict[str, tuple[Found, ...]] = {}
    for clause in context.clauses:
        if clause.columns:
            of_clause = tuple(_cells(context, clause))
        else:
            of_clause = tuple(_cell(context, clause, column) if column else _annotations(context, clause))
        of_clause = of_clause or tuple(_sentences(context, clause))
        if of_clause:
            found[clause.id] = of_clause
    return found


def _cell(context: Context, clause: Clause, column: str) -> Iterator[Found]:
    """The assignment that a table cell makes by standing under a column of units."""
    if not _names_bodies(fold(column).rstrip(":")):
        return
    duties = read_duties(clause.own.of(context.text.folded), column)
    if duties.duties:
        frame = _Frame(clause.own, clause.own)
        yield _assignment(context, clause, frame, duties, number=1, covered=clause.start, style=_CELL)


def _cells(context: Context, clause: Clause) -> Iterator[Found]:
    """The assignments of a table: each cell of units is one."""
    text = context.text
    covered = clause.body.start
    for number, cell in enumerate(find_cells(text.folded, clause), 1):
        assignment = Assignment(
            id=f"{clause.id}@{number}",
            clause=clause.id,
            span=text.span(*cell.place),
            scope=text.span(covered, cell.place.start) if covered < cell.place.start else None,
            label=None,
            mode=cell.duties.mode,
            open_ended=cell.duties.open_ended,
            units=mentions(context, cell.duties.duties, 0, "table"),
            rule="table_cell",
        )
        covered = cell.place.end
        yield Found(assignment, cell.place)


def _annotations(context: Context, clause: Clause) -> Iterator[Found]:
    covered = clause.own.start
    number = 0
    for frame in _frames(context, clause):
        style, duties = _read(context.text.folded, frame)
        if style and duties:
            number += 1
            yield _assignment(context, clause, frame, duties, number=number, covered=covered, style=style)
            covered = frame.outer.end


def _assignment(
    context: Context, clause: Clause, frame: _Frame, duties: Duties, *, number: int, covered: int, style: Style
) -> Found:
    """A frame that was read, as a record; what it covers begins behind the one before it."""
    text, inner = context.text, frame.inner.start
    assignment = Assignment(
        id=f"{clause.id}@{number}",
        clause=clause.id,
        span=text.span(*frame.outer),
        scope=text.span(covered, frame.outer.start) if covered < frame.outer.start else None,
        label=text.words(*duties.label.shift(inner)) if duties.label else None,
        mode=duties.mode,
        open_ended=duties.open_ended,
        units=mentions(context, duties.duties, inner, style.basis),
        rule=style.name,
    )
    return Found(assignment, frame.outer)


def _frames(context: Context, clause: Clause) -> Iterator[_Frame]:
    """The brackets of each paragraph, and label lines under it; lines that follow each other are one frame."""
    folded = context.text.folded
    lines: list[Stretch] = []
    for paragraph in clause.paragraphs:
        if _LABEL_LINE.match(folded, *paragraph):
            lines.append(paragraph)
            continue
        if lines:
            yield _label_lines(lines)
            lines = []
        for frame in context.frames.brackets(*paragraph):
            yield _Frame(frame, Stretch(frame.start + 1, frame.end - 1))
    if lines:
        yield _label_lines(lines)


def _label_lines(lines: list[Stretch]) -> _Frame:
    whole = Stretch(lines[0].start, lines[-1].end)
    return _Frame(whole, whole)


def _read(folded: str, frame: _Frame) -> tuple[Style | None, Duties | None]:
    """The style of a frame and what it says; nothing where it assigns nothing."""
    inside = frame.inner.of(folded)
    closes = folded[frame.outer.start - 1 : frame.outer.start] in _SENTENCE_END  # else it may gloss the word before it
    for style, pattern in _STYLES:
        if len(inside) <= _LONGEST_FRAME and (style.sure or closes) and pattern.search(inside):
            duties = read_duties(inside)
            speaks = duties.clean or (duties.duties and style.sure and _announces(inside, duties))
            return (style, duties) if speaks else (None, None)
    return None, None


def _announces(inside: str, duties: Duties) -> bool:
    """Whether a label has names behind it, not prose, and speaks of bodies, not of places or firms."""
    label = duties.label.of(inside) if duties.label else ""
    return _names_bodies(label) and not _PROSE.search(inside)


def _names_bodies(label: str) -> bool:
    """Whether what stands behind a label or under it can be a body; what a role means, `read_duties` knows."""
    return label_role(label) is not None or label.endswith(_OF_BODIES)


def _sentences(context: Context, clause: Clause) -> Iterator[Found]:
    text = context.text
    for number, found in enumerate(find_sentence_duties(text.folded, clause), 1):
        assignment = Assignment(
            id=f"{clause.id}@{number}",
            clause=clause.id,
            span=text.span(*found.subject),
            scope=text.span(*found.sentence),
            label=None,
            mode=None,
            open_ended=found.open_ended,
            units=mentions(context, (found.duty,), found.subject.start, "sentence"),
            rule="sentence_subject",
        )
        yield Found(assignment, None)
