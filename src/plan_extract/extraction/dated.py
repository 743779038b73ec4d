"""Phrases that may hold a time expression, with their dates and durations written as single letters.

A form of `deadlines` can then say `to a DATE` where the text has any of thirty ways to write one.
"""

import re
from bisect import bisect_left
from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from plan_extract.extraction.context import Context
from plan_extract.extraction.dates import LETTERS, Atom, find_atoms
from plan_extract.extraction.frames import phrases
from plan_extract.structure.clauses import Clause
from plan_extract.text import Stretch

_ENTRY = r"(?<=[:,;\n并]"  # where the entry of a form for times can begin
# Cheap, and true of every phrase that holds a form: one character to look for, and what must stand around it;
# most of those characters are passed over by one look at the next.
_SIGNS = (
    ("0-9", "(?:个?月|[年日天周])"),
    ("一二两三四五六七八九十", "(?:年|个?月|天|日|周)"),
    ("年月", "[底末内]"),
    ("上下", "半年"),
    ("每逐", "."),
    ("按", "照?[年季月周]"),
    ("分", "[年季]度"),
    ("世", "纪中"),
    ("今明", "年"),
    ("季", "度"),
    ("定", "期"),
    ("适", "时"),
    ("尽", "[快早]"),
    ("小", "时"),
    ("工", "作日"),
    ("五", '"?(?:期|时期|末|规划)'),
    ("汛冬节庆旦季期", "(?:之|以)?前"),
    ("持", f"{_ENTRY}持)续"),
    ("长", f"{_ENTRY}长)期"),
    ("全", r"(?<![^\W\d_]全)年"),
    ("常", f"{_ENTRY}常)态化"),
    ("立", f"{_ENTRY}立)(?:即|行立)"),
)
_FIRST = "".join(first for first, _ in _SIGNS)
_NEXT = '个月年日天周底末内半照季度纪期时快早作规之以前续态即行"'
_TRIGGER = re.compile(
    f"[{_FIRST}](?:(?<=[每逐])|(?=[{_NEXT}]))(?:{'|'.join(f'(?<=[{first}]){rest}' for first, rest in _SIGNS)})"
)


class DatedPhrase(NamedTuple):
    """A phrase whose dates are letters: the letters and words, where it begins, what the letters at `marks` stand for.

    `year` is the one its year-end lies in: that of a day or month before it in the clause, else the title's.
    """

    clause: Clause
    letters: str
    start: int
    atoms: tuple[Atom, ...]
    marks: tuple[int, ...]
    year: int | None

    def place(self, index: int) -> int:
        """Where one of the letters begins in the reading copy."""
        before = bisect_left(self.marks, index)
        if not before:
            return self.start + index
        return self.atoms[before - 1].end + index - self.marks[before - 1] - 1


def dated_phrases(context: Context) -> Iterator[DatedPhrase]:
    """The phrases that may hold a time expression; a year once printed governs the dates after it.

    That of a day or a month does so in its clause, one by itself in its sentence.
    """
    folded = _without_letters(context.text.folded)
    year_begins = date(context.year, 1, 1) if context.year else None
    not_before = max(filter(None, (context.issued_on, year_begins)), default=None)
    last: Clause | None = None
    year = near = context.year
    behind = 0
    for phrase in phrases(folded, 0, len(folded), _TRIGGER):
        clause = context.owner(phrase.end - 1)
        if clause is None:
            continue
        start = max(phrase.start, clause.own.start)
        if clause is not last or (clause.columns and folded[start - 1] == "\n"):  # a cell says its own year
            year = near = context.year
        elif "\u3002" in folded[behind:start]:
            year = near  # what is to be by 2025 says nothing of the June of the next sentence
        behind = phrase.end
        atoms = tuple(
            atom
            for atom in find_atoms(folded, start, phrase.end, year, not_before)
            if not context.frames.in_title(atom.start)
        )
        for atom in atoms:
            if atom.last and not atom.inferred:
                year = atom.last.year
                near = near if atom.precision == "year" else year
        last = clause
        yield _phrase(folded, Stretch(start, phrase.end), clause, atoms, near)


def _without_letters(folded: str) -> str:
    """The copy without characters that the letters would be mistaken for: old encodings hold private ones."""
    for letter in LETTERS:
        folded = folded.replace(letter, "\ufffd")
    return folded


def _phrase(folded: str, stretch: Stretch, clause: Clause, atoms: tuple[Atom, ...], year: int | None) -> DatedPhrase:
    letters = ""
    marks: list[int] = []
    behind = stretch.start
    for atom in atoms:
        letters += folded[behind : atom.start]
        marks.append(len(letters))
        letters += atom.sort
        behind = atom.end
    return DatedPhrase(clause, letters + folded[behind : stretch.end], stretch.start, atoms, tuple(marks), year)
