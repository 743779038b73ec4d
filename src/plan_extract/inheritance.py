"""What a task takes from elsewhere: headings above it, their annotations, what a directive says of all (field guide 4.9)."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import NamedTuple, TypeVar

from plan_extract.extraction.annotations import EVERYWHERE
from plan_extract.extraction.facts import ClauseFacts
from plan_extract.extraction.persons import HEADING
from plan_extract.model import Assignment, PersonMention, UnitMention
from plan_extract.structure.clauses import Clause

_Mention = TypeVar("_Mention", UnitMention, PersonMention)


class Responsible(NamedTuple):
    """Who answers for a task, and the assignments that say so: its own, then those of clauses above."""

    assignments: tuple[Assignment, ...]
    units: tuple[UnitMention, ...]
    persons: tuple[PersonMention, ...]


class Tree(NamedTuple):
    """The clauses by id, the annotations about each that name units or persons, and the directives that name units for many."""

    clauses: Mapping[str, Clause]
    of_units: Mapping[str, tuple[Assignment, ...]]
    of_persons: Mapping[str, tuple[Assignment, ...]]
    directives: tuple[Assignment, ...]

    @classmethod
    def of(cls, clauses: Sequence[Clause], facts: ClauseFacts) -> "Tree":
        """The tree of a document."""
        annotations: defaultdict[str, tuple[Assignment, ...]] = defaultdict(tuple)
        directives: list[Assignment] = []
        for assignment, annotation in (found for of_clause in facts.assignments.values() for found in of_clause):
            if assignment.clause and (annotation or assignment.rule == HEADING):
                annotations[assignment.clause] += (assignment,)
            elif assignment.rule == EVERYWHERE:
                directives.append(assignment)
        return cls(
            {clause.id: clause for clause in clauses},
            {name: some for name, some in annotations.items() if any(one.units for one in some)},
            {name: some for name, some in annotations.items() if any(one.persons for one in some)},
            tuple(directives),
        )

    def above(self, clause: Clause) -> list[Clause]:
        """The clauses above one, the nearest first."""
        above: list[Clause] = []
        while clause.parent is not None:
            clause = self.clauses[clause.parent]
            above.append(clause)
        return above

    def responsible(self, clause: Clause, own: tuple[Assignment, ...], end: int) -> Responsible:
        """Who is named for a task: by itself, else by the nearest clause above; never by a sibling.

        `end` is where the task ends in the file. What a directive gives to all tasks behind it comes to these, unless
        they name the same units. Persons come from elsewhere than units where one clause names these and another those.
        """
        assignments, units = own, [unit for assignment in own for unit in assignment.units]
        if not units:
            inherited = self._nearest(clause, self.of_units)
            assignments = (*assignments, *inherited)
            units = [_inherited(unit) for assignment in inherited for unit in assignment.units]
        for directive in self.directives if clause.role == "task" else ():
            known = {unit.text for unit in units}
            if self._governs(directive, clause, end) and any(unit.text not in known for unit in directive.units):
                assignments = (*assignments, directive)
                units += directive.units
        persons = [person for assignment in own for person in assignment.persons] if self.of_persons else []
        if self.of_persons and not persons:
            leading = self._nearest(clause, self.of_persons)
            persons = [_inherited(person) for assignment in leading for person in assignment.persons]
            assignments = (*assignments, *(one for one in leading if one not in assignments and not one.units))
        return Responsible(assignments, tuple(units), tuple(persons))

    def _nearest(self, clause: Clause, named: Mapping[str, tuple[Assignment, ...]]) -> tuple[Assignment, ...]:
        """The annotations of the nearest clause above that has some of these."""
        return next((named[one.id] for one in self.above(clause) if one.id in named), ()) if named else ()

    def _governs(self, directive: Assignment, clause: Clause, end: int) -> bool:
        """Whether a directive stands in a task or before it in the same part."""
        giver = self.clauses[directive.clause or ""]
        return giver.part == clause.part and giver.start <= clause.start and directive.span.start < end


def _inherited(mention: _Mention) -> _Mention:
    return mention.model_copy(update={"basis": "inherited"})
