"""iCalendar (RFC 5545): each time limit with a last day as an event of that whole day."""

from collections import Counter
from collections.abc import Iterator
from datetime import UTC, date, datetime, time
from hashlib import sha256

from plan_extract.ledger import ledger_of, title_of
from plan_extract.ledger.mentions import DeadlineRow
from plan_extract.ledger.tasks import HEADS, TaskRow
from plan_extract.ledger.wording import brief, with_basis
from plan_extract.model import Plan
from plan_extract.writers.extras import needed
from plan_extract.writers.office import visible

with needed("ics", "icalendar"):
    from icalendar import Calendar, Event


_NAMED = ("content", "lead", "responsible", "support", "targets")


def render(plan: Plan) -> bytes:
    """The calendar of a plan: the time limits of its tasks, and those of the goals and of the text besides."""
    calendar = Calendar()
    calendar.add("prodid", f"-//plan-extract//{plan.generator.version}//ZH")
    calendar.add("version", "2.0")
    calendar.add("name", visible(title_of(plan)))
    calendar.add("x-wr-calname", visible(title_of(plan)))  # what programs knew before there was a NAME
    for event in _events(plan):
        calendar.add_component(event)
    made: bytes = calendar.to_ical()
    return made


def _events(plan: Plan) -> Iterator[Event]:
    """In order of their days."""
    ledger = ledger_of(plan)
    seen: Counter[tuple[str, ...]] = Counter()
    for row in ledger.timetable:
        if row.deadline.end:
            task = ledger.tasks[row.whose.number - 1] if row.whose.number else None
            words = task.task.fingerprint if task else row.whose.title
            what = plan.document.document_number or title_of(plan), words, row.deadline.text
            seen[what] += 1
            uid = sha256("\n".join((*what, str(seen[what]))).encode()).hexdigest()[:32]
            yield _event(plan, row, row.deadline.end, task, f"{uid}@plan-extract")


def _event(plan: Plan, row: DeadlineRow, day: date, task: TaskRow | None, uid: str) -> Event:
    title = brief(row.whose.title or row.whose.clause or title_of(plan))
    event = Event()
    event.add("uid", uid)
    event.add("dtstamp", datetime.combine(plan.document.issued_on or day, time(), UTC))  # no clock
    event.add("dtstart", day)
    event.add("summary", visible(f"{title}（{row.whose.units}）" if row.whose.units else title))
    event.add("description", visible("\n".join(_details(plan, row, task))))
    event.add("transp", "TRANSPARENT")  # a time limit makes nobody busy
    return event


def _details(plan: Plan, row: DeadlineRow, task: TaskRow | None) -> Iterator[str]:
    yield f"{HEADS['deadline']}：{with_basis(row.deadline)}"
    if task:
        values = task._asdict()
        yield from (f"{HEADS[name]}：{values[name]}" for name in _NAMED if values[name])
    number = f"（{plan.document.document_number}）" if plan.document.document_number else ""
    yield f"来源：{title_of(plan)}{number}"
    yield f"{HEADS['place']}：{plan.source.name or '-'}:{row.place}"
