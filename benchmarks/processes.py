"""Whole processes: the command line against `python -c pass`, started by posix_spawn, in shuffled rounds."""

import os
import random
import statistics
import sys
import tempfile
import time
from pathlib import Path

from benchmarks.report import Row
from benchmarks.texts import PLAN, repeated

ROUNDS = 21
COMMAND = str(Path(sys.executable).with_name("plan-extract"))
NEEDS_JIEBA = "\n三、附则\n(一)加强联动。\uff08天津市和平区财政局和河西区财政局负责\uff09\n"
EIGHT_TASKS = "\n\n  七、附加任务\n" + "".join(
    f"  {number}.开放数据。市数据局牵头,2019年底前完成。\n" for number in range(1, 9)
)
MEGABYTE = 1024 * 1024


def run(command: list[str]) -> tuple[float, float]:
    """Seconds and peak memory in MB of one process."""
    quiet = [(os.POSIX_SPAWN_OPEN, 1, os.devnull, os.O_WRONLY, 0)]
    start = time.perf_counter()
    process = os.posix_spawn(command[0], command, os.environ, file_actions=quiet)
    _, status, usage = os.wait4(process, 0)
    assert status == 0, command
    return time.perf_counter() - start, usage.ru_maxrss / 1024


def rows() -> list[Row]:
    """Measure before anything else is imported: the peak of a child counts what its parent held."""
    with tempfile.TemporaryDirectory() as folder:
        jieba = Path(folder, "jieba.txt")
        jieba.write_text(PLAN.read_text("utf-8") + NEEDS_JIEBA, "utf-8")
        large = Path(folder, "large.txt")
        plan = PLAN.read_text("utf-8")
        large.write_text(repeated(plan, 10 * MEGABYTE // len(plan.encode())), "utf-8")
        return [*_against_python(jieba, _hundred_tasks(Path(folder))), _memory_of_much(large)]


def _hundred_tasks(folder: Path) -> Path:
    """A record of 100 tasks: the plan twice over with 46 each, and eight more."""
    text, record = folder / "hundred.txt", folder / "hundred.json"
    text.write_text(repeated(PLAN.read_text("utf-8"), 2) + EIGHT_TASKS, "utf-8")
    run([COMMAND, "parse", str(text), "-o", str(record)])
    assert record.read_text("utf-8").count('"fingerprint"') == 100  # only tasks have one
    return record


def _against_python(jieba: Path, hundred: Path) -> list[Row]:
    commands = {
        "pass": [sys.executable, "-c", "pass"],
        "--version": [COMMAND, "--version"],
        "--help": [COMMAND, "--help"],
        "parse to JSON": [COMMAND, "parse", str(PLAN)],
        "parse to YAML": [COMMAND, "parse", str(PLAN), "-f", "yaml"],
        "parse of a text that needs jieba": [COMMAND, "parse", str(jieba)],
        "validate of a record of 100 tasks": [COMMAND, "validate", str(hundred)],
    }
    goals: dict[str, tuple[float, float | None]] = {
        "--version": (2, 1.4),
        "--help": (9, 7.5),
        "parse to JSON": (22, 19),
        "parse to YAML": (28, 22),
        "parse of a text that needs jieba": (50, 38),
        "validate of a record of 100 tasks": (30, None),
    }
    for command in commands.values():
        run(command)
    order = list(commands)
    seconds: dict[str, list[float]] = {name: [] for name in commands}
    peak = 0.0
    for _ in range(ROUNDS):
        random.Random(len(seconds["pass"])).shuffle(order)
        for name in order:
            took, memory = run(commands[name])
            seconds[name].append(took)
            if name == "parse to JSON":
                peak = max(peak, memory)
    result = []
    for name, (goal, stretch) in goals.items():
        value = statistics.median(one / other for one, other in zip(seconds[name], seconds["pass"], strict=True))
        measured = f"{statistics.median(seconds[name]) * 1000:.0f} ms"
        result.append(Row(f"{name}, x `python -c pass`", measured, value, goal, stretch))
    result.append(Row("peak memory of the parse to JSON, MB", f"{peak:.0f} MB", peak, 48, 40))
    return result


def _memory_of_much(large: Path) -> Row:
    took, memory = run([COMMAND, "parse", str(large)])
    size = large.stat().st_size / MEGABYTE
    return Row(f"peak memory of the parse of {size:.0f} MB in one file, MB", f"{took:.1f} s", memory, 1200)
