"""Writers: a plan becomes text. They know the model and nothing else; `WRITERS` names the module of each format."""

from importlib import import_module

from plan_extract.model import Plan

WRITERS = {"json": "json_", "jsonl": "jsonl", "yaml": "yaml_"}


def render(plan: Plan, form: str) -> str:
    """The plan as text of one format, with its line end."""
    rendered: str = import_module(f"plan_extract.writers.{WRITERS[form]}").render(plan)
    return rendered
