"""YAML for records: dates stay the strings that they are in JSON, and nothing stands for something else."""

import re
from collections.abc import Iterator
from typing import Any

import yaml

_SAFE: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_DEEPEST = 100
_SUSPICIOUS = re.compile(r"(?:^|[\s\[,{:])\*[\w-]|(?:[\[{]\s*){9}|(?:[-?] +){9}|\n {200}")
_OPENER = re.compile(r"[\[{](?!\s*[\]}])")


class Loader(_SAFE):  # type: ignore[misc]
    """Safe loading without the timestamps of YAML 1.1."""


Loader.yaml_implicit_resolvers = {
    first: [(tag, pattern) for tag, pattern in resolvers if tag != "tag:yaml.org,2002:timestamp"]
    for first, resolvers in _SAFE.yaml_implicit_resolvers.items()
}


def load_all(text: str) -> Iterator[Any]:
    """The documents of a stream; raises yaml.YAMLError.

    So it does for what no record has and what could cost the process its life: aliases, which can nest to gigabytes,
    and levels by the thousand.
    """
    _refuse_bombs(text)
    return yaml.load_all(text, Loader=Loader)


def compose_all(text: str) -> Iterator[Any]:
    """The root nodes of the documents of a stream, one for each that `load_all` gives. Raises as `load_all`."""
    _refuse_bombs(text)
    return yaml.compose_all(text, Loader=Loader)


def compose(text: str) -> Any:
    """The root node of the only document, whose nodes know their lines; None if it is empty. Raises as `load_all`."""
    _refuse_bombs(text)
    return yaml.compose(text, Loader=Loader)


def _refuse_bombs(text: str) -> None:
    if _SUSPICIOUS.search(text) or len(_OPENER.findall(text)) > _DEEPEST:
        depth = 0
        for event in yaml.parse(text, Loader=Loader):
            depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
            if isinstance(event, yaml.AliasEvent) or depth > _DEEPEST:
                mark: Any = event.start_mark
                problem = "more levels than a record has" if depth > _DEEPEST else "an alias, which no record has"
                raise yaml.composer.ComposerError(problem=problem, problem_mark=mark)
