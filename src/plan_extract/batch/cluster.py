"""The workers of a Dask cluster, through `dask.distributed`."""

from collections.abc import Iterator
from contextlib import ExitStack
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING, Any

from plan_extract.batch.items import Result, Task
from plan_extract.batch.work import bytes_of
from plan_extract.errors import MisuseError, UnreadableError
from plan_extract.version import __version__

if TYPE_CHECKING:
    from plan_extract.batch.engines import Crew, Done, Take, Work

_AHEAD = 2  # tasks a thread, so that none waits for the next
_PATIENCE = 60  # seconds to wait for the first worker


def run(take: "Take", work: "Work", crew: "Crew") -> Iterator["Done"]:
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
                future = client.submit(work, task if shared else _sent(task), pure=False)
                running[future.key] = task
                finished.add(future)
                del future  # the cluster keeps results as long as somebody here knows their future
            if not running:
                return
            yield _done(next(finished), running)


def _done(future: Any, running: dict[str, Task]) -> "Done":
    task = running.pop(future.key)
    error = future.exception()
    results: list[Result] | str = future.result() if error is None else repr(error)
    return task, results


def _client(crew: "Crew", stack: ExitStack) -> Any:
    from distributed import Client, LocalCluster

    address: Any = crew.address
    if not address:
        cluster = LocalCluster(n_workers=crew.jobs, threads_per_worker=1, processes=True, dashboard_address=None)
        address = stack.enter_context(cluster)
    try:
        client = stack.enter_context(Client(address))
        client.wait_for_workers(1, timeout=_PATIENCE)
        versions = set(client.run(_version).values())
    except (OSError, TimeoutError, ValueError) as error:
        raise MisuseError("no_cluster", value=crew.address or "-", reason=str(error).splitlines()[0]) from None
    if versions != {__version__}:
        raise MisuseError("other_version", value=crew.address, own=__version__, found=", ".join(map(str, versions)))
    return client


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
