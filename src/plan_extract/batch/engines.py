"""Where the work is done: in processes of this machine, or on a cluster.

An engine is a function. It takes tasks as long as `take` gives any, as many as it can work on, and yields each with what it
became: its results, or why there are none because a worker was lost. `take` gives None where there is nothing to do now; more
may come when the engine is asked to go on.
"""

import gc
import multiprocessing
import os
import signal
from collections.abc import Callable, Generator
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from multiprocessing import forkserver
from multiprocessing.connection import wait as wait_for
from multiprocessing.context import BaseContext
from threading import Thread
from typing import TYPE_CHECKING

if TYPE_CHECKING:  # so that the first process of the workers can begin before all is imported here
    from plan_extract.batch.items import Crew, Done, Result, Take, Task, Work


def local(take: "Take", work: "Work", crew: "Crew") -> "Generator[Done, None, None]":
    """Processes of this machine. Each has a pool of its own: who dies takes one task along, and it is known which."""
    context = _context()
    idle = [_pool(context) for _ in range(crew.jobs)]
    running: dict[Future[list[Result]], tuple[ProcessPoolExecutor, Task]] = {}
    try:
        while True:
            while idle and (task := take()):
                pool = idle.pop()
                running[pool.submit(work, task)] = pool, task
            if not running:
                return
            finished: list[Done] = []
            for future in wait(running, return_when=FIRST_COMPLETED).done:
                pool, task = running.pop(future)
                error = future.exception()
                if error is not None:
                    pool.shutdown(wait=False)
                    pool = _pool(context)
                idle.append(pool)
                finished.append((task, future.result() if error is None else repr(error)))
            while idle and (task := take()):  # nobody waits for what becomes of the results
                pool = idle.pop()
                running[pool.submit(work, task)] = pool, task
            yield from finished
    finally:
        for pool in [*idle, *(pool for pool, _ in running.values())]:
            pool.shutdown(wait=False, cancel_futures=True)
        for process in multiprocessing.active_children() if running else ():
            process.terminate()


def prepare(engine: str) -> None:
    """Let the process begin from which workers are copied, while there is other work to do here."""
    if engine == "local" and _context().get_start_method() == "forkserver":
        forkserver.ensure_running()


def _context() -> BaseContext:
    """Workers are copies of a process that has imported the parser and nothing else, where the system can do that."""
    if "forkserver" not in multiprocessing.get_all_start_methods():
        return multiprocessing.get_context("spawn")
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(["plan_extract.batch.work"])
    return context


def _pool(context: BaseContext) -> ProcessPoolExecutor:
    return ProcessPoolExecutor(1, mp_context=context, initializer=_begin)


def _begin() -> None:
    """A worker begins: it ends with its parent, however that ends, and leaves it to that to hear of Ctrl-C."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    parent = multiprocessing.parent_process()
    assert parent is not None
    Thread(target=lambda: (wait_for([parent.sentinel]), os._exit(1)), daemon=True).start()
    gc.freeze()  # what is imported stays


def dask(take: "Take", work: "Work", crew: "Crew") -> "Generator[Done, None, None]":
    """The workers of a Dask cluster."""
    from plan_extract.batch.cluster import run

    yield from run(take, work, crew)


ENGINES: "dict[str, Callable[[Take, Work, Crew], Generator[Done, None, None]]]" = {"local": local, "dask": dask}
