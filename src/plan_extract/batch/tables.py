"""Tables of texts: JSON Lines, CSV and Parquet, one document a row."""

import csv
import json
import os
from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any, NamedTuple

from plan_extract.batch.items import Failure, Found, Held
from plan_extract.errors import MisuseError, UnreadableError

_LONGEST_FIELD = 2**31 - 1
_ROWS = 64  # of a Parquet file that are held


class Columns(NamedTuple):
    """Which columns of a table are what; a name is that of the document, else rows are counted."""

    text: str
    name: str = ""
    issuer: str = ""
    issued_on: str = ""


def tabular(path: str) -> bool:
    """Whether a file is called like a table."""
    return os.path.splitext(path)[1].lower() in _READERS


def rows_of(path: str, name: str, columns: Columns) -> Iterator[Found]:
    """The documents of a table; a row that makes none is a Failure.

    Raises UnreadableError for a file that is no table or has no such column of texts, behind what could be read.
    """
    reader = _READERS[os.path.splitext(path)[1].lower()]
    try:
        for number, row in enumerate(reader(path, name), 1):
            yield _document(row, f"{name}#{number}", columns)
    except FileNotFoundError:
        raise UnreadableError("missing", path=name) from None
    except (OSError, ValueError, csv.Error) as error:  # of a wrong encoding, too
        raise UnreadableError("damaged", path=name, reason=error) from None


def _document(row: Mapping[str, Any] | UnreadableError, place: str, columns: Columns) -> Found:
    if isinstance(row, UnreadableError):
        return Failure(place, row)
    text = row.get(columns.text)
    if not isinstance(text, str):
        return Failure(place, UnreadableError("no_column", path=place, column=columns.text))
    name = str(row[columns.name]) if columns.name and row.get(columns.name) is not None else place
    try:
        data = text.encode()
    except UnicodeEncodeError as error:
        return Failure(name, UnreadableError("surrogate", path=name, offset=error.start))
    issuer = "".join(str(row.get(columns.issuer) or "").split()) or None if columns.issuer else None
    try:
        return Held(name, data, "utf-8", issuer, _date(row.get(columns.issued_on) if columns.issued_on else None))
    except ValueError:
        return Failure(name, MisuseError("bad_date", value=row[columns.issued_on]))


def _date(written: Any) -> date | None:
    """A date as a table has it: of its own kind, with a time of day, or as text."""
    return date.fromisoformat(str(written)[:10]) if written else None


def _json_lines(path: str, name: str) -> Iterator[Mapping[str, Any] | UnreadableError]:
    with open(path, encoding="utf-8-sig") as file:
        for number, line in enumerate(file, 1):
            if not line.strip():
                continue
            try:
                row = json.loads(line)
            except ValueError as error:
                yield UnreadableError("not_a_record", path=name, line=number, column=1, form="JSON", reason=error)
                continue
            yield row if isinstance(row, dict) else {}


def _csv(path: str, _: str) -> Iterator[Mapping[str, Any]]:
    csv.field_size_limit(_LONGEST_FIELD)
    with open(path, encoding="utf-8-sig", newline="") as file:
        yield from csv.DictReader(file)


def _parquet(path: str, name: str) -> Iterator[Mapping[str, Any]]:
    try:
        from pyarrow import parquet
    except ImportError:
        raise MisuseError("needs_reader", path=name, package="pyarrow", extra="parquet") from None
    with parquet.ParquetFile(path) as file:
        for batch in file.iter_batches(batch_size=_ROWS):
            yield from batch.to_pylist()


_READERS = {".jsonl": _json_lines, ".ndjson": _json_lines, ".csv": _csv, ".parquet": _parquet}
