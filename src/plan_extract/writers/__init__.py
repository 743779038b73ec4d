"""Writers: a plan becomes the UTF-8 bytes of a file. They know the model and nothing else; `WRITERS` names the module of each format."""

from importlib import import_module

from plan_extract.model import Plan

WRITERS = {"json": "json_", "jsonl": "jsonl", "yaml": "yaml_"}


def render(plan: Plan, form: str) -> bytes:
    """The plan in one of the formats, UTF-8, with its line end."""
    rendered: bytes = import_module(f"plan_extract.writers.{WRITERS[form]}").render(plan)
    return rendered
