"""`plan-extract show`: the tasks of a plan as a table and the doubts about it, for a first look."""

from collections.abc import Iterator
from itertools import groupby
from typing import TYPE_CHECKING, Annotated

import typer

from plan_extract.cli.outcome import one_line
from plan_extract.cli.parse import UNITS_HELP
from plan_extract.messages import Language
from plan_extract.terms import PERSONS, ROLES

if TYPE_CHECKING:
    from rich.table import Table

    from plan_extract.model import Plan, Task
    from plan_extract.text import Lines

_HEADS: dict[Language, tuple[str, ...]] = {
    "en": ("no.", "task", "units by role", "due"),
    "zh": ("序号", "任务", "责任单位", "完成时限"),
}
_MOST_ALIKE = 10  # of one kind; the record holds them all


def command(
    context: typer.Context,
    files: Annotated[list[str], typer.Argument(metavar="FILE", help="Text files of plans; - for standard input.")],
    units: Annotated[str, typer.Option(metavar="FILE", help=UNITS_HELP)] = "",
) -> None:
    """Show the tasks of plans as a table (number, task, units by role, due), and what is doubtful."""
    from plan_extract.cli.inputs import for_each, load
    from plan_extract.cli.outcome import emit
    from plan_extract.cli.terminal import show
    from plan_extract.pipeline import parse_source, read_own
    from plan_extract.text import Lines

    language: Language = context.obj.language
    own = read_own(units)

    def work(name: str) -> None:
        source, raw = load(name)
        plan = parse_source(source, raw, own=own)
        show(_table(plan, language))
        emit("".join(f"{line}\n" for line in _doubts(plan, name, Lines(raw))), to_people=True)

    raise typer.Exit(for_each(files, context.obj, work))


def _table(plan: "Plan", language: Language) -> "Table":
    from rich.table import Table

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


def _doubts(plan: "Plan", name: str, lines: "Lines") -> Iterator[str]:
    """The warnings and errors, each with the place that it is about, as compilers and linters write them."""
    doubts = [one for one in plan.diagnostics if one.severity != "info"]
    for code, alike in groupby(doubts, key=lambda one: (one.code, one.name)):
        found = list(alike)
        for one in found[:_MOST_ALIKE]:
            place = ":".join(map(str, (name, *(lines.place(one.span.start) if one.span else ()))))
            yield one_line(f"{place}: {one.code} {one.name} {one.message}")
        if more := len(found[_MOST_ALIKE:]):
            yield one_line(f"{name}: {' '.join(code)} +{more}")


def _count(plan: "Plan", language: Language) -> str:
    tasks, units, dated = (
        len(plan.tasks),
        sum(bool(one.units) for one in plan.tasks),
        sum(bool(one.due) for one in plan.tasks),
    )
    if language == "zh":
        return f"{tasks} 项任务，{units} 项有责任单位，{dated} 项有完成日期"
    return f"{tasks} tasks, {units} with units, {dated} with a due date"
