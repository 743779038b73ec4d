"""The values of a record that have words in the source, and where in the page each is told."""

from collections.abc import Iterator
from typing import NamedTuple

from plan_extract.model import Clause, Plan, Task, UnitMention
from plan_extract.text import LAYOUT, Span
from plan_extract.writers.page.regions import heading_end

_STOPS = frozenset("\u3002\uff1b;\uff0c,\uff1a:\n\r")
_LONGEST_ANCHOR = 24


class Value(NamedTuple):
    """A place in the source, what stands there (names of classes), and the id of the entry that tells it (or none)."""

    span: Span
    kind: str
    target: str


def unit_kind(unit: UnitMention) -> str:
    """The classes of a unit: its role, and whether it is a set of bodies."""
    return unit.role + " collective" * unit.collective


def find_values(plan: Plan, raw: str) -> list[Value]:
    """Each value once, told by the first entry that has it; those that no entry has are `unused`."""
    found: dict[tuple[Span, str], Value] = {}
    for value in _values(plan, raw):
        found.setdefault((value.span, value.kind), value)
    for value in _printed(plan):
        if (value.span, value.kind) not in found:
            found[value.span, value.kind] = value._replace(kind=f"{value.kind} unused")
    return list(found.values())


def _values(plan: Plan, raw: str) -> Iterator[Value]:
    references = {one.id: one.span for one in plan.references}
    clauses = {clause.id: clause for clause in plan.clauses}
    headed: set[str] = set()
    for number, task in enumerate(plan.tasks, 1):
        target = f"t{number}"
        yield Value(anchor(task, clauses[task.clause], raw, first=task.clause not in headed), "anchor", target)
        headed.add(task.clause)
        yield from _of_task(task, references, target)
    for number, goal in enumerate(plan.goals, 1):
        for span, kind in [(one.span, "deadline") for one in goal.deadlines] + [
            (one.span, "target") for one in goal.targets
        ]:
            yield Value(span, kind, f"g{number}")
    for span in (*plan.document.spans.values(), *(one.span for one in plan.attachments)):
        yield Value(span, "element", "document")


def _of_task(task: Task, references: dict[str, Span], target: str) -> Iterator[Value]:
    for unit in task.units:
        yield Value(unit.span, unit_kind(unit), target)
    for kind, values in (
        ("person", task.persons),
        ("deadline", task.deadlines),
        ("target", task.targets),
        ("deliverable", task.deliverables),
    ):
        for one in values:
            yield Value(one.span, kind, target)
    for name in task.references:
        yield Value(references[name], "reference", target)


def _printed(plan: Plan) -> Iterator[Value]:
    """What was read anywhere in the text, whether a task has it or not."""
    for assignment in plan.assignments:
        for unit in assignment.units:
            yield Value(unit.span, unit_kind(unit), "")
        for person in assignment.persons:
            yield Value(person.span, "person", "")
    for deadline in plan.deadlines:
        yield Value(deadline.span, "deadline", "")
    for reference in plan.references:
        yield Value(reference.span, "reference", "")


def anchor(task: Task, clause: Clause, raw: str, *, first: bool) -> Span:
    """The words that stand for a task in the source: its number and heading, else how its text begins."""
    start = clause.span.start
    end = heading_end(clause, raw)
    if first and start < end <= task.span.start:
        return Span(start, end)
    start, end = task.span.start, min(task.span.end, task.span.start + _LONGEST_ANCHOR)
    stop = next((at for at in range(start + 1, end) if raw[at] in _STOPS), end)
    while LAYOUT.match(raw[stop - 1]) and stop > start + 1:
        stop -= 1
    return Span(start, stop)
