"""YAML for records: dates stay the strings that they are in JSON, and nothing stands for something else."""

import re
from collections.abc import Iterator
from typing import Any

import yaml

_SAFE: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_MAYBE_ALIAS = re.compile(r"(?:^|[\s\[,{])\*\w")


class Loader(_SAFE):  # type: ignore[misc]
    """Safe loading without the timestamps of YAML 1.1."""


Loader.yaml_implicit_resolvers = {
    first: [(tag, pattern) for tag, pattern in resolvers if tag != "tag:yaml.org,2002:timestamp"]
    for first, resolvers in _SAFE.yaml_implicit_resolvers.items()
}


def load_all(text: str) -> Iterator[Any]:
    """The documents of a stream; raises yaml.YAMLError, for aliases too: no record has any, and they can nest to gigabytes."""
    if _MAYBE_ALIAS.search(text):
        for event in yaml.parse(text, Loader=Loader):
            if isinstance(event, yaml.AliasEvent):
                mark: Any = event.start_mark
                raise yaml.composer.ComposerError(problem="an alias, which no record has", problem_mark=mark)
    return yaml.load_all(text, Loader=Loader)
