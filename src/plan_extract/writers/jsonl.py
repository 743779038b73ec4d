"""JSON Lines: one plan a line, for many of them in one stream."""

from plan_extract.model import Plan


def render(plan: Plan) -> str:
    """One plan as one line."""
    return plan.model_dump_json() + "\n"
