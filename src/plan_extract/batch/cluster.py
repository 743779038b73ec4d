"""The workers of a Dask cluster, through `dask.distributed`."""

import logging
from collections.abc import Generator, Iterator
from contextlib import ExitStack, contextmanager
from importlib.metadata import version
from pathlib import Path
from typing import Any
from uuid import uuid4

from plan_extract.batch.items import Crew, Done, Result, Take, Task, Work
from plan_extract.batch.work import bytes_of
from plan_extract.errors import MisuseError, PlanExtractError, UnreadableError
from plan_extract.version import __version__
from plan_extract.writers.files import told

_AHEAD = 2  # tasks a thread, so that none waits for the next
_PATIENCE = 60  # seconds to wait for the first worker


def run(take: Take, work: Work, crew: Crew) -> Generator[Done, None, None]:
    """The engine (`engines`); where workers do not see the files of this machine, what is in them is sent along.

    Raises MisuseError where there is no such cluster, nobody works in it, or with another version of this package.
    """
    try:
        from distributed import as_completed
    except ImportError:
        raise MisuseError("needs_engine", engine="dask", package="distributed", extra="dask") from None
    with ExitStack() as stack:
        client = _client(crew, stack)
        shared: bool | None = None
        running: dict[str, Task] = {}
        finished = as_completed(loop=client.loop)
        while True:
            while len(running) < _AHEAD * sum(client.nthreads().values()) and (task := take()):
                if shared is None:
                    shared = _shared(client, task.settings.folder)
                future = (
                    client.submit(_leave, work, task, pure=False)
                    if shared
                    else client.submit(work, _sent(task), pure=False)
                )
                running[future.key] = task
                finished.add(future)
                del future  # the cluster keeps results as long as somebody here knows their future
            if not running:
                return
            future = next(finished)
            yield _done(future, running.pop(future.key), shared=bool(shared))
            del future


def _done(future: Any, task: Task, *, shared: bool) -> Done:
    error = future.exception()
    if isinstance(error, PlanExtractError):
        raise error  # no fault of a document: those are results
    if error is not None:
        return task, repr(error)
    results: list[Result] = future.result()
    try:
        return task, _fetched(task, results) if shared else results
    except OSError as missing:  # a shared folder may be late
        return task, repr(missing)


def _place(task: Task) -> Path:
    """Where workers that see the folder of the run leave what they packed: the scheduler sees as little as it sends."""
    return Path(task.settings.folder, f"{task.items[0].position}-{len(task.items)}.packed")


def _leave(work: Work, task: Task) -> list[Result]:
    """The results of a task without what is packed, but for its length; that is left in one file.

    Raises UnwritableError where it cannot be, as on a full disk.
    """
    results, place = work(task), _place(task)
    making = place.with_suffix(f".{uuid4().hex}")  # a worker that was given up may do the same at the same time
    with told(place):
        making.write_bytes(b"".join(result.packed or b"" for result in results))
        making.replace(place)
    return [result._replace(packed=b"%d" % len(result.packed)) if result.packed else result for result in results]


def _fetched(task: Task, results: list[Result]) -> list[Result]:
    """The results with what is packed."""
    place = _place(task)
    with place.open("rb") as file:
        whole = [
            result._replace(packed=file.read(int(result.packed))) if result.packed else result for result in results
        ]
    place.unlink()
    return whole


def _client(crew: Crew, stack: ExitStack) -> Any:
    from distributed import Client

    address: Any = crew.address or stack.enter_context(_cluster(crew.jobs))
    try:
        client = stack.enter_context(Client(address))
        client.wait_for_workers(1, timeout=_PATIENCE)
        versions = set(client.run(_version).values())
    except (OSError, TimeoutError, ValueError) as error:
        raise MisuseError("no_cluster", value=crew.address or "-", reason=str(error).splitlines()[0]) from None
    if versions != {__version__}:
        raise MisuseError("other_version", value=crew.address, own=__version__, found=", ".join(map(str, versions)))
    return client


@contextmanager
def _cluster(jobs: int) -> Iterator[Any]:
    """A cluster of this machine. Its event loops look after themselves once a second: each look stops the work beside it."""
    import dask
    from distributed import LocalCluster

    with (
        dask.config.set({"distributed.admin.tick.interval": "1s"}),
        LocalCluster(
            n_workers=jobs, threads_per_worker=1, processes=True, dashboard_address=None, silence_logs=logging.CRITICAL
        ) as cluster,
    ):
        yield cluster


def _version() -> str | None:
    """The version of this package that a worker has."""
    return version("plan-extract")


def _shared(client: Any, folder: str) -> bool:
    """Whether all workers see the files that this process sees."""
    probe = Path(folder).resolve() / "probe"
    probe.touch()
    try:
        return all(client.run(probe.exists).values())
    finally:
        probe.unlink()


def _sent(task: Task) -> Task:
    """The task with what it is to read; what cannot be read here is left to be told by the worker."""
    items = []
    for item in task.items:
        try:
            items.append(item._replace(data=bytes_of(item, task.settings.options.largest)))
        except UnreadableError:
            items.append(item)
    return task._replace(items=tuple(items))
