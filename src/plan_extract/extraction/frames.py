"""Frames and phrases: the bounded stretches that rules read, each kind cut out by one linear pass."""

import re
from bisect import bisect_left
from collections.abc import Iterator

from plan_extract.text import Stretch

_BREAKS = ",。;:!?\n"
_BREAK = re.compile(f"[{_BREAKS}]")


def frames(folded: str, marks: str) -> list[Stretch]:
    """The outermost balanced pairs of two marks, marks included, in order.

    A mark without its partner in its line is passed over, so that it cannot hide the frames around it.

    >>> copy = "甲(乙(丙))丁)(戊(己)"
    >>> [frame.of(copy) for frame in frames(copy, "()")]
    ['(乙(丙))', '(己)']
    """
    found: list[Stretch] = []
    opened: list[int] = []
    for mark in re.finditer(rf"[{re.escape(marks)}\n]", folded):
        if mark[0] == "\n":
            opened = []
        elif mark[0] == marks[0]:
            opened.append(mark.start())
        elif opened:
            frame = Stretch(opened.pop(), mark.end())
            while found and found[-1].start > frame.start:
                found.pop()
            found.append(frame)
    return found


class Frames:
    """The titles of a whole reading copy and the brackets outside of them, found once."""

    def __init__(self, folded: str) -> None:
        self.titles = frames(folded, "《》")
        self._brackets = [bracket for bracket in frames(folded, "()") if not self.in_title(bracket.start)]

    def brackets(self, start: int, end: int) -> list[Stretch]:
        """The brackets of a range."""
        return _between(self._brackets, start, end)

    def in_title(self, place: int) -> bool:
        """Whether a place stands inside a title."""
        index = bisect_left(self.titles, (place, place)) - 1
        return index >= 0 and place < self.titles[index].end


def _between(found: list[Stretch], start: int, end: int) -> list[Stretch]:
    return found[bisect_left(found, (start, start)) : bisect_left(found, (end, end))]


def phrases(folded: str, start: int, end: int, trigger: "re.Pattern[str]") -> Iterator[Stretch]:
    """The phrases of a range that hold a trigger, in order: what stands between two commas, stops or colons.

    >>> copy = "全面推广,2018年底实现全覆盖。"
    >>> [phrase.of(copy) for phrase in phrases(copy, 0, len(copy), re.compile(r"[0-9]年"))]
    ['2018年底实现全覆盖']
    """
    while found := trigger.search(folded, start, end):
        first, last = found.span()
        while first > start and folded[first - 1] not in _BREAKS:
            first -= 1
        behind = _BREAK.search(folded, last, end)
        phrase = Stretch(first, behind.start() if behind else end)
        yield phrase
        start = phrase.end
