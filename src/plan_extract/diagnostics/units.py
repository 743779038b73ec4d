"""Group 4, who answers: units and their roles (field guide 4 and 5)."""

from collections.abc import Iterator

from plan_extract.diagnostics.seen import Check, Finding, Seen, at, count_tasks
from plan_extract.extraction.assignments import SENTENCE
from plan_extract.extraction.meanings import Entry
from plan_extract.folding import fold
from plan_extract.model import Assignment, Plan, Task, UnitMention

_LEADS = "牵头"  # in the name of whoever leads
_SET_UP = ("领导小组", "联席会议", "指挥部", "专班", "工作组", "领导小组办公室", "联席会议办公室", "指挥部办公室")
_ANSWERING = ("lead", "responsible")


def _task_without_unit(seen: Seen) -> Iterator[Finding]:
    return (at(task) for task in seen.plan.tasks if not task.units)


def _units_collective_only(seen: Seen) -> Iterator[Finding]:
    annotated = {assignment.id for assignment in seen.plan.assignments if assignment.rule != SENTENCE}
    for task in seen.plan.tasks:
        if annotated.intersection(task.assignments) and all(unit.collective for unit in task.units):
            yield at(task)


def _lead_unresolved(seen: Seen) -> Iterator[Finding]:
    """A pointer to those who lead (牵头单位要制定方案), where nobody is said to."""
    marked = any(unit.role == "lead" for one in seen.plan.assignments for unit in one.units if one.rule != SENTENCE)
    for assignment in () if marked else seen.plan.assignments:
        for unit in assignment.units:
            if unit.collective and unit.role == "lead" and _LEADS in fold(unit.text):
                yield Finding(unit.span, assignment.clause, unit.text)


def _lead_unmarked(seen: Seen) -> Iterator[Finding]:
    return (at(task) for task in seen.plan.tasks if _lacks_lead(task))


def _lacks_lead(task: Task) -> bool:
    """Whether several bodies are named and none leads."""
    named = [
        unit for unit in task.units if not unit.collective and unit.role == "responsible" and unit.basis != "directive"
    ]
    return len(named) > 1 and all(unit.role != "lead" for unit in task.units)


def single_units(plan: Plan) -> Iterator[tuple[UnitMention, str | None]]:
    """Each name of a single body where it stands first, and the clause there."""
    known: set[str] = set()
    for assignment in plan.assignments:
        for unit in assignment.units:
            if not unit.collective and unit.name not in known:
                known.add(unit.name)
                yield unit, assignment.clause


def _unit_unrecognised(seen: Seen) -> Iterator[Finding]:
    """Those that the plan itself sets up are in no list (领导小组, 联席会议)."""
    return (
        Finding(unit.span, clause, unit.text)
        for unit, clause in seen.units
        if not seen.bodies.look_up(unit.name).recognised and not unit.name.endswith(_SET_UP)
    )


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
    return (Finding(one.span, one.clause) for one in seen.plan.assignments if one.rule == "bare_list")


def _count_units(seen: Seen) -> int:
    return len(seen.units)


def _count_annotations(seen: Seen) -> int:
    return sum(assignment.rule != SENTENCE for assignment in seen.plan.assignments)


def _lead_multiple(seen: Seen) -> Iterator[Finding]:
    """Not where a directive makes several lead: 两省市列首位的为牵头单位."""
    for assignment in seen.plan.assignments:
        leads = [unit for unit in assignment.units if unit.role == "lead" and not unit.collective]
        agreed = all(unit.basis == "directive" for unit in leads)
        if len(leads) > 1 and not agreed and assignment.rule != SENTENCE:
            yield Finding(assignment.span, assignment.clause, "、".join(unit.text for unit in leads))


def _role_conflict(seen: Seen) -> Iterator[Finding]:
    """A body that answers for a task and supports it as well."""
    for assignment in seen.plan.assignments:
        supporting = [unit for unit in assignment.units if unit.role == "support"]
        if supporting:
            answering = {unit.name for unit in assignment.units if unit.role in _ANSWERING}
            yield from (Finding(one.span, assignment.clause, one.text) for one in supporting if one.name in answering)


def _unit_duplicate(seen: Seen) -> Iterator[Finding]:
    for assignment in seen.plan.assignments:
        known: set[tuple[str, str]] = set()
        for unit in assignment.units:
            if (unit.name, unit.role) in known:
                yield Finding(unit.span, assignment.clause, unit.text)
            known.add((unit.name, unit.role))


def _ambiguous_scope(seen: Seen) -> Iterator[Finding]:
    """A line of units behind the last of several items, of which some have their own: is it about that one or all?"""
    own = {one.clause: one for one in seen.plan.assignments if one.label}
    siblings: dict[tuple[str, str | None], list[str]] = {}
    for clause in seen.plan.clauses:
        siblings.setdefault((clause.part, clause.parent), []).append(clause.id)
    for *before, last in siblings.values():
        named = sum(one in own for one in before)
        if last in own and 0 < named < len(before) and _is_on_a_line(seen, own[last]):
            yield Finding(own[last].span, last, own[last].label or "")


def _is_on_a_line(seen: Seen, assignment: Assignment) -> bool:
    start = seen.segments.text.bounds(assignment.span).start
    return seen.segments.text.folded[start - 1 : start] == "\n"


def _units_open_ended(seen: Seen) -> Iterator[Finding]:
    return (
        Finding(one.span, one.clause, one.units[-1].text if one.units else "")
        for one in seen.plan.assignments
        if one.open_ended and not any(unit.collective for unit in one.units)
    )


def _support_only(seen: Seen) -> Iterator[Finding]:
    for task in seen.plan.tasks:
        roles = {unit.role for unit in task.units}
        if roles and roles.isdisjoint(_ANSWERING):
            yield at(task)


CHECKS = (
    Check("PE401", "TASK_WITHOUT_UNIT", "warning", "任务没有责任单位：{words}", _task_without_unit),
    Check("PE402", "UNITS_COLLECTIVE_ONLY", "info", "责任单位均为泛指，没有点名单位：{words}", _units_collective_only),
    Check("PE403", "LEAD_UNRESOLVED", "warning", "文中提到“{words}”，但没有一处标明牵头单位", _lead_unresolved),
    Check(
        "PE404", "LEAD_UNMARKED", "info", "点名两个以上责任单位而未标明牵头：{words}", _lead_unmarked, whole=count_tasks
    ),
    Check("PE405", "UNIT_CANONICAL_UNKNOWN", "info", "单位的规范名称不能确定，留空：{words}", _canonical_unknown),
    Check(
        "PE406",
        "UNIT_UNRECOGNISED",
        "warning",
        "单位不在名录中，规范名称留空：{words}",
        _unit_unrecognised,
        whole=_count_units,
    ),
    Check("PE407", "UNIT_NAME_ANACHRONISTIC", "info", "单位名称在成文日期时已停用：{words}", _unit_name_anachronistic),
    Check("PE408", "LEAD_MULTIPLE", "info", "牵头单位不止一个：{words}", _lead_multiple, whole=_count_annotations),
    Check("PE409", "ROLE_CONFLICT", "warning", "同一单位既负责又配合：{words}", _role_conflict),
    Check("PE410", "LABEL_MISSING", "info", "责任括注没有“责任单位”字样", _label_missing, whole=_count_annotations),
    Check("PE411", "UNIT_DUPLICATE", "warning", "同一处重复列出单位：{words}", _unit_duplicate),
    Check("PE412", "AMBIGUOUS_SCOPE", "warning", "末项之后的“{words}”管末项还是管全部，难以断定", _ambiguous_scope),
    Check(
        "PE413",
        "UNITS_OPEN_ENDED",
        "info",
        "单位未列全，“{words}”之后为“等”",
        _units_open_ended,
        whole=_count_annotations,
    ),
    Check("PE414", "SUPPORT_ONLY", "warning", "只有配合、指导单位，没有牵头或责任单位：{words}", _support_only),
)
