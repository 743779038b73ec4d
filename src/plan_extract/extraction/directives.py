"""What a plan agrees once for many annotations: who of a list leads, who takes part everywhere (field guide 4.5, 4.6).

Such words stand in or beside the first annotation, or in the notice before the plan. They name no units of their own
and must be cut out of a list before it is split. Few plans have any: this module is loaded by the first that hints at one.
"""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from plan_extract.extraction.duties import Duty
from plan_extract.extraction.labelling import label_role
from plan_extract.extraction.places import leading_places
from plan_extract.extraction.units import Mention
from plan_extract.model import Role
from plan_extract.text import Stretch


class Directive(NamedTuple):
    """A kind of directive: how a phrase that gives it begins."""

    name: str
    pattern: str
    examples: tuple[str, ...]


_FIRST = (
    r"(?:(?:列|排)[^,。;:()\n]{0,6}?(?:第一|首|前)|第一(?:个|责任)?(?:责任)?(?:单位|部门)|首个(?:单位|部门)"
    r"|(?P<mark>逗号|分号|顿号)(?:之|以)?前)[^,。;:()\n]{0,10}(?:为|是|作为)[^,。;:()\n]{0,4}?(?:牵头|主办|主责|汇总)"
)
# Order matters: 以下任务不再列出 says of whom it speaks in the phrase before it.
DIRECTIVES = (
    Directive(
        "first_leads",
        rf"[^,。;:()\n]{{0,16}}?{_FIRST}",
        (
            "列第一位者为牵头单位",
            "排在第一位的部门为牵头部门",
            "列首位的为牵头单位",
            "第一责任单位为牵头单位",
            "逗号前为牵头单位",
        ),
    ),
    Directive("others", r"其(?:余|他|它)[^,。;:()\n]{0,8}(?:为|是|作为)", ("其余为责任单位", "其他单位为配合单位")),
    Directive(
        "no_more",
        r"(?:以下|后续|下列)?[^,。;:()\n]{0,8}?不再(?:单独|一一|逐一|重复|另行|单)?(?:列|做|作|注|标|分)",
        ("不再列出", "以下任务不再列出", "不再做分工"),
    ),
    Directive(
        "everywhere",
        r"(?:(?:以下|具体|后续|下列|各项|所有|其他)[^,。;:()\n]{0,12}?)?(?:均|都)(?:需|须|涉及|由|请)",
        ("以下均需各市人民政府落实", "具体任务均涉及相关市人民政府", "以下各条均涉及"),
    ),
    Directive("same_below", r"下同", ("下同",)),
)
_OTHERS = r"其(?:余|他|它)[^。;()\n]{0,8}(?:为|是|作为)[^,。;()\n]+"
_PATTERN = re.compile("|".join(f"(?P<{row.name}>{row.pattern.replace('?P<mark>', '?:')})" for row in DIRECTIVES))
_SEVERAL = re.compile("(?:[两二三四五]|各)(?:省|市|地|州)+[区市]*[^,;。()]{0,4}$")
_NEAR = 12
_LISTING = frozenset("、,;:。")
_LASTING = ("以下", "后续", "下列", "下同", "不再")
_GROUP = re.compile(r"[(),;。\n]")
_NESTED = re.compile(r"\([^()]*\)")
_NOTHING = "。"
_MARKS = {"逗号": ",", "分号": ";", "顿号": "、"}


class Cut(NamedTuple):
    """A frame with its directives cut out, as long as before, and the units in it that take part in all that follows."""

    words: str
    everywhere: Stretch | None


class LeadRule(NamedTuple):
    """That the first of a list leads, or all before its first `mark`; what the `others` are.

    It holds in the copy from `start` up to `end`, if it has one: what a bracket says without 下同 holds for its own list.
    `several`: the first of each of several places does, 两省市列首位的为牵头单位.
    """

    start: int
    end: int | None
    mark: str | None
    others: Role
    several: bool

    def governs(self, place: int) -> bool:
        """Whether it holds for a list that begins at a place of the copy."""
        return self.start <= place and (self.end is None or place < self.end)

    def find_leads(self, duties: Sequence[Duty], words: str) -> Sequence[int]:
        """Which units of a plain list lead, by index; a set never does (field guide 4.5)."""
        if not duties or duties[0].role != "responsible" or any(duty.role == "lead" for duty in duties):
            return ()
        units = [unit for duty in duties for unit in duty.units]
        if self.several:
            return [index for index in range(len(units)) if _opens_place(words, units, index)]
        return range(self._count(units, words))

    def _count(self, units: Sequence[Mention], words: str) -> int:
        leading = 1
        if self.mark:
            gaps = [words[one.end : other.start] for one, other in pairwise(units)]
            leading = next((number for number, gap in enumerate(gaps, 1) if self.mark in gap), len(gaps) == 0)
        return next((number for number, unit in enumerate(units[:leading]) if unit.collective), leading)


def _opens_place(words: str, units: Sequence[Mention], index: int) -> bool:
    """Whether a unit is the first of the list, or the first of another place behind a semicolon."""
    unit = units[index]
    gap = words[units[index - 1].end : unit.start] if index else ";"
    return ";" in gap and not unit.collective and (not index or bool(leading_places(words[unit.start : unit.end])[0]))


def cut_directives(frame: str) -> Cut:
    """Cut directives out of the inside of a frame.

    >>> cut_directives("市经信局、市财政局(列第一位者为牵头单位,下同)").words
    '市经信局、市财政局。。。。。。。。。。。。。。。'
    >>> frame = "市经信局负责。以下均需各区政府落实,不再列出"
    >>> words, everywhere = cut_directives(frame)
    >>> words.rstrip("。,"), everywhere.of(frame)
    ('市经信局负责', '各区政府落实')
    """
    words = list(frame)
    for bracket in _nested(frame):
        _blank(words, bracket)
    everywhere = last = None
    for group in _groups(frame):
        directive = _PATTERN.match(frame, *group)
        kind = directive and directive.lastgroup
        if not directive or not kind:
            last = group
            continue
        named = Stretch(directive.end(), group.end) if kind == "everywhere" else None
        if kind in ("everywhere", "no_more") and not everywhere:
            everywhere = named if named and named.start < named.end else last
        _blank(words, group)
    if everywhere and everywhere.start and any(word in frame for word in _LASTING):
        _blank(words, everywhere)
        return Cut("".join(words), everywhere)
    return Cut("".join(words), None)


def find_lead_rule(folded: str) -> LeadRule | None:
    """The directive of a text that says who of a list leads, wherever it stands.

    In an annotation it governs from its line on, without 下同 only there unless it names nobody; a sentence in the notice or
    a note under the text, the whole text.
    """
    found = re.search(_FIRST, folded)
    if not found:
        return None
    line = folded.rfind("\n", 0, found.start()) + 1
    opened = folded.rfind("(", line, found.start())
    inside = opened > folded.rfind(")", line, found.start())
    below = "下同" in folded[found.end() : found.end() + 12] or "以下" in folded[line : found.start()]
    nested = folded.count("(", line, opened) > folded.count(")", line, opened)
    below = below or (inside and not nested and not _LISTING.intersection(folded[opened + 1 : found.start()]))
    behind = re.search(_OTHERS, folded[found.end() : found.end() + 40])
    others = label_role(behind[0]) if behind else None
    return LeadRule(
        start=line if inside or below else 0,
        end=folded.find("\n", found.end()) if inside and not below else None,
        mark=_MARKS[found["mark"]] if found["mark"] else None,
        others="support" if others == "support" else "responsible",
        several=_SEVERAL.search(folded, max(line, found.start() - _NEAR), found.start()) is not None,
    )


def _nested(frame: str) -> Iterator[Stretch]:
    """The inner brackets that hold a directive and nothing else."""
    for found in _NESTED.finditer(frame):
        if _PATTERN.match(frame, found.start() + 1, found.end() - 1):
            yield Stretch(*found.span())


def _groups(frame: str) -> Iterator[Stretch]:
    """What stands between commas and stops outside of inner brackets."""
    depth = begin = 0
    for found in _GROUP.finditer(frame):
        if found[0] in "()":
            depth = max(0, depth + (1 if found[0] == "(" else -1))
        elif not depth:
            yield Stretch(begin, found.start())
            begin = found.end()
    yield Stretch(begin, len(frame))


def _blank(words: list[str], stretch: Stretch) -> None:
    words[stretch.start : stretch.end] = _NOTHING * (stretch.end - stretch.start)
