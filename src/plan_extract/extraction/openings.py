"""The bodies that a clause or a sentence begins with: as with a heading, or before a plain verb (field guide 4.1)."""

import re
from collections.abc import Callable

from plan_extract.extraction.shapes import has_ending, is_whole
from plan_extract.extraction.subjects import Named, begins_with_verb, find_actor, list_units
from plan_extract.structure.clauses import Clause
from plan_extract.text import Stretch

_LONGEST_TITLE = 40
_ENDS = ("\u3002", ";")
_DONE = re.compile("已|了(?!解)|(?<![通超])过(?![程渡])")  # what has been done obliges nobody
# where an office sits is no duty, what it does there is: 办公室设在市财政局,负责日常工作
_WHEN = r"[从自到至]?(?:20\d\d年|每年)[^,\u3002;]{0,8}(?:[起前底内末]|期间|半年|季度|月),"  # 从2019年起,各有关部门…
_BEGINS_WHEN = frozenset("从自到至2每")
_PLACED = ("设在", "下设", "加挂")
_CHARGED = "设在[^,]{2,30},(?:具体)?(?:负责|承担|牵头|统筹|协调)"
_OFFICES = ("办公室", "领导小组", "指挥部", "工作组", "联席会议")
_SURE = (*_OFFICES, "公安机关", "税务机关", "司法机关", "检察机关", "监察机关")
_SETS = ("各", "省(", "省、自治区", "有关", "相关", "地方", "国务院有关", "省级", "市级", "县级", "区级")


def find_titled(folded: str, clause: Clause, known: Callable[[str], bool]) -> Named | None:
    """The bodies that head a clause, so that its text says what they have to do: 县财政局:落实资金."""
    colon = folded.find(":", clause.own.start, min(clause.own.end, clause.own.start + _LONGEST_TITLE))
    behind = clause.heading is not None and clause.heading.end < clause.body.start
    end = colon if colon >= 0 else clause.heading.end if clause.heading and behind else -1
    named = list_units(folded, clause.own.start, end) if end > 0 else None
    names = [unit.name(folded) for unit in named.units] if named else []
    named_so = [
        known(name) or _is_set(name) or name.endswith(_OFFICES) or (colon >= 0 and not name.endswith("单位"))
        for name in names
    ]
    return named if all(named_so) else None


def find_headed(folded: str, sentence: Stretch, known: Callable[[str], bool]) -> Named | None:
    """The bodies that head a sentence inside a clause: 教委:负责…, or known ones before another verb."""
    colon = folded.find(":", sentence.start, min(sentence.end, sentence.start + _LONGEST_TITLE))
    named = list_units(folded, sentence.start, colon) if colon >= 0 else None
    if named is None or any(unit.name(folded).endswith("单位") for unit in named.units):
        return None
    if folded.startswith("负责", colon + 1):
        return named
    return named if begins_with_verb(folded, colon + 1) and are_sure(folded, named, known) else None


def find_opening(folded: str, sentence: Stretch, known: Callable[[str], bool]) -> Named | None:
    """The bodies that a sentence begins with, right before a plain verb: each is known, or a set of bodies."""
    ends = folded.startswith(_ENDS, sentence.end)  # else it may be a heading: 各专业委员会建设情况
    if not ends or folded.startswith("会同", sentence.start) or _DONE.search(folded, *sentence):
        return None
    when = folded[sentence.start] in _BEGINS_WHEN and re.match(_WHEN, sentence.of(folded))
    start = sentence.start + (when.end() if when else 0)
    named = find_actor(folded, start, sentence.end)
    if named is None or named.units[0].start != start:  # 与省生态环境厅共同建立
        return None
    if folded.startswith(_PLACED, named.end) and not re.match(_CHARGED, folded[named.end : sentence.end]):
        return None
    return named if are_sure(folded, named, known) else None


def are_sure(folded: str, named: Named, known: Callable[[str], bool]) -> bool:
    """Whether each of some bodies is known, or surely a set of bodies."""
    names = [unit.name(folded) for unit in named.units]
    return all((has_ending(name) and known(name)) or _is_set(name) or name.endswith(_SURE) for name in names)


def _is_set(name: str) -> bool:
    """Whether a name surely is that of a set of bodies: 各市县, 地方各级党委和政府."""
    return name.startswith(_SETS) and is_whole(name) and "向" not in name
