"""A batch: from the inputs that are found to the dataset, the report and the manifest, in their order."""

import hashlib
import json
import shutil
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import ExitStack, closing
from functools import partial
from pathlib import Path
from types import MappingProxyType
from typing import NamedTuple

from plan_extract.batch.engines import ENGINES
from plan_extract.batch.entries import entries, made_of, spooled
from plan_extract.batch.items import Crew, Found, Item, Outcome, Result, Settings, Task, failed
from plan_extract.batch.journal import Journal
from plan_extract.batch.manifest import write_manifest
from plan_extract.batch.outputs import OUTPUTS, LineFile
from plan_extract.batch.work import word_left, work
from plan_extract.errors import FaultError, MisuseError, PlanExtractError, UnreadableError
from plan_extract.version import __version__
from plan_extract.writers.files import told

REPORT = "report.jsonl"
_MOST = 16  # documents of a task: as many as make what it costs to send it small
_WINDOW = 1024  # documents that may be done before one that is not: what is held of them is packed
_ATTEMPTS = 2  # with one document alone, behind which it is the document that ends its worker

Watch = Callable[[Outcome, bool], None]


class Order(NamedTuple):
    """What is asked for: `journal` is a file to keep beyond the run; `resume` takes up what an interrupted one left."""

    out: Path
    settings: Settings
    engine: str
    crew: Crew
    resume: bool = False
    journal: Path | None = None
    options: Mapping[str, object] = MappingProxyType({})


def run(found: Iterable[Found], order: Order, watch: Watch) -> None:
    """Make the outputs of what is found; `watch` is told each outcome, in the order of the inputs, and whether it was known.

    Raises MisuseError for an interrupted run that is not to be resumed, UnwritableError where an output cannot be
    written; what has been done so far is kept then, for a run that resumes it.
    """
    folder, output = Path(order.settings.folder), OUTPUTS[order.settings.form]
    left = folder / "journal.sqlite"
    if left.exists() and not order.resume:
        raise MisuseError("interrupted", path=left)
    kept = order.journal or left
    journal = Journal(kept, _job(order))
    try:
        _clear(folder, kept)
        with ExitStack() as stack:
            report = stack.enter_context(LineFile(order.out / REPORT))
            take = stack.enter_context(output.open(order.out))
            _Run(found, order, journal, partial(_write, report, take, watch)).go()
        write_manifest(order.out, order.out / REPORT, output.names, order.options)
    finally:
        journal.close()
    shutil.rmtree(folder, ignore_errors=True)


def _clear(folder: Path, kept: Path) -> None:
    """Make the folder of the run, with nothing of an earlier one but its journal."""
    with told(folder):
        folder.mkdir(parents=True, exist_ok=True)
        for path in folder.iterdir():
            if not path.name.startswith(kept.name):  # what SQLite has beside it, too
                path.unlink()


def _job(order: Order) -> str:
    """What, besides a document, its plan depends on; the limit of time and where workers leave word are not of it."""
    settings = order.settings._replace(timeout=0.0, folder="")
    return hashlib.sha256(repr((__version__, settings)).encode(errors="surrogatepass")).hexdigest()


def _write(report: LineFile, take: Callable[[bytes], None], watch: Watch, result: Result) -> None:
    line = json.dumps(result.outcome._asdict(), ensure_ascii=False, separators=(",", ":"))
    if result.packed is not None:
        take(result.packed)
    report.add(line.encode(errors="replace") + b"\n")
    watch(result.outcome, result.known)


class _Run:
    """One run: what is found becomes tasks, what comes back waits until all before it is written."""

    def __init__(self, found: Iterable[Found], order: Order, journal: Journal, write: Callable[[Result], None]) -> None:
        self._entries = entries(found, journal, order.settings.options.largest)
        self._order = order
        self._journal = journal
        self._write = write
        self._again: deque[Task] = deque()
        self._ready: dict[int, Result] = {}
        self._spools: deque[tuple[int, Path]] = deque()  # with the position of the last document in each
        self._begun = self._written = 0

    def go(self) -> None:
        """Do it all."""
        with closing(ENGINES[self._order.engine](self._take, work, self._order.crew)) as done:
            for task, results in done:
                self._keep(task, [*self._lost(task, results)] if isinstance(results, str) else results)
                self._flush()

    def _keep(self, task: Task, results: list[Result]) -> None:
        items = {item.position: item for item in task.items}
        for result in results:
            if result.packed is not None:
                self._journal.keep(result, made_of(items[result.position], result.outcome.sha256))
            self._ready[result.position] = result

    def _take(self) -> Task | None:
        """The next task, if there is one now; what needs no work is ready at once."""
        if self._again:
            return self._again.popleft()
        items: list[Item] = []
        most = min(_MOST, 1 + self._begun // _MOST)  # few at first: a small batch has work for everybody
        while len(items) < most and self._begun - self._written < _WINDOW and (entry := next(self._entries, None)):
            self._begun += 1
            if isinstance(entry, Item):
                items.append(entry)
            else:
                self._ready[entry.position] = entry
                self._flush()
        return self._task(items) if items else None

    def _task(self, items: list[Item]) -> Task:
        if all(item.data is None for item in items):
            return Task(tuple(items), self._order.settings)
        path = Path(self._order.settings.folder) / f"{items[0].position}.spool"
        self._spools.append((items[-1].position, path))
        return Task(spooled(items, path), self._order.settings)

    def _lost(self, task: Task, reason: str) -> Iterator[Result]:
        """What becomes of documents whose worker was lost: each is tried alone, until it is known which one it was."""
        if len(task.items) > 1:
            self._again.extend(task._replace(items=(item,)) for item in task.items)
            return
        item = task.items[0]
        word = word_left(task.settings.folder, item)
        if word.is_file() and word.stat().st_size:
            error: PlanExtractError = UnreadableError("overdue", path=item.name, seconds=f"{task.settings.timeout:g}")
        elif task.attempt < _ATTEMPTS:
            self._again.append(task._replace(attempt=task.attempt + 1))
            return
        else:
            error = FaultError("worker_lost", path=item.name, reason=reason)
        yield Result(item.position, failed(item.name, error), None)

    def _flush(self) -> None:
        """Write what is known in the order of the inputs."""
        while result := self._ready.pop(self._written, None):
            self._write(result)
            self._written += 1
        while self._spools and self._spools[0][0] < self._written:
            self._spools.popleft()[1].unlink(missing_ok=True)
