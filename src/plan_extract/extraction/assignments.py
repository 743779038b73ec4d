"""The responsible-unit extractor: who is responsible for what, as records (field guide 4)."""

from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, NamedTuple

from plan_extract.extraction.annotations import Reading, Style, find_annotations
from plan_extract.extraction.candidates import Frame
from plan_extract.extraction.context import Context
from plan_extract.extraction.duties import read_duties
from plan_extract.extraction.labelling import names_bodies
from plan_extract.extraction.mentions import mentions
from plan_extract.extraction.persons import HEADING, PersonList, find_heading_persons, persons
from plan_extract.extraction.sentences import find_sentence_duties
from plan_extract.extraction.tables import find_cells
from plan_extract.folding import fold
from plan_extract.model import Assignment, UnitMention
from plan_extract.structure.clauses import Clause
from plan_extract.text import Stretch

if TYPE_CHECKING:
    from plan_extract.extraction.directives import LeadRule

# what hints at a directive that the first of a list leads
_FIRST = {
    "首": ("首位", "首个", "列首", "排首"),
    "第一": ("第一位", "第一为", "第一的", "第一个", "第一责任"),
    "前": ("最前", "前面", "号前"),
}
SENTENCE = "sentence_subject"  # the rule of what a sentence says of duties
_CELL = Style("table_cell", "", True, "table", ())


class Found(NamedTuple):
    """An assignment, and where it annotates its clause; None where it does not: a sentence's subject, a directive."""

    assignment: Assignment
    annotation: Stretch | None


def find_assignments(context: Context, column: str | None = None) -> dict[str, tuple[Found, ...]]:
    """The assignments in the text of each clause that has any, in order; each names the clause that it is about.

    With `column`, each clause is a table cell under it. What a bracket or a label line says stands above the
    sentences; those are read only where nothing else is found.
    """
    rule = _lead_rule(context.text.folded)
    read = {clause.id: tuple(_readings(context, clause, column)) for clause in context.clauses}
    counts = {name: len(annotations) for name, annotations in read.items()}
    alone = {clause.id for clause in context.clauses if counts[clause.id] == 1 and _ends(clause, read[clause.id][0][0])}
    owners = _find_owners(context.clauses, counts, alone)
    found: dict[str, tuple[Found, ...]] = {}
    for clause in context.clauses:
        owner = owners.get(clause.id, clause.id)
        of_clause = tuple(_records(context, clause, owner, read[clause.id], rule))
        if column is None and not of_clause:
            of_clause = tuple(_sentences(context, clause))
        if of_clause := (*_headings(context, clause), *of_clause):
            found[clause.id] = of_clause
    return found


def _headings(context: Context, clause: Clause) -> Iterator[Found]:
    """The persons whom a heading names for all that stands under it; their record is counted before the first."""
    text = context.text
    if clause.heading and (named := find_heading_persons(clause.heading.of(text.folded))):
        place = named.shift(clause.heading.start)
        yield Found(
            Assignment(
                id=f"{clause.id}@0",
                clause=clause.id,
                span=text.span(*place),
                scope=None,
                label=None,
                mode=None,
                open_ended=False,
                units=(),
                persons=persons(text, [PersonList("leader", place, HEADING)], 0, "explicit"),
                rule=HEADING,
            ),
            None,
        )


def _readings(context: Context, clause: Clause, column: str | None) -> Iterator[tuple[Frame, Reading]]:
    """What the frames of a clause say of duties; those of a table are its cells."""
    folded = context.text.folded
    if column is not None:
        duties = read_duties(clause.own.of(folded), column)
        if duties.persons or (duties.duties and names_bodies(fold(column).rstrip(":"))):
            yield Frame(clause.own, clause.own, alone=False), Reading(_CELL, duties, clause.own.start, None)
    elif clause.columns:
        for cell in find_cells(folded, clause):
            yield Frame(cell.place, cell.place, alone=False), Reading(_CELL, cell.duties, 0, None)
    else:
        yield from find_annotations(context, clause)


def _lead_rule(folded: str) -> "LeadRule | None":
    """What the text agrees of all its lists, if it has words for that."""
    if not any(sign in folded and any(hint in folded for hint in hints) for sign, hints in _FIRST.items()):
        return None
    from plan_extract.extraction.directives import find_lead_rule  # few plans have any

    return find_lead_rule(folded)


def _ends(clause: Clause, frame: Frame) -> bool:
    """Whether an annotation has the last lines of a clause for itself."""
    return frame.alone and frame.outer.end == clause.own.end


def _find_owners(clauses: Sequence[Clause], counts: Mapping[str, int], alone: Collection[str]) -> dict[str, str]:
    """The clauses above that annotations are about, by the id of the clause in whose text they stand.

    `counts` says how many annotations each clause has; `alone` names those whose one annotation has the last lines for
    itself. Such lines behind the last child cover the highest clause that they end and nothing else in which is annotated.
    """
    if not alone:
        return {}
    by_id = {clause.id: clause for clause in clauses}
    inside, leaves = Counter[str](), Counter[str]()
    for clause in clauses:
        above: Clause | None = clause
        while above:
            inside[above.id] += counts[clause.id]
            leaves[above.id] += clause.leaf
            above = by_id[above.parent] if above.parent else None
    owners: dict[str, str] = {}
    for index, clause in enumerate(clauses):
        if clause.id in alone:
            behind = clauses[index + 1].depth if index + 1 < len(clauses) else 0
            owner = clause
            while owner.parent and inside[owner.parent] == 1 and behind < owner.depth:
                owner = by_id[owner.parent]
            if leaves[owner.id] > 1:
                owners[clause.id] = owner.id
    return owners


def _records(
    context: Context, clause: Clause, owner: str, annotations: Sequence[tuple[Frame, Reading]], rule: "LeadRule | None"
) -> Iterator[Found]:
    """The annotations of a clause as records; what each covers begins behind the one before it."""
    covered = clause.body.start if clause.columns else clause.own.start
    number = 0
    for frame, reading in annotations:
        if reading.duties.duties or reading.duties.persons:
            number += 1
            one = _assignment(context, f"{owner}@{number}", owner, frame.outer, reading, covered)
            if rule and rule.governs(frame.outer.start):
                leads = rule.find_leads(reading.duties.duties, frame.inner.of(context.text.folded))
                one = one.model_copy(update={"units": _leading(one.units, leads, rule)}) if leads else one
            yield Found(one, frame.outer)
            covered = frame.outer.end
        if reading.later:
            number += 1
            yield Found(_assignment(context, f"{owner}@{number}", owner, frame.outer, reading.later), None)


def _leading(units: tuple[UnitMention, ...], leads: Collection[int], rule: "LeadRule") -> tuple[UnitMention, ...]:
    """The units of a plain list, some of them leading by a directive."""
    agreed = {"basis": "directive", "rule": "first_leads"}
    others = {"role": rule.others, **agreed} if rule.others != "responsible" else {}
    return tuple(
        unit.model_copy(
            update={"role": "lead", **agreed} if index in leads else others if unit.role == "responsible" else {}
        )
        for index, unit in enumerate(units)
    )


def _assignment(
    context: Context, number: str, owner: str, place: Stretch, reading: Reading, covered: int | None = None
) -> Assignment:
    """What a frame says, as a record; `covered` is where the text begins that it is about."""
    text, duties = context.text, reading.duties
    return Assignment(
        id=number,
        clause=owner,
        span=text.span(*place),
        scope=text.span(covered, place.start) if covered is not None and covered < place.start else None,
        label=text.words(*duties.label.shift(reading.offset)) if duties.label else None,
        mode=duties.mode,
        open_ended=duties.open_ended,
        units=mentions(context, duties.duties, reading.offset, reading.style.basis),
        persons=persons(text, duties.persons, reading.offset, reading.style.basis),
        rule=reading.style.name,
    )


def _sentences(context: Context, clause: Clause) -> Iterator[Found]:
    """The sentences of a clause that oblige somebody, as records."""
    text, known = context.text, None if context.reports else context.bodies.knows
    for number, found in enumerate(find_sentence_duties(text.folded, clause, known), 1):
        assignment = Assignment(
            id=f"{clause.id}@{number}",
            clause=clause.id,
            span=text.span(*found.subject),
            scope=text.span(*found.sentence),
            label=None,
            mode=None,
            open_ended=found.open_ended,
            units=mentions(context, found.duties, 0, "sentence"),
            persons=(),
            rule=SENTENCE,
        )
        yield Found(assignment, None)
