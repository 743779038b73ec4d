"""Sections that tell what has been and what is: the dates and numbers in them bind nobody (field guide 9)."""

from plan_extract.extraction.context import Context
from plan_extract.vocab import words

_HEADINGS = frozenset(words("background_headings"))
_SPANS = ("时期", "期间")


def background(context: Context) -> frozenset[str]:
    """The ids of the clauses under a heading that announces background: 工作基础, "十三五"时期发展成就."""
    folded = context.text.folded
    told = [clause.id for clause in context.clauses if clause.heading and _tells(clause.heading.of(folded))]
    found = set(told)
    for clause in context.clauses if told else ():
        if clause.parent in found:
            found.add(clause.id)
    return frozenset(found)


def _tells(heading: str) -> bool:
    heading = heading.rpartition('"')[2]
    return heading in _HEADINGS or (heading.startswith(_SPANS) and heading[2:] in _HEADINGS)
