"""What the tests of batches share: folders of plans, runs of the command, and what is left of two runs to compare."""

import json
import subprocess
from pathlib import Path
from typing import Any

from pages import PLAN
from support import COMMAND


def plan_text(number: int, items: int = 3) -> str:
    """A plan of its own, as long as it has items."""
    tasks = (
        f"{item}.推进第{number}-{item}项工作。{2024 + item % 3}年底前制定第{number}号办法。(市司法局牵头,市财政局配合)"
        for item in range(1, items + 1)
    )
    return PLAN + "四、其他任务\n" + "\n".join(tasks) + "\n"


def fill(folder: Path, count: int, items: int = 3) -> Path:
    """A folder of so many plans."""
    folder.mkdir(parents=True, exist_ok=True)
    for number in range(count):
        (folder / f"{number:04}.txt").write_text(plan_text(number, items), "utf-8")
    return folder


def batch(*arguments: str | Path, **options: Any) -> subprocess.CompletedProcess[bytes]:
    """One run of the command."""
    return subprocess.run([COMMAND, "batch", *map(str, arguments)], capture_output=True, check=False, **options)


def report(out: Path) -> list[dict[str, Any]]:
    """The outcomes, but for the time that each took, which is never the same."""
    lines = (out / "report.jsonl").read_text("utf-8").splitlines()
    return [{key: value for key, value in json.loads(line).items() if key != "seconds"} for line in lines]


def result(out: Path) -> dict[str, object]:
    """All that a run leaves: the bytes of each file, of the report what is comparable."""
    files: dict[str, object] = {path.name: path.read_bytes() for path in out.iterdir() if path.name != "report.jsonl"}
    return files | {"report.jsonl": report(out)}
