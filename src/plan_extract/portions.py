"""What of a clause is one task, where its annotations divide its text (field guide 4.4)."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from plan_extract import model
from plan_extract.extraction.assignments import Found
from plan_extract.extraction.tables import columns_of_tasks
from plan_extract.structure.clauses import Clause
from plan_extract.text import HAN, Span, Stretch, Text

_SENTENCE_ENDS = ("\u3002", ";")
_STOPS = "。;,、:/|\n "
_NOTE = re.compile(
    r"(?:数据来源|资料来源|来源|备?注|说明|联系(?:人|方式|电话)):[^。\n]{1,40}。?"
)  # behind the last annotation
_FIELD = re.compile(rf"{HAN}{{2,8}}:")  # of a form whose lines follow each other: 工作措施:, 时间节点:
_ROW_NUMBER = re.compile(r"(?:[一二三四五六七八九十]{1,3}、[^\n]{1,40}\n)?\d{1,3}\n")


class Portion(NamedTuple):
    """What one task covers of its clause: its words, the assignments around them, and where its facts may stand.

    `under` is the line over the whole table that it stands under.
    """

    body: Stretch
    assignments: tuple[model.Assignment, ...]
    reaches: tuple[Span, ...]
    under: Stretch | None = None


def find_portions(text: Text, clause: Clause, found: tuple[Found, ...]) -> list[Portion]:
    """The tasks that a clause is parted into; what its heading says holds for every one."""
    if clause.rows:
        return list(_rows(text, clause, found))
    (body, assignments, end), *others = _groups(text.folded, clause, found)
    first = Portion(body, tuple(assignments), (text.span(clause.own.start, max(end, body.end)),))
    if not others:
        return [first]
    heading = (text.span(clause.own.start, clause.body.start),) if clause.heading else ()
    rest = (Portion(body, tuple(some), (*heading, text.span(body.start, end))) for body, some, end in others)
    return [first, *rest]


def _rows(text: Text, clause: Clause, found: tuple[Found, ...]) -> Iterator[Portion]:
    """The rows of a table; one without words of its own goes on with the task above it, whose cell reaches down."""
    tasks, under, last = columns_of_tasks(clause.columns), None, None
    for row in clause.rows:
        cells, words = sorted(row.values()), [row[column] for column in tasks if column in row]
        place = Stretch(cells[0].start, cells[-1].end)
        own = tuple(one for one, frame in found if frame and place.start <= frame.start < place.end)
        if len(cells) == 1 and not own and not text.folded.endswith(_SENTENCE_ENDS, *place):
            under = place
        elif words or last is None:
            if last:
                yield last
            body = Stretch(words[0].start, words[-1].end) if words else place
            last = Portion(body, own, (text.span(*place),), under)
        else:
            last = last._replace(assignments=(*last.assignments, *own), reaches=(*last.reaches, text.span(*place)))
    if last:
        yield last


def _groups(folded: str, clause: Clause, found: tuple[Found, ...]) -> list[tuple[Stretch, list[model.Assignment], int]]:
    """The words before each annotation, with it and those that follow it at once, and where the last of them ends."""
    groups: list[tuple[Stretch, list[model.Assignment], int]] = []
    leading: list[model.Assignment] = []  # with no words before them: they are about those behind
    begin = clause.body.start
    for assignment, frame in found:
        if frame is None:
            continue
        own = [assignment] if assignment.clause == clause.id else []
        if body := _trim(folded, begin, frame.start):
            groups.append((body, [*leading, *own], frame.end))
            leading = []
        elif groups:
            groups[-1][1].extend(own)
            groups[-1] = (*groups[-1][:2], frame.end)
        else:
            leading += own
        begin = max(begin, frame.end)
    if not groups and not leading:
        own = [assignment for assignment, _ in found if assignment.clause == clause.id]
        groups.append((clause.body, own, clause.body.end))
    elif (rest := _trim(folded, begin, clause.own.end)) and not (groups and _NOTE.fullmatch(folded, *rest)):
        form = groups and not clause.columns and folded[begin] == "\n"
        if form and _FIELD.match(folded, *rest):  # further lines of it
            body, own, _ = groups.pop()
            rest, leading = Stretch(body.start, rest.end), own
        groups.append((rest, leading, rest.end))
    elif not groups:
        before = next(frame.start for _, frame in found if frame)
        groups.append((_trim(folded, clause.own.start, before) or clause.own, leading, begin))
    return groups


def _trim(folded: str, start: int, end: int) -> Stretch | None:
    """A stretch without the stops and line ends around it; None where nothing else is in it."""
    words = folded[start:end]
    if not words.strip(_STOPS):
        return None
    begin = end - len(words.lstrip(_STOPS))
    if "\n" in words and (row := _ROW_NUMBER.match(folded, begin, end)):
        return _trim(folded, row.end(), end)
    return Stretch(begin, start + len(words.rstrip("|\n")))
