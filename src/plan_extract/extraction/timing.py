"""By when and how often a value is to be reached: the time limits that stand before it (field guide 7)."""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from datetime import date
from itertools import islice, pairwise

from plan_extract.extraction.context import Context
from plan_extract.extraction.metrics import HEDGE_WORDS
from plan_extract.model import Deadline
from plan_extract.structure.clauses import Clause
from plan_extract.text import Stretch

_DATED = ("by", "in", "interval", "relative")
_WINDOW = 60  # how far from a value the rhythm it is to be reached in may stand
_LISTED = ("、", "和", "及", "与", "以及")
_PHRASE_ENDS = ",。;"
_ANOTHER_YEAR = re.compile(r"(?<![比较从由\d])(?:19|20)\d\d年")
_LONGEST_SENTENCE = 500


class Times:
    """The time limits of a text, by their places in the reading copy."""

    def __init__(self, context: Context, deadlines: Sequence[Deadline]) -> None:
        self._context, self._folded = context, context.text.folded
        self._deadlines = deadlines
        self._places = [context.text.bounds(deadline.span) for deadline in deadlines]
        self._starts = [place.start for place in self._places]

    def inside(self, start: int, end: int) -> Sequence[Stretch]:
        """Where the limits of a stretch stand."""
        return self._places[bisect_left(self._starts, start) : bisect_left(self._starts, end)]

    def last_before(self, place: int) -> int:
        """Where the last limit before a place begins."""
        index = bisect_left(self._starts, place) - 1
        return self._starts[index] if index >= 0 else 0

    def dates_before(self, place: int, count: int) -> list[date | None]:
        """The last date before a place in its sentence, for each of some values its own where so many are named."""
        listed = list(islice(self._dated_before(place), count))[::-1]
        if not listed:
            return [self._of_row(place) if self._is_cell(place) else self._governing(place)] * count
        joints = (self._folded[self._places[one].end : self._places[other].start] for one, other in pairwise(listed))
        if len(listed) == count and all(joint in _LISTED for joint in joints):
            return [self._deadlines[index].end for index in listed]
        return _years(self._deadlines[listed[-1]], count)

    def _dated_before(self, place: int) -> Iterator[int]:
        """The dated limits before a place in its sentence, the last one first; none of a bracket that is closed."""
        farthest = max(0, place - _LONGEST_SENTENCE)
        start = max(self._folded.rfind("。", farthest, place), farthest)
        if self._is_cell(place):
            start = max(start, self._folded.rfind("\n", farthest, place))
        for index in range(bisect_left(self._starts, place) - 1, -1, -1):
            if self._starts[index] < start:
                return
            between = self._folded[self._places[index].end : place]
            closed = between.count(")") > between.count("(")
            if self._deadlines[index].kind in _DATED and self._deadlines[index].end and not closed:
                yield index

    def _is_cell(self, place: int) -> bool:
        clause = self._context.owner(place)
        return clause is not None and bool(clause.columns)

    def _of_row(self, place: int) -> date | None:
        """The limit in a later cell of the row of a table, before the number of the next."""
        index = bisect_left(self._starts, place)
        if index == len(self._starts) or self._deadlines[index].kind not in _DATED:
            return None
        lines = self._folded[place : self._starts[index]].split("\n")
        return None if any(line.isdecimal() for line in lines) else self._deadlines[index].end

    def _governing(self, place: int) -> date | None:
        """The date that a goal stands under: of an earlier sentence or of the clause above, up to another year."""
        clause = self._context.owner(place)
        if clause is None or clause.role != "goal":
            return None
        above = self._above(clause)
        start = above.own.start if above and not above.leaf else clause.own.start
        for index in range(bisect_left(self._starts, place) - 1, -1, -1):
            if self._starts[index] < start:
                return None
            deadline, dated = self._deadlines[index], self._places[index]
            if deadline.kind in _DATED and deadline.end:
                apart = dated.end <= clause.own.start and above and dated.end > above.own.end  # in a sibling
                return None if apart or _ANOTHER_YEAR.search(self._folded, dated.end, place) else deadline.end
        return None

    def _above(self, clause: Clause) -> Clause | None:
        return next((one for one in self._context.clauses if one.id == clause.parent), None)

    def hedge_before(self, place: int) -> str | None:
        """The hedge of the last limit before a place in its phrase: 力争到2025年产量达到100万辆."""
        index = self._in_phrase(place)
        hedge = self._deadlines[index].hedge if index is not None else None
        return hedge if hedge in HEDGE_WORDS else None

    def _in_phrase(self, place: int) -> int | None:
        """The last limit before a place, if it stands near and in the same phrase."""
        index = bisect_left(self._starts, place) - 1
        if index < 0 or place - self._places[index].end > _WINDOW:
            return None
        between = self._folded[self._places[index].end : place]
        return None if any(end in between for end in _PHRASE_ENDS) else index

    def rhythm_before(self, place: int) -> str | None:
        """How often a target is to be reached: the 每年 before it in its phrase."""
        index = self._in_phrase(place)
        return self._deadlines[index].freq if index is not None else None


def _years(deadline: Deadline, count: int) -> list[date | None]:
    """The ends of the years of a period that has as many as there are values; else its end for all of them."""
    first, last = deadline.start, deadline.end
    if first and last and deadline.precision == "year" and 1 < count == last.year - first.year + 1:
        return [date(year, 12, 31) for year in range(first.year, last.year + 1)]
    return [last] * count
