"""Where the values of a record stand in its file: looked up only where something is wrong with it."""

import json
import re
from collections.abc import Callable, Iterator
from functools import cached_property
from itertools import zip_longest
from typing import Any, NamedTuple

from plan_extract.problems import Path, Types, shorten
from plan_extract.text import Lines

# JSON is known to be JSON when it is looked through, so a token may be found more simply than it is defined.
_TOKEN = re.compile(r'[{}\[\]:,]|"(?:[^"\\]++|\\.)*+"|[^\s{}\[\]:,"]++', re.DOTALL)


class Node:
    """A value: from where to where it stands, its key, and what is in it.

    What holds other values is known by its beginning alone: a bracket, a hyphen or its first key. The key is where it
    begins and ends; none in lists.
    """

    __slots__ = ("end", "key", "members", "start")

    def __init__(self, start: int, end: int, key: tuple[int, int] | None) -> None:
        self.start = start
        self.end = end
        self.key = key
        self.members: dict[str, Node] | list[Node] | None = None

    def member(self, step: int | str) -> "Node | None":
        """The value at one step, if there is one."""
        if isinstance(self.members, dict):
            return self.members.get(step) if isinstance(step, str) else None
        if isinstance(self.members, list) and isinstance(step, int) and step < len(self.members):
            return self.members[step]
        return None

    def add(self, name: str, node: "Node") -> None:
        """Another member; of two with the same name the last one counts, as for all readers of JSON and YAML."""
        if isinstance(self.members, dict):
            self.members[name] = node
        elif isinstance(self.members, list):
            self.members.append(node)


class File:
    """The text of a file, and its lines once they are asked for."""

    def __init__(self, text: str) -> None:
        self.text = text

    @cached_property
    def lines(self) -> Lines:
        """Where its lines begin."""
        return Lines(self.text)


class Where(NamedTuple):
    """A place in a file: lines and columns from 1, the end behind its last character."""

    line: int
    column: int
    end_line: int
    end_column: int


class Places:
    """The places of the values of one record."""

    def __init__(self, file: File, read: Callable[[], Node]) -> None:
        self._file = file
        self._read = read

    @cached_property
    def root(self) -> Node:
        """The record as a tree of places, grown when first something is looked up."""
        return self._read()

    def nearest(self, path: Path) -> list[Node]:
        """The values on the way to one, from the record itself to the last one that exists."""
        way = [self.root]
        for step in path:
            below = way[-1].member(step)
            if below is None:
                break
            way.append(below)
        return way

    def where(self, path: Path, *, at_key: bool = False) -> Where:
        """The place of a value, or of its key; of one that is missing, that of what lacks it."""
        node = self.nearest(path)[-1]
        start, end = node.key if node.key and (at_key or node.start == node.end) else (node.start, node.end)
        place = self._file.lines.place
        return Where(*place(start), *place(end))

    def shown(self, path: Path) -> object:
        """A value as a message shows it: as the file has it, or which type it is of."""
        node = self.nearest(path)[-1]
        if node.members is not None:
            return Types(("object" if isinstance(node.members, dict) else "list",))
        return shorten(self.words(node)) or "null"

    def content(self, path: Path) -> str:
        """What a problem with a value rests on, wherever it may move to: its path by ids instead of numbers, its words."""
        way = self.nearest(path)
        steps = []
        for step, node in zip_longest(path, way[1:]):
            known = node.member("id") if node and isinstance(step, int) else None
            steps.append(self.words(known) if known else "" if isinstance(step, int) else step)
        return "\n".join((*steps, self.words(way[-1])))

    def words(self, node: Node) -> str:
        """What a value is in the file, white space left out; nothing of one that holds others."""
        return "" if node.members is not None else "".join(self._file.text[node.start : node.end].split())


def read_json(text: str, start: int, end: int) -> Node:
    """The tree of what is known to be JSON; it is not read by recursion, however deep it nests."""
    root = Node(start, start, None)
    root.members = []
    above, name = [root], None
    for token in _TOKEN.finditer(text, start, end):
        sign = token[0]
        if sign in "}]":
            above.pop()
        elif sign in ":,":
            continue
        elif name is None and isinstance(above[-1].members, dict):
            name, key = _unquoted(sign), token.span()
        else:
            node = Node(token.start(), token.end(), key if name is not None else None)
            above[-1].add(name or "", node)
            name = None
            if sign in "{[":
                node.members = {} if sign == "{" else []
                above.append(node)
    return root.members[0]


def _unquoted(key: str) -> str:
    return str(json.loads(key)) if "\\" in key else key[1:-1]


def read_yaml(text: str) -> list[Node]:
    """The trees of the documents of a stream."""
    from plan_extract.yamlish import compose_all

    return [_node(one, text, None) for one in compose_all(text)]


def _node(value: Any, text: str, key: tuple[int, int] | None) -> Node:
    """A node of YAML and what is under it; `compose_all` has refused what nests too deep for that."""
    start, end = value.start_mark.index, value.end_mark.index
    node = Node(start, start + len(text[start:end].rstrip()), key)
    if value.id == "scalar":
        return node
    node.end = start + 1
    node.members = {} if value.id == "mapping" else []
    for name, place, member in _members(value):
        node.add(name, _node(member, text, place))
    if value.id == "mapping" and value.value and not value.flow_style:
        node.end = value.value[0][0].end_mark.index
    return node


def _members(value: Any) -> Iterator[tuple[str, tuple[int, int] | None, Any]]:
    if value.id == "sequence":
        yield from (("", None, member) for member in value.value)
    else:
        yield from ((str(key.value), (key.start_mark.index, key.end_mark.index), one) for key, one in value.value)
