"""The figures as JSON, and as CSV with a line a count, whatever is counted."""

import csv
from io import StringIO

from pydantic_core import to_json

from plan_extract.statistics.tally import Tally
from plan_extract.writers.csv_ import cell

_BOM = "\ufeff"  # so that Excel takes it for UTF-8


def as_json(tally: Tally) -> bytes:
    """An object a table: lists of rows with their columns, totals as one object."""
    tables: dict[str, object] = {}
    for figures in tally.figures():
        rows = [dict(zip(figures.columns, row, strict=True)) for row in figures.rows]
        tables[figures.name] = {row["figure"]: row["count"] for row in rows} if figures.name == "totals" else rows
    return to_json(tables, indent=2) + b"\n"


def as_csv(tally: Tally) -> bytes:
    """Columns table, key, count_of, count; the severity and the name of a diagnostic stand in its key."""
    out = StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(("table", "key", "count_of", "count"))
    for figures in tally.figures():
        for row in figures.rows:
            key = " ".join(str(one) for one in row if isinstance(one, str))
            counts = [(name, one) for name, one in zip(figures.columns, row, strict=True) if isinstance(one, int)]
            writer.writerows((figures.name, cell(key), name, count) for name, count in counts)
    return (_BOM + out.getvalue()).encode()
