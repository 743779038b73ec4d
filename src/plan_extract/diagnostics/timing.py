"""Group 5, by when (field guide 6)."""

import re
from calendar import monthrange
from collections.abc import Iterator
from datetime import date

from plan_extract.diagnostics.seen import Check, Finding, Seen, at, count_tasks
from plan_extract.model import Deadline

_ENDS = frozenset("底末")
_WEEKDAYS = "一二三四五六日"
_WITH_WEEKDAY = r"(?:(20\d\d)年)?(\d{1,2})月(\d{1,2})日\((?:星期|周)([一二三四五六日天])\)"
_DAY = re.compile(r"月(\d{1,2})日")  # it begins with a sign that can be searched for; the month stands before
_YEAR = r"(20\d\d)年"
_RELATIVE_YEARS = ("次年", "第二年", "第2年", "翌年")  # of one that the text leaves open on purpose
_LEAP_YEAR = 2000


def _task_without_deadline(seen: Seen) -> Iterator[Finding]:
    return (at(task) for task in seen.plan.tasks if not task.deadlines)


def _deadline_vague(seen: Seen) -> Iterator[Finding]:
    for task in seen.plan.tasks:
        vague = [one for one in task.deadlines if _has_no_day(one)]
        if vague and len(vague) == len(task.deadlines):
            yield Finding(vague[0].span, task.clause, vague[0].text)


def _has_no_day(deadline: Deadline) -> bool:
    """Whether nobody can say which day is meant: 适时, 定期, or 三年内 where no date of issue is known."""
    unanchored = deadline.basis == "issue_date" and deadline.end is None
    return deadline.kind == "vague" or unanchored or (deadline.kind == "recurring" and deadline.freq is None)


def _deadline_ambiguous(seen: Seen) -> Iterator[Finding]:
    """2030年前 ends, by its words, with the year before; many mean that year's end."""
    for deadline in seen.plan.deadlines:
        if (
            deadline.rule == "before"
            and deadline.precision in ("month", "year")
            and not _ENDS.intersection(deadline.text)
        ):
            yield Finding(deadline.span, deadline.clause, f"{deadline.text}，取 {deadline.end or '不定'}")


def _deadline_before_issue(seen: Seen) -> Iterator[Finding]:
    issued = seen.plan.document.issued_on
    for deadline in seen.plan.deadlines:
        if issued and deadline.end and deadline.kind == "by" and deadline.end < issued:
            yield Finding(deadline.span, deadline.clause, deadline.text)


def _deadline_after_period(seen: Seen) -> Iterator[Finding]:
    period = seen.plan.document.period
    for task in seen.plan.tasks:
        if period and task.due and task.due > period.end:
            yield at(task, task.due.isoformat())


def _year_inferred(seen: Seen) -> Iterator[Finding]:
    for deadline in seen.plan.deadlines:
        if deadline.basis == "year_inferred" and deadline.end:
            yield Finding(deadline.span, deadline.clause, deadline.text)


def _year_unresolved(seen: Seen) -> Iterator[Finding]:
    return (
        Finding(one.span, one.clause, one.text)
        for one in seen.plan.deadlines
        if one.kind in ("by", "in", "interval") and one.end is None and not one.text.startswith(_RELATIVE_YEARS)
    )


def _count_deadlines(seen: Seen) -> int:
    return len(seen.plan.deadlines)


def _weekday_mismatch(seen: Seen) -> Iterator[Finding]:
    """4月20日(星期五) that is no Friday in the year printed with it, else in any that may be meant."""
    folded = seen.segments.text.folded
    if "(星期" not in folded and "(周" not in folded:
        return
    issued = seen.plan.document.issued_on
    named = {int(year) for year in re.findall(_YEAR, folded)} | ({issued.year} if issued else set())
    years = sorted(named | {year + 1 for year in named})
    for found in re.finditer(_WITH_WEEKDAY, folded):
        month, day, printed = int(found[2]), int(found[3]), _WEEKDAYS.index(found[4].replace("天", "日"))
        meant = [int(found[1])] if found[1] else years
        known = [date(year, month, day) for year in meant if _exists(month, day, year)]
        if known and all(one.weekday() != printed for one in known):
            yield seen.stands(found.span(), f"{found[0]}，{known[0].year} 年该日为星期{_WEEKDAYS[known[0].weekday()]}")


def _date_impossible(seen: Seen) -> Iterator[Finding]:
    folded = seen.segments.text.folded
    for found in _DAY.finditer(folded):
        before = folded[max(0, found.start() - 2) : found.start()]
        month = before if before.isdecimal() else before[-1:]
        if month.isdecimal() and not _exists(int(month), int(found[1]), _LEAP_YEAR):
            yield seen.stands((found.start() - len(month), found.end()))


def _exists(month: int, day: int, year: int) -> bool:
    return 1 <= month <= 12 and 1 <= day <= monthrange(year, month)[1]


def _due_among_several(seen: Seen) -> Iterator[Finding]:
    for task in seen.plan.tasks:
        days = sorted({one.end for one in task.deadlines if one.kind == "by" and one.end})
        if len(days) > 1:
            yield at(task, "、".join(day.isoformat() for day in days))


def _deadline_hedged(seen: Seen) -> Iterator[Finding]:
    for deadline in seen.plan.deadlines:
        if deadline.hedge and deadline.kind in ("by", "in"):
            yield Finding(deadline.span, deadline.clause, f"{deadline.hedge}，{deadline.text}")


CHECKS = (
    Check("PE501", "TASK_WITHOUT_DEADLINE", "info", "任务没有时限：{words}", _task_without_deadline, whole=count_tasks),
    Check("PE502", "DEADLINE_VAGUE", "info", "时限不明确，无法定日：{words}", _deadline_vague),
    Check("PE503", "DEADLINE_BEFORE_ISSUE", "error", "截止日早于成文日期：{words}", _deadline_before_issue),
    Check("PE504", "DEADLINE_AFTER_PERIOD", "warning", "完成日期晚于规划期末：{words}", _deadline_after_period),
    Check("PE505", "YEAR_INFERRED", "info", "年份未写明，由成文日期、标题或文中的期间推得：{words}", _year_inferred),
    Check(
        "PE506",
        "YEAR_UNRESOLVED",
        "warning",
        "年份未写明，也无从推得：{words}",
        _year_unresolved,
        whole=_count_deadlines,
    ),
    Check("PE507", "DEADLINE_AMBIGUOUS", "info", "“前”字按字面止于前一日，或指当期末：{words}", _deadline_ambiguous),
    Check("PE508", "WEEKDAY_MISMATCH", "warning", "日期与星期不符：{words}", _weekday_mismatch),
    Check("PE509", "DATE_IMPOSSIBLE", "error", "没有这一天：{words}", _date_impossible),
    Check("PE510", "DUE_AMONG_SEVERAL", "info", "一项任务有几个截止日，完成日期取最早：{words}", _due_among_several),
    Check("PE511", "DEADLINE_HEDGED", "info", "时限带有余地：{words}", _deadline_hedged, advice=True),
)
