"""A row a mention: of units, of time limits, of targets."""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import NamedTuple

from plan_extract.ledger.register import Register
from plan_extract.ledger.wording import one_by_one
from plan_extract.model import Deadline, Plan, Target, Task, UnitMention


class Whose(NamedTuple):
    """Whose a mention is: the task with its number, or another clause of the plan."""

    number: int | None
    task: str
    title: str
    clause: str
    units: str


class UnitMentionRow(NamedTuple):
    """A unit in a role of a task."""

    whose: Whose
    unit: UnitMention
    place: str


class DeadlineRow(NamedTuple):
    """A time limit of a task, or of a goal or another clause; `kind` in words."""

    whose: Whose
    deadline: Deadline
    kind: str
    place: str


class TargetRow(NamedTuple):
    """A target of a task or of a goal."""

    whose: Whose
    target: Target
    place: str


_KINDS = {
    "by": "之前完成",
    "in": "期间内",
    "until": "有效至",
    "interval": "起止",
    "from": "起始",
    "relative": "相对",
    "duration": "时长",
    "recurring": "周期",
    "ongoing": "长期",
    "vague": "不明确",
}


def units(plan: Plan, register: Register) -> tuple[UnitMentionRow, ...]:
    """The units of all tasks."""
    return tuple(
        UnitMentionRow(whose, one, register.sources.place(one.span))
        for whose, task in _tasks(plan)
        for one in task.units
    )


def deadlines(plan: Plan, register: Register) -> tuple[DeadlineRow, ...]:
    """The time limits of all tasks, then those of the text that are no task's."""
    of_tasks = [(whose, one) for whose, task in _tasks(plan) for one in task.deadlines]
    known = {one.span for _, one in of_tasks}
    others = [(_clause(one.clause, register), one) for one in register.limits if one.span not in known]
    return tuple(
        DeadlineRow(whose, one, _KINDS[one.kind], register.sources.place(one.span)) for whose, one in of_tasks + others
    )


def targets(plan: Plan, register: Register) -> tuple[TargetRow, ...]:
    """The targets of all tasks, then those of the goals."""
    of_tasks = [(whose, one) for whose, task in _tasks(plan) for one in task.targets]
    of_goals = [(_clause(goal.clause, register), one) for goal in plan.goals for one in goal.targets]
    return tuple(TargetRow(whose, one, register.sources.place(one.span)) for whose, one in of_tasks + of_goals)


def in_time(rows: Sequence[DeadlineRow]) -> tuple[DeadlineRow, ...]:
    """Time limits in order of their last days; then those without one: what begins on a day, recurs, lasts, is vague."""
    return tuple(sorted(rows, key=_moment))


def _moment(row: DeadlineRow) -> tuple[date, int, date, int]:
    limit = row.deadline
    kind = 0 if limit.end else 1 + list(_KINDS).index(limit.kind)
    return limit.end or date.max, kind, limit.start or date.max, limit.span.start


def _tasks(plan: Plan) -> Iterator[tuple[Whose, Task]]:
    for number, task in enumerate(plan.tasks, 1):
        doers = "、".join(one_by_one(one.text for one in task.units if one.role in ("lead", "responsible")))
        yield Whose(number, task.id, task.title, task.clause, doers), task


def _clause(name: str | None, register: Register) -> Whose:
    clause = register.clauses.get(name or "")
    return Whose(None, "", (clause.heading if clause else None) or "", name or "", "")
