"""What a task takes from elsewhere: headings above it, their annotations, what a directive says of all (field guide 4.9)."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from plan_extract.extraction.annotations import EVERYWHERE
from plan_extract.extraction.facts import ClauseFacts
from plan_extract.model import Assignment, UnitMention
from plan_extract.structure.clauses import Clause


class Tree(NamedTuple):
    """The clauses by id, the annotations that are about each, and the directives that name units for many."""

    clauses: Mapping[str, Clause]
    annotations: Mapping[str, tuple[Assignment, ...]]
    directives: tuple[Assignment, ...]

    @classmethod
    def of(cls, clauses: Sequence[Clause], facts: ClauseFacts) -> "Tree":
        """The tree of a document."""
        annotations: defaultdict[str, tuple[Assignment, ...]] = defaultdict(tuple)
        directives: list[Assignment] = []
        for assignment, annotation in (found for of_clause in facts.assignments.values() for found in of_clause):
            if annotation and assignment.clause:
                annotations[assignment.clause] += (assignment,)
            elif assignment.rule == EVERYWHERE:
                directives.append(assignment)
        return cls({clause.id: clause for clause in clauses}, annotations, tuple(directives))

    def above(self, clause: Clause) -> list[Clause]:
        """The clauses above one, the nearest first."""
        above: list[Clause] = []
        while clause.parent is not None:
            clause = self.clauses[clause.parent]
            above.append(clause)
        return above

    def responsible(
        self, clause: Clause, own: tuple[Assignment, ...]
    ) -> tuple[tuple[Assignment, ...], tuple[UnitMention, ...]]:
        """The assignments of a task and their units: its own, else those of the nearest clause above; never a sibling's.

        What a directive gives to all tasks behind it comes to these, unless they name the same units.
        """
        assignments, units = own, [unit for assignment in own for unit in assignment.units]
        if not own:
            assignments = next(
                (self.annotations[one.id] for one in self.above(clause) if one.id in self.annotations), ()
            )
            inherited = (unit for assignment in assignments for unit in assignment.units)
            units = [unit.model_copy(update={"basis": "inherited"}) for unit in inherited]
        for directive in self.directives if clause.role == "task" else ():
            known = {unit.text for unit in units}
            if self._governs(directive, clause) and any(unit.text not in known for unit in directive.units):
                assignments = (*assignments, directive)
                units += directive.units
        return assignments, tuple(units)

    def _governs(self, directive: Assignment, clause: Clause) -> bool:
        """Whether a directive stands in a clause or before it in the same part."""
        giver = self.clauses[directive.clause or ""]
        return giver.part == clause.part and giver.start <= clause.start
