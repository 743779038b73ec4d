"""The only joiner: clauses and facts become the plan. Inheritance, due dates and ids are decided here and nowhere else."""

import hashlib
import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import Generic, NamedTuple, TypeVar

from plan_extract import model
from plan_extract.coverage import measure_coverage
from plan_extract.extraction.assignments import Found
from plan_extract.extraction.deliverables import find_deliverables
from plan_extract.extraction.facts import ClauseFacts
from plan_extract.extraction.measures import find_measures
from plan_extract.extraction.persons import HEADING
from plan_extract.inheritance import Tree
from plan_extract.portions import Portion, find_portions
from plan_extract.structure.clauses import Clause
from plan_extract.structure.header import Header
from plan_extract.structure.segments import Segments
from plan_extract.text import Span, Text
from plan_extract.version import __version__

_TASK_KINDS: dict[str, model.TaskKind] = {"task": "task", "guarantee": "guarantee", "phase": "phase"}
_DUE = ("in", "interval", "relative")
_Record = TypeVar("_Record", model.Deadline, model.Target, model.Reference)
_SENTENCE = re.compile(r"[^\u3002\uff1b;]+")


class _Ordered(Generic[_Record]):
    """Records in order of the text, to be asked which of them begin inside some ranges of the file."""

    def __init__(self, records: tuple[_Record, ...]) -> None:
        self._records: tuple[_Record, ...] = records
        self._starts = [record.span.start for record in records]

    def inside(self, reaches: Iterable[Span]) -> tuple[_Record, ...]:
        """The records that begin inside one of the ranges."""
        found: tuple[_Record, ...] = ()
        for reach in reaches:
            first = bisect_left(self._starts, reach.start)
            found += self._records[first : bisect_left(self._starts, reach.end, first)]
        return found


class _Said(NamedTuple):
    """What the tasks of a document share: its text, its tree, its printed headings by clause, and what is said where."""

    text: Text
    tree: Tree
    headings: Mapping[str, str]
    assignments: Mapping[str, tuple[Found, ...]]
    deadlines: _Ordered[model.Deadline]
    targets: _Ordered[model.Target]
    references: _Ordered[model.Reference]


def assemble(
    source: model.Source, segments: Segments, header: Header, clauses: Sequence[Clause], facts: ClauseFacts
) -> model.Plan:
    """Join what the stages found into one record."""
    text = segments.text
    records = tuple(_clause(text, clause) for clause in clauses)
    titles = _plan_titles(text, header)
    said = _Said(
        text,
        Tree.of(clauses, facts),
        {record.id: record.heading for record in records if record.heading is not None},
        facts.assignments,
        _Ordered(facts.deadlines),
        _Ordered(facts.targets),
        _Ordered(facts.references),
    )
    return model.Plan(
        schema_version=model.SCHEMA_VERSION,
        generator=model.Generator(name="plan-extract", version=__version__),
        source=source,
        document=header.document,
        clauses=records,
        assignments=tuple(found.assignment for of_clause in facts.assignments.values() for found in of_clause),
        deadlines=facts.deadlines,
        tasks=tuple(task for clause in clauses for task in _tasks(said, clause, titles.get(clause.part))),
        goals=tuple(_goal(said, clause) for clause in clauses if clause.role == "goal" and _says(clause)),
        references=facts.references,
        attachments=header.attachments,
        diagnostics=(),
        coverage=measure_coverage(segments, header, clauses, facts),
    )


def assemble_facts(text: Text, facts: ClauseFacts) -> model.Facts:
    """What a fragment says, as one record."""
    from plan_extract.structure.docnumbers import find_document_numbers  # brings regex

    return model.Facts(
        assignments=tuple(found.assignment for of_clause in facts.assignments.values() for found in of_clause),
        deadlines=facts.deadlines,
        targets=facts.targets,
        references=facts.references,
        document_numbers=tuple(find_document_numbers(text, 0, len(text.folded))),
    )


def _plan_titles(text: Text, header: Header) -> dict[str, str]:
    """The titles of the plans of a file by the names of their parts, where it holds more than one."""
    further = {
        part.name: text.words(part.title[0].start, part.title[-1].end)
        for part in header.parts
        if part.title and part.marker is None
    }
    first = header.document.plan_title
    return {"body": first, **further} if further and first else further


def _speaks(clause: Clause) -> bool:
    """Whether a clause is a lowest one with words of its own: such a one is a task or a goal."""
    return clause.leaf and clause.own.start < clause.own.end


def _says(clause: Clause) -> bool:
    """Whether a clause has words of its own besides its heading; a goal may, though its parts lie under it."""
    return _speaks(clause) or (clause.heading is not None and clause.heading.end < clause.body.start)


def _clause(text: Text, clause: Clause) -> model.Clause:
    marker = clause.marker
    return model.Clause(
        id=clause.id,
        part=clause.part,
        parent=clause.parent,
        depth=clause.depth,
        marker=marker
        and model.Marker(
            text=text.words(marker.start, marker.start + len(marker.printed)),
            family=marker.family,
            number=marker.number,
        ),
        heading=clause.heading and text.words(*clause.heading),
        text=text.words(*clause.own),
        span=text.span(clause.start, clause.own.end),
        role=clause.role,
    )


def _goal(said: _Said, clause: Clause) -> model.Goal:
    span = said.text.span(*clause.body)
    return model.Goal(
        clause=clause.id,
        text=said.text.words(*clause.body),
        span=span,
        deadlines=said.deadlines.inside((span,)),
        targets=said.targets.inside((span,)),
    )


def _tasks(said: _Said, clause: Clause, plan_title: str | None) -> Iterator[model.Task]:
    """The tasks of a clause: one, or one for each annotation that divides its text; the title is that of one of several plans."""
    if clause.role not in _TASK_KINDS or not _speaks(clause):
        return
    found = said.assignments.get(clause.id, ())
    headed = tuple(assignment for assignment, _ in found if assignment.rule == HEADING)
    portions = find_portions(said.text, clause, found[len(headed) :])
    if clause.columns and not clause.rows:  # what stands behind the last row is a note
        portions = [portion for portion in portions if portion.assignments] or portions
    headings = [*reversed(said.tree.above(clause)), *([clause] if len(portions) > 1 and not clause.columns else [])]
    path = (*([plan_title] if plan_title else []), *(said.headings[one.id] for one in headings if one.heading))
    for number, portion in enumerate(portions, 1):
        task_id = f"{clause.id}#{number}" if len(portions) > 1 else clause.id
        portion = portion._replace(assignments=(*headed, *portion.assignments)) if headed else portion
        under = (said.text.words(*portion.under),) if portion.under else ()
        yield _task(said, clause, portion, task_id, (*path, *under))


def _task(said: _Said, clause: Clause, portion: Portion, task_id: str, path: tuple[str, ...]) -> model.Task:
    text = said.text
    words = text.words(*portion.body)
    title = said.headings.get(task_id) or _first_sentence(words)
    responsible = said.tree.responsible(clause, portion.assignments, portion.reaches[-1].end)
    deadlines = said.deadlines.inside(portion.reaches)
    return model.Task(
        id=task_id,
        fingerprint=_fingerprint(text.folded, clause, portion),
        clause=clause.id,
        path=path,
        title=title,
        text=words,
        span=text.span(*portion.body),
        kind=_TASK_KINDS[clause.role],
        assignments=tuple(assignment.id for assignment in responsible.assignments),
        units=responsible.units,
        persons=responsible.persons,
        deadlines=deadlines,
        due=_due(deadlines),
        targets=said.targets.inside(portion.reaches),
        deliverables=tuple(find_deliverables(text, portion.body)),
        measures=tuple(find_measures(text, portion.body)),
        references=tuple(one.id for one in said.references.inside(portion.reaches)),
    )


def _fingerprint(folded: str, clause: Clause, portion: Portion) -> str:
    """A hash of the folded words, so that neither a new number nor another width of signs changes it."""
    words = (clause.heading.of(folded) if clause.heading else "") + portion.body.of(folded).replace("\n", "")
    return hashlib.sha256(words.encode()).hexdigest()[:16]


def _first_sentence(words: str) -> str:
    found = _SENTENCE.search(words)
    return found[0] if found else words


def _due(deadlines: Sequence[model.Deadline]) -> date | None:
    """The earliest day to be done by; without any, the earliest last day of a period that holds the work."""
    if not deadlines:
        return None
    by = [deadline.end for deadline in deadlines if deadline.kind == "by" and deadline.end]
    periods = [deadline.end for deadline in deadlines if deadline.kind in _DUE and deadline.end]
    return min(by or periods, default=None)
