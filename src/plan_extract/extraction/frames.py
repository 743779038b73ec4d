"""Frames and phrases: the bounded stretches that rules read, each kind cut out by one linear pass."""

import re
from bisect import bisect_left
from collections.abc import Iterator

from plan_extract.text import Stretch

_MARK = re.compile(r"[()《》\n]")
_OPENER = {")": "(", "》": "《"}
_BREAKS = ",。;:!?\n"
_BREAK = re.compile(f"[{_BREAKS}]")


def frames(folded: str) -> tuple[list[Stretch], list[Stretch]]:
    """The outermost balanced `( )` outside of titles, and the outermost `《 》`, marks included, each in order.

    A mark without its partner in its line is passed over, so that it cannot hide the frames around it.

    >>> copy = "甲(乙(见《丙(丁)》))戊)《己》(庚(辛)"
    >>> [[frame.of(copy) for frame in found] for found in frames(copy)]
    [['(乙(见《丙(丁)》))', '(辛)'], ['《丙(丁)》', '《己》']]
    """
    brackets: list[Stretch] = []
    titles: list[Stretch] = []
    opened: dict[str, list[int]] = {"(": [], "《": []}
    for mark in _MARK.finditer(folded):
        char = mark[0]
        if char == "\n":
            opened = {"(": [], "《": []}
        elif char in opened:
            opened[char].append(mark.start())
        elif openers := opened[_OPENER[char]]:
            frame = Stretch(openers.pop(), mark.end())
            for inside in (brackets,) if char == ")" else (brackets, titles):
                while inside and inside[-1].start > frame.start:
                    inside.pop()
            (brackets if char == ")" else titles).append(frame)
    return brackets, titles


class Frames:
    """The frames of a whole reading copy, found once."""

    def __init__(self, folded: str) -> None:
        self._brackets, self.titles = frames(folded)
        self._starts = [bracket.start for bracket in self._brackets]

    def brackets(self, start: int, end: int) -> list[Stretch]:
        """The brackets of a range."""
        return self._brackets[bisect_left(self._starts, start) : bisect_left(self._starts, end)]

    def in_title(self, place: int) -> bool:
        """Whether a place stands inside a title."""
        index = bisect_left(self.titles, (place, place)) - 1
        return index >= 0 and place < self.titles[index].end


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
