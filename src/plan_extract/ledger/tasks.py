"""The ledger itself: a row a task."""

from datetime import date
from typing import NamedTuple

from plan_extract.ledger.notes import notes_on
from plan_extract.ledger.register import Register
from plan_extract.ledger.wording import as_printed, in_words, one_by_one
from plan_extract.model import Role, Task


class TaskRow(NamedTuple):
    """A task of the ledger: the columns under `HEADS`, and what they were made of.

    `deadline` has all time limits in words, `due` the earliest day of those with one, `days` how many days they name.
    """

    number: int
    title: str
    content: str
    lead: str
    responsible: str
    support: str
    deadline: str
    targets: str
    source: str
    place: str
    status: str
    notes: tuple[str, ...]
    due: date | None
    days: int
    task: Task


HEADS: dict[str, str] = {
    "number": "序号",
    "title": "任务",
    "content": "主要内容",
    "lead": "牵头单位",
    "responsible": "责任单位",
    "support": "配合单位",
    "deadline": "完成时限",
    "targets": "目标指标",
    "source": "依据原文",
    "place": "位置(行:列)",
    "status": "状态",
    "notes": "备注",
}
STATUSES = ("未启动", "进行中", "已完成", "逾期")
DONE = "已完成"


def task_row(number: int, task: Task, register: Register) -> TaskRow:
    """The row of one task."""
    return TaskRow(
        number=number,
        title=task.title,
        content=task.text,
        lead=_units(task, "lead"),
        responsible=_units(task, "responsible"),
        support=_units(task, "support"),
        deadline="；".join(one_by_one(map(as_printed, task.deadlines))),
        targets="；".join(one_by_one(map(in_words, task.targets))),
        source=_source(task, register),
        place=register.sources.place(register.begin(task)),
        status="",
        notes=notes_on(task, register),
        due=task.due,
        days=len({one.end for one in task.deadlines if one.end}),
        task=task,
    )


def _units(task: Task, role: Role) -> str:
    return "、".join(one_by_one(one.text for one in task.units if one.role == role))


def _source(task: Task, register: Register) -> str:
    """What the task rests on: its clause, or its part of a clause under the heading of that; then what stands elsewhere."""
    own = register.begin(task)
    elsewhere = [one.span for one in register.assigned(task) if not own.holds(one.span)]
    words = register.sources.words([own, *elsewhere], task.span.start)
    clause = register.clauses[task.clause]
    if task.clause not in register.shared or not clause.heading:
        return words
    return f"{clause.marker.text if clause.marker else ''}{clause.heading}\n{words}"
