"""The published contract: the JSON Schema of a plan, generated from the model."""

import re
from typing import Any

from pydantic.json_schema import GenerateJsonSchema

from plan_extract.model import SCHEMA_VERSION, Plan

SCHEMA_ID = f"urn:plan-extract:schema:plan:{SCHEMA_VERSION}"
# Span is no pydantic model: it lies below them all
_SPAN: dict[str, Any] = {
    "additionalProperties": False,  # which pydantic below 2.14 leaves out
    "description": "位置：解码后文件中的码点范围，左闭右开。",
    "properties": {
        "start": {"title": "起点", "description": "第一个码点的序数，从 0 起", "type": "integer", "minimum": 0},
        "end": {"title": "终点", "description": "最后一个码点之后的序数", "type": "integer", "minimum": 0},
    },
}


def json_schema() -> dict[str, Any]:
    """The JSON Schema (2020-12) of a plan, with Chinese titles and descriptions."""
    schema = Plan.model_json_schema()
    schema["$defs"]["Span"] |= _SPAN
    for definition in (schema, *schema["$defs"].values()):
        definition["title"] = re.split("[：（。]", definition["description"])[0]
    return {"$schema": GenerateJsonSchema.schema_dialect, "$id": SCHEMA_ID, **schema}
