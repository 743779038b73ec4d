"""Records as JSON has them, of this version or an older one: what may not be there yet is read with `get`."""

from collections.abc import Iterator
from typing import Any, NamedTuple

Record = dict[str, Any]


class Fact(NamedTuple):
    """Something that a record says of a place of the file, as a reviewer reads it."""

    start: int
    end: int
    words: str


def units(record: Record) -> Iterator[Record]:
    """Every mention of a unit at its place."""
    return (unit for one in record.get("assignments", ()) for unit in one.get("units", ()))


def targets(record: Record) -> Iterator[Record]:
    """Every target; a record holds them in its tasks and goals only."""
    return (
        one for layer in ("tasks", "goals") for holder in record.get(layer, ()) for one in holder.get("targets", ())
    )


def fact(record: Record, words: str) -> Fact:
    """What a record with a span says; without a span it says it of the whole file."""
    span = record.get("span") or {}
    return Fact(span.get("start", 0), span.get("end", 0), words)


def is_single(unit: Record) -> bool:
    """Whether a mention names one body, not a kind of bodies."""
    return not unit.get("collective")
