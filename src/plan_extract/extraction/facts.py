"""All that one clause says, each reader asked once."""

from collections.abc import Sequence
from typing import NamedTuple

from plan_extract.extraction.assignments import find_assignments, read_cell
from plan_extract.extraction.context import Context
from plan_extract.extraction.deadlines import find_deadlines
from plan_extract.extraction.references import find_references
from plan_extract.extraction.targets import find_targets
from plan_extract.model import Assignment, Deadline, Facts, Reference, Target
from plan_extract.structure.clauses import Clause


class ClauseFacts(NamedTuple):
    """The facts of one clause, in order of the text."""

    clause: Clause
    assignments: tuple[Assignment, ...]
    deadlines: tuple[Deadline, ...]
    targets: tuple[Target, ...]
    references: tuple[Reference, ...]


def read_clause(context: Context, clause: Clause, column: str | None = None) -> ClauseFacts:
    """Read one clause; with `column`, as a table cell under that header."""
    deadlines = find_deadlines(context, clause)
    assignments = read_cell(context, clause, column) if column else find_assignments(context, clause)
    return ClauseFacts(
        clause,
        tuple(assignments),
        tuple(deadlines),
        tuple(find_targets(context, clause, deadlines)),
        tuple(find_references(context, clause.id, clause.own)),
    )


def join_facts(context: Context, found: Sequence[ClauseFacts]) -> Facts:
    """The facts of several clauses as one record, with the document numbers of the whole text."""
    from plan_extract.structure.docnumbers import find_document_numbers  # brings regex

    return Facts(
        assignments=tuple(one for facts in found for one in facts.assignments),
        deadlines=tuple(one for facts in found for one in facts.deadlines),
        targets=tuple(one for facts in found for one in facts.targets),
        references=tuple(one for facts in found for one in facts.references),
        document_numbers=tuple(find_document_numbers(context.text, 0, len(context.text.folded))),
    )
