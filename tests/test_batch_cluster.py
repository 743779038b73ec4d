"""Batches on a Dask cluster: a real scheduler and two workers, one of which is killed."""

import os
import pickle
import re
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from batches import batch, fill, report, result
from plan_extract import parse
from plan_extract.batch import cluster
from plan_extract.batch.entries import spooled
from plan_extract.batch.items import Item, Outcome, Result, Settings, Task
from plan_extract.batch.work import bytes_of
from plan_extract.errors import UnwritableError
from plan_extract.readers.options import DEFAULT
from support import COMMAND, ROOT

distributed = pytest.importorskip("distributed")
pytestmark = [
    pytest.mark.xdist_group("dask"),
    pytest.mark.skipif(sys.platform != "linux", reason="needs /proc"),
]
DASK = str(Path(sys.executable).with_name("dask"))


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A scheduler and two workers as processes, somewhere else than the inputs."""
    folder = tmp_path_factory.mktemp("cluster")
    file = folder / "scheduler.json"
    common = ["--host", "127.0.0.1", "--no-dashboard", "--scheduler-file", str(file)]
    commands = [["scheduler", "--port", "0", *common], *[["worker", "--nthreads", "1", *common]] * 2]
    with (folder / "log").open("wb") as log:
        running = [
            subprocess.Popen([DASK, *one], cwd=folder, stdout=log, stderr=log, start_new_session=True)
            for one in commands
        ]
        try:
            with distributed.Client(scheduler_file=str(file), timeout=60) as client:
                client.wait_for_workers(2, timeout=60)
                found = client.scheduler.address
            yield found
        finally:
            for process in running:  # with the workers that their nannies started
                os.killpg(process.pid, signal.SIGKILL)
                process.wait()


def workers(address: str) -> list[int]:
    with distributed.Client(address) as client:
        return sorted(client.run(os.getpid).values())


def test_a_cluster_gives_what_this_machine_gives(tmp_path: Path, address: str) -> None:
    fill(tmp_path / "plans", 50)
    (tmp_path / "plans" / "0007.txt").write_bytes(b"\x00" * 40)
    assert batch("plans", "-o", "here", "-f", "parquet", cwd=tmp_path).returncode == 3
    done = batch("plans", "-o", "there", "-f", "parquet", "--engine", "dask", "--scheduler", address, cwd=tmp_path)
    assert done.returncode == 3, done.stderr
    assert result(tmp_path / "here") == result(tmp_path / "there")


def test_a_worker_that_is_killed_costs_nothing(tmp_path: Path, address: str) -> None:
    folder = fill(tmp_path / "plans", 150, items=60)
    assert batch(folder, "-o", tmp_path / "here").returncode == 0
    arguments: list[str | Path] = [
        COMMAND,
        "batch",
        folder,
        "-o",
        tmp_path / "there",
        "-q",
        "--engine",
        "dask",
        "--scheduler",
        address,
    ]
    run = subprocess.Popen(arguments, stderr=subprocess.PIPE)
    part = tmp_path / "there" / "plans.jsonl.part"
    while not part.exists() or part.stat().st_size < 100_000:
        assert run.poll() is None
        time.sleep(0.02)
    before = workers(address)
    os.kill(before[0], signal.SIGKILL)
    assert run.poll() is None  # in the middle of it
    _, said = run.communicate(timeout=120)
    assert run.returncode == 0, said
    assert result(tmp_path / "here") == result(tmp_path / "there")


def test_a_document_that_hangs_is_given_up_alone(tmp_path: Path, address: str) -> None:
    os.mkfifo(tmp_path / "never.txt")
    folder = fill(tmp_path / "plans", 3)
    done = batch(
        tmp_path / "never.txt",
        folder,
        "-o",
        tmp_path / "out",
        "--timeout",
        "1",
        "--engine",
        "dask",
        "--scheduler",
        address,
    )
    assert done.returncode == 3, done.stderr
    assert [line["error"] for line in report(tmp_path / "out")] == ["overdue", None, None, None]


def test_a_cluster_of_this_machine(tmp_path: Path) -> None:
    fill(tmp_path / "plans", 20)
    assert batch("plans", "-o", "here", cwd=tmp_path).returncode == 0
    done = batch("plans", "-o", "there", "--engine", "dask", "--jobs", "2", cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    assert result(tmp_path / "here") == result(tmp_path / "there")


def test_where_there_is_no_cluster(tmp_path: Path) -> None:
    fill(tmp_path / "plans", 1)
    done = batch("plans", "-o", "out", "--engine", "dask", "--scheduler", "nonsense://", cwd=tmp_path)
    assert done.returncode == 2
    assert b"no worker there" in done.stderr


def test_texts_are_sent_only_where_they_are_not_seen(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(b"abcdef")
    items = (
        Item(0, "a", str(tmp_path / "a.txt")),
        Item(1, "b", str(tmp_path / "a.txt"), 2, 3),
        Item(2, "c", str(tmp_path / "missing")),
    )
    task = Task(items, Settings("jsonl", DEFAULT, (), False, 300.0, str(tmp_path)))
    assert [item.data for item in cluster._sent(task).items] == [b"abcdef", b"cde", None]
    seen: list[object] = []

    class Client:
        def run(self, function: object) -> dict[str, bool]:
            seen.append(function)
            return {"1": True, "2": self.shared}

        shared = True

    client = Client()
    assert cluster._shared(client, str(tmp_path)) is True
    client.shared = False
    assert cluster._shared(client, str(tmp_path)) is False
    assert not (tmp_path / "probe").exists()


def test_results_go_by_way_of_the_folder_where_it_is_shared(tmp_path: Path) -> None:
    task = Task((Item(0, "a", ""), Item(1, "b", "")), Settings("jsonl", DEFAULT, (), False, 300.0, str(tmp_path)))
    results = [Result(0, Outcome("a", "plan"), b"packed"), Result(1, Outcome("b", "error"), None)]
    sent = cluster._leave(lambda _: results, task)
    assert b"packed" not in pickle.dumps(sent)
    assert cluster._fetched(task, sent) == results
    assert not list(tmp_path.iterdir())


def test_a_full_disk_ends_the_run_and_a_late_folder_does_not(tmp_path: Path) -> None:
    task = Task((Item(0, "a", ""),), Settings("jsonl", DEFAULT, (), False, 300.0, str(tmp_path / "missing")))
    results = [Result(0, Outcome("a", "plan"), b"packed")]
    with pytest.raises(UnwritableError, match="cannot be written") as raised:
        cluster._leave(lambda _: results, task)

    class Future:
        def __init__(self, error: Exception | None) -> None:
            self.error = error

        def exception(self) -> Exception | None:
            return self.error

        def result(self) -> list[Result]:
            return [results[0]._replace(packed=b"6")]

    with pytest.raises(UnwritableError):
        cluster._done(Future(pickle.loads(pickle.dumps(raised.value))), task, shared=True)
    assert cluster._done(Future(KeyError("lost")), task, shared=True) == (task, "KeyError('lost')")
    assert "No such file" in cluster._done(Future(None), task, shared=True)[1]


def test_what_archives_hold_is_put_where_workers_see_it(tmp_path: Path) -> None:
    items = [Item(0, "a", "", data=b"abc"), Item(1, "b", "/b"), Item(2, "c", "", data=b"defg")]
    sent = spooled(items, tmp_path / "spool")
    assert [item.data for item in sent] == [None] * 3
    assert sent[1] == items[1]
    assert [bytes_of(sent[number], 100) for number in (0, 2)] == [b"abc", b"defg"]


def test_the_function_of_the_documents_works(address: str) -> None:
    document = (ROOT / "docs" / "SCALE.md").read_text("utf-8")
    block = next(
        one for one in re.findall(r"^```python\n(.*?)^```$", document, re.DOTALL | re.MULTILINE) if "client" in one
    )
    names: dict[str, Any] = {"parse": parse}
    exec(block, names)
    with distributed.Client(address) as client:
        found = names["titles"](client, ["一、主要任务\n(一)健全制度。制定办法。", "没有任务。"])
    assert found == [["健全制度"], []]
