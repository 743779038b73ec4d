"""JSON Lines: one plan a line, for many of them in one stream."""

from pydantic_core import to_json

from plan_extract.model import Plan


def render(plan: Plan) -> bytes:
    """One plan as one line."""
    return to_json(plan) + b"\n"
