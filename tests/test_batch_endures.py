"""A batch that is killed, starved, or given what kills: nothing is lost, and what comes out is as if nothing had been."""

import json
import os
import random
import resource
import signal
import subprocess
import sys
import time
from functools import partial
from pathlib import Path

import pytest

from batches import batch, fill, plan_text, report, result
from plan_extract.batch.engines import local
from plan_extract.batch.items import Crew, Item, Result, Settings, Task, failed
from plan_extract.errors import FaultError
from plan_extract.readers.options import DEFAULT
from support import COMMAND

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="signals and pipes of POSIX")
KILLS = 20


def start(*arguments: str | Path) -> subprocess.Popen[bytes]:
    quiet = subprocess.DEVNULL
    arguments = (COMMAND, "batch", *arguments)
    # Tests that run in the background of a script may have been told to ignore what Ctrl-C sends.
    return subprocess.Popen(
        arguments, stdout=quiet, stderr=quiet, preexec_fn=partial(signal.signal, signal.SIGINT, signal.SIG_DFL)
    )


def children(parent: int) -> set[int]:
    """The processes below one, as Linux lists them."""
    found = set()
    for path in Path("/proc").glob("[0-9]*/stat"):
        try:
            above = int(path.read_text().rpartition(")")[2].split()[1])
        except OSError:
            continue
        if above == parent:
            own = int(path.parent.name)
            found |= {own} | children(own)
    return found


@pytest.mark.skipif(sys.platform != "linux", reason="needs /proc")
def test_a_killed_run_goes_on_where_it_was(tmp_path: Path) -> None:
    folder = fill(tmp_path / "plans", 300, items=40)
    (folder / "0150.txt").write_bytes(b"\x00" * 40)
    assert batch(folder, "-o", tmp_path / "whole").returncode == 3
    expected = result(tmp_path / "whole")
    chance, round_, left = random.Random(20), 0, KILLS
    while left:
        round_ += 1
        out = tmp_path / f"out{round_}"
        log = []
        while left:
            run = start(folder, "-o", out, "--resume", "--jobs", "2")
            wait = chance.uniform(0, 2.5)
            try:
                run.wait(wait)
                break
            except subprocess.TimeoutExpired:
                below = children(run.pid)
                run.kill()
                run.wait()
                left -= 1
                log.append(f"{wait:.2f}")
        print(f"run {round_}: killed after {', '.join(log)} s")
        done = batch(folder, "-o", out, "--resume")
        assert done.returncode == 3, done.stderr
        assert result(out) == expected
    deadline = time.monotonic() + 10
    while any(Path(f"/proc/{one}").exists() for one in below):  # workers end with their parent
        assert time.monotonic() < deadline
        time.sleep(0.05)


def test_what_was_interrupted_is_not_lost_unasked(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "never.txt")
    folder = fill(tmp_path / "plans", 40)
    run = start(folder, tmp_path / "never.txt", "-o", tmp_path / "out", "--jobs", "1")
    journal = tmp_path / "out" / ".plan-extract" / "journal.sqlite"
    part = tmp_path / "out" / "plans.jsonl.part"
    while not (journal.exists() and part.exists() and part.read_bytes().count(b"\n") > 30):
        time.sleep(0.05)
    again = batch(folder, "-o", tmp_path / "out", "--resume")
    assert (again.returncode, b"another run" in again.stderr) == (2, True)
    run.send_signal(signal.SIGINT)
    assert run.wait(20) in (130, -signal.SIGINT)
    refused = batch(folder, "-o", tmp_path / "out")
    assert refused.returncode == 2
    assert b"--resume" in refused.stderr
    assert not (tmp_path / "out" / "plans.jsonl").exists()
    assert batch(folder, "-o", tmp_path / "out", "--resume").returncode == 0
    assert batch(folder, "-o", tmp_path / "other").returncode == 0
    assert result(tmp_path / "out") == result(tmp_path / "other")


def test_a_document_that_hangs_is_given_up_alone(tmp_path: Path) -> None:
    folder = fill(tmp_path / "plans", 20)
    os.mkfifo(tmp_path / "never.txt")
    names = [str(path) for path in sorted(folder.iterdir())]
    (tmp_path / "list").write_text("\n".join([*names[:19], str(tmp_path / "never.txt"), names[19]]), "utf-8")
    done = batch("--files-from", tmp_path / "list", "-o", tmp_path / "out", "--timeout", "1", "--jobs", "2")
    assert done.returncode == 3
    lines = report(tmp_path / "out")
    assert [line["outcome"] for line in lines] == ["plan"] * 19 + ["error", "plan"]
    assert lines[19]["error"] == "overdue"
    assert lines[19]["details"] == {"seconds": "1"}


@pytest.mark.skipif(sys.platform != "linux", reason="needs /proc")
def test_a_document_that_ends_its_worker_is_lost_alone(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "deadly.txt")
    folder = fill(tmp_path / "plans", 3)
    run = start(tmp_path / "deadly.txt", folder, "-o", tmp_path / "out", "--jobs", "1")
    killed = 0
    while run.poll() is None:  # whoever waits for the pipe is killed, as one that has used all memory is
        for one in children(run.pid):
            try:
                waiting = Path(f"/proc/{one}/wchan").read_text() in ("wait_for_partner", "fifo_open", "pipe_wait")
                waiting = waiting or Path(f"/proc/{one}/syscall").read_text().startswith(("257 ", "56 "))  # openat
            except OSError:
                continue
            if waiting:
                os.kill(one, signal.SIGKILL)
                killed += 1
        time.sleep(0.05)
    assert killed >= 2
    assert run.returncode == 5
    assert [line["error"] for line in report(tmp_path / "out")] == ["worker_lost", None, None, None]


def test_a_full_disk_is_told_and_costs_nothing(tmp_path: Path) -> None:
    folder = fill(tmp_path / "plans", 60, items=20)
    assert batch(folder, "-o", tmp_path / "whole").returncode == 0
    size = (tmp_path / "whole" / "plans.jsonl").stat().st_size

    def limit() -> None:
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (size // 2, size // 2))

    for form, name in (("jsonl", "plans.jsonl"), ("sqlite", "plans.sqlite")):
        out = tmp_path / form
        done = batch(folder, "-o", out, "-f", form, preexec_fn=limit)
        assert done.returncode == 4, done.stderr
        assert b"cannot be written" in done.stderr
        assert not (out / name).exists()
        assert batch(folder, "-o", out, "-f", form, "--resume").returncode == 0
        assert (out / name).exists()
    assert result(tmp_path / "jsonl") == result(tmp_path / "whole")


def test_what_was_written_before_the_disk_was_full_is_whole(tmp_path: Path) -> None:
    folder = fill(tmp_path / "plans", 60, items=20)

    def limit() -> None:
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (400_000, 400_000))

    assert batch(folder, "-o", tmp_path / "out", preexec_fn=limit).returncode == 4
    part = (tmp_path / "out" / "plans.jsonl.part").read_bytes()
    assert 0 < len(part) <= 400_000
    assert part.endswith(b"\n")
    assert all(json.loads(line)["tasks"] for line in part.splitlines())


def test_a_cache_reads_only_what_has_changed(tmp_path: Path) -> None:
    folder = fill(tmp_path / "plans", 12)
    cache = tmp_path / "cache.sqlite"

    def known(*options: str) -> int:
        done = batch("plans", "-o", "out", "--cache", cache, *options, cwd=tmp_path)
        assert done.returncode == 0, done.stderr
        words = done.stdout.decode().split("known from before")
        return int(words[1].split()[0]) if len(words) > 1 else 0

    assert known() == 0
    before = result(tmp_path / "out")
    assert known() == 12
    assert result(tmp_path / "out") == before
    (folder / "0003.txt").write_text(plan_text(99), "utf-8")
    (folder / "0005.txt").unlink()
    (folder / "new.txt").write_text(plan_text(100), "utf-8")
    assert known() == 10
    changed = result(tmp_path / "out")
    assert batch("plans", "-o", "fresh", cwd=tmp_path).returncode == 0
    assert changed == result(tmp_path / "fresh")
    assert known("--embed-text") == 0
    assert known("-f", "sqlite") == 0
    assert known() == 12


def test_a_cache_that_is_something_else(tmp_path: Path) -> None:
    fill(tmp_path / "plans", 1)
    (tmp_path / "cache").write_text("no database at all, but long enough to be looked at as one" * 40, "utf-8")
    done = batch("plans", "-o", "out", "--cache", "cache", cwd=tmp_path)
    assert (done.returncode, b"no journal" in done.stderr) == (2, True)
    assert (tmp_path / "cache").read_text("utf-8").startswith("no database")


def deadly(task: Task) -> list[Result]:
    """Work that some documents end, as a fault of a library would."""
    for item in task.items:
        if item.name == "deadly":
            os._exit(7)
    return [
        Result(item.position, failed(item.name, FaultError("fault", path="", reason="")), None) for item in task.items
    ]


def test_an_engine_knows_which_task_was_lost() -> None:
    settings = Settings("jsonl", DEFAULT, (), False, 300.0, ".")
    names = ["a", "b", "deadly", "c", "d", "e"]
    tasks = [Task((Item(position, name, ""),), settings) for position, name in enumerate(names)]
    left = iter(tasks)
    done = {task.items[0].name: results for task, results in local(lambda: next(left, None), deadly, Crew(2))}
    assert sorted(done) == sorted(names)
    assert [name for name, results in done.items() if isinstance(results, str)] == ["deadly"]
