"""Group 3, the numbers of the items (field guide 3.3)."""

import re
from collections import Counter
from collections.abc import Iterator

from plan_extract.diagnostics.seen import Check, Finding, Seen, Step
from plan_extract.folding import fold
from plan_extract.model import Plan
from plan_extract.structure.numbering import to_int

_ANNOUNCED = (
    r"(?:以下|下列|如下)(?P<count>\d{1,2}|[一二两三四五六七八九十]{1,3})(?:个方面|方面|项|条|点|个)\w{0,8}[:。]?$"
)
_USUAL = ".、"
_SIGNS = ("以下", "下列", "如下")


def false_steps(plan: Plan) -> Iterator[Step]:
    """Where a number is not one more than that of the sibling before."""
    last: dict[tuple[str, str | None, str], int] = {}
    for clause in plan.clauses:
        marker = clause.marker
        if marker is None and clause.heading:  # a heading without a number: what follows begins again
            last = {group: number for group, number in last.items() if group[1] is not None}
        if marker and marker.number is not None:
            group = clause.part, clause.parent, marker.family
            size = marker.number - last.get(group, marker.number - 1)
            if size != 1:
                yield Step(size, Finding(clause.span, clause.id, marker.text))
            last[group] = marker.number


def _numbering_gap(seen: Seen) -> Iterator[Finding]:
    return (step.finding for step in seen.steps if step.size > 1)


def _numbering_duplicate(seen: Seen) -> Iterator[Finding]:
    return (step.finding for step in seen.steps if step.size == 0)


def _numbering_order(seen: Seen) -> Iterator[Finding]:
    return (step.finding for step in seen.steps if step.size < 0)


def _numbering_mixed(seen: Seen) -> Iterator[Finding]:
    """Two ways of writing the number among siblings: 1. and 2、 - the first item in another way than the first of all."""
    first: dict[tuple[str, str | None, str], str] = {}
    for clause in seen.plan.clauses:
        marker = clause.marker
        if marker and marker.family in ("cn", "ar"):
            printed = marker.text[-1]
            group, sign = (clause.part, clause.parent, marker.family), printed if printed in _USUAL else fold(printed)
            before = first.setdefault(group, sign)
            if before and sign != before:
                first[group] = ""  # told once
                yield Finding(clause.span, clause.id, f"{marker.text}，此前用“{before}”")


def _count_mismatch(seen: Seen) -> Iterator[Finding]:
    """Words that announce so many items, above another number of them."""
    signs = [sign for sign in _SIGNS if sign in seen.segments.text.folded]
    announcing = [clause for clause in seen.plan.clauses if any(sign in clause.text for sign in signs)]
    children = Counter((clause.part, clause.parent) for clause in seen.plan.clauses) if announcing else {}
    for clause in announcing:
        found = re.search(_ANNOUNCED, fold(clause.text))
        if found and (count := children.get((clause.part, clause.id), 0)):
            announced = to_int(found["count"].replace("两", "二"))
            if announced != count:
                yield Finding(clause.span, clause.id, f"称 {announced} 项，实有 {count} 项")


CHECKS = (
    Check("PE301", "NUMBERING_GAP", "warning", "序号 {words} 之前有缺号", _numbering_gap),
    Check("PE302", "NUMBERING_DUPLICATE", "warning", "序号 {words} 重复", _numbering_duplicate),
    Check("PE303", "NUMBERING_ORDER", "warning", "序号 {words} 倒退", _numbering_order),
    Check("PE304", "NUMBERING_MIXED", "info", "同级序号写法不一：{words}", _numbering_mixed),
    Check("PE305", "COUNT_MISMATCH", "warning", "文中所称项数与列出的不符：{words}", _count_mismatch),
)
