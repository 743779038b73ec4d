"""问题提示: the diagnostics of the record, all of them."""

from typing import NamedTuple

from plan_extract.ledger.register import Register
from plan_extract.model import Plan

_SEVERITIES = {"error": "错误", "warning": "警告", "info": "提示"}
_ORDER = list(_SEVERITIES.values())


class FindingRow(NamedTuple):
    """One doubt: `number` is that of the task it is about, if it is about one."""

    code: str
    name: str
    severity: str
    message: str
    place: str
    clause: str
    number: int | None


def findings(plan: Plan, register: Register) -> tuple[FindingRow, ...]:
    """The gravest doubts first, of as grave ones in the order of the record: of their codes, then of the text."""
    rows = [
        FindingRow(
            one.code,
            one.name,
            _SEVERITIES[one.severity],
            one.message,
            register.sources.place(one.span),
            one.clause or "",
            register.numbers.get(position),
        )
        for position, one in enumerate(plan.diagnostics)
    ]
    return tuple(sorted(rows, key=lambda row: _ORDER.index(row.severity)))
