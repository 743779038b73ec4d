"""Chunks: JSON Lines with one clause a line, for search and retrieval systems, each with all that says what it is of."""

from collections import defaultdict
from collections.abc import Iterator
from typing import Any

from pydantic_core import to_json

from plan_extract.dataset import name_of
from plan_extract.dataset.outline import paths_of
from plan_extract.ledger.register import Register
from plan_extract.model import Clause, Plan, Task

_DOCUMENT = {"title", "plan_title", "kind", "document_number", "issuers", "issued_on", "region", "level"}


def render(plan: Plan) -> bytes:
    """The clauses of a plan; `id` is its name and the clause's, the same as long as the file is called the same."""
    return b"".join(to_json(chunk) + b"\n" for chunk in _chunks(plan))


def _chunks(plan: Plan) -> Iterator[dict[str, Any]]:
    register, paths = Register.of(plan), paths_of(plan)
    document = {"name": name_of(plan), "sha256": plan.source.sha256, **plan.document.model_dump(include=_DOCUMENT)}
    tasks: defaultdict[str, list[Task]] = defaultdict(list)
    for task in plan.tasks:
        tasks[task.clause].append(task)
    for clause in plan.clauses:
        yield {
            "id": f"{name_of(plan)}#{clause.id}",
            "text": clause.text,
            "path": paths[clause.id],
            **_clause(clause),
            "start": clause.span.start,
            "end": clause.span.end,
            "place": register.sources.place(clause.span),
            "tasks": [_task(task) for task in tasks[clause.id]],
            "document": document,
        }


def _clause(clause: Clause) -> dict[str, Any]:
    own = clause.model_dump(include={"part", "parent", "depth", "heading", "role"})
    return {"clause": clause.id, "marker": clause.marker and clause.marker.text, **own}


def _task(task: Task) -> dict[str, Any]:
    units = [one.model_dump(include={"name", "role", "canonical"}) for one in task.units]
    return {"id": task.id, "kind": task.kind, "title": task.title, "units": units, "due": task.due}
