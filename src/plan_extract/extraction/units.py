"""Naming units: a list of responsible units becomes single mentions (field guide 4.7, 4.8).

Lists are short strings of the reading copy; positions are relative to the list.
"""

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from plan_extract.extraction.words import word_edges
from plan_extract.text import HAN, Stretch
from plan_extract.vocab import words

_ENDINGS = words("unit_endings")
_LEVEL = r"(?:省|自治区|直辖市|设区市|地级市|县级市|自治州|自治县|市|地|州|盟|县|区|旗|乡镇|乡|镇|街道)"
_OTHER = r"(?:\([^()]{1,20}\))?"  # 县(市、区), 党委(党组), 市场监管局(知识产权局)
# 各市、县(市、区)政府 is one unit: what stands left and right of a 、 inside such a row of levels
_ROW_LEFT = re.compile(rf"(?:.*[各的])?{_LEVEL}{_OTHER}(?:、{_LEVEL}{_OTHER})*")
_ROW_RIGHT = re.compile(
    rf"{_LEVEL}{_OTHER}(?=(?:人民)?政府(?!办|研究|督查|参事|法制|新闻)|党委|党组|管委会|两级|有关|相关|[、,;和及与等]|$)"
)
_SEPARATOR = re.compile(r"[()、,;。\n]")
_GENERIC = {"部门", "单位", "机构", "企业", "地区", "方面", "团体", "个人", "人员"}
# what begins a body that a 和 surely joins to the one before
_JOINED = ("各", "其他", "有关", "相关", "省", "市", "县", "区", "国务院", "中央", "属地", "驻")
_AND = re.compile(r"以及|和|与|及")
# 等, 等部门: the list is left open; 等省级单位, 等和各省级人民政府: and goes on with a set
_AND_SO_ON = re.compile(r"等(?:(?:部门|单位|机关|方面)?$|(?:以及|和|与|及)?(?P<rest>.+)$)")
_PLACE = re.compile(rf"{HAN}{{2,6}}[省市县区旗州盟]")
# what makes a set of bodies of a name: how it begins, how it ends, or what it holds
_SET = re.compile(
    r"(?:各|有关|相关|其他|所有|全体|主要|试点)"
    rf"|.*(?:部门|单位|地区|地方|方面|高校|院校|机构|企业){_OTHER}$"
    rf"|.*{_LEVEL}、{_LEVEL}|.*县\(市|(?:.*[省市县])?(?:乡镇|县区|县市区)(?:人民政府|政府)$"
    rf"|.*(?:{_LEVEL}|政府|级|直|属|驻.)各"
)
_OTHER_AT_END = re.compile(rf"{_OTHER}$")
_NO_NAME = re.compile(r"[的了是被把,。;:!?]|\d{3,}")
LONGEST_NAME = 40


class Mention(NamedTuple):
    """One unit of a list: its place in it, and whether it names a single body or a set of them (`collective`)."""

    start: int
    end: int
    collective: bool


class UnitList(NamedTuple):
    """A list of units: the mentions, whether 等 leaves it open, and whether every item of it looks like a unit."""

    mentions: tuple[Mention, ...]
    open_ended: bool
    clean: bool


@lru_cache(maxsize=4096)
def split_units(listed: str) -> UnitList:
    """Split a list of units; 、 parts peers, a comma groups, 和 与 及 where two bodies meet, 等 leaves it open.

    >>> copy = "省编办、省发展改革委和其他省级部门,各市、县(市、区)政府"
    >>> [copy[unit.start : unit.end] for unit in split_units(copy).mentions]
    ['省编办', '省发展改革委', '其他省级部门', '各市、县(市、区)政府']
    """
    items: list[Stretch] = []
    open_ended = False
    for item in _items(listed):
        rest = item
        etc = _AND_SO_ON.search(listed, *item) if "等" in item.of(listed) else None
        if etc and looks_like_unit(listed[item.start : etc.start()]) and (not etc["rest"] or has_ending(etc["rest"])):
            open_ended = True
            items += _bodies(listed, Stretch(item.start, etc.start()))
            rest = Stretch(*etc.span("rest")) if etc["rest"] else Stretch(item.end, item.end)
        items += _bodies(listed, rest)
    names = [item for item in items if item.start < item.end]
    mentions = tuple(Mention(*name, collective=is_collective(name.of(listed))) for name in names)
    return UnitList(mentions, open_ended, bool(names) and all(looks_like_unit(name.of(listed)) for name in names))


@lru_cache(maxsize=4096)
def is_collective(name: str) -> bool:
    """Whether a name describes a set of bodies; such a set is kept as it is, never expanded.

    >>> is_collective("省级有关部门"), is_collective("各市、县(市、区)政府"), is_collective("省财政厅")
    (True, True, False)
    """
    return _SET.match(name) is not None or ("的" in name and has_ending(name))


@lru_cache(maxsize=4096)
def looks_like_unit(name: str) -> bool:
    """Whether a name has the shape of a public body or of a set of them; it may still be an unknown one."""
    if not 2 <= len(name) <= LONGEST_NAME or name.count("(") != name.count(")"):
        return False
    if is_collective(name):
        return True
    return not _NO_NAME.search(name) and (has_ending(name) or _PLACE.fullmatch(name) is not None)


def has_ending(name: str) -> bool:
    """Whether a name ends like that of a public body, a bracket behind it left out."""
    return (_OTHER_AT_END.sub("", name) if name.endswith(")") else name).endswith(_ENDINGS)


def _items(listed: str) -> Iterator[Stretch]:
    """The items between separators that stand outside brackets and outside a row of levels."""
    depth = begin = 0
    for found in _SEPARATOR.finditer(listed):
        mark, place = found[0], found.start()
        if mark in "()":
            depth = max(0, depth + (1 if mark == "(" else -1))
        elif not depth and not (mark == "、" and _in_row(listed, begin, place)):
            yield Stretch(begin, place)
            begin = place + 1
    yield Stretch(begin, len(listed))


def _in_row(listed: str, begin: int, comma: int) -> bool:
    return bool(_ROW_RIGHT.match(listed, comma + 1) and _ROW_LEFT.fullmatch(listed, begin, comma))


def _bodies(listed: str, item: Stretch) -> Iterator[Stretch]:
    """The bodies that 和, 与, 及 join; never a part of one name."""
    begin = item.start
    for found in _AND.finditer(listed, *item):
        if _joins(listed, Stretch(begin, item.end), *found.span()):
            yield Stretch(begin, found.start())
            begin = found.end()
    yield Stretch(begin, item.end)


def _joins(listed: str, item: Stretch, start: int, end: int) -> bool:
    """Whether a connector parts two bodies; jieba is asked where both sides could be names and no word decides."""
    left, right = listed[item.start : start], listed[end : item.end]
    if not left:
        return True
    if right in _GENERIC or not looks_like_unit(left):
        return False  # 各有关部门和单位
    if right.startswith(_JOINED):
        return True
    if not looks_like_unit(right):
        return False
    return {start - item.start, end - item.start} <= word_edges(item.of(listed))
