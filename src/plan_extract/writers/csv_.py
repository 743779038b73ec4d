"""CSV: the tasks of a plan, or the mentions of units, time limits or targets, one a row.

Comma, quotes where needed, CRLF (RFC 4180), UTF-8. A byte order mark stands first, so that Excel reads Chinese; leave
it out for other programs (`--no-bom`, or read as `utf-8-sig`).

Spreadsheets take a text that begins with `= + - @`, a tab or a line end, in half or full width, for a formula. Such a
text gets an apostrophe before it, and so does one that has apostrophes before such a sign: whoever reads the file with
another program takes one apostrophe off where `'+[=+@-]` matches. Numbers and days are never touched.

Excel also takes 35:3 (位置) for a time and 1/2 (任务编号) for a day when it opens the file; 行 and 列 it leaves alone. Where
this matters, let it import the columns as text, or take the workbook.

The columns of the ledger are in words for people (完成时限 in words, the day in 完成日期); those behind them, and the
tables of mentions, have the values of the record as its schema describes them.
"""

import csv
import io
import re
from collections.abc import Callable, Iterator
from datetime import date

from plan_extract.ledger import Ledger, ledger_of
from plan_extract.ledger.mentions import Whose
from plan_extract.ledger.tasks import HEADS
from plan_extract.model import Plan
from plan_extract.writers.office import visible

Cell = str | int | float | date | None

_FORMULA = re.compile("'*[=+\\-@\t\r\n\uff1d\uff0b\uff0d\uff20]")
_IN_LINES = re.compile(r"\d+:\d+")
_TASKS = (*HEADS.values(), "完成日期", "来源", "来源摘要", "任务编号", "条款", "指纹", "类别", "上级标题", "行", "列")
_WHOSE = ("来源", "序号", "任务编号", "任务", "条款")
_UNITS = (*_WHOSE, "单位", "补全名称", "规范名称", "加挂牌子", "角色", "集合", "依据", "规则", "位置", "行", "列")
_DEADLINES = (
    *(*_WHOSE, "时限", "类型", "起始日", "截止日", "精度", "周期", "语气", "依据", "规则", "位置", "行", "列"),
)
_TARGETS = (
    *(*_WHOSE, "指标", "原文", "关系", "数值", "数值上限", "计量单位", "变化", "比较基准", "达到日期", "周期", "语气"),
    *("规则", "位置", "行", "列"),
)


def render(plan: Plan, table: str = "tasks", *, bom: bool = True, header: bool = True) -> bytes:
    """One table of a plan; without the header it goes on behind another plan's."""
    heads, rows = _TABLES[table]
    file = io.StringIO(newline="")
    writer = csv.writer(file)
    if header:
        writer.writerow(heads)
    for row in rows(ledger_of(plan), plan):
        writer.writerow(map(cell, row))
    return file.getvalue().encode("utf-8-sig" if bom and header else "utf-8")


def cell(value: Cell) -> str | int | float:
    """A value as a spreadsheet may have it."""
    if isinstance(value, date):
        return value.isoformat()
    if not isinstance(value, str):
        return "" if value is None else value
    words = visible(value)
    return f"'{words}" if _FORMULA.match(words) else words


def _tasks(ledger: Ledger, plan: Plan) -> Iterator[tuple[Cell, ...]]:
    for row in ledger.tasks:
        task = row.task
        words = row._replace(notes=("；".join(row.notes),))
        yield (
            *(value if name != "notes" else value[0] for name, value in words._asdict().items() if name in HEADS),
            *(row.due, plan.source.name, plan.source.sha256, task.id, task.clause, task.fingerprint, task.kind),
            "／".join(task.path),
            *_place(row.place)[1:],
        )


def _whose(whose: Whose, plan: Plan) -> tuple[Cell, ...]:
    return plan.source.name, whose.number, whose.task, whose.title, whose.clause


def _place(place: str) -> list[str]:
    """The place, and of a text file its line and column apart."""
    line, _, column = place.partition(":") if _IN_LINES.fullmatch(place) else ("", "", "")
    return [place, line, column]


def _units(ledger: Ledger, plan: Plan) -> Iterator[tuple[Cell, ...]]:
    for whose, unit, place in ledger.units:
        names = unit.text, unit.name, unit.canonical, unit.alias, unit.role, "true" if unit.collective else "false"
        yield *_whose(whose, plan), *names, unit.basis, unit.rule, *_place(place)


def _deadlines(ledger: Ledger, plan: Plan) -> Iterator[tuple[Cell, ...]]:
    for row in ledger.deadlines:
        one = row.deadline
        values = one.text, one.kind, one.start, one.end, one.precision, one.freq, one.hedge, one.basis, one.rule
        yield *_whose(row.whose, plan), *values, *_place(row.place)


def _targets(ledger: Ledger, plan: Plan) -> Iterator[tuple[Cell, ...]]:
    for whose, one, place in ledger.targets:
        least, most = one.value if isinstance(one.value, tuple) else (one.value, None)
        values = one.metric, one.text, one.op, least, most, one.unit, one.change, one.baseline, one.by, one.per
        yield *_whose(whose, plan), *values, one.hedge, one.rule, *_place(place)


_TABLES: dict[str, tuple[tuple[str, ...], Callable[[Ledger, Plan], Iterator[tuple[Cell, ...]]]]] = {
    "tasks": (_TASKS, _tasks),
    "units": (_UNITS, _units),
    "deadlines": (_DEADLINES, _deadlines),
    "targets": (_TARGETS, _targets),
}
