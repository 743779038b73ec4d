"""The views of `plan-extract show`: the card of a document, the tree of its clauses, its tasks, its doubts."""

from collections.abc import Iterator
from itertools import groupby
from typing import TYPE_CHECKING

from rich.cells import cell_len, set_cell_size
from rich.table import Table
from rich.text import Text
from rich.tree import Tree

from plan_extract.messages import Language
from plan_extract.oneline import one_line
from plan_extract.rules import told
from plan_extract.terms import PERSONS, ROLES
from plan_extract.whereabouts import Whereabouts

if TYPE_CHECKING:
    from plan_extract.model import Clause, Diagnostic, Plan, Task

_HEADS: dict[Language, tuple[str, ...]] = {
    "en": ("no.", "task", "units by role", "due"),
    "zh": ("序号", "任务", "责任单位", "完成时限"),
}
_CARD: dict[Language, dict[str, str]] = {
    "en": {
        "title": "title",
        "document_number": "number",
        "issuers": "issuers",
        "recipients": "recipients",
        "issued_on": "issued on",
        "period": "period",
    },
    "zh": {
        "title": "标题",
        "document_number": "发文字号",
        "issuers": "发文机关",
        "recipients": "主送机关",
        "issued_on": "成文日期",
        "period": "规划期",
    },
}
_ROLES: dict[Language, dict[str, str]] = {
    "en": {},
    "zh": {
        "guideline": "指导思想",
        "goal": "目标",
        "principle": "原则",
        "task": "任务",
        "guarantee": "保障",
        "phase": "阶段",
    },
}
_STYLES = {"error": "bold red", "warning": "yellow"}
_MOST_ALIKE = 10  # of one kind; the record holds them all
_LONGEST_LABEL = 60  # cells of a clause in the tree
_LEAD_IN = 8  # cells of a line before the words that a doubt is about, where the line is cut


def card(plan: "Plan", language: Language) -> Table:
    """What the document says of itself; what it does not say has no row."""
    table = Table.grid(padding=(0, 2))
    table.add_column(style="bold", no_wrap=True)
    table.add_column(overflow="fold")
    for field, name in _CARD[language].items():
        if value := getattr(plan.document, field):
            table.add_row(name, one_line(_said(value)))
    return table


def _said(value: object) -> str:
    if isinstance(value, tuple):
        return "、".join(map(str, value))
    start, end = getattr(value, "start", None), getattr(value, "end", None)
    return f"{start}..{end}" if start and end else str(value)


def clause_tree(plan: "Plan", language: Language) -> Tree:
    """The clauses under each other: marker, heading or first words, and what the clause is for."""
    root = Tree(one_line(plan.document.plan_title or plan.source.name or ""), guide_style="dim")
    nodes: dict[str, Tree] = {}
    for clause in plan.clauses:
        above = nodes.get(clause.parent, root) if clause.parent else root
        nodes[clause.id] = above.add(_label(clause, language))
    return root


def _label(clause: "Clause", language: Language) -> Text:
    words = one_line(f"{clause.marker.text if clause.marker else ''}{clause.heading or clause.text}")
    short = words if cell_len(words) <= _LONGEST_LABEL else f"{set_cell_size(words, _LONGEST_LABEL).rstrip()}…"
    role = "" if clause.role == "other" else _ROLES[language].get(clause.role, clause.role)
    return Text.assemble(short, (f"  {role}" if role else "", "dim"), overflow="ellipsis")


def task_table(plan: "Plan", language: Language) -> Table:
    """The tasks, a row each: number, title, units by role, due date."""
    number, task, units, due = _HEADS[language]
    table = Table(
        title=one_line(plan.document.plan_title or plan.source.name or ""),
        caption=_count(plan, language),
        show_lines=True,
    )
    table.add_column(number, no_wrap=True)
    table.add_column(task, ratio=3, overflow="fold")
    table.add_column(units, ratio=4, overflow="fold")
    table.add_column(due, no_wrap=True)
    for one in plan.tasks:
        table.add_row(one.id, one.title, "\n".join(_units(one, language)), one.due.isoformat() if one.due else "")
    return table


def _units(task: "Task", language: Language) -> Iterator[str]:
    """The units of a task and its persons, a line for each role."""
    for named, roles in ((task.units, ROLES), (task.persons, PERSONS)):
        for role, name in roles[language].items():
            if words := [one.text for one in named if one.role == role]:
                yield f"{name}: {'、'.join(words)}"


def _count(plan: "Plan", language: Language) -> str:
    tasks = len(plan.tasks)
    units = sum(bool(one.units) for one in plan.tasks)
    dated = sum(bool(one.due) for one in plan.tasks)
    if language == "zh":
        return f"{tasks} 项任务，{units} 项有责任单位，{dated} 项有完成日期"
    return f"{tasks} tasks, {units} with units, {dated} with a due date"


def doubts(plan: "Plan", name: str, raw: str, width: int, language: Language) -> Iterator[Text]:
    """The warnings and errors, each with its place and the words it is about underlined, as compilers write them."""
    there = Whereabouts(plan.source, raw)
    found = [one for one in plan.diagnostics if one.severity != "info"]
    for code, alike in groupby(found, key=lambda one: (one.code, one.name)):
        same = list(alike)
        for one in same[:_MOST_ALIKE]:
            place = f"{name}:{there.place(one.span.start)}" if one.span else name
            yield Text(one_line(f"{place}: {one.code} {one.name} {told(one, language)}"), style=_STYLES[one.severity])
            yield from _excerpt(one, raw, there, width)
        if more := len(same[_MOST_ALIKE:]):
            yield Text(one_line(f"{name}: {' '.join(code)} +{more}"))


def _excerpt(one: "Diagnostic", raw: str, there: Whereabouts, width: int) -> Iterator[Text]:
    """The line that a doubt begins in, cut to the width, and under it the marks of its words."""
    if one.span is None:
        return
    number, column = there.line_and_column(one.span.start)
    begin = one.span.start - column + 1
    line = raw[begin:].split("\n", 1)[0].split("\r", 1)[0]
    before = line[: column - 1].lstrip()
    words = line[column - 1 : column - 1 + one.span.end - one.span.start]
    gutter = f"{number if there.in_lines else '':>5} | "
    room = max(_LEAD_IN * 3, width - len(gutter))
    if cell_len(before) + cell_len(words) > room and cell_len(before) > _LEAD_IN:
        before = f"…{before[-_LEAD_IN // 2 :]}"
    lead, rest = one_line(before), one_line(line[column - 1 :])
    shown = f"{lead}{rest}"
    marks = min(cell_len(one_line(words)), room - cell_len(lead))
    yield Text(f"{gutter}{set_cell_size(shown, room).rstrip() if cell_len(shown) > room else shown}", style="dim")
    yield Text(f"{' ' * (len(gutter) - 2)}| {' ' * cell_len(lead)}{'^' * marks}", style=_STYLES[one.severity])
