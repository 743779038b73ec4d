"""Batches: two workers against one, a Dask cluster of this machine against both, memory as the number of documents grows.

Each of the documents is a part of the example plan, half of them longer than 5,000 characters (as real ones are), with a number
of its own.
"""

import os
import random
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path

import psutil

from benchmarks.report import Row, machine, table
from benchmarks.texts import PLAN

COMMAND = str(Path(sys.executable).with_name("plan-extract"))
FEW, SOME, MORE, MANY = 1_000, 2_000, 5_000, 20_000
ROUNDS = 3
_SAMPLED = 0.2  # seconds between two looks at the memory


def write(folder: Path, count: int) -> None:
    """So many documents, always the same."""
    folder.mkdir(parents=True)
    lines = PLAN.read_text("utf-8").splitlines()
    head, items = lines[:12], lines[12:]
    chance = random.Random(1)
    for number in range(count):
        size = min(len(items), max(4, int(chance.lognormvariate(4.5, 0.7))))
        first = chance.randrange(len(items) - size + 1)
        text = "\n".join([*head, f"  一、第{number}号任务", *items[first : first + size]])
        (folder / f"{number:05}.txt").write_text(text, "utf-8")


def timed(inputs: Path, out: Path, *options: str) -> float:
    """Seconds of one batch."""
    start = time.perf_counter()
    subprocess.run([COMMAND, "batch", str(inputs), "-o", str(out), "-q", *options], check=True)
    return time.perf_counter() - start


def peak(inputs: Path, out: Path) -> float:
    """The most that the processes of one batch held together, in MB; what they share counts once for each."""
    run = subprocess.Popen([COMMAND, "batch", str(inputs), "-o", str(out), "-q", "--jobs", "2"])
    held = [0.0]
    over = threading.Event()

    def look() -> None:
        while not over.wait(_SAMPLED):
            held.append(_held(run.pid))

    looking = threading.Thread(target=look)
    looking.start()
    code = run.wait()
    over.set()
    looking.join()
    assert code == 0
    return max(held)


def _held(pid: int) -> float:
    total = 0
    try:
        parent = psutil.Process(pid)
        for process in (parent, *parent.children(recursive=True)):
            total += process.memory_info().rss
    except psutil.NoSuchProcess:
        return 0.0
    return total / 1024 / 1024


def rows(folder: Path) -> list[Row]:
    """All of them; the speeds are medians of the ratios within rounds."""
    inputs = {count: folder / str(count) for count in (10, FEW, SOME, MORE, MANY)}
    for count, path in inputs.items():
        write(path, count)
    halves, clusters, one, two, dask = [], [], 0.0, 0.0, 0.0
    for number in range(ROUNDS):
        one, two = (timed(inputs[SOME], folder / f"a{jobs}{number}", "--jobs", str(jobs)) for jobs in (1, 2))
        halves.append(one / two)
        starts = [
            timed(inputs[10], folder / f"b{number}{'d' * bool(more)}", "--jobs", "2", *more) for more in ((), DASK)
        ]
        two, dask = (
            timed(inputs[MORE], folder / f"c{number}{'d' * bool(more)}", "--jobs", "2", *more) - start
            for more, start in zip(((), DASK), starts, strict=True)
        )
        clusters.append(dask / two)
    few, many = (peak(inputs[count], folder / f"d{count}") for count in (FEW, MANY))
    gain, share = sorted(halves)[ROUNDS // 2], sorted(clusters)[ROUNDS // 2]
    return [
        Row(f"one worker, x two workers, {SOME:,} documents", f"{one:.1f} s", gain, 1.8, more=True),
        Row(f"Dask cluster of two workers, x two workers, {MORE:,} documents", f"{dask:.1f} s", share, 1.3),
        Row(f"peak memory with {MANY:,} documents, x that with {FEW:,}", f"{many:.0f} MB", many / few, 1.15),
    ]


DASK = ("--engine", "dask")

if __name__ == "__main__":
    with tempfile.TemporaryDirectory(dir=os.environ.get("TMPDIR")) as place:
        found = rows(Path(place))
    print(machine())
    print(table(found))
    sys.exit(any(not row.reached for row in found))
