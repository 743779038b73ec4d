"""All that the clauses of a text say, each reader asked once."""

from typing import NamedTuple

from plan_extract.extraction.assignments import Found, find_assignments
from plan_extract.extraction.context import Context
from plan_extract.extraction.deadlines import find_deadlines
from plan_extract.extraction.references import find_references
from plan_extract.extraction.targets import find_targets
from plan_extract.model import Deadline, Reference, Target


class ClauseFacts(NamedTuple):
    """What the clauses say, each kind in order of the text; assignments by the id of their clause."""

    assignments: dict[str, tuple[Found, ...]]
    deadlines: tuple[Deadline, ...]
    targets: tuple[Target, ...]
    references: tuple[Reference, ...]


def read_clauses(context: Context, column: str | None = None) -> ClauseFacts:
    """Read all clauses; with `column`, as table cells under that header."""
    deadlines = find_deadlines(context)
    return ClauseFacts(
        find_assignments(context, column),
        tuple(deadlines),
        tuple(find_targets(context, deadlines)),
        tuple(find_references(context)),
    )
