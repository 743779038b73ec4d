"""Persons who answer for a task: leaders and persons in charge, behind a label or in a heading (field guide 4.1, 4.2)."""

import functools
import re
from collections.abc import Iterable, Iterator
from itertools import pairwise
from typing import NamedTuple

from plan_extract.extraction.rows import BRACKETS
from plan_extract.extraction.shapes import has_ending
from plan_extract.model import Basis, PersonMention, PersonRole
from plan_extract.text import HAN, Stretch, Text
from plan_extract.vocab import words

HEADING = "heading"  # the rule of what a heading says of all that stands under it
_SEPARATORS = frozenset("、,;/。\n")
_BEHIND = re.compile(
    r"(?:联系)?(?:电话|手机|方式)|\d|\((?:[^()]|\([^()]*\))*\)(?:\d|$)|\([^()]*$"
)  # what may follow a name
_NAME = re.compile(rf"(?:{HAN}|[A-Za-z·.]|\({HAN}(?:、{HAN})*\))+")
_SPACED = 2
_LONGEST = 16  # 各县主要负责同志, 市委常委、副市长 with a name
_NAME_SIGNS = (2, 3)
_SURNAMES = frozenset(words("surnames"))
_PROSE = frozenset("的是须")
_POSTS = (
    *("省长", "市长", "县长", "区长", "州长", "盟长", "旗长", "镇长", "乡长", "书记", "常委", "主席", "主任", "秘书长"),
    *("部长", "厅长", "局长", "院长", "校长", "会长", "行长", "总经理", "董事长", "负责人", "领导", "同志"),
)
_WORK = ("工作", "项目", "事项", "任务", "课题")  # what a person leads
# 制 behind a verb makes a system of it: 院长负责制
_VERBS = ("主抓", "领衔", "领办", "牵头", "包抓", "包联", "分管", "主管", "负责", "挂帅", "督办")


class PersonList(NamedTuple):
    """A list of persons who share a role, by its place, and the rule that gave them the role."""

    role: PersonRole
    place: Stretch
    rule: str = "label"


def is_person_list(listed: str) -> bool:
    """Whether words behind a label are names of persons or of posts, and neither bodies nor prose.

    >>> is_person_list("李明、王小红(市财政局局长)"), is_person_list("市财政局"), is_person_list("对推进不力的予以通报")
    (True, False, False)
    """
    names = [name.of(listed) for name in _names(listed)]
    return bool(names) and all(
        2 <= len(name) <= _LONGEST and _NAME.fullmatch(name) and _PROSE.isdisjoint(name) and not has_ending(name)
        for name in names
    )


def is_post_list(listed: str) -> bool:
    """Whether a list without a label names persons, each by a post: 分管副省长、协管副秘书长.

    >>> is_post_list("分管副省长、协管副秘书长"), is_post_list("市长李明"), is_post_list("市财政局"), is_post_list("李明")
    (True, True, False, False)
    """
    return any(post in listed for post in _POSTS) and (
        is_person_list(listed) and all(any(post in name.of(listed) for post in _POSTS) for name in _names(listed))
    )


def is_name_cell(cell: str) -> bool:
    """Whether the cell of a table holds names and nothing else.

    >>> is_name_cell("梁某某"), is_name_cell("李明、王小红"), is_name_cell("完善规则"), is_name_cell("市财政")
    (True, True, False, False)
    """
    names = [name.of(cell) for name in _names(cell)]
    return bool(names) and all(len(name) in _NAME_SIGNS and name[0] in _SURNAMES and name.isalpha() for name in names)


def find_heading_persons(heading: str) -> Stretch | None:
    """Where a heading names those who lead all that stands under it: 省长主抓重点工作.

    >>> find_heading_persons("省长主抓重点工作")
    Stretch(start=0, end=2)
    """
    if not heading.endswith(_WORK) or not any(verb in heading for verb in _VERBS):
        return None
    found = _heading().fullmatch(heading)
    return Stretch(*found.span("persons")) if found else None


@functools.cache
def _heading() -> re.Pattern[str]:
    post = f"(?:{'|'.join(_POSTS)})(?:同志)?"
    named = rf"(?P<persons>{HAN}{{0,8}}?{post}(?:[、,]{HAN}{{0,8}}?{post})*)"
    return re.compile(rf"由?{named}(?:{'|'.join(_VERBS)})(?!制).{{0,12}}")


def persons(text: Text, lists: Iterable[PersonList], offset: int, basis: Basis) -> tuple[PersonMention, ...]:
    """The persons of lists as records, in order; `offset` is where their frame begins.

    White space parts them too, where it does not only space out a name.
    """
    return tuple(
        [
            PersonMention(text=text.words(*place), role=one.role, span=text.span(*place), basis=basis, rule=one.rule)
            for one in lists
            for name in _names(one.place.shift(offset).of(text.folded))
            for place in _spaced(text, name.shift(one.place.start + offset))
        ]
    )


def _names(listed: str) -> Iterator[Stretch]:
    """What stands between separators, without the post in brackets behind a name and without its telephone."""
    begin = depth = 0
    for at, sign in enumerate((*listed, "、")):
        depth += BRACKETS.get(sign, 0)
        if sign in _SEPARATORS and (depth <= 0 or at == len(listed)):
            behind = _BEHIND.search(listed, begin, at)
            if begin < (end := behind.start() if behind else at):
                yield Stretch(begin, end)
            begin, depth = at + 1, 0


def _spaced(text: Text, name: Stretch) -> list[Stretch]:
    """A name, or the several that only white space parts: not a name of two signs spaced out, not a post before one."""
    gaps = [at for at in range(name.start + 1, name.end) if _is_gap(text, at)]
    pieces = [Stretch(*ends) for ends in pairwise((name.start, *gaps, name.end))]
    parts: list[Stretch] = []
    goes_on = False
    for number, piece in enumerate(pieces, 1):
        single = piece.end - piece.start == 1
        if parts and (goes_on or (single and number == len(pieces) == _SPACED)):
            parts[-1] = Stretch(parts[-1].start, piece.end)
            goes_on = False
        else:
            parts.append(piece)
            goes_on = single or _opens(piece.of(text.folded))
    return parts


def _opens(piece: str) -> bool:
    """Whether words stand before a name: a post, a body."""
    return piece.endswith(_POSTS) or has_ending(piece)


def _is_gap(text: Text, at: int) -> bool:
    """Whether something stands in the file between two signs that follow each other in the copy."""
    span = text.span(at - 1, at + 1)
    return span.end - span.start > _SPACED
