"""The dataset: a plan as rows of related tables, for databases and data frames.

Every row names its `document`; `clause` and `task` are ids of the record, so that tables are joined by columns of the same
names: `JOIN tasks USING (document, task)`. What stands outside all tasks has no `task`. `span_start` and `span_end` count
code points of `documents.text`; `place` is the line and column there.
"""

from collections.abc import Iterator

from plan_extract.dataset import rows, tables
from plan_extract.dataset.rows import Names as Names
from plan_extract.dataset.rows import name_of as name_of
from plan_extract.dataset.tables import KEYS as KEYS
from plan_extract.dataset.tables import Cell as Cell
from plan_extract.dataset.tables import Column as Column
from plan_extract.dataset.tables import Kind as Kind
from plan_extract.dataset.tables import Row as Row
from plan_extract.dataset.tables import Table as Table
from plan_extract.ledger.register import Register
from plan_extract.model import Plan

DATASET_VERSION = 1

TABLES = (
    Table("documents", tables.DocumentRow, rows.documents, "document", ("document_number", "issued_on")),
    Table("clauses", tables.ClauseRow, rows.clauses, "clause"),
    Table("tasks", tables.TaskRow, rows.tasks, "task", ("due", "fingerprint")),
    Table("units", tables.UnitRow, rows.units, looked_up=("name", "canonical")),
    Table("persons", tables.PersonRow, rows.persons, looked_up=("text",)),
    Table("deadlines", tables.DeadlineRow, rows.deadlines, looked_up=("end_date",)),
    Table("targets", tables.TargetRow, rows.targets, looked_up=("metric",)),
    Table("deliverables", tables.DeliverableRow, rows.deliverables),
    Table("references", tables.ReferenceRow, rows.references, looked_up=("title", "document_number")),
    Table("diagnostics", tables.DiagnosticRow, rows.diagnostics, looked_up=("code",)),
)


def rows_of(plan: Plan) -> Iterator[tuple[Table, Iterator[Row]]]:
    """The rows of a plan, table by table, none before those it refers to; raises MisuseError without the source's text."""
    register = Register.of(plan)
    for table in TABLES:
        yield table, table.rows(plan, register)
