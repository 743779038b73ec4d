"""Sections that tell what has been and what is: the dates and numbers in them bind nobody (field guide 9)."""

from plan_extract.extraction.context import Context
from plan_extract.vocab import words

_HEADINGS = frozenset(words("background_headings"))
_SPANS = ("时期", "期间")


def background(context: Context) -> frozenset[str]:
    """The ids of the clauses under a heading that announces background: 工作基础, "十三五"时期发展成就."""
    folded = context.text.folded
    found: set[str] = set()
    for clause in context.clauses:
        heading = clause.heading.of(folded).rpartition('"')[2] if clause.heading else ""
        if clause.parent in found or heading in _HEADINGS or (heading[2:] in _HEADINGS and heading.startswith(_SPANS)):
            found.add(clause.id)
    return frozenset(found)
