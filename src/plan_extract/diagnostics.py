"""Coded checks on a plan: every doubt, with the words it is about (field guide 11).

The first digit of a code is its group: 1 text, 2 document, 3 numbering, 4 units, 5 time, 6 targets and references,
7 tasks. Codes and names are public; a code is never given to another check.
"""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Callable, Iterator
from typing import NamedTuple

from plan_extract.extraction.assignments import SENTENCE
from plan_extract.extraction.gazetteer import Gazetteer
from plan_extract.extraction.meanings import Entry
from plan_extract.folding import fold
from plan_extract.model import Deadline, Diagnostic, Plan, Severity, Task, UnitMention
from plan_extract.structure.segments import Segments
from plan_extract.text import Span


class Seen(NamedTuple):
    """What a check may look at: the plan, the paragraphs and the names it was read with, its numbering's false steps.

    `units` has each name of a single body where it stands first, and the clause there.
    """

    plan: Plan
    segments: Segments
    bodies: Gazetteer
    steps: "tuple[Step, ...]"
    units: tuple[tuple[UnitMention, str | None], ...]


class Finding(NamedTuple):
    """Where a check fires, and the words that its message names."""

    span: Span | None = None
    clause: str | None = None
    words: str = ""


class Step(NamedTuple):
    """From a numbered clause to the next of its family under the same parent, where it is not one further."""

    size: int
    finding: Finding


class Check(NamedTuple):
    """One check: its public code and name, what it tells the reader, and how it looks at a plan."""

    code: str
    name: str
    severity: Severity
    message: str
    find: Callable[[Seen], Iterator[Finding]]


def check(plan: Plan, segments: Segments, bodies: Gazetteer) -> Plan:
    """The plan with its diagnostics, in order of their codes and then of the text."""
    seen = Seen(plan, segments, bodies, tuple(_steps(plan)), tuple(_single_units(plan)))
    found = [
        Diagnostic(
            code=one.code,
            name=one.name,
            severity=one.severity,
            message=one.message.format(words=finding.words),
            span=finding.span,
            clause=finding.clause,
        )
        for one in CHECKS
        for finding in one.find(seen)
    ]
    return plan.model_copy(update={"diagnostics": tuple(found)})


def _line_break_joined(seen: Seen) -> Iterator[Finding]:
    """Each of a few line breaks by itself; in a text whose lines a page has cut they are one thing to know."""
    found = list(_joined(seen))
    if len(found) > _MOST_BREAKS:
        yield Finding(words=f"共 {len(found)} 处，首处 {found[0].words}")
    else:
        yield from found


def _joined(seen: Seen) -> Iterator[Finding]:
    for position in seen.segments.joints:
        span = seen.segments.text.span(position - 1, position + 1)
        owner = bisect_right(seen.plan.clauses, span.start, key=lambda clause: clause.span.start) - 1
        around = (
            seen.segments.text.words(max(0, position - 2), position),
            seen.segments.text.words(position, position + 2),
        )
        yield Finding(span, seen.plan.clauses[owner].id if owner >= 0 else None, "|".join(around))


def _date_conflict(seen: Seen) -> Iterator[Finding]:
    return _conflicts(seen, "issued_on")


def _document_number_conflict(seen: Seen) -> Iterator[Finding]:
    return _conflicts(seen, "document_number")


def _conflicts(seen: Seen, element: str) -> Iterator[Finding]:
    return (Finding(one.span, words=one.text) for one in seen.plan.document.conflicts if one.element == element)


def _not_a_plan(seen: Seen) -> Iterator[Finding]:
    if not seen.plan.tasks:
        yield Finding()


def _document_number_missing(seen: Seen) -> Iterator[Finding]:
    if seen.plan.tasks and seen.plan.document.document_number is None:
        yield Finding()


def _title_inferred(seen: Seen) -> Iterator[Finding]:
    if "title" in seen.plan.document.inferred:
        yield Finding(seen.plan.document.spans["title"], words=seen.plan.document.title or "")


def _attachment_unresolved(seen: Seen) -> Iterator[Finding]:
    for attachment in seen.plan.attachments:
        if attachment.status in ("omitted", "missing"):
            yield Finding(attachment.span, words=attachment.title)


def _signature_missing(seen: Seen) -> Iterator[Finding]:
    document = seen.plan.document
    elements = (("发文机关署名", document.issuers), ("成文日期", document.issued_on))
    lacking = [name for name, found in elements if not found]
    if seen.plan.tasks and lacking:
        yield Finding(words="、".join(lacking))


def _steps(plan: Plan) -> Iterator[Step]:
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


def _at(task: Task, words: str = "") -> Finding:
    return Finding(task.span, task.clause, words or task.title)


def _task_without_unit(seen: Seen) -> Iterator[Finding]:
    return (_at(task) for task in seen.plan.tasks if not task.units)


def _units_collective_only(seen: Seen) -> Iterator[Finding]:
    annotated = {assignment.id for assignment in seen.plan.assignments if assignment.rule != SENTENCE}
    for task in seen.plan.tasks:
        if annotated.intersection(task.assignments) and all(unit.collective for unit in task.units):
            yield _at(task)


def _lead_unresolved(seen: Seen) -> Iterator[Finding]:
    """A pointer to those who lead (牵头单位要制定方案), where nobody is said to."""
    marked = any(unit.role == "lead" for one in seen.plan.assignments for unit in one.units if one.rule != SENTENCE)
    for assignment in () if marked else seen.plan.assignments:
        for unit in assignment.units:
            if unit.collective and unit.role == "lead" and _LEADS in fold(unit.text):
                yield Finding(unit.span, assignment.clause, unit.text)


def _lead_unmarked(seen: Seen) -> Iterator[Finding]:
    for task in seen.plan.tasks:
        named = [
            unit
            for unit in task.units
            if not unit.collective and unit.role == "responsible" and unit.basis != "directive"
        ]
        if len(named) > 1 and all(unit.role != "lead" for unit in task.units):
            yield _at(task)


def _single_units(plan: Plan) -> Iterator[tuple[UnitMention, str | None]]:
    known: set[str] = set()
    for assignment in plan.assignments:
        for unit in assignment.units:
            if not unit.collective and unit.name not in known:
                known.add(unit.name)
                yield unit, assignment.clause


def _unit_unrecognised(seen: Seen) -> Iterator[Finding]:
    for unit, clause in seen.units:
        if not seen.bodies.look_up(unit.name).recognised:
            yield Finding(unit.span, clause, unit.text)


def _canonical_unknown(seen: Seen) -> Iterator[Finding]:
    """The bodies whose kind is known and whose full name is not: nobody says of which place or on which day."""
    names = [unit.text for unit, _ in seen.units if unit.canonical is None]
    known = [name for name in names if _is_undetermined(seen.bodies.look_up(name))]
    if known:
        yield Finding(words=f"{len(known)} 个：{'、'.join(known)}")


def _is_undetermined(entry: Entry) -> bool:
    return entry.recognised and entry.canonical is None and entry.successor is None


def _unit_name_anachronistic(seen: Seen) -> Iterator[Finding]:
    for unit, clause in seen.units:
        if successor := seen.bodies.look_up(unit.name).successor:
            yield Finding(unit.span, clause, f"{unit.text}，后为{successor}")


def _label_missing(seen: Seen) -> Iterator[Finding]:
    for assignment in seen.plan.assignments:
        if assignment.rule == "bare_list":
            yield Finding(assignment.span, assignment.clause)


def _task_without_deadline(seen: Seen) -> Iterator[Finding]:
    return (_at(task) for task in seen.plan.tasks if not task.deadlines)


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
            yield _at(task, task.due.isoformat())


def _year_inferred(seen: Seen) -> Iterator[Finding]:
    for deadline in seen.plan.deadlines:
        if deadline.basis == "year_inferred" and deadline.end:
            yield Finding(deadline.span, deadline.clause, deadline.text)


def _year_unresolved(seen: Seen) -> Iterator[Finding]:
    for deadline in seen.plan.deadlines:
        if deadline.kind in ("by", "in", "interval") and deadline.end is None:
            yield Finding(deadline.span, deadline.clause, deadline.text)


def _duplicate_task(seen: Seen) -> Iterator[Finding]:
    """The same title, or the same thing to be brought forth, in two tasks."""
    named = [
        (words, span, task)
        for task in seen.plan.tasks
        for words, span in {task.title: task.span, **{one.text: one.span for one in task.deliverables}}.items()
        if len(words) >= _LONG_ENOUGH
    ]
    places: defaultdict[str, dict[str, Finding]] = defaultdict(dict)
    folded = fold("\n".join(words for words, *_ in named)).split("\n")  # all at once: folding costs by the call
    for words, (printed, span, task) in zip(folded, named, strict=bool(named)):
        places[words].setdefault(task.id, Finding(span, task.clause, printed))
    for found in places.values():
        if len(found) > 1:
            for task_id, finding in found.items():
                other = next(one for one in found if one != task_id)
                yield finding._replace(words=f"{other}：{finding.words}")


_ENDS = frozenset("底末")
_MOST_BREAKS = 10
_LEADS = "牵头"  # in the name of whoever leads
_LONG_ENOUGH = 8  # shorter titles repeat by chance: 加强组织领导

CHECKS = (
    Check("PE101", "LINE_BREAK_JOINED", "info", "段落中的断行已接合：{words}", _line_break_joined),
    Check("PE201", "META_DOCNUM_MISSING", "info", "文中没有本文件的发文字号", _document_number_missing),
    Check(
        "PE202", "META_TITLE_INFERRED", "info", "公文标题未按格式印出，由网页信息或附件推得：{words}", _title_inferred
    ),
    Check("PE203", "ATTACHMENT_UNRESOLVED", "warning", "附件未见或从略：{words}", _attachment_unresolved),
    Check("PE204", "SIGNATURE_MISSING", "info", "未见{words}", _signature_missing),
    Check("PE205", "NOT_A_PLAN", "info", "没有读出任务，可能不是计划类文件", _not_a_plan),
    Check(
        "PE206", "META_DATE_CONFLICT", "warning", "网页信息表的成文日期与署名不一致，取署名：{words}", _date_conflict
    ),
    Check("PE207", "META_DOCNUM_CONFLICT", "warning", "文首有不一致的发文字号：{words}", _document_number_conflict),
    Check("PE301", "NUMBERING_GAP", "warning", "序号 {words} 之前有缺号", _numbering_gap),
    Check("PE302", "NUMBERING_DUPLICATE", "warning", "序号 {words} 重复", _numbering_duplicate),
    Check("PE303", "NUMBERING_ORDER", "warning", "序号 {words} 倒退", _numbering_order),
    Check("PE401", "TASK_WITHOUT_UNIT", "warning", "任务没有责任单位：{words}", _task_without_unit),
    Check("PE402", "UNITS_COLLECTIVE_ONLY", "info", "责任单位均为泛指，没有点名单位：{words}", _units_collective_only),
    Check("PE403", "LEAD_UNRESOLVED", "warning", "文中提到“{words}”，但没有一处标明牵头单位", _lead_unresolved),
    Check("PE404", "LEAD_UNMARKED", "info", "点名两个以上责任单位而未标明牵头：{words}", _lead_unmarked),
    Check("PE405", "UNIT_CANONICAL_UNKNOWN", "info", "单位的规范名称不能确定，留空：{words}", _canonical_unknown),
    Check("PE406", "UNIT_UNRECOGNISED", "warning", "单位不在名录中，规范名称留空：{words}", _unit_unrecognised),
    Check("PE407", "UNIT_NAME_ANACHRONISTIC", "info", "单位名称在成文日期时已停用：{words}", _unit_name_anachronistic),
    Check("PE410", "LABEL_MISSING", "info", "责任括注没有“责任单位”字样", _label_missing),
    Check("PE501", "TASK_WITHOUT_DEADLINE", "info", "任务没有时限：{words}", _task_without_deadline),
    Check("PE502", "DEADLINE_VAGUE", "info", "时限不明确，无法定日：{words}", _deadline_vague),
    Check("PE503", "DEADLINE_BEFORE_ISSUE", "error", "截止日早于成文日期：{words}", _deadline_before_issue),
    Check("PE504", "DEADLINE_AFTER_PERIOD", "warning", "完成日期晚于规划期末：{words}", _deadline_after_period),
    Check("PE505", "YEAR_INFERRED", "info", "年份未写明，由成文日期或标题推得：{words}", _year_inferred),
    Check("PE506", "YEAR_UNRESOLVED", "warning", "年份未写明，也无从推得：{words}", _year_unresolved),
    Check("PE507", "DEADLINE_AMBIGUOUS", "info", "“前”字按字面止于前一日，或指当期末：{words}", _deadline_ambiguous),
    Check("PE701", "DUPLICATE_TASK", "warning", "任务重复，另见 {words}", _duplicate_task),
)
