"""Groups 6 and 7, what is to be reached and brought forth, and the tasks as a whole (field guide 7 to 9)."""

from collections import defaultdict
from collections.abc import Iterator

from plan_extract.diagnostics.seen import Check, Finding, Seen, at, count_tasks
from plan_extract.extraction.assignments import SENTENCE
from plan_extract.extraction.context import REPORTS
from plan_extract.folding import fold
from plan_extract.model import Target
from plan_extract.structure.titles import document_kind

_LONG_ENOUGH = 8  # shorter titles repeat by chance: 加强组织领导
_LONG_METRIC = 6


def _target_without_deadline(seen: Seen) -> Iterator[Finding]:
    """Not where the plan's period says by when, or its year: 政府工作报告."""
    dated = seen.plan.document.period or seen.plan.document.kind in REPORTS
    for task in () if dated else seen.plan.tasks:
        if task.due is None:
            for target in task.targets:
                if target.by is None and target.per is None:
                    yield Finding(target.span, task.clause, f"{target.metric}{target.text}")


def _target_without_value(seen: Seen) -> Iterator[Finding]:
    for task in seen.plan.tasks:
        for target in task.targets:
            if target.value is None:
                yield Finding(target.span, task.clause, f"{target.metric}{target.text}")


def _target_conflict(seen: Seen) -> Iterator[Finding]:
    """One metric, for one day, in two clauses with different values; in one clause it is said of different things."""
    first: dict[tuple[object, ...], tuple[str, Target]] = {}
    goals = ((goal.clause, target) for goal in seen.plan.goals for target in goal.targets)
    tasks = ((task.clause, target) for task in seen.plan.tasks for target in task.targets)
    for clause, target in (*goals, *tasks):
        if target.by and target.value is not None and len(target.metric) >= _LONG_METRIC:
            subject = (target.metric, target.unit, target.by, target.op, target.change, target.per, target.baseline)
            elsewhere, other = first.setdefault(subject, (clause, target))
            if elsewhere != clause and other.value != target.value:
                yield Finding(target.span, clause, f"{target.metric}{target.text}，另处为{other.text}")


def _reference_alias_unresolved(seen: Seen) -> Iterator[Finding]:
    """《方案》, of which nothing says what it stands for."""
    for reference in seen.plan.references:
        title = fold(reference.title)
        if reference.same_as is None and document_kind(title) == title:
            yield Finding(reference.span, reference.clause, reference.title)


def _reference_number_conflict(seen: Seen) -> Iterator[Finding]:
    numbers: dict[str, str] = {}
    for reference in seen.plan.references:
        if reference.document_number:
            other = numbers.setdefault(fold(reference.title), reference.document_number)
            if other != reference.document_number:
                words = f"{reference.title}（{reference.document_number}，另处为 {other}）"
                yield Finding(reference.span, reference.clause, words)


def _duplicate_task(seen: Seen) -> Iterator[Finding]:
    """The same title, or the same thing to be brought forth, in two tasks of one part: an annex may repeat the plan."""
    parts = {clause.id: clause.part for clause in seen.plan.clauses}
    named = [
        (words, span, task)
        for task in seen.plan.tasks
        for words, span in {task.title: task.span, **{one.text: one.span for one in task.deliverables}}.items()
        if len(words) >= _LONG_ENOUGH
    ]
    places: defaultdict[tuple[str, str], dict[str, Finding]] = defaultdict(dict)
    folded = fold("\n".join(words for words, *_ in named)).split("\n")  # all at once: folding costs by the call
    for words, (printed, span, task) in zip(folded, named, strict=bool(named)):
        places[parts[task.clause], words].setdefault(task.id, Finding(span, task.clause, printed))
    for found in places.values():
        if len(found) > 1:
            for task_id, finding in found.items():
                other = next(one for one in found if one != task_id)
                yield finding._replace(words=f"{other}：{finding.words}")


def _task_without_outcome(seen: Seen) -> Iterator[Finding]:
    return (
        at(task)
        for task in seen.plan.tasks
        if not (task.targets or task.due or any(not one.weak for one in task.deliverables))
    )


def _deliverable_without_deadline(seen: Seen) -> Iterator[Finding]:
    """Not where the plan's period says by when."""
    for task in () if seen.plan.document.period else seen.plan.tasks:
        if not task.deadlines:
            for thing in task.deliverables:
                if not thing.weak:
                    yield Finding(thing.span, task.clause, thing.text)


def _assignment_without_task(seen: Seen) -> Iterator[Finding]:
    """A label or a bracket that names who answers, where no task was read."""
    used = {name for task in seen.plan.tasks for name in task.assignments}
    for assignment in seen.plan.assignments:
        if assignment.id not in used and assignment.rule != SENTENCE:
            yield Finding(assignment.span, assignment.clause, assignment.units[0].text if assignment.units else "")


CHECKS = (
    Check(
        "PE601",
        "TARGET_WITHOUT_DEADLINE",
        "info",
        "目标没有写明何时达到：{words}",
        _target_without_deadline,
        advice=True,
    ),
    Check("PE602", "TARGET_WITHOUT_VALUE", "info", "目标没有数值：{words}", _target_without_value),
    Check("PE603", "TARGET_CONFLICT", "warning", "同一指标在两处数值不一：{words}", _target_conflict),
    Check("PE604", "REFERENCE_ALIAS_UNRESOLVED", "info", "简称未见说明：《{words}》", _reference_alias_unresolved),
    Check("PE605", "REFERENCE_NUMBER_CONFLICT", "warning", "同一文件字号不一：{words}", _reference_number_conflict),
    Check("PE701", "DUPLICATE_TASK", "warning", "任务重复，另见 {words}", _duplicate_task),
    Check(
        "PE702",
        "TASK_WITHOUT_OUTCOME",
        "info",
        "没有时限、指标或成果可据以验收：{words}",
        _task_without_outcome,
        advice=True,
        whole=count_tasks,
    ),
    Check(
        "PE703",
        "DELIVERABLE_WITHOUT_DEADLINE",
        "info",
        "成果没有时限：{words}",
        _deliverable_without_deadline,
        advice=True,
    ),
    Check("PE704", "ASSIGNMENT_WITHOUT_TASK", "warning", "责任标注之处没有读出任务：{words}", _assignment_without_task),
)
