"""What pydantic finds wrong with a record, as problems: each value once, by its path in the file."""

import re
from collections.abc import Callable, Iterator, Sequence
from typing import Any

from plan_extract.problems import Path, Problem, Types, problem
from plan_extract.records.places import Places

_TYPES = {
    "string_type": "text",
    "int_type": "whole",
    "float_type": "number",
    "finite_number": "finite",
    "bool_type": "bool",
    "date_type": "date",
    "tuple_type": "list",
    "dict_type": "object",
    "model_type": "object",
    "dataclass_type": "object",
}
_UNKNOWN = ("extra_forbidden", "unexpected_keyword_argument")
_VALUES: dict[str, Callable[[dict[str, Any]], tuple[str, dict[str, object]]]] = {
    "literal_error": lambda about: ("choice", {"choices": tuple(re.findall("'([^']*)'", about["expected"]))}),
    "string_pattern_mismatch": lambda about: ("pattern", {"pattern": about["pattern"]}),
    "greater_than_equal": lambda about: ("minimum", {"least": about["ge"]}),
    "date_parsing": lambda _: ("date", {}),
}


def read_mismatches(errors: Sequence[Any], places: Places) -> Iterator[Problem]:
    """The problems behind the errors of one validation, in their order.

    A value that may be of several types has an error for each of them: they are one problem, and where something in it
    comes near to one of the types, the problem is that something.
    """
    held: dict[Path, list[tuple[Path, Any]]] = {}
    for error in errors:
        path, union = _resolve(error, places)
        held.setdefault(union if union is not None else path, []).append((path, error))
    for alike in held.values():
        deepest = max(len(path) for path, _ in alike)
        found: dict[Path, list[Any]] = {}
        for path, error in alike:
            if len(path) == deepest:
                found.setdefault(path, []).append(error)
        for path, about in found.items():
            yield _problem(path, about, places)


def _resolve(error: Any, places: Places) -> tuple[Path, Path | None]:
    """The steps of the file among those of pydantic, and the value before the first that is none: one of several types.

    The last step may name what is missing.
    """
    path: Path = ()
    union = None
    node = places.root
    for number, step in enumerate(error["loc"], 1):
        below = node.member(step)
        if below:
            path, node = (*path, step), below
        elif error["type"] == "missing" and number == len(error["loc"]):
            path = (*path, step)
        elif union is None:
            union = path
    return path, union


def _problem(path: Path, errors: list[Any], places: Places) -> Problem:
    """The problem of one value; where it is of one of its types and wrong as such, that goes before the others."""
    error = next((one for one in errors if one["type"] not in _TYPES), errors[0])
    kind = error["type"]
    if kind == "missing":
        return problem(path, "missing")
    if kind in _UNKNOWN:
        return problem(path, "unknown")
    shown = places.shown(path)
    if kind in _TYPES:
        expected = dict.fromkeys(_TYPES[one["type"]] for one in errors)
        if {"number", "finite"} & set(expected):  # whole or not
            expected.pop("whole", None)
        return problem(path, "type", shown=shown, expected=Types(tuple(expected)))
    if kind in _VALUES:
        saying, details = _VALUES[kind](error.get("ctx", {}))
        return problem(path, saying, shown=shown, **details)
    return problem(path, "other", shown=shown, reason=error["msg"])
