"""SQLite: one database of many plans, with foreign keys, indexes and full-text search over the tasks.

Each plan goes in by one transaction, which first takes out the rows that the file of the same name left before.
"""

import json
import os
import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import ExitStack, contextmanager
from datetime import date
from pathlib import Path
from types import TracebackType

from plan_extract.dataset import DATASET_VERSION, KEYS, TABLES, Cell, Kind, Names, Row, Table, name_of, rows_of
from plan_extract.errors import UnwritableError
from plan_extract.model import Plan
from plan_extract.writers.files import told

_APPLICATION = 0x504C_414E  # PLAN: whose file this is, at the place that SQLite has for it
_PATIENCE = 30  # seconds to wait while another run writes
_NAMES = {"references": "task_references"}  # the other is a word of SQL
_TYPES: dict[Kind, str] = {
    "text": "TEXT",
    "integer": "INTEGER",
    "real": "REAL",
    "date": "TEXT",
    "flag": "INTEGER",
    "texts": "TEXT",
}
_FOUND = "INSERT INTO tasks_fts(rowid, title, text) VALUES (new.id, new.title, new.text)"
_LOST = "INSERT INTO tasks_fts(tasks_fts, rowid, title, text) VALUES ('delete', old.id, old.title, old.text)"
_SEARCH = (
    # Sequences of three characters: words of Chinese have no blanks between them.
    'CREATE VIRTUAL TABLE tasks_fts USING fts5(title, text, content="tasks", content_rowid="id", tokenize="trigram")',
    f"CREATE TRIGGER tasks_inserted AFTER INSERT ON tasks BEGIN {_FOUND}; END",
    f"CREATE TRIGGER tasks_deleted AFTER DELETE ON tasks BEGIN {_LOST}; END",
    f"CREATE TRIGGER tasks_updated AFTER UPDATE ON tasks BEGIN {_LOST}; {_FOUND}; END",
)


class Store:
    """A database; a missing one is made with the first plan.

    Raises UnwritableError where the file is something else, and where it cannot be written.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._names = Names()
        self._database: sqlite3.Connection | None = None
        if path.exists():
            self.begin()

    def __enter__(self) -> "Store":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._database:
            self._database.close()

    def add(self, plan: Plan) -> None:
        """Put the rows of a plan in place of those of the same name; raises MisuseError for a second of one name."""
        self._names.take(plan)
        with self._telling():
            database = self.begin()
            with _transaction(database):
                for table in reversed(TABLES):
                    database.execute(f"DELETE FROM {_name(table)} WHERE document = ?", (name_of(plan),))
                _insert(database, rows_of(plan))

    def add_rows(self, tables: Iterable[tuple[Table, Iterable[Row]]]) -> None:
        """The rows of a plan that is not in it yet."""
        with self._telling():
            database = self.begin()
            with _transaction(database):
                _insert(database, tables)

    def begin(self) -> sqlite3.Connection:
        """The database, made where it is missing."""
        if self._database is None:
            with self._telling(), ExitStack() as failing:
                self._path.parent.mkdir(parents=True, exist_ok=True)
                database = sqlite3.connect(os.path.abspath(self._path), timeout=_PATIENCE, isolation_level=None)
                failing.callback(database.close)
                database.execute("PRAGMA foreign_keys = ON")
                self._prepare(database)
                failing.pop_all()
                self._database = database
        return self._database

    def _prepare(self, database: sqlite3.Connection) -> None:
        if _is_ours(database):
            return
        with _transaction(database):
            if _is_ours(database):  # another run has made it meanwhile
                return
            if database.execute("SELECT count(*) FROM sqlite_master").fetchone()[0]:
                raise UnwritableError("foreign_database", path=self._path)
            for statement in _statements():
                database.execute(statement)

    @contextmanager
    def _telling(self) -> Iterator[None]:
        try:
            with told(self._path):
                yield
        except sqlite3.Error as error:
            foreign = getattr(error, "sqlite_errorcode", None) == sqlite3.SQLITE_NOTADB
            key = "foreign_database" if foreign else "unwritable"
            raise UnwritableError(key, path=self._path, reason=error) from None


def _is_ours(database: sqlite3.Connection) -> bool:
    marks = [database.execute(f"PRAGMA {name}").fetchone()[0] for name in ("application_id", "user_version")]
    return marks == [_APPLICATION, DATASET_VERSION]


def _insert(database: sqlite3.Connection, tables: Iterable[tuple[Table, Iterable[Row]]]) -> None:
    for table, rows in tables:
        database.executemany(_insertion(table), map(_values, rows))


@contextmanager
def _transaction(database: sqlite3.Connection) -> Iterator[None]:
    database.execute("BEGIN IMMEDIATE")
    try:
        yield
        database.execute("COMMIT")
    except BaseException:
        if database.in_transaction:  # a full disk has ended it
            database.execute("ROLLBACK")
        raise


def _statements() -> Iterator[str]:
    """What makes the tables and what goes with them."""
    yield f"PRAGMA application_id = {_APPLICATION}"
    yield f"PRAGMA user_version = {DATASET_VERSION}"
    for table in TABLES:
        name = _name(table)
        yield "CREATE TABLE {} (\n  {}\n)".format(name, ",\n  ".join(_definitions(table)))
        yield from (f"CREATE INDEX {name}_{one} ON {name} ({one})" for one in table.looked_up)
        yield from (f"CREATE INDEX {name}_{one} ON {name} (document, {one})" for one in _links(table))
    yield from _SEARCH


def _definitions(table: Table) -> Iterator[str]:
    yield "id INTEGER PRIMARY KEY"
    for column in table.columns:
        yield f"{column.name} {_TYPES[column.kind]}{' NOT NULL' if column.required else ''}"
    if table.key:
        yield f"UNIQUE ({', '.join(dict.fromkeys(('document', table.key)))})"
    if table.key != "document":
        yield "FOREIGN KEY (document) REFERENCES documents (document) ON DELETE CASCADE"
    for name in _links(table):
        owner = next(one for one in TABLES if one.name == KEYS[name])
        yield (
            f"FOREIGN KEY (document, {name}) REFERENCES {owner.name} (document, {owner.key})"
            " ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED"
        )


def _links(table: Table) -> Iterator[str]:
    """The columns that, with the document, name a row of a table."""
    return (one.name for one in table.columns if one.name in KEYS and one.name not in ("document", table.key))


def _name(table: Table) -> str:
    return _NAMES.get(table.name, table.name)


def _insertion(table: Table) -> str:
    names = [column.name for column in table.columns]
    return f"INSERT INTO {_name(table)} ({', '.join(names)}) VALUES ({', '.join('?' * len(names))})"


def _values(row: Row) -> tuple[str | int | float | None, ...]:
    return tuple(map(_value, row))


def _value(cell: Cell) -> str | int | float | None:
    if isinstance(cell, tuple):
        return json.dumps(cell, ensure_ascii=False)
    return cell.isoformat() if isinstance(cell, date) else cell
