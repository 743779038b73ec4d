"""Markdown: the ledger as a document with tables of GitHub's kind, for notes, tickets and reviews.

Several may follow each other in one file. 依据原文 and 状态 are left out: 主要内容 and 位置 lead to the words.
"""

import re
from collections.abc import Iterable, Iterator, Sequence

from plan_extract.ledger import Ledger, ledger_of
from plan_extract.ledger.mentions import DeadlineRow
from plan_extract.ledger.shares import ShareRow
from plan_extract.ledger.tasks import HEADS, TaskRow
from plan_extract.ledger.wording import brief, with_basis
from plan_extract.model import Plan
from plan_extract.writers.office import visible

_COLUMNS = [name for name in HEADS if name not in ("source", "status")]
_SIGNS = re.compile(r"[\\`*_\[\]<>|~$&#]")  # whatever Markdown could take for its own
_BREAKS = re.compile("\r\n?|\n")


def render(plan: Plan) -> bytes:
    """One plan as one document; an empty line ends it, so that another can follow."""
    return "".join(f"{line}\n" for line in _lines(ledger_of(plan))).encode()


def _lines(ledger: Ledger) -> Iterator[str]:
    yield from (f"# {_plain(ledger.title)}：任务台账", "")
    yield from ("；".join(f"{name} {_plain(value)}" for name, value in ledger.facts if value != ""), "")
    yield from _table("任务清单", [HEADS[name] for name in _COLUMNS], map(_task, ledger.tasks))
    yield from _table("责任单位", ("单位", "规范名称", "角色", "任务数", "任务"), map(_share, ledger.shares))
    limits = ("截止日", "时限", "类型", "序号", "任务(无序号的为目标等条款)", "条款", "位置(行:列)")
    yield from _table("时间表", limits, map(_limit, ledger.timetable))
    findings = ("代码", "名称", "级别", "说明", "位置(行:列)", "条款", "序号")
    yield from _table("问题提示", findings, ledger.findings)


def _table(title: str, heads: Sequence[str], rows: Iterable[Iterable[object]]) -> Iterator[str]:
    """A heading and its table, or a word that there is nothing to put in."""
    lines = [_row(row) for row in rows]
    yield from (f"## {title}", "")
    yield from (_row(heads), f"|{'---|' * len(heads)}", *lines) if lines else ("无",)
    yield ""


def _row(cells: Iterable[object]) -> str:
    return f"| {' | '.join(map(_plain, cells))} |"


def _task(row: TaskRow) -> list[object]:
    return ["；".join(row.notes) if name == "notes" else getattr(row, name) for name in _COLUMNS]


def _share(row: ShareRow) -> tuple[object, ...]:
    return row.name, row.canonical, row.role, len(row.tasks), row.listed


def _limit(row: DeadlineRow) -> tuple[object, ...]:
    whose, limit, kind, place = row
    return limit.end, with_basis(limit), kind, whose.number, brief(whose.title), whose.clause, place


def _plain(value: object) -> str:
    """A value as text that Markdown shows as it is, on one line; nothing for none."""
    words = "" if value is None else visible(str(value))
    return _BREAKS.sub("<br>", _SIGNS.sub(r"\\\g<0>", words))
