"""The journal: what each document became, kept as soon as it is known, so that an interrupted run goes on from there."""

import json
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from time import monotonic

from plan_extract.batch.items import Outcome, Result
from plan_extract.errors import MisuseError, UnwritableError
from plan_extract.writers.files import told

_PAUSE = 0.5  # seconds between two times that the disk is waited for: that much work may be lost
_MARK = 0x504C_424A  # PLBJ: whose file this is
_BUSY = (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED)


class Journal:
    """A file of plans by their names; `job` says how they were made, and those of another job are nothing to this one.

    Only one run has it open. Raises UnwritableError where it cannot be written, MisuseError where it is something else, or
    another run has it.
    """

    def __init__(self, path: Path, job: str) -> None:
        self._path = path
        self._job = job
        self._kept = monotonic()
        with self._telling(), told(path):
            path.parent.mkdir(parents=True, exist_ok=True)
            self._database = sqlite3.connect(path, timeout=0, isolation_level=None)
            self._prepare()
        found = self._database.execute("SELECT 1 FROM results WHERE job = ? LIMIT 1", (job,)).fetchone()
        self.empty = found is None

    def _prepare(self) -> None:
        run = self._database.execute
        run("PRAGMA locking_mode = EXCLUSIVE")
        run("BEGIN EXCLUSIVE")
        if run("PRAGMA application_id").fetchone()[0] != _MARK:
            if run("SELECT count(*) FROM sqlite_master").fetchone()[0]:
                raise MisuseError("foreign_journal", path=self._path)
            run(f"PRAGMA application_id = {_MARK}")
            columns = "name TEXT, job TEXT, made_of TEXT, outcome TEXT, packed BLOB"
            run(f"CREATE TABLE results ({columns}, PRIMARY KEY (name, job))")
        run("CREATE TEMP TABLE taken (name TEXT PRIMARY KEY) WITHOUT ROWID")  # on disk, too, where it grows

    def take(self, name: str) -> bool:
        """Whether this run meets a name for the first time."""
        with self._telling():
            return self._database.execute("INSERT OR IGNORE INTO taken VALUES (?)", (name,)).rowcount == 1

    def made_of(self, name: str) -> str | None:
        """What the plan of a name that is kept was made of."""
        row = self._row("made_of", name)
        return None if row is None else str(row[0])

    def load(self, name: str, position: int) -> Result:
        """What is kept of a name, as the document at a position."""
        row = self._row("outcome, packed", name)
        assert row is not None, name
        return Result(position, Outcome(**json.loads(str(row[0]))), row[1], known=True)  # type: ignore[arg-type]

    def keep(self, result: Result, made_of: str) -> None:
        """Keep what a document became."""
        values = (result.outcome.input, self._job, made_of, json.dumps(result.outcome._asdict()), result.packed)
        with self._telling():
            self._database.execute("INSERT OR REPLACE INTO results VALUES (?, ?, ?, ?, ?)", values)
            if monotonic() - self._kept >= _PAUSE:
                self._database.execute("COMMIT")
                self._database.execute("BEGIN EXCLUSIVE")
                self._kept = monotonic()

    def close(self) -> None:
        """Write what is left."""
        with self._telling():
            try:
                if self._database.in_transaction:
                    self._database.execute("COMMIT")
            finally:
                self._database.close()

    def _row(self, columns: str, name: str) -> tuple[object, ...] | None:
        found: tuple[object, ...] | None
        with self._telling():
            where = "WHERE name = ? AND job = ?"
            found = self._database.execute(f"SELECT {columns} FROM results {where}", (name, self._job)).fetchone()
        return found

    @contextmanager
    def _telling(self) -> Iterator[None]:
        try:
            yield
        except sqlite3.Error as error:
            code = getattr(error, "sqlite_errorcode", 0) & 0xFF
            if code in _BUSY:
                raise MisuseError("busy", path=self._path) from None
            if code == sqlite3.SQLITE_NOTADB:
                raise MisuseError("foreign_journal", path=self._path) from None
            raise UnwritableError("unwritable", path=self._path, reason=error) from None
