"""What rules may know of the document around the words they read."""

import re
from bisect import bisect_right
from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from plan_extract.extraction.background import find_background
from plan_extract.extraction.frames import Frames
from plan_extract.extraction.gazetteer import Gazetteer
from plan_extract.folding import fold
from plan_extract.model import Document
from plan_extract.structure.clauses import Clause
from plan_extract.text import Text

_PLAN_YEAR = re.compile(r"(?<![-\d])((?:19|20)\d\d)年?度?(?!\d|年?(?:-|~|至))")
REPORTS = ("报告", "工作报告", "总结")


class Context(NamedTuple):
    """The reading copy with its frames and clauses, and what the document says of its date.

    Never the clock. `background` are the ids of the clauses that only tell what is; `bodies` knows the names of public
    bodies as this document uses them; `year` is the one that the plan's title names (2024年工作要点): dates without a
    year lie in it; `reports` says that the document tells what has been done.
    """

    text: Text
    frames: Frames
    clauses: tuple[Clause, ...]
    starts: tuple[int, ...]
    background: frozenset[str]
    bodies: Gazetteer
    issued_on: date | None
    year: int | None
    reports: bool

    @classmethod
    def of(cls, text: Text, clauses: Sequence[Clause], document: Document, bodies: Gazetteer) -> "Context":
        """The context that a document gives to its clauses."""
        reports = document.kind in REPORTS
        return cls(text, *_index(text, clauses), bodies, document.issued_on, _plan_year(document.plan_title), reports)

    @classmethod
    def bare(cls, text: Text, clauses: Sequence[Clause], issued_on: date | None, bodies: Gazetteer) -> "Context":
        """The context of a fragment, of which only the issuer and the date may be known."""
        return cls(text, *_index(text, clauses), bodies, issued_on, None, reports=False)

    def owner(self, place: int) -> Clause | None:
        """The clause in whose own text a place of the copy stands; None in a title, a signature, an addressee line."""
        index = bisect_right(self.starts, place) - 1
        return self.clauses[index] if index >= 0 and place < self.clauses[index].own.end else None


def _index(text: Text, clauses: Sequence[Clause]) -> tuple[Frames, tuple[Clause, ...], tuple[int, ...], frozenset[str]]:
    starts = tuple(clause.start for clause in clauses)
    return Frames(text.folded), tuple(clauses), starts, find_background(text.folded, clauses)


def _plan_year(title: str | None) -> int | None:
    found = _PLAN_YEAR.search(fold(title)) if title else None
    return int(found[1]) if found else None
