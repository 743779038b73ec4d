"""Known public bodies: what a short name stands for, at the place and on the date of the document (field guide 5)."""

import functools
from collections import defaultdict
from datetime import date
from typing import NamedTuple

from plan_extract.model import Level
from plan_extract.vocab import table

LEVELS = {"省": "province", "市": "city", "县": "county", "区": "county"}


class Body(NamedTuple):
    """A body of one level: its official name without the region, and when and where that name holds."""

    name: str
    region: str
    valid_from: date
    valid_to: date


@functools.lru_cache(maxsize=4096)
def canonical_name(name: str, region: str | None, level: Level | None, issued_on: date | None) -> str | None:
    """The full official name at the issuer's place, level and date; None where it is not known for sure.

    `name` begins with its level (省编办), which is read as the issuer's own.
    """
    if region is None or issued_on is None or level is None or LEVELS.get(name[:1]) != level:
        return None
    names = {
        body.name
        for body in _bodies().get((level, name[1:]), ())
        if body.region in ("", region) and body.valid_from <= issued_on <= body.valid_to
    }
    return region + names.pop() if len(names) == 1 else None


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
