"""What a clause is for: guideline, goal, principle, task, guarantee, phase (field guide 9)."""

from collections.abc import Sequence
from typing import cast

from plan_extract.model import ClauseRole
from plan_extract.structure.parts import Part
from plan_extract.vocab import Endings, table, words

_ROLE_OF = cast(dict[str, ClauseRole], {row["heading"]: row["role"] for row in table("section_roles")})
_TELLING = frozenset(words("background_headings"))
_SAYING = Endings(_ROLE_OF)
_GROUPS = {"principle", "goal"}  # these name the group as well as what stands in it


def assign_roles(
    headings: Sequence[str | None],
    parents: Sequence[int | None],
    numbered: Sequence[bool],
    known: Sequence[ClauseRole | None],
    part: Part,
) -> list[ClauseRole]:
    """The role of each clause, from its heading or the nearest heading above that says one.

    `known` are the roles that no heading decides: of tables, and of what closes the document with duties for all.

    Leaves of the body are tasks unless a heading says otherwise; groups are `other`, and so are paragraphs under no
    number (the preamble), the cover notice, and annexes that are no plans. Of a fragment nobody knows what stood above it: it may oblige.
    """
    if part.name == "cover":  # what a notice asks for beside the plan
        groups = set(parents)
        return ["guarantee" if one and index not in groups else "other" for index, one in enumerate(numbered)]
    if not part.obliges:
        return [role if role == "task" else "other" for role in known]
    groups = set(parents)
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
        roles.append(said[-1] if speaks else "other")
    return roles


def _role_said(heading: str | None) -> ClauseRole | None:
    if heading in _TELLING:
        return "other"
    said = _SAYING.longest(heading) if heading else None
    return _ROLE_OF[said] if said else None
