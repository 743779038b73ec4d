"""Every plan of a folder, read by this version, in worker processes."""

import functools
import os
import time
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path
from typing import NamedTuple

from plan_extract import parse, parse_file
from plan_extract.guarantees import find_problems
from plan_extract.readers import read
from plan_extract.text import Lines
from tools.corpus.missed import Missed, find_missed
from tools.corpus.records import Record

# Opens jieba, whose dictionary takes longer to load than any plan to read; and the first parse compiles the patterns.
_WARM_UP = "一、任务\n(一)加强联动。2025年底前完成。(天津市和平区财政局和河西区财政局负责)"


class Document(NamedTuple):
    """One file: its text, its record as JSON has it, what may be missed in it, or why there is none of these.

    `broken` are guarantees that the record breaks, that of unclaimed characters among them; `seconds` is the processor
    time of the parse alone.
    """

    path: str
    raw: str = ""
    record: Record = {}  # noqa: RUF012  nobody changes it
    missed: Missed = Missed()
    broken: tuple[str, ...] = ()
    seconds: float = 0.0
    failure: str | None = None

    def place(self, offset: int) -> str:
        """`file:line:column` of an offset."""
        return ":".join(map(str, (self.path, *_lines(self.raw).place(offset))))


_lines = functools.cache(Lines)


def read_folder(paths: Sequence[Path]) -> list[Document]:
    """The documents at these paths, in their order."""
    workers = min(len(paths), os.cpu_count() or 1)
    with ProcessPoolExecutor(workers, get_context("spawn"), initializer=_warm_up) as pool:
        return list(pool.map(read_document, paths))


def _warm_up() -> None:
    parse(_WARM_UP)


def read_document(path: Path) -> Document:
    """One document; whatever goes wrong in reading it is its `failure`."""
    try:
        start = time.process_time()
        plan = parse_file(path)
        seconds = time.process_time() - start
        _, raw = read(path)
    except Exception as error:  # the others are still to be read
        return Document(str(path), failure=f"{type(error).__name__}: {error}")
    broken = tuple(f"{one.place}: {one.message}" for one in find_problems(plan, raw))
    return Document(str(path), raw, plan.model_dump(mode="json"), find_missed(plan, raw), broken, seconds)
