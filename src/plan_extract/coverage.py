"""Where every visible character of the file went: each to one kind, none to nothing."""

from collections import Counter
from collections.abc import Iterator, Sequence

from plan_extract.extraction.facts import ClauseFacts
from plan_extract.model import Coverage
from plan_extract.structure.header import Header
from plan_extract.structure.segments import Segments
from plan_extract.text import Text, count_visible

_ELEMENT_KINDS = {"title": "title", "plan_title": "title", "attachment": "attachment"}


def measure_coverage(segments: Segments, header: Header, facts: Sequence[ClauseFacts]) -> Coverage:
    """Count the visible characters by kind.

    The sum of the kinds and the characters of the file are counted independently, so that a loss shows.
    """
    raw, folded = segments.text.raw, segments.text.folded
    kinds = Counter[str]()
    for index, element in header.elements.items():
        kinds[_ELEMENT_KINDS.get(element, "cover")] += _visible(folded, *segments.paragraphs[index])
    for fact in facts:
        for kind, start, end in _of_clause(segments.text, fact):
            kinds[kind] += _visible(folded, start, end)
    kinds["furniture"] = sum(count_visible(span.of(raw)) for span in segments.furniture)
    by_kind = {kind: count for kind, count in sorted(kinds.items()) if count}
    characters = count_visible(raw)
    return Coverage(
        characters=characters,
        by_kind=by_kind,
        unclaimed=characters - sum(by_kind.values()),
        furniture=segments.furniture,
    )


def _of_clause(text: Text, fact: ClauseFacts) -> Iterator[tuple[str, int, int]]:
    """A clause is heading (with its marker), annotations, and the body between them."""
    clause = fact.clause
    end = clause.own.end
    if clause.part != "body":
        yield clause.part.split("-")[0], clause.start, end
        return
    begin = clause.body.start if clause.heading else clause.own.start
    yield "heading", clause.start, begin
    for assignment in fact.assignments:
        if assignment.rule != "sentence_subject":
            first, last = (max(place, begin) for place in text.bounds(assignment.span))
            yield "body", begin, first
            yield "annotation", first, last
            begin = last
    yield "body", begin, end


def _visible(folded: str, start: int, end: int) -> int:
    return end - start - folded.count(" ", start, end) - folded.count("\n", start, end)
