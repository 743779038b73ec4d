"""备注: what the clerk must know of a task and no other column says, in short words."""

from collections.abc import Iterator

from plan_extract.ledger.register import Register
from plan_extract.ledger.wording import one_by_one, with_day
from plan_extract.model import Task, UnitMention
from plan_extract.terms import PERSONS, ROLES

_KINDS = {"task": "", "guarantee": "（保障措施）", "phase": "（阶段工作）"}
# How a unit came to its role, where neither a label nor a column says it.
_BASES = {
    "inherited": "承自上级条款",
    "sentence": "据正文语句确定",
    "convention": "按惯例计为责任（括注未标角色）",
}


def notes_on(task: Task, register: Register) -> tuple[str, ...]:
    """The notes on one task; the first says which it is."""
    return (
        f"条款 {task.id}{_KINDS[task.kind]}",
        *_persons(task),
        *_others(task),
        *_bases(task, register),
        *_agreed(task),
        *_ways(task, register),
        *_limits(task, register),
        *_doubts(task, register),
    )


def _persons(task: Task) -> Iterator[str]:
    for role, name in PERSONS["zh"].items():
        named = [one for one in task.persons if one.role == role]
        above = "（承自上级条款）" if any(one.basis == "inherited" for one in named) else ""
        if named:
            yield f"{name}：{'、'.join(one_by_one(one.text for one in named))}{above}"


def _others(task: Task) -> Iterator[str]:
    """The units whose roles have no column."""
    for role in ("guide", "supervise"):
        if named := [one.text for one in task.units if one.role == role]:
            yield f"{ROLES['zh'][role]}：{'、'.join(one_by_one(named))}"


def _bases(task: Task, register: Register) -> Iterator[str]:
    for basis, words in _BASES.items():
        named = [one for one in task.units if one.basis == basis]
        if named:
            above = _above(task, register) if basis == "inherited" else ""
            yield f"{_whose(named, task)}{words}{above}"


def _agreed(task: Task) -> Iterator[str]:
    """The roles that a sentence of the plan gives (列第一位者为牵头单位)."""
    for role, name in ROLES["zh"].items():
        if named := [one for one in task.units if one.basis == "directive" and one.role == role]:
            yield f"{_whose(named, task)}依文中约定为{name}单位"


def _whose(named: list[UnitMention], task: Task) -> str:
    return "单位均" if len(named) == len(task.units) else f"{'、'.join(one_by_one(one.text for one in named))}："


def _above(task: Task, register: Register) -> str:
    clauses = one_by_one(one.clause or "" for one in register.assigned(task) if one.clause != task.clause)
    return f" {'、'.join(clauses)}" if any(clauses) else ""


def _ways(task: Task, register: Register) -> Iterator[str]:
    assigned = register.assigned(task)
    if any(one.open_ended for one in assigned):
        yield "单位之后有“等”，未列全"
    if any(one.mode == "by_duty" for one in assigned):
        yield "按职责分工负责"


def _limits(task: Task, register: Register) -> Iterator[str]:
    """The words behind a day; and those beside the units of a clause above, which are not the task's own."""
    if task.due:
        yield f"时限：{'；'.join(one_by_one(map(with_day, task.deadlines)))}"
    own = {one.span for one in task.deadlines}
    above = [one for part in register.assigned(task) for one in register.limits_in(part.span) if one.span not in own]
    if above:
        yield f"所承责任标注中另有时限：{'；'.join(one_by_one(map(with_day, above)))}"


def _doubts(task: Task, register: Register) -> Iterator[str]:
    for one in register.doubts.get(task.id, ()):
        yield f"{one.code} {one.message.removesuffix(f'：{task.title}')}"
