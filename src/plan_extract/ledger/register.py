"""What the rows of a ledger look up in the plan: clauses and annotations by their ids, doubts by their tasks."""

from bisect import bisect_left, bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterator
from typing import NamedTuple

from plan_extract.ledger.sources import Sources
from plan_extract.model import Assignment, Clause, Deadline, Diagnostic, Plan, Task
from plan_extract.text import Span


class Register(NamedTuple):
    """A plan's records by what refers to them; `shared` are the clauses of several tasks.

    `numbers` has, by the positions of the diagnostics, the number of the task that each is about; `doubts` the warnings
    and errors by the ids of the tasks.
    """

    sources: Sources
    clauses: dict[str, Clause]
    assignments: dict[str, Assignment]
    shared: frozenset[str]
    limits: tuple[Deadline, ...]
    numbers: dict[int, int]
    doubts: dict[str, list[Diagnostic]]

    @classmethod
    def of(cls, plan: Plan) -> "Register":
        """The register of a plan; raises MisuseError where the plan does not hold its text."""
        numbers = dict(_numbers(plan))
        doubts: defaultdict[str, list[Diagnostic]] = defaultdict(list)
        for position, number in numbers.items():
            if plan.diagnostics[position].severity != "info":
                doubts[plan.tasks[number - 1].id].append(plan.diagnostics[position])
        return cls(
            Sources(plan),
            {clause.id: clause for clause in plan.clauses},
            {one.id: one for one in plan.assignments},
            frozenset(clause for clause, count in Counter(task.clause for task in plan.tasks).items() if count > 1),
            tuple(sorted(plan.deadlines, key=lambda one: one.span)),
            numbers,
            doubts,
        )

    def assigned(self, task: Task) -> list[Assignment]:
        """The annotations of a task, in the order of the text."""
        return sorted((self.assignments[one] for one in task.assignments), key=lambda one: one.span)

    def limits_in(self, span: Span) -> tuple[Deadline, ...]:
        """The time limits that stand inside a place."""
        first = bisect_left(self.limits, span.start, key=lambda one: one.span.start)
        last = bisect_left(self.limits, span.end, key=lambda one: one.span.start)
        return self.limits[first:last]

    def begin(self, task: Task) -> Span:
        """Where a task begins: with its clause, or in a clause of several tasks with its own words."""
        return task.span if task.clause in self.shared else self.clauses[task.clause].span


def _numbers(plan: Plan) -> Iterator[tuple[int, int]]:
    """Which diagnostic is about which task: the one in whose clause, and behind whose beginning, its words stand."""
    of_clause: defaultdict[str, list[tuple[int, int]]] = defaultdict(list)
    for number, task in enumerate(plan.tasks, 1):
        of_clause[task.clause].append((task.span.start, number))
    for tasks in of_clause.values():
        tasks.sort()
    for position, one in enumerate(plan.diagnostics):
        if known := of_clause.get(one.clause or ""):
            last = bisect_right(known, one.span.start, key=lambda task: task[0]) - 1 if one.span else 0
            yield position, known[max(0, last)][1]
