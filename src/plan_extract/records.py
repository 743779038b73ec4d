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
    """One record of a file: the plan, or what keeps it from being one."""

    plan: Plan | None
    problems: tuple[Problem, ...]


def read_records(data: bytes, path: str) -> Iterator[Checked]:
    """The records of a file, by its ending, else by its first character.

    Raises UnreadableError where the file is no JSON, JSON Lines or YAML; a record that is none of ours is `Checked`.
    """
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise UnreadableError("undecodable", path=path, tried="utf-8") from None
    form = _FORMS.get(Path(path).suffix.lower()) or _guess(text)
    return {"json": _json, "jsonl": _json_lines, "yaml": _yaml}[form](text, path)


def _guess(text: str) -> str:
    if not text.lstrip().startswith("{"):
        return "yaml"
    first, _, rest = text.strip().partition("\n")
    return "jsonl" if first.endswith("}") and rest.startswith("{") else "json"


def _json(text: str, path: str) -> Iterator[Checked]:
    yield _check(text, path, 1, "JSON")


def _json_lines(text: str, path: str) -> Iterator[Checked]:
    for number, line in enumerate(text.split("\n"), 1):
        if line.strip():
            yield _check(line, path, number, "JSON Lines")


def _yaml(text: str, path: str) -> Iterator[Checked]:
    import yaml

    from plan_extract.yamlish import Loader

    try:
        documents = list(yaml.load_all(text, Loader=Loader))
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark
        line, column = (mark.line + 1, mark.column + 1) if mark else (1, 1)
        raise UnreadableError(
            "not_a_record", path=path, line=line, column=column, form="YAML", reason=error.problem
        ) from None
    for document in documents:
        yield _validate(json.dumps(document, default=str))


def _check(text: str, path: str, line: int, form: str) -> Checked:
    """Validate one JSON text; say where it stops being JSON, if it does."""
    checked = _validate(text)
    if any(problem.place == "" and problem.message.startswith("Invalid JSON") for problem in checked.problems):
        try:
            json.loads(text)
        except json.JSONDecodeError as error:
            raise UnreadableError(
                "not_a_record", path=path, line=line + error.lineno - 1, column=error.colno, form=form, reason=error.msg
            ) from None
    return checked


def _validate(text: str) -> Checked:
    try:
        return Checked(Plan.model_validate_json(text, strict=True), ())
    except ValidationError as error:
        found = (
            Problem(_place(one["loc"]), one["msg"]) for one in error.errors(include_url=False, include_input=False)
        )
        return Checked(None, tuple(found))


def _place(location: tuple[int | str, ...]) -> str:
    """`("tasks", 3, "span")` as `tasks[3].span`."""
    place = "".join(f"[{step}]" if isinstance(step, int) else f".{step}" for step in location)
    return place.removeprefix(".")
