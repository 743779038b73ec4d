"""What every part of the page draws on: the plan, its source in pieces, and links between entries and words."""

from collections import Counter
from collections.abc import Callable

from plan_extract.messages import Language
from plan_extract.model import Diagnostic, Plan, Task
from plan_extract.text import Span
from plan_extract.writers.page.markup import Markup, element
from plan_extract.writers.page.pieces import Pieces
from plan_extract.writers.page.regions import Passage, loose_passages, paint, runs
from plan_extract.writers.page.strings import Words
from plan_extract.writers.page.values import Value, find_values

Told = Callable[[Diagnostic, Language], str]


def as_recorded(finding: Diagnostic, _: Language) -> str:
    """A doubt in the words of the record, whatever the language."""
    return finding.message


class Book:
    """One plan, ready to be shown; `told` says a doubt in either language."""

    def __init__(self, plan: Plan, language: Language, told: Told) -> None:
        self.plan = plan
        self.told = told
        self.words = Words(language)
        self.raw: str = plan.source.text or ""
        self.painted = paint(plan, self.raw)
        self.values: list[Value] = find_values(plan, self.raw)
        self.passages: list[Passage] = loose_passages(plan, self.raw, self.painted)
        self.task_numbers = {task.id: number for number, task in enumerate(plan.tasks, 1)}
        names = dict.fromkeys(unit.name for task in plan.tasks for unit in task.units)
        self.unit_numbers = {name: number for number, name in enumerate(names, 1)}
        self.pieces = Pieces(self.raw, self._spans(), [start for start, *_ in runs(self.painted)])
        pairs = _tasks_and_findings(plan)
        self.findings = {task.id: [one for other, one in pairs if other is task] for task in plan.tasks}
        self._tasks = {id(finding): [task for task, one in pairs if one is finding] for finding in plan.diagnostics}

    def _spans(self) -> list[Span]:
        plan = self.plan
        spans = [value.span for value in self.values]
        for some in (plan.tasks, plan.goals, self.passages):
            spans += [one.span for one in some]
        return spans + [one.span for one in plan.diagnostics if one.span]

    def link(self, span: Span, *content: str, class_: str = "") -> Markup:
        """What is told of a place, as a link to the words there; just the content where nothing can be seen there."""
        run = self.pieces.run(span)
        if run is None:
            return element("span", *content, class_=class_)
        size = run.size if run.size > 1 else None
        return element("a", *content, class_=f"v {class_}".strip(), href=f"#s{run.first}", data_n=size)

    def run(self, span: Span) -> str | None:
        """The pieces of a place as data for the script: the first and how many, `12+3`."""
        run = self.pieces.run(span)
        return f"{run.first}+{run.size}" if run else None

    def task_link(self, task: Task) -> Markup:
        """A link to the entry of a task, by its id."""
        return element("a", task.id, class_="to-task", href=f"#t{self.task_numbers[task.id]}")

    def tasks_of(self, finding: Diagnostic) -> list[Task]:
        """The tasks that one of the plan's own diagnostics is about, in their order."""
        return self._tasks[id(finding)]


def _tasks_and_findings(plan: Plan) -> list[tuple[Task, Diagnostic]]:
    """Each task with the diagnostics of its clause, or of words of its own where the clause holds several tasks."""
    shared = Counter(task.clause for task in plan.tasks)
    found = []
    for task in plan.tasks:
        places = _places(task)
        start, end = min(one.start for one in places), max(one.end for one in places)
        for one in plan.diagnostics:
            alone = one.clause == task.clause and (shared[task.clause] == 1 or one.span is None)
            near = one.span is not None and one.span.start < end and start < one.span.end
            if alone or (one.span and near and any(_touch(one.span, place) for place in places)):
                found.append((task, one))
    return found


def _places(task: Task) -> list[Span]:
    return [task.span] + [
        one.span
        for values in (task.units, task.persons, task.deadlines, task.targets, task.deliverables)
        for one in values
    ]


def _touch(one: Span, other: Span) -> bool:
    return one.holds(other) or other.holds(one)
