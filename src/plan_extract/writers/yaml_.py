"""YAML, for people who read and compare records."""

from typing import Any

import yaml

from plan_extract.model import Plan

_NO_WRAPPING = 1_000_000
_DUMPER: type[Any] = getattr(yaml, "CSafeDumper", yaml.SafeDumper)  # the same text, five times faster


def render(plan: Plan) -> bytes:
    """One plan as one YAML document that can stand in a stream of several."""
    rendered: bytes = yaml.dump(
        plan.model_dump(mode="json"),
        Dumper=_DUMPER,
        allow_unicode=True,
        sort_keys=False,
        explicit_start=True,
        width=_NO_WRAPPING,
        encoding="utf-8",
    )
    return rendered
