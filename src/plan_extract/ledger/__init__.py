"""The ledger: a plan as rows for people, every column made once, for whichever writer.

It is what a supervision office signs, so nothing in it is left out or made up:

- 序号 counts the tasks from 1; the id of the record (条款 二/(四)/5) is the first note of 备注.
- Units stand as the text writes them, all of them, each in the column of its role; those who guide or supervise, and
  persons, are in 备注, and so is how a role came about where no label says it (上级条款, 文中约定, 正文语句, 惯例).
- 完成时限 is in words, all of them. `due` is the day of the record (the earliest); where it is shown instead of the
  words, these stand in 备注, each with its day. A time limit beside units that a task has from a clause above is named
  there too, though the record does not count it as the task's.
- 依据原文 is what the file has there, without layout and page furniture: the clause, and the annotations outside it.
- What the record doubts (warnings and errors, not hints) stands in 备注 of the task it is about, and all of it among
  the findings.
- 状态 is empty: no text says what was done.
"""

from typing import NamedTuple

from plan_extract.ledger.facts import Fact, facts
from plan_extract.ledger.findings import FindingRow, findings
from plan_extract.ledger.mentions import DeadlineRow, TargetRow, UnitMentionRow, deadlines, in_time, targets, units
from plan_extract.ledger.register import Register
from plan_extract.ledger.shares import ShareRow, shares
from plan_extract.ledger.tasks import TaskRow, task_row
from plan_extract.model import Plan


class Ledger(NamedTuple):
    """A plan in tables: its tasks in their order, and the other ways to look at them.

    `shares` has a row a unit and role, `timetable` a row a time limit in order of time; `units`, `deadlines` and
    `targets` have a row a mention in order of the tasks, those of the goals behind; `facts` are about the file and
    the document.
    """

    title: str
    tasks: tuple[TaskRow, ...]
    shares: tuple[ShareRow, ...]
    timetable: tuple[DeadlineRow, ...]
    units: tuple[UnitMentionRow, ...]
    deadlines: tuple[DeadlineRow, ...]
    targets: tuple[TargetRow, ...]
    findings: tuple[FindingRow, ...]
    facts: tuple[Fact, ...]


def ledger_of(plan: Plan) -> Ledger:
    """The ledger of a plan; raises MisuseError where the plan does not hold the text of its source."""
    register = Register.of(plan)
    limits = deadlines(plan, register)
    return Ledger(
        title=title_of(plan),
        tasks=tuple(task_row(number, task, register) for number, task in enumerate(plan.tasks, 1)),
        shares=shares(plan),
        timetable=in_time(limits),
        units=units(plan, register),
        deadlines=limits,
        targets=targets(plan, register),
        findings=findings(plan, register),
        facts=facts(plan),
    )


def title_of(plan: Plan) -> str:
    """What a ledger is called after: the plan's title, else the document's, else the name of the file."""
    return plan.document.plan_title or plan.document.title or plan.source.name or "计划"
