"""What is doubtful, by its code, and the words that became no task."""

from itertools import groupby

from plan_extract.model import Diagnostic
from plan_extract.text import count_visible
from plan_extract.writers.page.book import Book
from plan_extract.writers.page.markup import Markup, element, joined
from plan_extract.writers.page.regions import Passage
from plan_extract.writers.page.tasks import MARKS, doubt

_EXCERPT = 48


def findings(book: Book) -> Markup:
    """All diagnostics: the gravest first, then by code."""
    order = tuple(MARKS)
    ordered = sorted(book.plan.diagnostics, key=lambda one: (order.index(one.severity), one.code))
    groups = groupby(ordered, key=lambda one: (one.severity, one.code, one.name))
    return joined([_group(book, code, name, list(some)) for (_, code, name), some in groups])


def _group(book: Book, code: str, name: str, found: list[Diagnostic]) -> Markup:
    grade = book.words.say(found[0].severity, class_=f"grade {found[0].severity}")
    count = element("span", str(len(found)), class_="count")
    head = element("h3", grade, f" {code} ", element("small", name), " ", count)
    return element("section", head, element("ul", joined([_line(book, one) for one in found]), class_="doubts"))


def _line(book: Book, one: Diagnostic) -> Markup:
    tasks = [element("small", book.task_link(task)) for task in book.tasks_of(one)]
    nowhere = element("small", book.words.say("no_place")) if one.span is None else ""
    return element("li", doubt(book, one, listed=True), " ", nowhere, joined(tasks, " "))


def passages(book: Book) -> Markup:
    """The words that became no task, goal or part of the document, in the order of the text."""
    return joined([_passage(book, one) for one in book.passages])


def _passage(book: Book, one: Passage) -> Markup:
    words = "".join(one.span.of(book.raw).split())
    excerpt = words if len(words) <= _EXCERPT else f"{words[:_EXCERPT]}\u2026"
    role = book.words.say(f"clause_{one.clause.role if one.clause else 'none'}", class_="role")
    size = element("small", str(count_visible(one.span.of(book.raw))), " ", book.words.say("characters"))
    clause = element("small", one.clause.id, " \u00b7 ") if one.clause and one.clause.marker else ""
    return element("li", book.link(one.span, excerpt, class_="passage"), " ", role, " ", clause, size)
