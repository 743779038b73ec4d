"""The ledger as an annex to an official document, in the layout of GB/T 9704: A4 landscape, 附件 at the head, the table.

Rows do not break over pages, the header row is repeated. A row over the whole width names the clauses above the tasks
that follow. 依据原文 and 位置 are left to the workbook; a note below the table says where its words come from.
"""

from collections.abc import Iterator
from itertools import groupby

from plan_extract.ledger import Ledger, ledger_of
from plan_extract.ledger.tasks import HEADS, TaskRow
from plan_extract.model import Plan
from plan_extract.writers.annex import Annex
from plan_extract.writers.office import made_on

_WIDTHS = {  # millimetres, of the 225 between the margins
    "number": 9,
    "title": 26,
    "content": 62,
    "lead": 19,
    "responsible": 25,
    "support": 19,
    "deadline": 18,
    "targets": 20,
    "notes": 27,
}
_CENTRED = frozenset(number for number, name in enumerate(_WIDTHS) if name in ("number", "deadline"))
_HEADS = {**HEADS, "title": "重点任务"}


def render(plan: Plan) -> bytes:
    """One plan as one document."""
    ledger = ledger_of(plan)
    annex = Annex(ledger.title, f"{plan.generator.name} {plan.generator.version}", made_on(plan))
    annex.line("附件", "附件标识")
    annex.line("", "附件正文")
    annex.line(f"{ledger.title}任务分解表", "附件标题")
    annex.line("", "附件正文")
    annex.table(list(_WIDTHS.values()), [_HEADS[name] for name in _WIDTHS], _rows(ledger), _CENTRED)
    annex.line(_origin(plan, ledger), "附件说明")
    return annex.close()


def _rows(ledger: Ledger) -> Iterator[str | list[str]]:
    """The tasks, and above those that stand under the same clauses the headings of these."""
    for path, tasks in groupby(ledger.tasks, key=lambda row: row.task.path):
        if path:
            yield "／".join(path)
        yield from map(_task, tasks)


def _task(row: TaskRow) -> list[str]:
    return ["；".join(row.notes) if name == "notes" else str(getattr(row, name)) for name in _WIDTHS]


def _origin(plan: Plan, ledger: Ledger) -> str:
    """What a reader must know who was not there when the table was made."""
    return (
        f"注：本表共{len(ledger.tasks)}项，由 {plan.generator.name} {plan.generator.version} 依据"
        f"{plan.source.name or '所给文本'}（SHA-256：{plan.source.sha256}）整理，签发前应与原文核对。"
    )
