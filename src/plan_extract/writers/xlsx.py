"""The ledger as a workbook: 任务清单, 责任单位, 时间表, 问题提示, 元数据.

In 完成时限 a day is a day, which a rule of the workbook colours when it has passed or comes within 30 days and the
task is not 已完成; a day with 等 behind it is the first of several. Where there are only words, the words stand. All
texts are texts, whatever they begin with.
"""

from collections.abc import Sequence
from typing import Any

from plan_extract.ledger import ledger_of
from plan_extract.ledger.mentions import DeadlineRow
from plan_extract.ledger.shares import ShareRow
from plan_extract.ledger.tasks import DONE, HEADS, STATUSES, TaskRow
from plan_extract.ledger.wording import brief, with_basis
from plan_extract.model import Plan
from plan_extract.writers.office import made_on
from plan_extract.writers.sheets import Book, Cell, Column, Day, fitting

_TASKS = [
    Column(HEADS["number"], 5, 5, centred=True),
    Column(HEADS["title"], 14, 24),
    Column(HEADS["content"], 36, 70),
    Column(HEADS["lead"], 11, 20),
    Column(HEADS["responsible"], 15, 30),
    Column(HEADS["support"], 11, 30),
    Column(HEADS["deadline"], 13, 20),
    Column(HEADS["targets"], 15, 30),
    Column(HEADS["source"], 36, 70),
    Column(HEADS["place"], 8, 8, centred=True),
    Column(HEADS["status"], 7, 7, centred=True),
    Column(HEADS["notes"], 19, 30),
]
_SHARES = [
    Column("单位", 24, 40),
    Column("规范名称", 26, 40),
    Column("文中写法", 20, 40),
    Column("泛指", 6, 6, centred=True),
    Column("角色", 6, 6, centred=True),
    Column("任务数", 8, 8, centred=True),
    Column("任务", 80, 120),
]
_TIMETABLE = [
    Column("截止日", 12, 12, centred=True),
    Column("起始日", 12, 12, centred=True),
    Column("时限原文", 18, 30),
    Column("类型", 10, 10, centred=True),
    Column("序号", 6, 6, centred=True),
    Column("任务(无序号的为目标等条款)", 40, 60),
    Column("牵头单位、责任单位", 40, 60),
    Column("条款", 16, 24),
    Column("位置(行:列)", 10, 10, centred=True),
]
_FINDINGS = [
    Column("代码", 9, 9, centred=True),
    Column("名称", 30, 30),
    Column("级别", 7, 7, centred=True),
    Column("说明", 80, 120),
    Column("位置(行:列)", 10, 10, centred=True),
    Column("条款", 16, 24),
    Column("序号", 6, 6, centred=True),
]
_FACTS = [Column("项目", 22, 22), Column("内容", 90, 120)]
_SOON = 30  # days


def render(plan: Plan) -> bytes:
    """One plan as one workbook."""
    ledger = ledger_of(plan)
    generator = f"{plan.generator.name} {plan.generator.version}"
    book = Book(ledger.title, {"comments": generator, "created": made_on(plan)})
    rows = [_task(row) for row in ledger.tasks]
    sheet = book.sheet("任务清单", _TASKS, rows, frozen=2)
    if rows:
        _offer_statuses(sheet, len(rows))
        _colour_days(book, sheet, len(rows))
    book.sheet("责任单位", _SHARES, [_share(row) for row in ledger.shares])
    book.sheet("时间表", _TIMETABLE, [_limit(row) for row in ledger.timetable])
    book.sheet("问题提示", _FINDINGS, ledger.findings)
    book.sheet("元数据", _FACTS, ledger.facts)
    return book.close()


def _task(row: TaskRow) -> list[Cell]:
    """The cells of a task; 备注 says which of them are cut."""
    due = Day(row.due) if row.due and row.days > 1 else row.due
    cells = {**{name: getattr(row, name) for name in HEADS}, "deadline": due or row.deadline}
    cut = [HEADS[name] for name, value in cells.items() if isinstance(value, str) and fitting(value) != value]
    warning = [f"{'、'.join(cut)}过长，已截断，全文见原文 {row.place} 起"] if cut else []
    return list({**cells, "notes": "\n".join([row.notes[0], *warning, *row.notes[1:]])}.values())


def _share(row: ShareRow) -> list[Cell]:
    collective = "是" if row.collective else ""
    return [row.name, row.canonical, "、".join(row.written), collective, row.role, len(row.tasks), row.listed]


def _limit(row: DeadlineRow) -> list[Cell]:
    whose, limit, kind, place = row
    return [
        limit.end,
        limit.start,
        with_basis(limit),
        kind,
        whose.number,
        brief(whose.title),
        whose.units,
        whose.clause,
        place,
    ]


def _column(name: str) -> int:
    return list(HEADS).index(name)


def _offer_statuses(sheet: Any, count: int) -> None:
    """A drop-down for 状态; another word is allowed after a question."""
    status = _column("status")
    choice: dict[str, object] = {"validate": "list", "source": list(STATUSES), "error_type": "warning"}
    told = {"error_title": "状态", "error_message": f"一般为{'、'.join(STATUSES)}，仍要填写其他内容吗？"}
    sheet.data_validation(1, status, count, status, {**choice, **told})


def _colour_days(book: Book, sheet: Any, count: int) -> None:
    from xlsxwriter.utility import xl_rowcol_to_cell

    due, status = (xl_rowcol_to_cell(1, _column(name), col_abs=True) for name in ("deadline", "status"))
    open_ = f'ISNUMBER({due}),{status}<>"{DONE}"'
    rules: Sequence[tuple[str, dict[str, object]]] = (
        (f"=AND({open_},{due}<TODAY())", {"bg_color": "#FFC7CE", "font_color": "#9C0006"}),
        (f"=AND({open_},{due}>=TODAY(),{due}<=TODAY()+{_SOON})", {"bg_color": "#FFEB9C", "font_color": "#7F6000"}),
    )
    column = _column("deadline")
    for criteria, look in rules:
        rule = {"type": "formula", "criteria": criteria, "format": book.mark(**look)}
        sheet.conditional_format(1, column, count, column, rule)
