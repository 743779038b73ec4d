"""The work on documents, as a worker does it: whatever happens to one becomes its outcome."""

import faulthandler
import hashlib
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Lock
from time import perf_counter

from plan_extract.batch.items import Item, Outcome, Result, Settings, Task, failed
from plan_extract.batch.outputs import OUTPUTS
from plan_extract.errors import FaultError, PlanExtractError, UnreadableError
from plan_extract.model import Plan
from plan_extract.pipeline import parse_source
from plan_extract.readers import read_bytes, read_file_bytes

_ONE_AT_A_TIME = Lock()  # a worker of Dask may have several threads; PDF and the limit of time know one


def work(task: Task) -> list[Result]:
    """The results of the documents of a task, in their order."""
    with _ONE_AT_A_TIME:
        return [_result(item, task) for item in task.items]


def bytes_of(item: Item, largest: int) -> bytes:
    """What there is to read of a document; raises UnreadableError."""
    if item.data is not None:
        return item.data
    if item.length is None:
        return read_file_bytes(Path(item.path), largest)
    try:
        with open(item.path, "rb") as file:
            file.seek(item.offset)
            return file.read(item.length)
    except OSError as error:
        raise UnreadableError("unreadable", path=item.name, reason=error.strerror or str(error)) from None


def word_left(folder: str, item: Item) -> Path:
    """Where a worker that had to give a document up says so."""
    return Path(folder, f"{item.position}.overdue")


def _result(item: Item, task: Task) -> Result:
    settings, begun, digest = task.settings, perf_counter(), None
    error: PlanExtractError
    try:
        with _limited(item, settings, alone=len(task.items) == 1):
            data = bytes_of(item, settings.options.largest)
            digest = hashlib.sha256(data).hexdigest()
            plan = _parsed(item, data, settings)
            packed = OUTPUTS[settings.form].pack(plan)
            return Result(item.position, _outcome(item.name, plan, digest, perf_counter() - begun), packed)
    except PlanExtractError as known:
        error = known
    except Exception as unknown:  # a fault of ours in one document must not cost the others
        error = FaultError("fault", path=item.name, reason=repr(unknown))
    return Result(item.position, failed(item.name, error, digest, round(perf_counter() - begun, 4)), None)


def _parsed(item: Item, data: bytes, settings: Settings) -> Plan:
    options = settings.options._replace(encoding=item.encoding) if item.encoding else settings.options
    source, raw = read_bytes(data, item.name, options)
    text = raw if settings.embed_text or OUTPUTS[settings.form].places else None
    source = source.model_copy(update={"name": item.name, "text": text})
    return parse_source(source, raw, issuer=item.issuer, issued_on=item.issued_on, own=settings.own)


@contextmanager
def _limited(item: Item, settings: Settings, *, alone: bool) -> Iterator[None]:
    """End the process where a document takes too long: nothing less ends a loop in a library written in C.

    A worker that has nothing else to do leaves word of it, with the traceback.
    """
    word = word_left(settings.folder, item) if alone and os.path.isdir(settings.folder) else Path(os.devnull)
    with word.open("w") as file:
        faulthandler.dump_traceback_later(settings.timeout, exit=True, file=file)
        try:
            yield
        finally:
            faulthandler.cancel_dump_traceback_later()
    if word.name != os.devnull and alone:
        word.unlink(missing_ok=True)


def _outcome(name: str, plan: Plan, sha256: str, seconds: float) -> Outcome:
    return Outcome(
        input=name,
        outcome="plan",
        sha256=sha256,
        seconds=round(seconds, 4),
        characters=plan.source.characters,
        kind=plan.document.kind,
        clauses=len(plan.clauses),
        tasks=len(plan.tasks),
        tasks_with_unit=sum(bool(task.units) for task in plan.tasks),
        tasks_with_due=sum(task.due is not None for task in plan.tasks),
        units=sum(len(task.units) for task in plan.tasks),
        deadlines=len(plan.deadlines),
        targets=sum(len(task.targets) for task in plan.tasks),
        references=len(plan.references),
        diagnostics=len(plan.diagnostics),
    )
