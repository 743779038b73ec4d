"""The inputs of a batch, found one by one in an order that depends on their names alone."""

import glob
import os
import sys
from collections.abc import Callable, Iterable, Iterator
from itertools import chain
from pathlib import Path

from plan_extract.batch.archives import archived, members
from plan_extract.batch.items import Failure, File, Found
from plan_extract.batch.tables import Columns, rows_of, tabular
from plan_extract.errors import UnreadableError

STANDARD_INPUT = "-"
_IGNORED = (".", "~$")  # what systems and word processors put beside the documents of a folder


def find(inputs: Iterable[str], columns: Columns | None, largest: int, apart: Path) -> Iterator[Found]:
    """What there is to read in files, folders and what they hold, patterns of names, archives and, by columns, tables.

    Folders are gone through by name, hidden files and the folder `apart` left out. What does not exist is a Failure.
    """
    for given in inputs:
        for path in _expanded(given):
            if os.path.isdir(path):
                for inside in _walked(path, os.path.realpath(apart)):
                    yield from _opened(inside, columns, largest)
            else:
                yield from _opened(path, columns, largest)


def listed(path: str) -> Iterator[str]:
    """The inputs that a file, or standard input as `-`, names one a line; raises UnreadableError."""
    try:
        file = sys.stdin.buffer if path == STANDARD_INPUT else open(path, "rb")  # noqa: SIM115 - closed below
        with file:
            for line in file:
                if name := line.rstrip(b"\r\n"):
                    yield os.fsdecode(name)
    except FileNotFoundError:
        raise UnreadableError("missing", path=path) from None
    except OSError as error:
        raise UnreadableError("unreadable", path=path, reason=error.strerror) from None


def shown(path: str) -> str:
    """The name of a path in the dataset: as it was given, with / between folders; bytes that are no UTF-8 as they would be
    written in a program.
    """  # noqa: D205
    return os.fsencode(os.path.normpath(path)).decode("utf-8", "backslashreplace").replace(os.sep, "/")


def _expanded(given: str) -> Iterable[str]:
    """The paths of a pattern, for shells that leave that to us; else what was given."""
    if os.path.lexists(given) or not glob.has_magic(given):
        return [given]
    return sorted(glob.iglob(given, recursive=True)) or [given]


def _walked(folder: str, apart: str) -> Iterator[str]:
    try:
        entries = sorted(os.scandir(folder), key=lambda entry: entry.name)
    except OSError:
        yield folder  # whoever opens it tells why it cannot be read
        return
    for entry in entries:
        if entry.name.startswith(_IGNORED):
            continue
        if entry.is_dir(follow_symlinks=False):
            if os.path.realpath(entry.path) != apart:
                yield from _walked(entry.path, apart)
        elif entry.is_file() or entry.is_symlink():
            yield entry.path


def _opened(path: str, columns: Columns | None, largest: int) -> Iterator[Found]:
    """A file, or what an archive or a table holds."""
    name = shown(path)
    held: Callable[[], Iterator[Found]] | None = None
    if archived(path):
        held = lambda: members(path, name, largest)  # noqa: E731
    elif columns and tabular(path):
        held = lambda: rows_of(path, name, columns)  # noqa: E731
    if held is None:
        yield File(name, os.path.abspath(path))  # workers may be somewhere else
        return
    try:
        yield from held()
    except UnreadableError as error:  # what came before stays
        yield Failure(name, error)


def count(inputs: Iterable[str], listing: str, columns: Columns | None, apart: Path) -> int | None:
    """How many files there are to read, where that can be known without reading any."""
    if listing == STANDARD_INPUT:
        return None
    total = 0
    for given in together(inputs, listing):
        for path in _expanded(given):
            for inside in _walked(path, os.path.realpath(apart)) if os.path.isdir(path) else [path]:
                if archived(inside) or (columns and tabular(inside)):
                    return None
                total += 1
    return total


def together(inputs: Iterable[str], listing: str) -> Iterable[str]:
    """The inputs of a command line and those of a list."""
    return chain(inputs, listed(listing) if listing else ())
