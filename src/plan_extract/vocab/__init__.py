"""Words as data: one list or table a file, plain text, fast to load.

`#` begins a comment line. A table has its columns parted by tabs and names them in its first line.
Patterns stay in Python and take the words as `alternatives`; where a text only begins or ends with one of them,
`str.startswith` and `ending` do without a pattern.
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
    head, *rows = (line.split("\t") for line in _lines(f"{name}.tsv"))
    return tuple(dict(zip(head, row, strict=True)) for row in rows)


def alternatives(found: Iterable[str]) -> str:
    """Words as a group of a pattern, the longer ones first."""
    return f"(?:{'|'.join(sorted(map(re.escape, found), key=len, reverse=True))})"


def ending(text: str, known: tuple[str, ...]) -> str | None:
    """The longest of the words that a text ends with."""
    found, lengths = _by_length(known)
    for length in lengths:
        if text[-length:] in found:
            return text[-length:]
    return None


@functools.cache
def _by_length(known: tuple[str, ...]) -> tuple[frozenset[str], list[int]]:
    return frozenset(known), sorted({len(word) for word in known}, reverse=True)


def _lines(file: str) -> list[str]:
    with open(os.path.join(_FOLDER, file), encoding="utf-8") as lines:
        return [line for line in lines.read().split("\n") if line and not line.startswith("#")]
