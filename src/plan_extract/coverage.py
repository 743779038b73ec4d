"""Where every visible character of the file went: each to one kind, none to nothing."""

from collections import Counter
from collections.abc import Sequence

from plan_extract.extraction.assignments import Found
from plan_extract.extraction.facts import ClauseFacts
from plan_extract.model import Coverage
from plan_extract.structure.clauses import Clause
from plan_extract.structure.header import Header
from plan_extract.structure.segments import Segments
from plan_extract.text import count_visible

_ELEMENT_KINDS = {
    "title": "title",
    "plan_title": "title",
    "attachment": "attachment",
    "web": "furniture",
    "metadata": "furniture",
}


def measure_coverage(segments: Segments, header: Header, clauses: Sequence[Clause], facts: ClauseFacts) -> Coverage:
    """Count the visible characters by kind.

    The sum of the kinds and the characters of the file are counted independently, so that a loss shows.
    """
    raw, folded = segments.text.raw, segments.text.folded
    kinds = Counter[str]()
    for index, element in header.elements.items():
        kinds[_ELEMENT_KINDS.get(element, "cover")] += _visible(folded, *segments.paragraphs[index])
    for clause in clauses:
        _count_clause(kinds, folded, clause, facts.assignments.get(clause.id, ()))
    kinds["furniture"] += sum(count_visible(span.of(raw)) for span in segments.furniture)
    by_kind = {kind: count for kind, count in sorted(kinds.items()) if count}
    characters = count_visible(raw)
    return Coverage(
        characters=characters,
        by_kind=by_kind,
        unclaimed=characters - sum(by_kind.values()),
        furniture=segments.furniture,
    )


def _count_clause(kinds: Counter[str], folded: str, clause: Clause, found: tuple[Found, ...]) -> None:
    """A clause is heading (with its marker), annotations, and the body between them."""
    if clause.part == "cover":
        kinds[clause.part] += _visible(folded, clause.start, clause.own.end)
        return
    begin = clause.body.start if clause.heading else clause.own.start
    annotation = 0
    for _, frame in found:
        if frame:
            annotation += _visible(folded, max(frame.start, begin), max(frame.end, begin))
    kinds["heading"] += _visible(folded, clause.start, begin)
    kinds["annotation"] += annotation
    kinds["body"] += _visible(folded, begin, clause.own.end) - annotation


def _visible(folded: str, start: int, end: int) -> int:
    return end - start - folded.count(" ", start, end) - folded.count("\n", start, end)
