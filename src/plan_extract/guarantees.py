"""What a schema cannot say of a record: ids are unique, references between records resolve, spans nest, texts agree.

These are the guarantees of the record (docs/ARCHITECTURE.md), checked on a finished plan as any consumer could.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from pydantic import BaseModel

from plan_extract.folding import fold_signs
from plan_extract.model import Clause, Deadline, Plan
from plan_extract.problems import Path, Problem, problem, shorten
from plan_extract.text import Span, Text

_MARKS = re.compile(r"[《》〈〉<> ]")


def find_problems(plan: Plan, raw: str | None = None, sha256: str | None = None) -> list[Problem]:
    """The broken guarantees of a record; its texts are compared with `raw` or with the text embedded in it.

    `sha256` is that of the file that the record should have been made from.
    """
    problems = [*_ids(plan), *_links(plan), *_tree(plan), *_days(plan), *_nesting(plan), *_coverage(plan)]
    ranges = list(_ranges(plan))
    raw = plan.source.text if raw is None else raw
    if sha256 not in (None, plan.source.sha256):
        problems.append(problem(("source", "sha256"), "file"))
    if raw is not None and not ranges:
        problems += _texts(plan, raw)
    return [*problems, *ranges]


def _ids(plan: Plan) -> Iterator[Problem]:
    for name in ("clauses", "assignments", "tasks", "references"):
        counts = Counter(record.id for record in getattr(plan, name))
        for index, record in enumerate(getattr(plan, name)):
            if counts[record.id] > 1:
                yield problem((name, index, "id"), "id", id=record.id)


def _links(plan: Plan) -> Iterator[Problem]:
    """Every name of another record must be the id of one."""
    clauses = {clause.id for clause in plan.clauses}
    known = {
        "parent": clauses,
        "clause": clauses,
        "assignments": {one.id for one in plan.assignments},
        "references": {one.id for one in plan.references},
        "same_as": {one.id for one in plan.references},
    }
    for place, record in _records(plan, ()):
        for field, ids in () if record is plan else known.items():
            for target in _named(record, field):
                if target not in ids:
                    yield problem((*place, field), "link", id=target)


_OPENERS = "(\uff08\u3014\u3010\uff3b["  # an article has its title in brackets


def _tree(plan: Plan) -> Iterator[Problem]:
    """A parent stands before its children, one level above them; a heading begins the text of its clause."""
    depths: dict[str, int] = {}
    for index, clause in enumerate(plan.clauses):
        above = depths.get(clause.parent, -1) if clause.parent else 0
        if clause.heading and not clause.text.startswith(
            (clause.heading, *(f"{one}{clause.heading}" for one in _OPENERS))
        ):
            yield problem(("clauses", index, "heading"), "heading")
        free = clause.parent is None and clause.marker is not None and clause.marker.family == "dec"
        if clause.depth != above + 1 and not free:
            yield problem(("clauses", index, "depth"), "depth", depth=clause.depth, above=max(above, 0))
        depths[clause.id] = clause.depth


def _days(plan: Plan) -> Iterator[Problem]:
    for place, record in _records(plan, ()):
        if isinstance(record, Deadline) and record.start and record.end and record.start > record.end:
            yield problem(place, "days")


def _named(record: BaseModel, field: str) -> Iterable[str]:
    value = getattr(record, field, None)
    return () if value is None else (value,) if isinstance(value, str) else value


def _ranges(plan: Plan) -> Iterator[Problem]:
    """Spans lie in the file."""
    for place, span in _spans(plan):
        if not 0 <= span.start < span.end <= plan.source.characters:
            yield problem(place, "range", start=span.start, end=span.end)


def _nesting(plan: Plan) -> Iterator[Problem]:
    """Units and persons lie in their assignments, all else in the subtree of its clause."""
    reach = _subtrees(plan.clauses)
    for name in ("assignments", "tasks", "goals", "deadlines", "references"):
        for index, record in enumerate(getattr(plan, name)):
            if record.clause in reach and not reach[record.clause].holds(record.span):
                yield problem((name, index, "span"), "clause", id=record.clause)
    for index, assignment in enumerate(plan.assignments):
        for name in ("units", "persons"):
            for number, one in enumerate(getattr(assignment, name)):
                if not assignment.span.holds(one.span):
                    yield problem(("assignments", index, name, number, "span"), "assignment")
    yield from _task_nesting(plan)


def _task_nesting(plan: Plan) -> Iterator[Problem]:
    """The units of a task are those of its assignments, its persons some of theirs; what it brings forth is in its text."""
    units = {one.id: [unit.span for unit in one.units] for one in plan.assignments}
    persons = {one.id: {person.span for person in one.persons} for one in plan.assignments}
    for index, task in enumerate(plan.tasks):
        if [unit.span for unit in task.units] != [span for one in task.assignments for span in units.get(one, ())]:
            yield problem(("tasks", index, "units"), "mentions")
        known = set[Span]().union(*(persons.get(one, ()) for one in task.assignments))
        if not known.issuperset(person.span for person in task.persons):
            yield problem(("tasks", index, "persons"), "mentions")
        for name in ("deliverables", "measures"):
            for number, part in enumerate(getattr(task, name)):
                if not task.span.holds(part.span):
                    yield problem(("tasks", index, name, number, "span"), "task")


def _subtrees(clauses: Sequence[Clause]) -> dict[str, Span]:
    """What each clause covers with all clauses under it; a parent stands before its children."""
    reach = {clause.id: clause.span for clause in clauses}
    for clause in reversed(clauses):
        if clause.parent in reach:
            above, own = reach[clause.parent], reach[clause.id]
            reach[clause.parent] = Span(min(above.start, own.start), max(above.end, own.end))
    return reach


def _coverage(plan: Plan) -> Iterator[Problem]:
    coverage = plan.coverage
    if coverage.unclaimed or sum(coverage.by_kind.values()) != coverage.characters:
        yield problem(("coverage",), "coverage")


def _texts(plan: Plan, raw: str) -> Iterator[Problem]:
    """Every text is what stands at its span, white space and page furniture left out."""
    if len(raw) != plan.source.characters:
        yield problem(("source", "characters"), "length", length=len(raw))
        return
    source = Text(raw)
    for place, record in _records(plan, ()):
        words, span = getattr(record, "text", None), getattr(record, "span", None)
        if not isinstance(words, str) or not span:
            continue
        printed = fold_signs(source.printed(span, plan.coverage.furniture))
        if isinstance(record, Clause) and record.marker:  # its span begins at its marker
            space = " " if printed.startswith(f"{fold_signs(record.marker.text)} ") else ""
            words = f"{record.marker.text}{space}{words}"
        if printed != fold_signs(words):
            yield _differs((*place, "text"), words, span)
    for place, title, span in _titles(plan):
        if _bare(source.printed(span, plan.coverage.furniture)) != _bare(title):
            yield _differs(place, title, span)


def _differs(place: Path, words: str, span: Span) -> Problem:
    return problem(place, "words", words=repr(shorten(words)), start=span.start, end=span.end)


def _titles(plan: Plan) -> Iterator[tuple[Path, str, Span]]:
    """The titles and headings of a record, each with the place where it stands or begins."""
    for name in ("title", "plan_title"):
        if (title := getattr(plan.document, name)) and (span := plan.document.spans.get(name)):
            yield ("document", name), title, span
    for name in ("references", "attachments"):
        for index, record in enumerate(getattr(plan, name)):
            yield (name, index, "title"), record.title, record.span


def _bare(title: str) -> str:
    """A title without its marks, which are written in many ways, and without the spaces between its lines."""
    return _MARKS.sub("", fold_signs(title))


def _records(value: object, place: Path) -> Iterator[tuple[Path, BaseModel]]:
    """All records in a value, each with the path to it."""
    if isinstance(value, BaseModel):
        yield place, value
        for name, part in value:
            yield from _records(part, (*place, name))
    elif isinstance(value, tuple):
        for index, part in enumerate(value):
            yield from _records(part, (*place, index))


def _spans(plan: Plan) -> Iterator[tuple[Path, Span]]:
    for place, record in _records(plan, ()):
        for name in ("span", "scope"):
            if isinstance(span := getattr(record, name, None), Span):
                yield (*place, name), span
    for name, span in plan.document.spans.items():
        yield ("document", "spans", name), span
    for index, span in enumerate(plan.coverage.furniture):
        yield ("coverage", "furniture", index), span
