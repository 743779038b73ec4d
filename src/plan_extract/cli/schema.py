"""`plan-extract schema`: the contract."""


def command() -> None:
    """Print the JSON Schema (2020-12) of the record."""
    import json

    from plan_extract.cli.outcome import emit
    from plan_extract.schema import json_schema

    emit(json.dumps(json_schema(), ensure_ascii=False, indent=2) + "\n")
