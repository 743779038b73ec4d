"""Known public bodies: what a short name stands for, at the place and on the date of the document (field guide 5)."""

import functools
from collections import defaultdict
from datetime import date
from typing import NamedTuple

from plan_extract.extraction.context import Context
from plan_extract.vocab import table

LEVELS = {"省": "province", "市": "city", "县": "county", "区": "county"}


class Body(NamedTuple):
    """A body of one level: its official name without the region, and when and where that name holds."""

    name: str
    region: str
    valid_from: date
    valid_to: date


def canonical_name(name: str, context: Context) -> str | None:
    """The full official name at the issuer's place and date; None where it is not known for sure.

    `name` begins with its level (省编办), which is read as the issuer's own.
    """
    if context.region is None or context.issued_on is None or LEVELS.get(name[:1]) != context.level:
        return None
    names = {
        body.name
        for body in _bodies()[context.level, name[1:]]
        if body.region in ("", context.region) and body.valid_from <= context.issued_on <= body.valid_to
    }
    return context.region + names.pop() if len(names) == 1 else None


@functools.cache
def _bodies() -> dict[tuple[str, str], tuple[Body, ...]]:
    known: defaultdict[tuple[str, str], tuple[Body, ...]] = defaultdict(tuple)
    for row in table("bodies"):
        body = Body(
            row["name"],
            row["region"],
            date.fromisoformat(row["valid_from"]) if row["valid_from"] else date.min,
            date.fromisoformat(row["valid_to"]) if row["valid_to"] else date.max,
        )
        for name in (row["name"], *filter(None, row["aliases"].split("|"))):
            known[row["level"], name] += (body,)
    return known
