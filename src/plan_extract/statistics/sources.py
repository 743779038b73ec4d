"""Datasets as they lie on disk: JSON Lines, Parquet, SQLite; what is counted is read row by row."""

import sqlite3
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from pydantic_core import from_json

from plan_extract.errors import MisuseError, UnreadableError
from plan_extract.statistics.tally import Tally

# What is counted of each table; units only where a task has them.
_COUNTED: tuple[tuple[str, tuple[str, ...], Callable[..., None]], ...] = (
    ("documents", ("kind",), Tally.document),
    ("tasks", ("due",), Tally.task),
    ("units", ("canonical", "name", "role"), Tally.unit),
    ("diagnostics", ("code", "name", "severity"), Tally.diagnostic),
)


def tally_of(path: Path) -> Tally:
    """The figures of a dataset: a folder of `plan-extract batch`, or a file of `plan-extract parse`.

    Raises UnreadableError where it is none, or broken.
    """
    for name, read in _KINDS.items():
        file = path / name if path.is_dir() else path
        if file.is_file() and file.suffix in (Path(name).suffix, *_ALSO.get(name, ())):
            tally = Tally()
            try:
                read(file, tally)
            except (OSError, ValueError, TypeError, LookupError, AttributeError, sqlite3.Error) as error:
                raise UnreadableError("damaged", path=file, reason=error) from None
            return tally
    raise UnreadableError("no_dataset" if path.exists() else "missing", path=path)


def _of_lines(path: Path, tally: Tally) -> None:
    with path.open("rb") as file:
        for line in file:
            _of_record(from_json(line), tally)


def _of_record(record: dict[str, Any], tally: Tally) -> None:
    tally.document(record["document"]["kind"])
    for task in record["tasks"]:
        tally.task(task["due"])
        for unit in task["units"]:
            tally.unit(unit["canonical"], unit["name"], unit["role"])
    for one in record["diagnostics"]:
        tally.diagnostic(one["code"], one["name"], one["severity"])


def _of_database(path: Path, tally: Tally) -> None:
    database = sqlite3.connect(path.resolve().as_uri() + "?mode=ro", uri=True)
    try:
        for table, columns, add in _COUNTED:
            where = "WHERE task IS NOT NULL" if table == "units" else ""
            names = ", ".join(columns)
            for *values, count in database.execute(f"SELECT {names}, count(*) FROM {table} {where} GROUP BY {names}"):
                add(tally, *values, count)
    finally:
        database.close()


def _of_tables(path: Path, tally: Tally) -> None:
    for table, columns, add in _COUNTED:
        counted: Counter[tuple[Any, ...]] = Counter()
        for row in _rows(path.parent / f"{table}.parquet", columns, of_tasks=table == "units"):
            counted[row] += 1
        for row, count in counted.items():
            add(tally, *row, count)


def _rows(path: Path, columns: tuple[str, ...], *, of_tasks: bool) -> Iterator[tuple[Any, ...]]:
    try:
        from pyarrow import parquet
    except ImportError:
        raise MisuseError("needs_reader", path=path, package="pyarrow", extra="parquet") from None
    with parquet.ParquetFile(path) as file:
        for batch in file.iter_batches(columns=[*columns, *(["task"] if of_tasks else [])]):
            held = [batch.column(name).to_pylist() for name in columns]
            tasks = batch.column("task").to_pylist() if of_tasks else [True] * batch.num_rows
            yield from (row for task, row in zip(tasks, zip(*held, strict=True), strict=True) if task is not None)


_KINDS: dict[str, Callable[[Path, Tally], None]] = {
    "plans.jsonl": _of_lines,
    "plans.sqlite": _of_database,
    "documents.parquet": _of_tables,
}
_ALSO = {"plans.sqlite": (".db", ".sqlite3")}
