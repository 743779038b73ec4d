"""The outputs of a batch: what a worker packs of a plan, and what becomes of it."""

import os
import zlib
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from functools import partial
from pathlib import Path
from typing import NamedTuple

from plan_extract.batch.packing import pack_rows, unpack_rows
from plan_extract.dataset import TABLES
from plan_extract.model import Plan
from plan_extract.writers import open_store, render
from plan_extract.writers.files import told

_FAST = 1  # the level of compression: what a plan becomes shrinks to a tenth, in a fiftieth of the time of its parse
PART = ".part"  # behind the name of a file that is not whole yet

Take = Callable[[bytes], None]


class Output(NamedTuple):
    """One output: `pack` is done by the workers; what `open` gives takes the packed plans, in the order of the inputs.

    `names` are the files, whole when the context ends; `places` says whether it needs the text of the source in the plans.
    """

    pack: Callable[[Plan], bytes]
    open: Callable[[Path], AbstractContextManager[Take]]
    names: tuple[str, ...]
    places: bool


def _pack_line(plan: Plan) -> bytes:
    return zlib.compress(render(plan, "jsonl"), _FAST)


def _pack_rows(plan: Plan) -> bytes:
    return zlib.compress(pack_rows(plan), _FAST)


@contextmanager
def _lines(folder: Path) -> Iterator[Take]:
    path = folder / "plans.jsonl"
    with LineFile(path) as file:
        yield lambda packed: file.add(zlib.decompress(packed))


@contextmanager
def _stored(form: str, name: str, folder: Path) -> Iterator[Take]:
    """A store, made afresh: in a file that takes its name when it is whole, or in files of a folder that look to that."""
    path = folder / (name + PART if name else "")
    if name:
        path.unlink(missing_ok=True)
    with open_store(path, form) as store:
        store.begin()
        yield lambda packed: store.add_rows(unpack_rows(zlib.decompress(packed)))
    if name:
        with told(path):
            os.replace(path, folder / name)


class LineFile:
    """A file of lines that takes its name when it is whole; where an error ends it, the part of it has whole lines only.

    Raises UnwritableError.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        with told(path):
            self._file = open(f"{path}{PART}", "wb", buffering=0)  # noqa: SIM115 - it closes itself
        self._whole = 0

    def __enter__(self) -> "LineFile":
        return self

    def add(self, line: bytes) -> None:
        """One more line, or several."""
        with told(self._path):
            left = memoryview(line)
            while left:
                left = left[self._file.write(left) :]
        self._whole += len(line)

    def __exit__(self, kind: type[BaseException] | None, *_: object) -> None:
        with told(self._path):
            if kind:
                self._file.truncate(self._whole)
            self._file.close()
            if not kind:
                os.replace(f"{self._path}{PART}", self._path)


OUTPUTS = {
    "jsonl": Output(_pack_line, _lines, ("plans.jsonl",), places=False),
    "parquet": Output(
        _pack_rows, partial(_stored, "parquet", ""), tuple(f"{table.name}.parquet" for table in TABLES), places=True
    ),
    "sqlite": Output(_pack_rows, partial(_stored, "sqlite", "plans.sqlite"), ("plans.sqlite",), places=True),
}
