"""Units as records: the name they stand for, their second signboard, their full official name."""

import re
from collections.abc import Iterable

from plan_extract.extraction.context import Context
from plan_extract.extraction.duties import Duty
from plan_extract.extraction.gazetteer import canonical_name
from plan_extract.extraction.units import Mention
from plan_extract.model import Basis, UnitMention
from plan_extract.text import HAN

# 省市场监管局(省知识产权局) has a second signboard; 政府(管委会), 办公厅(室) are alternatives of a set
_SIGNBOARD = re.compile(rf"(?P<name>{HAN}{{2,}}[局委办厅])\((?P<alias>{HAN}{{2,}}[局委办厅])\)")


def mentions(context: Context, duties: Iterable[Duty], offset: int, basis: Basis) -> tuple[UnitMention, ...]:
    """The units of duties as records, in order; `offset` is where their frame begins."""
    return tuple([_mention(context, duty, unit, offset, basis) for duty in duties for unit in duty.units])


def _mention(context: Context, duty: Duty, unit: Mention, offset: int, basis: Basis) -> UnitMention:
    text = context.text
    start, end = offset + unit.start, offset + unit.end
    words = text.words(start, end)
    signboard = _SIGNBOARD.fullmatch(text.folded, start, end) if text.folded[end - 1] == ")" else None
    name = text.words(*signboard.span("name")) if signboard else words
    known = not unit.collective and canonical_name(name, context.region, context.level, context.issued_on)
    return UnitMention(
        text=words,
        name=name,
        role=duty.role,
        collective=unit.collective,
        canonical=known or None,
        alias=text.words(*signboard.span("alias")) if signboard else None,
        span=text.span(start, end),
        basis=basis,
        rule=duty.rule,
    )
