"""Parquet: a folder with a file a table, for data frames and analytical databases."""

import os
import shutil
import tempfile
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path
from types import TracebackType
from typing import Any

from plan_extract.dataset import DATASET_VERSION, TABLES, Kind, Names, Row, Table, rows_of
from plan_extract.model import Plan
from plan_extract.writers.extras import needed
from plan_extract.writers.files import told

with needed("parquet", "pyarrow"):
    import pyarrow
    from pyarrow import parquet

_TYPES: dict[Kind, Any] = {
    "text": pyarrow.string(),
    "integer": pyarrow.int64(),
    "real": pyarrow.float64(),
    "date": pyarrow.date32(),
    "flag": pyarrow.bool_(),
    "texts": pyarrow.list_(pyarrow.string()),
}
_BATCH = 30_000  # rows that are held: memory does not grow with the plans


class Store:
    """The files of a folder, which take the place of those of an earlier run, one after the other, when the run ends.

    Raises UnwritableError where the folder cannot be written. Where no plan came, or an error ends the run before all files are
    whole, what was there stays.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._names = Names()
        self._held: dict[str, list[Row]] = {table.name: [] for table in TABLES}
        self._rows = 0
        self._making: Path | None = None
        self._files: dict[str, Any] = {}
        with told(path):
            path.mkdir(parents=True, exist_ok=True)

    def __enter__(self) -> "Store":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._making:
            try:
                if error is None:
                    self._finish(self._making)
            finally:
                for file in self._files.values():
                    with suppress(Exception):  # what cannot be ended is not wanted any more
                        file.close()
                shutil.rmtree(self._making, ignore_errors=True)

    def add(self, plan: Plan) -> None:
        """The rows of a plan behind those of the others; raises MisuseError for a second of one name."""
        self._names.take(plan)
        self.add_rows([(table, list(rows)) for table, rows in rows_of(plan)])

    def add_rows(self, tables: Iterable[tuple[Table, list[Row]]]) -> None:
        """The rows of a plan of another name than those before."""
        self.begin()
        for table, rows in tables:
            self._held[table.name] += rows
            self._rows += len(rows)
        if self._rows >= _BATCH:
            with told(self._path):
                self._flush()

    def begin(self) -> None:
        """From here on the run leaves files, if without a row."""
        if self._making:
            return
        with told(self._path):
            self._making = Path(tempfile.mkdtemp(dir=self._path, prefix=".plan-extract."))
            for table in TABLES:
                path = self._making / f"{table.name}.parquet"
                self._files[table.name] = parquet.ParquetWriter(path, _schema(table), compression="zstd")

    def _flush(self) -> None:
        for table in TABLES:
            rows = self._held[table.name]
            columns = zip(*rows, strict=True) if rows else ((),) * len(table.columns)
            arrays = [pyarrow.array(cells, field.type) for cells, field in zip(columns, _schema(table), strict=True)]
            self._files[table.name].write_table(pyarrow.table(arrays, schema=_schema(table)))
            rows.clear()
        self._rows = 0

    def _finish(self, making: Path) -> None:
        with told(self._path):
            self._flush()
            for file in self._files.values():
                file.close()
            for name in self._files:
                os.replace(making / f"{name}.parquet", self._path / f"{name}.parquet")


def _schema(table: Table) -> Any:
    fields = [pyarrow.field(one.name, _TYPES[one.kind], nullable=not one.required) for one in table.columns]
    return pyarrow.schema(fields, metadata={"plan_extract.dataset": str(DATASET_VERSION)})
