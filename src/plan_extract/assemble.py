"""The only joiner: clauses and facts become the plan. Inheritance, due dates and ids are decided here and nowhere else."""

import hashlib
import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from datetime import date
from typing import NamedTuple, TypeVar

from plan_extract import model
from plan_extract.coverage import measure_coverage
from plan_extract.extraction.deliverables import find_deliverables
from plan_extract.extraction.facts import ClauseFacts
from plan_extract.extraction.measures import find_measures
from plan_extract.structure.clauses import Clause
from plan_extract.structure.header import Header
from plan_extract.structure.segments import Segments
from plan_extract.text import Span, Stretch, Text
from plan_extract.version import __version__

_TASK_KINDS: dict[str, model.TaskKind] = {"task": "task", "guarantee": "guarantee", "phase": "phase"}
_DUE = ("in", "interval", "relative")
_Placed = TypeVar("_Placed", model.Deadline, model.Target, model.Reference)
_SENTENCE = re.compile(r"[^\u3002\uff1b;]+")


class _Portion(NamedTuple):
    """What one task covers of its clause: its words, the assignments behind them, and how far both reach."""

    body: Stretch
    assignments: tuple[model.Assignment, ...]
    reach: Span


def assemble(source: model.Source, segments: Segments, header: Header, facts: Sequence[ClauseFacts]) -> model.Plan:
    """Join what the stages found into one record."""
    text = segments.text
    by_id = {fact.clause.id: fact for fact in facts}
    return model.Plan(
        schema_version=model.SCHEMA_VERSION,
        generator=model.Generator(name="plan-extract", version=__version__),
        source=source,
        document=header.document,
        clauses=tuple(_clause(text, fact.clause) for fact in facts),
        assignments=tuple(assignment for fact in facts for assignment in fact.assignments),
        deadlines=tuple(deadline for fact in facts for deadline in fact.deadlines),
        tasks=tuple(task for fact in facts for task in _tasks(text, fact, by_id)),
        goals=tuple(_goal(text, fact) for fact in facts if fact.clause.role == "goal" and _speaks(fact.clause)),
        references=tuple(reference for fact in facts for reference in fact.references),
        attachments=header.attachments,
        diagnostics=(),
        coverage=measure_coverage(segments, header, facts),
    )


def _speaks(clause: Clause) -> bool:
    """Whether a clause is a lowest one with words of its own: such a one is a task or a goal."""
    return clause.leaf and clause.own.start < clause.own.end


def _clause(text: Text, clause: Clause) -> model.Clause:
    marker = clause.marker
    return model.Clause(
        id=clause.id,
        part=clause.part,
        parent=clause.parent,
        depth=clause.depth,
        marker=marker
        and model.Marker(text=text.words(marker.start, marker.end), family=marker.family, number=marker.number),
        heading=clause.heading and text.words(*clause.heading),
        text=text.words(*clause.own),
        span=text.span(clause.start, clause.own.end),
        role=clause.role,
    )


def _goal(text: Text, fact: ClauseFacts) -> model.Goal:
    body = fact.clause.body
    return model.Goal(
        clause=fact.clause.id,
        text=text.words(*body),
        span=text.span(*body),
        deadlines=fact.deadlines,
        targets=fact.targets,
    )


def _tasks(text: Text, fact: ClauseFacts, by_id: dict[str, ClauseFacts]) -> Iterator[model.Task]:
    """The tasks of a clause: one, or one for each annotation that divides its text."""
    clause = fact.clause
    if clause.role not in _TASK_KINDS or not _speaks(clause):
        return
    portions = _portions(text, fact)
    above = _ancestors(clause, by_id)
    for number, portion in enumerate(portions, 1):
        yield _task(text, fact, portion, f"{clause.id}#{number}" if len(portions) > 1 else clause.id, above)


def _ancestors(clause: Clause, by_id: dict[str, ClauseFacts]) -> list[ClauseFacts]:
    """The facts of the clauses above, the nearest first."""
    above: list[ClauseFacts] = []
    while clause.parent is not None:
        above.append(by_id[clause.parent])
        clause = above[-1].clause
    return above


def _portions(text: Text, fact: ClauseFacts) -> list[_Portion]:
    """The text of a clause, parted behind each annotation; annotations with nothing between them stay together."""
    clause = fact.clause
    marks = [(text.bounds(found.span), found) for found in fact.assignments if found.rule != "sentence_subject"]
    if not marks:
        return [_portion(text, clause.body, clause.body.end, fact.assignments)]
    groups: list[tuple[Stretch, list[model.Assignment], int]] = []
    begin = clause.body.start
    for (start, end), assignment in marks:
        body = _trim(text.folded, begin, start)
        if groups and not body:
            groups[-1][1].append(assignment)
            groups[-1] = (*groups[-1][:2], end)
        else:
            groups.append((body or clause.own, [assignment], end))
        begin = max(begin, end)
    if rest := _trim(text.folded, begin, clause.own.end):
        groups.append((rest, [], rest.end))
    return [_portion(text, body, end, tuple(found)) for body, found, end in groups]


def _portion(text: Text, body: Stretch, end: int, assignments: tuple[model.Assignment, ...]) -> _Portion:
    return _Portion(body, assignments, text.span(body.start, max(end, body.end)))


def _trim(folded: str, start: int, end: int) -> Stretch | None:
    """A stretch without the stops and line ends around it; None where nothing else is in it."""
    words = folded[start:end]
    inner = words.strip("。;,、:\n")
    if not inner:
        return None
    start += len(words) - len(words.lstrip("。;,、:\n"))
    return Stretch(start, start + len(folded[start:end].rstrip("\n")))


def _task(text: Text, fact: ClauseFacts, portion: _Portion, task_id: str, above: Sequence[ClauseFacts]) -> model.Task:
    clause = fact.clause
    words = text.words(*portion.body)
    title = text.words(*clause.heading) if clause.heading and task_id == clause.id else _first_sentence(words)
    assignments, units = _responsible(portion, above)
    deadlines = _inside(fact.deadlines, portion.reach)
    return model.Task(
        id=task_id,
        fingerprint=_fingerprint(text.folded, clause, portion),
        clause=clause.id,
        path=tuple(text.words(*fact.clause.heading) for fact in reversed(above) if fact.clause.heading),
        title=title,
        text=words,
        span=text.span(*portion.body),
        kind=_TASK_KINDS[clause.role],
        assignments=tuple(assignment.id for assignment in assignments),
        units=units,
        deadlines=deadlines,
        due=_due(deadlines),
        targets=_inside(fact.targets, portion.reach),
        deliverables=tuple(find_deliverables(text, portion.body)),
        measures=tuple(find_measures(text, portion.body)),
        references=tuple(reference.id for reference in _inside(fact.references, portion.reach)),
    )


def _fingerprint(folded: str, clause: Clause, portion: _Portion) -> str:
    """A hash of the folded words, so that neither a new number nor another width of signs changes it."""
    words = (clause.heading.of(folded) if clause.heading else "") + portion.body.of(folded).replace("\n", "")
    return hashlib.sha256(words.encode()).hexdigest()[:16]


def _responsible(
    portion: _Portion, above: Sequence[ClauseFacts]
) -> tuple[tuple[model.Assignment, ...], tuple[model.UnitMention, ...]]:
    """A task's own assignments, else the annotations of the nearest clause above that has any; never a sibling's."""
    if portion.assignments:
        return portion.assignments, tuple(unit for assignment in portion.assignments for unit in assignment.units)
    for fact in above:
        inherited = tuple(found for found in fact.assignments if found.rule != "sentence_subject")
        if inherited:
            units = (unit for assignment in inherited for unit in assignment.units)
            return inherited, tuple(unit.model_copy(update={"basis": "inherited"}) for unit in units)
    return (), ()


def _first_sentence(words: str) -> str:
    found = _SENTENCE.search(words)
    return found[0] if found else words


def _inside(found: tuple[_Placed, ...], reach: Span) -> tuple[_Placed, ...]:
    first = bisect_left(found, reach.start, key=_place)
    return found[first : bisect_left(found, reach.end, lo=first, key=_place)]


def _place(record: model.Deadline | model.Target | model.Reference) -> int:
    return record.span.start


def _due(deadlines: Sequence[model.Deadline]) -> date | None:
    """The earliest day to be done by; without any, the earliest last day of a period that holds the work."""
    by = [deadline.end for deadline in deadlines if deadline.kind == "by" and deadline.end]
    periods = [deadline.end for deadline in deadlines if deadline.kind in _DUE and deadline.end]
    return min(by or periods, default=None)
