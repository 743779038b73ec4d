"""Units as records: the name they stand for, their second signboard, their full official name."""

import re
from collections.abc import Iterable, Iterator

from plan_extract.extraction.context import Context
from plan_extract.extraction.duties import Duty
from plan_extract.extraction.gazetteer import Gazetteer
from plan_extract.extraction.kinds import ANY_LEVEL, is_called, own_level_word
from plan_extract.extraction.peers import JOINS
from plan_extract.model import Basis, UnitMention
from plan_extract.text import HAN, Stretch

# 省市场监管局(省知识产权局) has a second signboard; 政府(管委会), 办公厅(室) are alternatives of a set
_SIGNBOARDS = (
    rf"({HAN}{{2,}}[部局委办厅])\(({HAN}{{2,}}(?:[局委办厅]|中心))\)"  # few texts have any: compiled when one does
)


def mentions(context: Context, duties: Iterable[Duty], offset: int, basis: Basis) -> tuple[UnitMention, ...]:
    """The units of duties as records, in order; `offset` is where their frame begins."""
    return tuple([unit for duty in duties for unit in _of_duty(context, duty, offset, basis)])


def _of_duty(context: Context, duty: Duty, offset: int, basis: Basis) -> Iterator[UnitMention]:
    """The units that share a role; peers among them may leave out what they have in common (field guide 4.7)."""
    text, folded, bodies = context.text, context.text.folded, context.bodies
    level_word: str | None = None
    elsewhere: str | None = None  # another place than the document's, whose body the list has named
    behind = 0
    for unit in duty.units:
        start, end = unit.start + offset, unit.end + offset
        words = text.words(start, end)
        name = words + unit.elided
        alias = canonical = None
        if folded[behind:start] not in JOINS:
            level_word = elsewhere = None
        behind = end
        if not unit.collective:
            if folded[end - 1] == ")":
                name, alias = _signboards(context, Stretch(start, end)) or (name, None)
            if not bodies.central:
                own = own_level_word(name)
                completed = level_word and not own and bodies.completed(level_word, name)
                name = completed or name
                level_word = own or level_word
                place = bodies.place_elsewhere(name)
                elsewhere = elsewhere if place is None else place
                name = _of_place(bodies, elsewhere, own, words) if elsewhere and place is None else name
            canonical = bodies.look_up(name).canonical
        yield UnitMention(
            text=words,
            name=name,
            role=duty.role,
            collective=unit.collective,
            canonical=canonical,
            alias=alias,
            span=text.span(start, end),
            basis=basis,
            rule=duty.rule,
        )


def _of_place(bodies: Gazetteer, place: str, own: str | None, name: str) -> str:
    """The name of a body behind one of another place: 四川省能源局、水利厅 are both of 四川省; as it is where none is called so."""
    bare = name.removeprefix(own) if own and place.endswith(own) else name
    whole = place + bare
    known = is_called(bare, ANY_LEVEL) or bodies.look_up(whole).canonical is not None
    return whole if known and (bare != name or not own) else name


def _signboards(context: Context, place: Stretch) -> tuple[str, str] | None:
    """The name of a unit and the second one in brackets behind it."""
    found = re.fullmatch(_SIGNBOARDS, place.of(context.text.folded))
    if found is None:
        return None
    first, second = (Stretch(*found.span(group)).shift(place.start) for group in (1, 2))
    return context.text.words(*first), context.text.words(*second)
