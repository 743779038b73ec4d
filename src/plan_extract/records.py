"""Records read back: JSON, JSON Lines and YAML into plans, checked against the schema."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from pydantic import ValidationError

from plan_extract.errors import UnreadableError
from plan_extract.guarantees import Problem
from plan_extract.model import Plan

_FORMS = {".json": "json", ".jsonl": "jsonl", ".ndjson": "jsonl", ".yaml": "yaml", ".yml": "yaml"}


class Checked(NamedTuple):
    """One record of a file: where it stands (`:3` a line, `#2` a YAML document), and the plan or what keeps it from one."""

    place: str
    plan: Plan | None
    problems: tuple[Problem, ...]


def read_records(data: bytes, path: str) -> Iterator[Checked]:
    """The records of a file, by its ending, else by its first character.

    Raises UnreadableError where the file is no JSON, JSON Lines or YAML; a record that is none of ours is `Checked`.
    """
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise UnreadableError("undecodable", path=path, tried="utf-8", offset=error.start) from None
    form = _FORMS.get(Path(path).suffix.lower()) or _guess(text)
    return {"json": _json, "jsonl": _json_lines, "yaml": _yaml}[form](text, path)


def _guess(text: str) -> str:
    if not text.lstrip().startswith("{"):
        return "yaml"
    first, _, rest = text.strip().partition("\n")
    return "jsonl" if first.endswith("}") and rest.startswith("{") else "json"


def _json(text: str, path: str) -> Iterator[Checked]:
    yield _check(text, path, 1, "")


def _json_lines(text: str, path: str) -> Iterator[Checked]:
    for number, line in enumerate(text.split("\n"), 1):
        if line.strip():
            yield _check(line, path, number, f":{number}")


def _yaml(text: str, path: str) -> Iterator[Checked]:
    for number, document in enumerate(_yaml_documents(text, path), 1):
        yield _check(document, path, 1, f"#{number}" if number > 1 else "")


def _yaml_documents(text: str, path: str) -> list[str]:
    """The documents of a YAML stream, as JSON."""
    import yaml

    from plan_extract.yamlish import load_all

    line, column = 1, 1
    try:
        return [json.dumps(document, default=str) for document in load_all(text)]
    except yaml.MarkedYAMLError as error:
        reason = str(error.problem)
        if error.problem_mark:
            line, column = error.problem_mark.line + 1, error.problem_mark.column + 1
    except (yaml.YAMLError, ValueError, TypeError, LookupError, RecursionError, AttributeError) as error:
        reason = str(error)  # a control character, `!!int x`, a key that is no word, a thousand levels
    raise UnreadableError("not_a_record", path=path, line=line, column=column, form="YAML", reason=reason)


def _check(text: str, path: str, line: int, place: str) -> Checked:
    """Validate one JSON text; raises UnreadableError where it is none."""
    try:
        return Checked(place, Plan.model_validate_json(text, strict=True), ())
    except ValidationError as error:
        found = error.errors(include_url=False, include_input=False)
    if found[0]["type"] == "json_invalid":
        row, column, reason = _where_no_json(text) or (1, 1, found[0]["msg"])
        raise UnreadableError("not_a_record", path=path, line=line + row - 1, column=column, form="JSON", reason=reason)
    return Checked(place, None, tuple(Problem(_place(one["loc"]), one["msg"]) for one in found))


def _where_no_json(text: str) -> tuple[int, int, str] | None:
    """Line, column and reason, counted in characters; pydantic counts bytes."""
    try:
        json.loads(text)
    except json.JSONDecodeError as error:
        return error.lineno, error.colno, error.msg
    except (ValueError, RecursionError) as error:  # a number of thousands of digits, a hundred thousand brackets
        return 1, 1, str(error)
    return None


def _place(location: tuple[int | str, ...]) -> str:
    """`("tasks", 3, "span")` as `tasks[3].span`."""
    place = "".join(f"[{step}]" if isinstance(step, int) else f".{step}" for step in location)
    return place.removeprefix(".")
