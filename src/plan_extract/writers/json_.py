"""JSON, indented for people, Chinese as it is."""

from plan_extract.model import Plan


def render(plan: Plan) -> str:
    """One plan as one JSON document."""
    return plan.model_dump_json(indent=2) + "\n"
