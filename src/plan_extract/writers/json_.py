"""JSON, indented for people, Chinese as it is."""

from pydantic_core import to_json

from plan_extract.model import Plan


def render(plan: Plan) -> bytes:
    """One plan as one JSON document."""
    return to_json(plan, indent=2) + b"\n"
