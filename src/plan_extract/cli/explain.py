"""`plan-extract explain`: how each value of a task came about."""

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, Annotated, NamedTuple

import typer

from plan_extract.cli.parse import UNITS_HELP
from plan_extract.cli.reading import Encoding, MaxSize, Revisions, reading
from plan_extract.errors import MisuseError
from plan_extract.messages import Language
from plan_extract.text import Span

if TYPE_CHECKING:
    from rich.table import Table

    from plan_extract.model import Plan, Task
    from plan_extract.whereabouts import Whereabouts

_HEADS: dict[Language, tuple[str, ...]] = {
    "en": ("value", "words", "place", "rule", "basis"),
    "zh": ("值", "原文", "位置", "规则", "依据"),
}
_VALUES: dict[Language, dict[str, str]] = {
    "en": {},
    "zh": {
        "title": "任务", "text": "主要内容", "unit": "单位", "deadline": "时限", "target": "目标", "deliverable": "成果",
        "measure": "举措", "reference": "引用", "lead": "牵头", "responsible": "责任", "support": "配合", "guide": "指导",
        "supervise": "督导", "collective": "集合", "person": "责任人", "leader": "领导",
    },
}  # fmt: skip


class _Row(NamedTuple):
    """One value: what it is, the words it rests on, where they stand, by which rule and on what basis."""

    value: str
    words: str
    span: Span
    rule: str
    basis: str


def command(
    context: typer.Context,
    file: Annotated[str, typer.Argument(metavar="FILE", help="File of a plan; - for standard input.")],
    task_id: Annotated[str, typer.Argument(metavar="TASK-ID", help="Id of a task, like 二/(一)/1.")],
    units: Annotated[str, typer.Option(metavar="FILE", help=UNITS_HELP)] = "",
    encoding: Encoding = "",
    revisions: Revisions = "",
    max_size: MaxSize = "",
) -> None:
    """Explain a task: the words, place, rule and basis of each of its values."""
    from plan_extract.cli.inputs import load
    from plan_extract.cli.terminal import show
    from plan_extract.folding import fold
    from plan_extract.pipeline import parse_source, read_own
    from plan_extract.whereabouts import Whereabouts

    options = reading(encoding, revisions, max_size)
    own = read_own(units)
    source, raw = load(file, options)
    plan = parse_source(source, raw, own=own)
    task = next((one for one in plan.tasks if one.id == fold(task_id)), None)
    if task is None:
        known = ", ".join(one.id for one in plan.tasks) or "-"
        raise MisuseError("no_task", path=file, task=task_id, known=known)
    show(_table(task, [_title(plan, task, raw), *_rows(plan, task)], Whereabouts(source, raw), context.obj.language))


def _title(plan: "Plan", task: "Task", raw: str) -> _Row:
    """The title, which is the heading behind the marker, or the first sentence of the text."""
    clause = next(one for one in plan.clauses if one.id == task.clause)
    if clause.heading != task.title:
        return _Row("title", task.title, task.span, "first_sentence", "explicit")
    printed = re.compile(r"\s*".join(map(re.escape, task.title)))  # as the page has it, spaced or broken
    found = printed.search(raw, clause.span.start + len(clause.marker.text if clause.marker else ""))
    return _Row("title", task.title, Span(*found.span()) if found else clause.span, "heading", "explicit")


def _rows(plan: "Plan", task: "Task") -> Iterator[_Row]:
    yield _Row("text", task.text, task.span, "clause", "explicit")
    for unit in task.units:
        value = f"unit {unit.role}" + (
            " collective" if unit.collective else f" {unit.canonical}" if unit.canonical else ""
        )
        yield _Row(value, unit.text, unit.span, unit.rule, unit.basis)
    for person in task.persons:
        yield _Row(person.role, person.text, person.span, person.rule, person.basis)
    for deadline in task.deadlines:
        days = "..".join(day.isoformat() for day in (deadline.start, deadline.end) if day)
        yield _Row(
            f"deadline {deadline.kind} {days or deadline.freq or ''}{_hedged(deadline.hedge)}",
            deadline.text,
            deadline.span,
            deadline.rule,
            deadline.basis,
        )
    for target in task.targets:
        yield _Row(
            f"target {target.metric} {target.op} {target.value}{target.unit}{_hedged(target.hedge)}",
            target.text,
            target.span,
            target.rule,
            "explicit",
        )
    for thing in task.deliverables:
        yield _Row("deliverable" + (" weak" if thing.weak else ""), thing.text, thing.span, thing.rule, "explicit")
    for reference in plan.references:
        if reference.id in task.references:
            yield _Row(f"reference {reference.relation}", reference.title, reference.span, reference.rule, "explicit")
    for measure in task.measures:
        yield _Row("measure", measure.text, measure.span, "enumeration" if measure.marker else "sentence", "explicit")


def _hedged(hedge: str | None) -> str:
    return f" ({hedge})" if hedge else ""


def _table(task: "Task", rows: list[_Row], there: "Whereabouts", language: Language) -> "Table":
    from rich.table import Table

    table = Table(title=task.id, show_lines=True)
    for head in _HEADS[language]:
        table.add_column(head, overflow="fold")
    for row in rows:
        value = " ".join(_VALUES[language].get(word, word) for word in row.value.split())
        table.add_row(value, row.words, there.place(row.span.start), row.rule, row.basis)
    return table
