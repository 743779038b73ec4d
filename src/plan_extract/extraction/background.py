"""Sections that tell what has been and what is: the dates and numbers in them bind nobody (field guide 9)."""

from collections.abc import Sequence

from plan_extract.structure.clauses import Clause
from plan_extract.vocab import words

_HEADINGS = frozenset(words("background_headings"))
_SPANS = ("时期", "期间")


def find_background(folded: str, clauses: Sequence[Clause]) -> frozenset[str]:
    """The ids of the clauses under a heading that announces background: 工作基础, "十三五"时期发展成就."""
    told = [clause.id for clause in clauses if clause.heading and _tells(clause.heading.of(folded))]
    found = set(told)
    for clause in clauses if told else ():
        if clause.parent in found:
            found.add(clause.id)
    return frozenset(found)


def _tells(heading: str) -> bool:
    heading = heading[heading.rfind('"') + 1 :]
    return heading in _HEADINGS or (heading.startswith(_SPANS) and heading[2:] in _HEADINGS)
