"""The rows of a plan as bytes, to be sent from one process to another and kept."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from pydantic_core import from_json, to_json

from plan_extract.dataset import TABLES, rows_of
from plan_extract.dataset.tables import Cell, Kind, Row, Table
from plan_extract.model import Plan

Rows = tuple[Table, list[Row]]


def pack_rows(plan: Plan) -> bytes:
    """The rows of a plan as JSON, table by table; raises MisuseError without the source's text."""
    return to_json([list(rows) for _, rows in rows_of(plan)])


def unpack_rows(packed: bytes) -> Iterator[Rows]:
    """What was packed, equal to `dataset.rows_of`."""
    for table, rows in zip(TABLES, from_json(packed), strict=True):
        kinds = [column.kind for column in table.columns]
        yield table, [tuple(map(_cell, row, kinds)) for row in rows]


def _cell(value: Any, kind: Kind) -> Cell:
    if value is None:
        return None
    if kind == "date":
        return date.fromisoformat(value)
    cell: Cell = tuple(value) if kind == "texts" else value
    return cell
