"""When what is due: the dated time limits of the tasks as a drawing, and all of them as a table."""

from datetime import date, timedelta
from typing import NamedTuple

from plan_extract.model import Deadline, Task
from plan_extract.writers.page import facts
from plan_extract.writers.page.book import Book
from plan_extract.writers.page.markup import Markup, element, joined

_WIDTH = 640
_LABEL = 210  # width of the tasks' names
_LONGEST = 16  # characters that fit into it
_ROW = 22
_HEAD = 28
_MARGIN = 12
_YEAR = 32  # width of its name
_FEWEST_DAYS = 60  # an axis is at least so long
_MOST_YEARS = 12  # of which each has a line of its own


class _Axis(NamedTuple):
    """The days from the left end to the right end."""

    first: date
    last: date

    def x(self, when: date) -> int:
        """Where a day stands."""
        room = _WIDTH - _LABEL - 2 * _MARGIN
        return _LABEL + _MARGIN + room * (when - self.first).days // (self.last - self.first).days


def timeline(book: Book) -> Markup:
    """One row a task that has days, the earliest first; nothing where none has. The script adds the day of reading."""
    rows = _rows(book.plan.tasks)
    if not rows:
        return Markup()
    axis = _axis(rows, book)
    height = _HEAD + _ROW * len(rows) + _MARGIN
    content = (
        element("title", book.words["timeline"], id="timeline-title", data_t="timeline"),
        element("g", joined(_years(axis, height)), class_="grid"),
        joined([_row(book, axis, _HEAD + _ROW * index, task, days) for index, (task, days) in enumerate(rows)]),
    )
    return element(
        "svg",
        *content,
        viewBox=f"0 0 {_WIDTH} {height}",
        width=_WIDTH,
        height=height,
        role="img",
        aria_labelledby="timeline-title",
        id="timeline",
        data_first=axis.first.isoformat(),
        data_last=axis.last.isoformat(),
        data_left=axis.x(axis.first),
        data_right=axis.x(axis.last),
    )


def _dated(deadlines: tuple[Deadline, ...]) -> list[Deadline]:
    return sorted((one for one in deadlines if one.end or one.start), key=_day)


def _day(one: Deadline) -> date:
    """The day by which a time limit is put in order."""
    return one.end or one.start or date.max


def _rows(tasks: tuple[Task, ...]) -> list[tuple[Task, list[Deadline]]]:
    rows = [(task, days) for task in tasks if (days := _dated(task.deadlines))]
    return sorted(rows, key=lambda row: row[0].due or _day(row[1][0]))


def _axis(rows: list[tuple[Task, list[Deadline]]], book: Book) -> _Axis:
    days = [day for _, some in rows for one in some for day in (one.start, one.end) if day]
    period = book.plan.document.period
    days += [period.start, period.end] if period else []
    days += [book.plan.document.issued_on] if book.plan.document.issued_on else []
    first, last = min(days), max(days)
    return _Axis(first, max(last, first + timedelta(days=_FEWEST_DAYS)))


def _years(axis: _Axis, height: int) -> list[Markup]:
    years = range(axis.first.year + 1, axis.last.year + 1)
    step = -(-len(years) // _MOST_YEARS) or 1
    lines = [element("text", str(axis.first.year), x=axis.x(axis.first), y=_HEAD - 12)]
    for year in years[::step]:
        x = axis.x(date(year, 1, 1))
        name = element("text", str(year), x=x, y=_HEAD - 12) if x - axis.x(axis.first) > _YEAR else ""
        lines.append(joined([element("path", d=f"M{x} {_HEAD - 6}V{height}"), Markup(name)]))
    return lines


def _row(book: Book, axis: _Axis, y: int, task: Task, days: list[Deadline]) -> Markup:
    name = f"{task.id} {task.title}"
    shown = name if len(name) <= _LONGEST else f"{name[: _LONGEST - 1]}\u2026"
    label = element("text", element("title", name), shown, x=4, y=y + 15, class_="name")
    bars_first = sorted(days, key=lambda one: not (one.start and one.end))
    marks = joined([_mark(axis, y, one) for one in bars_first])
    return element("g", label, marks, data_task=str(book.task_numbers[task.id]), class_="row")


def _mark(axis: _Axis, y: int, one: Deadline) -> Markup:
    """A bar where there are two days, a diamond at an end, a triangle where something begins."""
    days = " \u2013 ".join(day.isoformat() for day in (one.start, one.end) if day)
    told = element("title", f"{one.text} {days}")
    if one.start and one.end:
        x = axis.x(one.start)
        return element("rect", told, x=x, y=y + 6, width=max(axis.x(one.end) - x, 3), height=10, rx=2, class_=one.kind)
    x = axis.x(_day(one))
    shape = "l6 6-6 6-6-6z" if one.end else "l9 6-9 6z"
    return element("path", told, d=f"M{x} {y + 5}{shape}", class_=one.kind)


def time_table(book: Book) -> Markup:
    """All time limits of tasks: those with a day first, in the order of the days."""
    pairs = [(task, one) for task in book.plan.tasks for one in task.deadlines]
    ordered = sorted(pairs, key=lambda pair: _day(pair[1]))
    if not ordered:
        return book.words.say("none", "p", class_="nothing")
    heads = [element("th", book.words.say(key), scope="col") for key in ("date", "words", "task")]
    body = [element("tr", *_cells(book, task, one)) for task, one in ordered]
    table = element("table", element("thead", element("tr", joined(heads))), element("tbody", joined(body)))
    return element("div", table, class_="wide")


def _cells(book: Book, task: Task, one: Deadline) -> list[Markup]:
    days = joined([facts.day(when) for when in (one.start, one.end) if when], " \u2013 ")
    kind = facts.small(book.words.say(f"time_{one.kind}"))
    words = book.link(one.span, one.text, class_="deadline")
    return [
        element("td", kind, " ", days or facts.period(book, one.freq)),
        element("td", words, class_="said"),
        element("td", book.task_link(task), " ", task.title),
    ]
