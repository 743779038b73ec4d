"""Splitting a list of responsible units into single mentions (field guide 4.7).

Lists are short strings of the reading copy; positions are relative to the list.
"""

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from plan_extract.extraction.fields import FieldList, read_fields
from plan_extract.extraction.peers import shared_ends
from plan_extract.extraction.rows import BRACKETS, GENERIC, PLACES_WITH_AND, SEPARATOR, in_row, is_pair
from plan_extract.extraction.shapes import (
    could_be_name,
    has_ending,
    holds_verb,
    is_collective,
    is_whole,
    looks_like_unit,
)
from plan_extract.extraction.words import word_edges
from plan_extract.text import Stretch

# what begins a body that a 和 surely joins to the one before
_JOINED = ("各", "其他", "有关", "相关", "省", "市", "州", "县", "区", "国务院", "中央", "属地", "驻")
_FIELDS = ("市场", "市政", "市容", "区域", "县域")  # and what only seems to
_AND = re.compile(r"以及|和|与|及")
# 等, 等部门: the list is left open; 等省级单位, 等和各省级人民政府: and goes on with a set
_AND_SO_ON = re.compile(
    r"等(?:(?:(?:部门|单位|机关|方面)(?:\((?:单位|部门|机构)\)|[和、](?:单位|部门))?)?$|(?:以及|和|与|及)?(?P<rest>.+)$)"
)
# 各产业、招商主管部门 is one set: what begins it is no body before its last word
_OPENS_SET = ("各", "有关", "相关", "全省各", "全市各", "全县各", "全区各", "全国各")
_OF_SETS = ("部门", "部门(单位)", "部门(机构)")
_COMPLETE = ("地", "市", "县", "区", "州", "级", "高校", "院校", "企业", "地方", "方面")
_LONGEST_HEAD = 14
_SHORTEST_NAME = 3  # in characters; what is as short may be the beginning of one
_TIMES = (
    *("每年", "每月", "每季", "每周", "每半年", "年内", "年底", "全年", "按年", "按季", "按月"),
    *("长期", "近期", "持续", "常态", "立即", "立行立改", "即日"),
)
_OF_DATES = ("年", "月", "日", "季度", "个月", "个工作日")


class Mention(NamedTuple):
    """One unit of a list: its place in it, and whether it names a single body or a set of them (`collective`).

    `elided` is the end of its name that only the last of its peers has: 财政 in 财政、水利等部门.
    """

    start: int
    end: int
    collective: bool
    elided: str = ""

    def name(self, listed: str) -> str:
        """Its name in the list that it is counted in, as whole as the list says it."""
        return listed[self.start : self.end] + self.elided


class _Item(NamedTuple):
    """A piece of a list; `fields`, where it names departments by nothing else."""

    place: Stretch
    fields: FieldList | None = None


class UnitList(NamedTuple):
    """A list of units: the mentions, whether 等 leaves it open, and how far its items look like units.

    `clean`: every item does; `fair`: at least one surely does, and each of the others could be a name nobody knows;
    `possible`: each could be one.
    """

    mentions: tuple[Mention, ...]
    open_ended: bool
    clean: bool
    fair: bool
    possible: bool


@lru_cache(maxsize=4096)
def split_units(listed: str) -> UnitList:
    """Split a list of units; 、 parts peers, a comma groups, 和 与 及 where two bodies meet, 等 leaves it open.

    >>> copy = "省编办、省发展改革委和其他省级部门,各市、县(市、区)政府"
    >>> [copy[unit.start : unit.end] for unit in split_units(copy).mentions]
    ['省编办', '省发展改革委', '其他省级部门', '各市、县(市、区)政府']
    """
    found: list[Mention] = []
    open_ended = False
    for item, fields in _rejoined(listed, _items(listed)):
        rest = item
        if fields:
            open_ended |= fields.open_ended
            found += _departments(fields)
            rest = fields.further or Stretch(item.end, item.end)
        elif etc := _left_open(listed, item):
            open_ended = True
            found += _mentions(listed, Stretch(item.start, etc.start()))
            rest = Stretch(*etc.span("rest")) if etc["rest"] else Stretch(item.end, item.end)
        found += _mentions(listed, rest)
    if any(len(one.name(listed)) <= _SHORTEST_NAME for one in found):
        ends = shared_ends(listed, [Stretch(one.start, one.end) for one in found])
        found = [one._replace(elided=one.elided or end) for one, end in zip(found, ends, strict=True)]
    names = [one.name(listed) for one in found]
    known = [name for name in names if looks_like_unit(name)]
    clean = len(known) == len(names)
    possible = clean or all(name in known or could_be_name(name) for name in names)
    sure = any(len(name) > 2 and (clean or not holds_verb(name)) for name in known)
    return UnitList(tuple(found), open_ended, clean, sure and possible, possible)


def _mentions(listed: str, item: Stretch) -> Iterator[Mention]:
    """The bodies of a piece of a list, times among them left out."""
    for place in _bodies(listed, item):
        name = _named(listed, place)
        words = name.of(listed)
        if words and not is_time(words):
            yield Mention(*name, is_collective(words))


def _departments(fields: FieldList) -> Iterator[Mention]:
    """What fields stand for: one department each."""
    *others, last = fields.places
    for place in others:
        yield Mention(*place, collective=False, elided=fields.ending)
    yield Mention(*last, collective=False, elided=fields.ending if fields.open_ended else "")


def _named(listed: str, name: Stretch) -> Stretch:
    """A name without the bracket that says how it is called below."""
    called = listed.find("(以下", *name) if listed.endswith(")", *name) else -1
    return Stretch(name.start, called) if called > name.start else name


def is_time(words: str) -> bool:
    """Whether an item says by when, not who (6月底完成, 长期坚持)."""
    behind = words.lstrip("0123456789")
    return words.startswith(_TIMES) or (behind != words and behind.startswith(_OF_DATES))


def _left_open(listed: str, item: Stretch) -> re.Match[str] | None:
    """The 等 behind a body that leaves the list open, with the set that may follow it."""
    etc = _AND_SO_ON.search(listed, *item) if "等" in item.of(listed) else None
    left = listed[item.start : etc.start()] if etc else ""
    if etc is None or not left:
        return None
    if etc[0] == "等":
        return etc
    if not looks_like_unit(left) or (etc[0].endswith(_OF_SETS) and is_collective(left) and not has_ending(left)):
        return None  # 各县住房城乡建设等部门 is one set
    return etc if not etc["rest"] or looks_like_unit(etc["rest"]) else None


def _items(listed: str) -> Iterator[Stretch]:
    """The items between separators that stand outside brackets and outside a row of levels."""
    depth = begin = 0
    for found in SEPARATOR.finditer(listed):
        mark, place = found[0], found.start()
        if mark in BRACKETS:
            depth = max(0, depth + BRACKETS[mark])
        elif not depth and not (mark == "、" and in_row(listed, begin, place)):
            yield Stretch(begin, place)
            begin = place + 1
    yield Stretch(begin, len(listed))


def _rejoined(listed: str, items: Iterator[Stretch]) -> Iterator[_Item]:
    """The items, those that only the last word names (各产业、招商主管部门; 发展改革、财政等部门) joined again."""
    opened: list[Stretch] = []
    for item in items:
        words = item.of(listed)
        if opened and words.endswith(_OF_SETS) and (not words.startswith(_JOINED) or words.startswith(_FIELDS)):
            yield _Item(Stretch(opened[0].start, item.end), read_fields(listed, (*opened, item)))
            opened = []
            continue
        if opened and (listed[item.start - 1] != "、" or looks_like_unit(words)):
            yield from map(_Item, opened)
            opened = []
        if opened or _opens_set(words):
            opened.append(item)
        else:
            yield _Item(item, read_fields(listed, (item,)) if "等" in words and words.endswith(_OF_SETS) else None)
    yield from map(_Item, opened)


def _opens_set(words: str) -> bool:
    head = words.rpartition("等")[2]
    return (not looks_like_unit(head) and could_be_name(head)) or (
        head.startswith(_OPENS_SET)
        and len(head) <= _LONGEST_HEAD
        and not head.endswith(_COMPLETE)
        and not has_ending(head)
    )


def _bodies(listed: str, item: Stretch) -> Iterator[Stretch]:
    """The bodies that 和, 与, 及 join, never a part of one name; 各地各部门 has not even that between its two sets."""
    begin = item.start
    for found in _AND.finditer(listed, *item):
        if _joins(listed, Stretch(begin, item.end), *found.span()):
            yield from _sets(listed, Stretch(begin, found.start()))
            begin = found.end()
    yield from _sets(listed, Stretch(begin, item.end))


def _sets(listed: str, item: Stretch) -> Iterator[Stretch]:
    """The sets that follow each other without a sign between them."""
    begin = item.start
    while (place := listed.find("各", begin + 2, item.end)) >= 0:
        left = listed[begin:place]
        if left[0] != "各" or left == "各级" or not looks_like_unit(left):
            break
        yield Stretch(begin, place)
        begin = place
    yield Stretch(begin, item.end)


def _joins(listed: str, item: Stretch, start: int, end: int) -> bool:
    """Whether a connector parts two bodies; jieba is asked where both sides could be names and no word decides."""
    left, right = listed[item.start : start], listed[end : item.end]
    if not looks_like_unit(right) and (further := _AND.search(right)):
        right = right[: further.start()]  # 水利厅和农科院及相关市州
    if not left:
        return not listed.startswith(PLACES_WITH_AND, start)
    if right in GENERIC or is_pair(left, right) or not looks_like_unit(left) or ("、" in left and not is_whole(left)):
        return False  # 各有关部门和单位; 发展改革、文化和旅游等部门
    if right.startswith(_JOINED):
        return True
    if not looks_like_unit(right) or (left.startswith("各") and not is_whole(left) and not left.endswith(_COMPLETE)):
        return False  # 各协作和配合单位
    return {start - item.start, end - item.start} <= word_edges(listed[item.start : end] + right)
