"""The tables and their columns, in the terms of the record; a column that is a word of SQL there has another name here."""

from collections.abc import Callable, Iterator
from datetime import date
from types import NoneType
from typing import Literal, NamedTuple, get_args, get_type_hints

from plan_extract.ledger.register import Register
from plan_extract.model import Plan

Kind = Literal["text", "integer", "real", "date", "flag", "texts"]
Cell = str | int | float | bool | date | tuple[str, ...] | None
Row = tuple[Cell, ...]

KEYS = {"document": "documents", "clause": "clauses", "parent": "clauses", "task": "tasks"}
_KINDS: dict[object, Kind] = {
    str: "text",
    int: "integer",
    float: "real",
    date: "date",
    bool: "flag",
    tuple[str, ...]: "texts",
}


class Column(NamedTuple):
    """One column: `texts` is a list; a column that is not `required` may hold nothing.

    One whose name is in `KEYS` names a row of that table, beside the `document`.
    """

    name: str
    kind: Kind
    required: bool


class Table(NamedTuple):
    """One table: `rows` makes those of a plan, in the order of the record.

    `key` is the column that, with the document, names a row, if any does; rows are sought by those `looked_up`.
    """

    name: str
    fields: type[Row]
    rows: Callable[[Plan, Register], Iterator[Row]]
    key: str = ""
    looked_up: tuple[str, ...] = ()

    @property
    def columns(self) -> tuple[Column, ...]:
        """The columns in the order of the rows."""
        return tuple(_column(name, hint) for name, hint in get_type_hints(self.fields).items())


def _column(name: str, hint: object) -> Column:
    options = [one for one in get_args(hint) if one is not NoneType] if NoneType in get_args(hint) else [hint]
    return Column(name, _KINDS[options[0]], required=options == [hint])


class DocumentRow(NamedTuple):
    """A plan: its document and its file."""

    document: str
    title: str | None
    plan_title: str | None
    kind: str | None
    cover_kind: str | None
    document_number: str | None
    issuers: tuple[str, ...]
    recipients: tuple[str, ...]
    issued_on: date | None
    period_start: date | None
    period_end: date | None
    release_note: str | None
    region: str | None
    level: str | None
    inferred: tuple[str, ...]
    media_type: str
    encoding: str | None
    sha256: str
    characters: int
    notes: tuple[str, ...]
    text: str
    generator: str
    schema_version: str


class ClauseRow(NamedTuple):
    """A clause; `number` counts them, `path` has the headings above it."""

    document: str
    clause: str
    number: int
    part: str
    parent: str | None
    depth: int
    marker: str | None
    marker_family: str | None
    marker_number: int | None
    heading: str | None
    path: tuple[str, ...]
    text: str
    role: str
    span_start: int
    span_end: int
    place: str


class TaskRow(NamedTuple):
    """A task; `number` counts them."""

    document: str
    task: str
    number: int
    clause: str
    fingerprint: str
    kind: str
    path: tuple[str, ...]
    title: str
    text: str
    due: date | None
    measures: tuple[str, ...]
    span_start: int
    span_end: int
    place: str


class UnitRow(NamedTuple):
    """A unit in a role of a task."""

    document: str
    task: str | None
    clause: str | None
    text: str
    name: str
    role: str
    collective: bool
    canonical: str | None
    alias: str | None
    basis: str
    rule: str
    span_start: int
    span_end: int
    place: str


class PersonRow(NamedTuple):
    """A person in a role of a task."""

    document: str
    task: str | None
    clause: str | None
    text: str
    role: str
    basis: str
    rule: str
    span_start: int
    span_end: int
    place: str


class DeadlineRow(NamedTuple):
    """A time limit of a task; `clause` is where it stands."""

    document: str
    task: str | None
    clause: str | None
    text: str
    kind: str
    start_date: date | None
    end_date: date | None
    precision: str | None
    freq: str | None
    hedge: str | None
    basis: str
    rule: str
    span_start: int
    span_end: int
    place: str


class TargetRow(NamedTuple):
    """A target of a task or a goal; a range has its upper end in `value_to`."""

    document: str
    task: str | None
    clause: str
    metric: str
    op: str
    value: float | None
    value_to: float | None
    unit: str
    change: str | None
    baseline: str | None
    by_date: date | None
    per: str | None
    hedge: str | None
    text: str
    rule: str
    span_start: int
    span_end: int
    place: str


class DeliverableRow(NamedTuple):
    """A deliverable of a task."""

    document: str
    task: str
    clause: str
    text: str
    weak: bool
    rule: str
    span_start: int
    span_end: int
    place: str


class ReferenceRow(NamedTuple):
    """A document that a task, or the text outside all tasks, refers to."""

    document: str
    task: str | None
    clause: str | None
    reference: str
    title: str
    document_number: str | None
    relation: str
    alias: str | None
    same_as: str | None
    rule: str
    span_start: int
    span_end: int
    place: str


class DiagnosticRow(NamedTuple):
    """A doubt, with the task it is about, if it is about one."""

    document: str
    task: str | None
    clause: str | None
    code: str
    name: str
    severity: str
    message: str
    span_start: int | None
    span_end: int | None
    place: str | None
