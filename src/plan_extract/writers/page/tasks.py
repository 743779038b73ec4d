"""The ledger: one entry a task, and the goals in the same manner."""

from plan_extract.model import Diagnostic, Goal, Severity, Task
from plan_extract.terms import ROLES
from plan_extract.text import Span
from plan_extract.writers.page import facts
from plan_extract.writers.page.book import Book
from plan_extract.writers.page.markup import Markup, element, joined

MARKS: dict[Severity, str] = {"error": "\u2715", "warning": "!", "info": "i"}
_ORDER = tuple(MARKS)


def ledger(book: Book) -> Markup:
    """All tasks."""
    told = _Tasks(book)
    return joined([told.entry(task) for task in book.plan.tasks])


def goals(book: Book) -> Markup:
    """All goals."""
    clauses = {clause.id: clause for clause in book.plan.clauses}
    return joined(
        [_goal(book, number, goal, clauses[goal.clause].heading) for number, goal in enumerate(book.plan.goals, 1)]
    )


def _goal(book: Book, number: int, goal: Goal, heading: str | None) -> Markup:
    title = element("h3", *facts.spaced(book.link(goal.span, goal.clause, class_="id"), heading or ""))
    told = facts.rows(
        book,
        [
            ("deadlines", [facts.deadline(book, one) for one in goal.deadlines]),
            ("targets", [facts.target(book, one) for one in goal.targets]),
        ],
    )
    words = element("p", goal.text, class_="words")
    return element("article", title, words, told, id=f"g{number}", class_="entry", tabindex="-1")


class _Tasks:
    """The entries of a plan's tasks."""

    def __init__(self, book: Book) -> None:
        self.book = book
        plan = book.plan
        self.references = {one.id: one for one in plan.references}
        self.assignments = {one.id: one for one in plan.assignments}
        self.headings = {
            value.target: value.span for value in book.values if value.kind == "anchor"
        }  # where the title of each task stands

    def entry(self, task: Task) -> Markup:
        """One task with all that was read of it, and as data what the filters ask for."""
        book, number = self.book, self.book.task_numbers[task.id]
        found = book.findings[task.id]
        held = dict.fromkeys(f"{book.unit_numbers[unit.name]}:{unit.role}" for unit in task.units)
        return element(
            "article",
            self._head(task, f"t{number}"),
            element("p", task.text, class_="words"),
            self._facts(task),
            self._doubts(task, found),
            id=f"t{number}",
            class_="entry task",
            tabindex="-1",
            data_run=book.run(task.span),
            aria_labelledby=f"h{number}",
            data_units=" ".join(held),
            data_due=task.due.isoformat() if task.due else None,
            data_doubts=" ".join(dict.fromkeys(f"{one.code}:{one.severity}" for one in found)),
        )

    def _head(self, task: Task, name: str) -> Markup:
        book = self.book
        due = element("span", book.words.say("due"), " ", facts.day(task.due), class_="due") if task.due else ""
        kind = facts.small(book.words.say(f"kind_{task.kind}"), class_="kind") if task.kind != "task" else ""
        anchor = book.link(self.headings[name], task.id, class_="id")
        title = element("h3", *facts.spaced(anchor, element("span", task.title), kind), id=f"h{name[1:]}")
        path = element("p", " \u203a ".join(task.path), class_="path") if task.path else ""
        return element("header", title, due, path)

    def _facts(self, task: Task) -> Markup:
        book = self.book
        return facts.rows(
            book,
            [
                *self._units(task),
                ("persons", [facts.person(book, one, self._above(task, one.span)) for one in task.persons]),
                ("deadlines", [facts.deadline(book, one) for one in task.deadlines]),
                ("targets", [facts.target(book, one) for one in task.targets]),
                ("deliverables", [facts.deliverable(book, one) for one in task.deliverables]),
                ("references", [facts.reference(book, self.references[name]) for name in task.references]),
            ],
        )

    def _units(self, task: Task) -> list[tuple[str, list[Markup]]]:
        """The units of each role, with what else their assignments say in the last of them."""
        rows = []
        for role in ROLES["zh"]:
            units = [one for one in task.units if one.role == role]
            rows.append(
                (f"role_{role}", [facts.unit(self.book, one, self._above(task, one.span)) for one in units]),
            )
        notes = self._notes(task)
        last = next((values for _, values in reversed(rows) if values), None)
        if last is not None and notes:
            last.append(element("li", facts.small(joined(notes, " \u00b7 "), class_="basis")))
        return rows

    def _notes(self, task: Task) -> list[Markup]:
        own = [self.assignments[name] for name in task.assignments if name in self.assignments]
        keys = [key for key in ("by_duty", "open_ended") if any(_says(key, one.mode, one.open_ended) for one in own)]
        return [self.book.words.say(key) for key in keys]

    def _above(self, task: Task, span: Span) -> str | None:
        """The clause of the assignment that has these words, where it is not the task's own."""
        for name in task.assignments:
            one = self.assignments.get(name)
            if one and one.span.holds(span) and one.clause != task.clause:
                return one.clause
        return None

    def _doubts(self, task: Task, found: list[Diagnostic]) -> Markup:
        ordered = sorted(found, key=lambda one: _ORDER.index(one.severity))
        lines = [
            element("li", doubt(self.book, one, task.title), class_="" if one.severity == "info" else "grave")
            for one in ordered
        ]
        return element("ul", joined(lines), class_="doubts") if lines else Markup()


def _says(key: str, mode: str | None, open_ended: bool) -> bool:
    return mode == "by_duty" if key == "by_duty" else open_ended


def doubt(book: Book, one: Diagnostic, known: str = "", *, listed: bool = False) -> Markup:
    """A diagnostic as a link to its words: sign, code and message; no title that is known, no code in a list of its own."""
    sign = element("span", MARKS[one.severity], class_=f"sign {one.severity}", aria_hidden="true")
    named = (sign, book.words.say(one.severity, class_="unseen"), " ", element("b", one.code), " ")
    said = book.words.own_text(_without(book.told(one, "zh"), known), _without(book.told(one, "en"), known))
    told = (*(() if listed else named), said)
    return book.link(one.span, *told, class_="doubt") if one.span else element("span", *told, class_="doubt")


def _without(message: str, known: str) -> str:
    """A message without the title that stands behind its colon."""
    return message.removesuffix(known).rstrip("\uff1a: ") if known and message.endswith(known) else message
