"""Records read back: JSON, JSON Lines and YAML into plans, checked against the schema."""

import json
import re
from collections.abc import Iterator
from functools import cache, partial
from pathlib import Path
from typing import NamedTuple

from pydantic import ValidationError

from plan_extract.errors import UnreadableError
from plan_extract.model import Plan
from plan_extract.problems import Problem
from plan_extract.records.places import File, Places, read_json, read_yaml
from plan_extract.text import Lines

_FORMS = {".json": "json", ".jsonl": "jsonl", ".ndjson": "jsonl", ".yaml": "yaml", ".yml": "yaml"}
_PLACE = re.compile(r" at line (\d+) column (\d+)$")


class Checked(NamedTuple):
    """One record of a file: the plan or what keeps it from being one, and where its values stand."""

    plan: Plan | None
    problems: tuple[Problem, ...]
    places: Places


def read_records(data: bytes, path: str) -> Iterator[Checked]:
    """The records of a file, by its ending, else by its first character.

    Raises UnreadableError where the file is no JSON, JSON Lines or YAML; a record that is none of ours is `Checked`.
    """
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise UnreadableError("undecodable", path=path, tried="utf-8", offset=error.start) from None
    form = _FORMS.get(Path(path).suffix.lower()) or _guess(text)
    return {"json": _json, "jsonl": _json_lines, "yaml": _yaml}[form](File(text), path)


def _guess(text: str) -> str:
    if not text.lstrip().startswith("{"):
        return "yaml"
    first, _, rest = text.strip().partition("\n")
    return "jsonl" if first.endswith("}") and rest.startswith("{") else "json"


def _json(file: File, path: str) -> Iterator[Checked]:
    yield _check(file.text, path, 1, Places(file, partial(read_json, file.text, 0, len(file.text))))


def _json_lines(file: File, path: str) -> Iterator[Checked]:
    start = 0
    for number, line in enumerate(file.text.split("\n"), 1):
        end = start + len(line)
        if line.strip():
            yield _check(line, path, number, Places(file, partial(read_json, file.text, start, end)))
        start = end + 1


def _yaml(file: File, path: str) -> Iterator[Checked]:
    trees = cache(partial(read_yaml, file.text))
    for number, document in enumerate(_yaml_documents(file.text, path)):
        yield _check(document, path, 1, Places(file, partial(lambda one: trees()[one], number)))


def _yaml_documents(text: str, path: str) -> list[str]:
    """The documents of a YAML stream, as JSON."""
    import yaml

    from plan_extract.yamlish import load_all

    offset = 0
    try:
        return [json.dumps(document, default=str) for document in load_all(text)]
    except yaml.MarkedYAMLError as error:
        reason = str(error.problem)
        offset = error.problem_mark.index if error.problem_mark else 0
    except yaml.reader.ReaderError as error:  # a control character; its position counts bytes
        reason = str(error.reason)
        offset = len(text.encode()[: error.position].decode(errors="ignore"))
    except (yaml.YAMLError, ValueError, TypeError, LookupError, RecursionError, AttributeError) as error:
        reason = str(error)  # `!!int x`, a key that is no word, a thousand levels
    line, column = Lines(text).place(offset)
    raise UnreadableError("not_a_record", path=path, line=line, column=column, form="YAML", reason=reason)


def _check(text: str, path: str, line: int, places: Places) -> Checked:
    """Validate one JSON text; raises UnreadableError where it is none."""
    try:
        return Checked(Plan.model_validate_json(text, strict=True), (), places)
    except ValidationError as error:
        found = error.errors(include_url=False, include_input=False)
    if found[0]["type"] == "json_invalid":
        row, column, reason = _where_no_json(text, found[0]["msg"].removeprefix("Invalid JSON: "))
        raise UnreadableError("not_a_record", path=path, line=line + row - 1, column=column, form="JSON", reason=reason)
    from plan_extract.records.mismatches import read_mismatches

    return Checked(None, tuple(read_mismatches(found, places)), places)


def _where_no_json(text: str, told: str) -> tuple[int, int, str]:
    """Line, column and reason, counted in characters; pydantic counts bytes."""
    try:
        json.loads(text)
    except json.JSONDecodeError as error:
        return error.lineno, error.colno, error.msg
    except (ValueError, RecursionError):  # a number of thousands of digits, a hundred thousand brackets
        pass
    if found := _PLACE.search(told):
        line, column = int(found[1]), int(found[2])
        before = text.split("\n")[line - 1].encode()[: column - 1]
        return line, len(before.decode(errors="ignore")) + 1, told[: found.start()]
    return 1, 1, told
