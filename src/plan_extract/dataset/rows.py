"""The rows of each table, filled from the records: with the field of the same name, or with what is given for it."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import Any

from plan_extract.dataset import tables
from plan_extract.dataset.outline import paths_of
from plan_extract.errors import MisuseError
from plan_extract.ledger.register import Register
from plan_extract.model import Plan, Record
from plan_extract.text import Span

_Given = dict[str, Any]


_STANDARD_INPUT = "-"  # is no name: the next text has it too


def name_of(plan: Plan) -> str:
    """What rows call the document: the name of its file, else the digest of its text."""
    name = plan.source.name
    return name if name and name != _STANDARD_INPUT else plan.source.sha256


class Names:
    """The names of the plans of one run, by which their rows are known."""

    def __init__(self) -> None:
        self._taken: set[str] = set()

    def take(self, plan: Plan) -> None:
        """The name of one more; raises MisuseError where another has it."""
        if name_of(plan) in self._taken:
            raise MisuseError("same_name", path=name_of(plan))
        self._taken.add(name_of(plan))


def documents(plan: Plan, _: Register) -> Iterator[tables.Row]:
    """The one of the plan."""
    period = plan.document.period
    yield _filled(
        tables.DocumentRow,
        plan.document,
        document=name_of(plan),
        period_start=period and period.start,
        period_end=period and period.end,
        generator=f"{plan.generator.name} {plan.generator.version}",
        schema_version=plan.schema_version,
        **plan.source.model_dump(exclude={"name", "places"}),
    )


def clauses(plan: Plan, register: Register) -> Iterator[tables.Row]:
    """All of them."""
    paths = paths_of(plan)
    for number, one in enumerate(plan.clauses, 1):
        yield _filled(
            tables.ClauseRow,
            one,
            document=name_of(plan),
            clause=one.id,
            number=number,
            path=paths[one.id],
            marker=one.marker and one.marker.text,
            marker_family=one.marker and one.marker.family,
            marker_number=one.marker and one.marker.number,
            **_stands(one.span, register),
        )


def tasks(plan: Plan, register: Register) -> Iterator[tables.Row]:
    """All of them."""
    for number, one in enumerate(plan.tasks, 1):
        measures = tuple(measure.text for measure in one.measures)
        own = {"document": name_of(plan), "task": one.id, "number": number, "measures": measures}
        yield _filled(tables.TaskRow, one, **own, **_stands(one.span, register))


def units(plan: Plan, register: Register) -> Iterator[tables.Row]:
    """Those of the tasks, then those of annotations that no task has."""
    elsewhere = ((one.clause, unit) for one in plan.assignments for unit in one.units)
    for whose, unit in _mentions(plan, "units", elsewhere):
        yield _filled(tables.UnitRow, unit, **whose, **_stands(unit.span, register))


def persons(plan: Plan, register: Register) -> Iterator[tables.Row]:
    """Those of the tasks, then those of annotations that no task has."""
    elsewhere = ((one.clause, person) for one in plan.assignments for person in one.persons)
    for whose, person in _mentions(plan, "persons", elsewhere):
        yield _filled(tables.PersonRow, person, **whose, **_stands(person.span, register))


def deadlines(plan: Plan, register: Register) -> Iterator[tables.Row]:
    """Those of the tasks, then those of the text that no task has."""
    for whose, limit in _mentions(plan, "deadlines", ((one.clause, one) for one in plan.deadlines)):
        own = {**whose, "clause": limit.clause, "start_date": limit.start, "end_date": limit.end}
        yield _filled(tables.DeadlineRow, limit, **own, **_stands(limit.span, register))


def targets(plan: Plan, register: Register) -> Iterator[tables.Row]:
    """Those of the tasks, then those of the goals."""
    for whose, target in _mentions(
        plan, "targets", ((goal.clause, one) for goal in plan.goals for one in goal.targets)
    ):
        least, most = target.value if isinstance(target.value, tuple) else (target.value, None)
        own = {**whose, "value": least, "value_to": most, "by_date": target.by}
        yield _filled(tables.TargetRow, target, **own, **_stands(target.span, register))


def deliverables(plan: Plan, register: Register) -> Iterator[tables.Row]:
    """Those of the tasks."""
    for whose, one in _mentions(plan, "deliverables", ()):
        yield _filled(tables.DeliverableRow, one, **whose, **_stands(one.span, register))


def references(plan: Plan, register: Register) -> Iterator[tables.Row]:
    """Those of the tasks, one of several tasks once for each; then those of the text that no task has."""
    citing: defaultdict[str, list[str | None]] = defaultdict(list)
    for task in plan.tasks:
        for name in task.references:
            citing[name].append(task.id)
    for one in plan.references:
        for task_id in citing.get(one.id, [None]):
            own = {"document": name_of(plan), "task": task_id, "reference": one.id}
            yield _filled(tables.ReferenceRow, one, **own, **_stands(one.span, register))


def diagnostics(plan: Plan, register: Register) -> Iterator[tables.Row]:
    """All of them."""
    for position, one in enumerate(plan.diagnostics):
        number = register.numbers.get(position)
        own = {"document": name_of(plan), "task": plan.tasks[number - 1].id if number else None}
        yield _filled(tables.DiagnosticRow, one, **own, **_stands(one.span, register))


def _mentions(plan: Plan, field: str, elsewhere: Iterable[tuple[str | None, Any]]) -> Iterator[tuple[_Given, Any]]:
    """What the tasks have in a field, then what stands elsewhere, by its clause; and the columns that say whose it is."""
    known = set()
    for task in plan.tasks:
        for one in getattr(task, field):
            known.add(one.span)
            yield {"document": name_of(plan), "task": task.id, "clause": task.clause}, one
    for clause, one in elsewhere:
        if one.span not in known:
            yield {"document": name_of(plan), "task": None, "clause": clause}, one


def _stands(span: Span | None, register: Register) -> _Given:
    if span is None:
        return {"span_start": None, "span_end": None, "place": None}
    return {"span_start": span.start, "span_end": span.end, "place": register.sources.place(span)}


def _filled(fields: Any, record: Record, **given: Any) -> tables.Row:
    row: tables.Row = fields(*(given[name] if name in given else getattr(record, name) for name in fields._fields))
    return row
