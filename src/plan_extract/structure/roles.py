"""What a clause is for: guideline, goal, principle, task, guarantee, phase (field guide 9)."""

import re
from collections.abc import Callable, Sequence
from typing import cast

from plan_extract.model import ClauseRole
from plan_extract.structure.headings import Item, find_assigning
from plan_extract.structure.parts import Part
from plan_extract.vocab import Endings, table, words

_ROLE_OF = cast(dict[str, ClauseRole], {row["heading"]: row["role"] for row in table("section_roles")})
_OBLIGED = re.compile(
    r"(?:^|(?<=[\u3002;\n,]))各(?!项|类|种|条|方)[^\u3002;:,]{1,30}(?:要|应|须|将|于)"
    r"|^[^\u3002;:,由本]{2,20}(?<=[部委局厅办室院])(?:要|应|将)?(?:会同|牵头|负责(?!人|同))"
)
# an article that says why the document is made, what it is about, what its words mean, from when on it holds
_ON_ITSELF = re.compile(
    r"(?:为|根据|依据)[^\u3002]{4,300}制定[本此][^\u3002]{2,10}\u3002$|[本此].{2,12}(?:适用于|所称|自.{2,20}起(?:施行|实施|执行|生效))"
)
# any other item that does so
_IN_FORCE = (
    r"本[^\u3002,]{0,8}(?:意见|方案|通知|办法|措施|细则|计划|规划|规定|政策|要点|文件)"
    r"(?:自[^\u3002]{2,20}起[^\u3002]{0,10}(?:施行|实施|执行|生效)(?=[,;\u3002]|$)|由[^\u3002]{2,20}负责解释)"
)
# in the last bracket of an item that somebody is to do
_TELLING = frozenset(words("background_headings"))
_SAYING = Endings(_ROLE_OF)
# 落实双控目标 is something to do, not a goal
_DOES = ("落实", "完成", "实现", "分解", "强化", "压实", "抓好", "推动", "推进", "加快", "严格", "确保")
_AIMS = {"guideline", "goal", "principle"}
_GROUPS = {"principle", "goal"}  # these name the group as well as what stands in it


def known_role(folded: str, item: Item, *, behind: bool) -> ClauseRole | None:
    """The role of an item that no heading decides: a table, an annex, an article on the document itself, duties for all.

    `behind` says that it stands behind a numbered item.
    """
    family, first = item.marker.family if item.marker else None, item.paragraphs[0]
    if item.columns:
        return "task"
    if family == "fj" or (family == "tiao" and _ON_ITSELF.match(folded, *first)):
        return "other"
    if folded.startswith("本", first.start) and re.match(_IN_FORCE, first.of(folded)):
        return "other"
    return "guarantee" if family is None and behind and _OBLIGED.search(first.of(folded)) else None


def is_assigned(folded: str, item: Item) -> bool:
    """Whether an item ends with a bracket that says who does it, so that it is a task under any heading."""
    return find_assigning(item.paragraphs[-1].of(folded).removesuffix("\u3002")) is not None


def find_groups(items: Sequence[Item], parents: Sequence[int | None]) -> frozenset[int | None]:
    """The items that others lie under; a box beside the text (专栏) makes no group of its item."""
    return frozenset(parent for item, parent in zip(items, parents, strict=True) if not _is_box(item))


def _is_box(item: Item) -> bool:
    return item.marker is not None and item.marker.family == "zl"


def assign_roles(
    headings: Sequence[str | None],
    parents: Sequence[int | None],
    groups: frozenset[int | None],
    numbered: Sequence[bool],
    assigned: Callable[[int], bool],
    known: Sequence[ClauseRole | None],
    part: Part,
) -> list[ClauseRole]:
    """The role of each clause, from its heading or the nearest heading above that says one.

    `known` are the roles that no heading decides: of tables, and of what closes the document with duties for all. What
    is `assigned` to somebody is a task, though it stands among goals.

    Leaves of the body are tasks unless a heading says otherwise; groups are `other`, and so are paragraphs under no
    number (the preamble) and annexes that are no plans, but for what they assign to somebody. Numbered items of a cover
    notice are guarantees. Of a fragment nobody knows what stood above it: it may oblige.
    """
    if part.name == "cover":  # what a notice asks for beside the plan
        return ["guarantee" if one and index not in groups else "other" for index, one in enumerate(numbered)]
    if not part.obliges:
        given = (one and index not in groups and assigned(index) for index, one in enumerate(numbered))
        return ["task" if role == "task" or one else "other" for role, one in zip(known, given, strict=True)]
    said: list[ClauseRole] = []
    roles: list[ClauseRole] = []
    block: ClauseRole = "task"
    for index, (heading, parent) in enumerate(zip(headings, parents, strict=True)):
        if heading and not numbered[index]:
            block = _role_said(heading) or "task"  # it heads the items behind it, though none lies under it
        above = said[parent] if parent is not None else block
        said.append(_role_said(heading) or above)
        if role := known[index]:
            roles.append(role)
            continue
        speaks = (numbered[index] or part.name == "fragment") and (index not in groups or said[-1] in _GROUPS)
        aims = said[-1] in _AIMS and index not in groups and assigned(index)
        roles.append("other" if not speaks else "task" if aims else said[-1])
    return roles


def _role_said(heading: str | None) -> ClauseRole | None:
    if heading in _TELLING:
        return "other"
    said = _SAYING.longest(heading) if heading else None
    role = _ROLE_OF[said] if said else None
    return None if role == "goal" and heading and heading.startswith(_DOES) else role
