"""What each character of the source became: words of a task, of a goal, a part of the document, furniture, or nothing."""

import re
from bisect import bisect_right
from collections.abc import Iterator
from itertools import pairwise
from typing import NamedTuple

from plan_extract.model import Clause, Plan
from plan_extract.text import LAYOUT, Span, count_visible

REGIONS = ("loose", "head", "goal", "task", "furniture")
LOOSE = REGIONS.index("loose")
_LINE = re.compile(r"[^\n\r]*[\n\r]+|[^\n\r]+")
_STOPS = "\u3002\uff0e.\uff1a:\uff1b;\uff0c,"  # what stands between a heading and the text behind it


class Passage(NamedTuple):
    """A run of words that became no task, goal or part of the document, and the clause that it stands in."""

    span: Span
    clause: Clause | None


def paint(plan: Plan, raw: str) -> bytearray:
    """For each character of the source the index of its region in `REGIONS`; white space and stops go with what is before."""
    painted = bytearray(len(raw))
    clauses = {clause.id: clause for clause in plan.clauses}
    for name, spans in _spans(plan, raw, clauses):
        for span in spans:
            painted[span.start : span.end] = bytes([REGIONS.index(name)]) * (span.end - span.start)
    _settle(painted, raw)
    return painted


def _spans(plan: Plan, raw: str, clauses: dict[str, Clause]) -> Iterator[tuple[str, list[Span]]]:
    yield "head", [*plan.document.spans.values(), *(one.span for one in plan.attachments)]
    yield "goal", _headings({goal.clause: goal.span.start for goal in plan.goals}, clauses, raw)
    yield "goal", [goal.span for goal in plan.goals]
    assigned = {assignment.id: assignment.span for assignment in plan.assignments}
    first: dict[str, int] = {}
    for task in plan.tasks:
        first[task.clause] = min(first.get(task.clause, len(raw)), task.span.start)
        yield "task", [task.span, *(assigned[one] for one in task.assignments if one in assigned)]
    yield "task", _headings(first, clauses, raw)
    yield "furniture", list(plan.coverage.furniture)


def _headings(first: dict[str, int], clauses: dict[str, Clause], raw: str) -> list[Span]:
    """The numbers and headings of clauses whose text begins at these places, and of all clauses above them."""
    found = [Span(clauses[name].span.start, start) for name, start in first.items()]
    for name in first:
        found += [
            Span(one.span.start, heading_end(one, raw)) for one in (clauses[name], *_above(clauses[name], clauses))
        ]
    return [span for span in found if span.start < span.end]


def _above(clause: Clause, clauses: dict[str, Clause]) -> Iterator[Clause]:
    parent = clause.parent
    while parent is not None:
        yield clauses[parent]
        parent = clauses[parent].parent


def heading_end(clause: Clause, raw: str) -> int:
    """Where the number and the heading of a clause end in the source, with the stop behind them."""
    left = count_visible((clause.marker.text if clause.marker else "") + (clause.heading or ""))
    at = clause.span.start
    while at < clause.span.end and (left > 0 or raw[at] in _STOPS):
        left -= not LAYOUT.match(raw[at])
        at += 1
    return at


def _settle(painted: bytearray, raw: str) -> None:
    """Give a line's end of no words to its neighbours: a bracket or an indent alone was not forgotten.

    It goes with what is before it, an indent with what is behind it.
    """
    found = list(runs(painted))
    for index, (start, end, region) in enumerate(found):
        behind = found[index + 1][2] if index + 1 < len(found) else LOOSE
        for line in _LINE.finditer(raw, start, end) if region == LOOSE else ():
            if not any(map(str.isalnum, line[0])):
                indent = line.end() == end and raw[line.start() - 1 : line.start()] in ("", "\n", "\r")
                neighbour = behind if indent or not line.start() else painted[line.start() - 1]
                painted[line.start() : line.end()] = bytes([neighbour]) * len(line[0])


def runs(painted: bytearray) -> Iterator[tuple[int, int, int]]:
    """Start, end and region of each run of one region."""
    start = 0
    for end in range(1, len(painted) + 1):
        if end == len(painted) or painted[end] != painted[start]:
            yield start, end, painted[start]
            start = end


def loose_passages(plan: Plan, raw: str, painted: bytearray) -> list[Passage]:
    """The runs that became nothing, parted where a numbered clause or one of another role begins."""
    starts = [clause.span.start for clause in plan.clauses]
    others = [plan.clauses[0].span.start] if plan.clauses else []
    others += [one.span.start for last, one in pairwise(plan.clauses) if one.marker or one.role != last.role]
    found = []
    for start, end, region in runs(painted):
        inner = [at for at in others if start < at < end]
        for begin, stop in zip([start, *inner], [*inner, end], strict=True):
            if region == LOOSE and (span := _trimmed(raw, begin, stop)):
                at = bisect_right(starts, span.start) - 1
                within = at >= 0 and span.start < plan.clauses[at].span.end
                found.append(Passage(span, plan.clauses[at] if within else None))
    return found


def _trimmed(raw: str, start: int, end: int) -> Span | None:
    words = raw[start:end]
    begin = end - len(words.lstrip())
    return Span(begin, start + len(words.rstrip())) if words.strip() else None
