"""What a reader must keep, whatever the format: the reading of the example plan, and an answer to any damage."""

from collections.abc import Iterator
from typing import Any

from plan_extract import Plan
from plan_extract.errors import UnreadableError
from plan_extract.guarantees import find_problems
from plan_extract.model import Source
from plan_extract.pipeline import parse_source
from plan_extract.readers import read_bytes


def plan_of(data: bytes, name: str) -> tuple[Plan, Source, str]:
    """The plan in the bytes of a file, with its source and text; the guarantees hold."""
    source, text = read_bytes(data, name)
    plan = parse_source(source, text)
    assert plan.coverage.unclaimed == 0
    assert find_problems(plan, raw=text) == []
    return plan, source, text


def essence(plan: Plan) -> dict[str, Any]:
    """What does not depend on the format that a plan was read from."""
    return {
        "clauses": [(one.id, one.heading, one.text, one.role) for one in plan.clauses],
        "tasks": [(one.id, one.title, one.text) for one in plan.tasks],
        "units": [
            (unit.text, unit.name, unit.role, unit.canonical, task.id) for task in plan.tasks for unit in task.units
        ],
        "deadlines": [(one.text, one.start, one.end) for one in plan.deadlines],
        "targets": [(one.metric, one.op, one.value, one.text) for task in plan.tasks for one in task.targets],
    }


def survives(data: bytes, name: str) -> bool:
    """Whether bytes are read; if not, they are refused as a file that cannot be read."""
    try:
        read_bytes(data, name)
    except UnreadableError:
        return False
    return True


def prefixes(data: bytes, most: int = 500) -> Iterator[bytes]:
    """The beginnings of a file, evenly spread."""
    return (data[: len(data) * count // most] for count in range(most))


def flipped(data: bytes, most: int = 300) -> Iterator[bytes]:
    """A file with one byte changed, evenly spread."""
    for count in range(most):
        at = len(data) * count // most
        yield data[:at] + bytes([data[at] ^ (1 << count % 8)]) + data[at + 1 :]
