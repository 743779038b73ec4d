"""Words as data: one list or table a file, plain text, fast to load.

`#` begins a comment line. A table has its columns parted by tabs and names them in its first line.
Patterns stay in Python and take the words as `alternatives`; where a text only begins or ends with one of them,
`str.startswith` and `Endings` do without a pattern.
"""

import functools
import os
import re
from collections.abc import Iterable

_FOLDER = os.path.dirname(__file__)


@functools.cache
def words(name: str) -> tuple[str, ...]:
    """The words of `NAME.txt`, in file order."""
    return tuple(_lines(f"{name}.txt"))


@functools.cache
def table(name: str) -> tuple[dict[str, str], ...]:
    """The rows of `NAME.tsv` as column -> value; an empty cell is an empty string."""
    head, *found = _cells(name)
    return tuple(dict(zip(head, row, strict=True)) for row in found)


def rows(name: str) -> list[list[str]]:
    """The rows of `NAME.tsv` as their cells, in the order of the columns: for tables of hundreds of rows."""
    return _cells(name)[1:]


def alternatives(found: Iterable[str]) -> str:
    """Words as a group of a pattern, the longer ones first; one look passes over a place where none of them begins."""
    longest_first = sorted(map(re.escape, found), key=len, reverse=True)
    firsts = "".join(sorted({word[: 1 + word.startswith("\\")] for word in longest_first}))
    return f"(?:(?=[{firsts}])(?:{'|'.join(longest_first)}))"


class Endings:
    """Words that a text may end with."""

    def __init__(self, known: Iterable[str]) -> None:
        self._known = frozenset(known)
        self._lengths = sorted({len(word) for word in self._known}, reverse=True)

    def longest(self, text: str) -> str | None:
        """The longest of the words that a text ends with."""
        for length in self._lengths:
            if text[-length:] in self._known:
                return text[-length:]
        return None


def by_name(found: Iterable[list[str]]) -> dict[str, list[list[str]]]:
    """The rows under each of their names: the first cell, and those that the second holds, parted by bars."""
    index: dict[str, list[list[str]]] = {}
    for row in found:
        index.setdefault(row[0], []).append(row)
        if row[1]:
            for alias in row[1].split("|"):
                index.setdefault(alias, []).append(row)
    return index


def _cells(name: str) -> list[list[str]]:
    return [line.split("\t") for line in _lines(f"{name}.tsv")]


def _lines(file: str) -> list[str]:
    with open(os.path.join(_FOLDER, file), encoding="utf-8") as lines:
        return [line for line in lines.read().split("\n") if line and not line.startswith("#")]
