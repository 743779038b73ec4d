"""Run all benchmarks and print their tables, with a folder also of its documents; exit code 1 where a goal is missed."""

import sys
from pathlib import Path

from benchmarks import processes
from benchmarks.report import machine, table

folder = Path(sys.argv[1]) if sys.argv[1:] else None
if folder and not any(folder.rglob("*.txt")):
    sys.exit(f"no .txt file under {folder}")
rows = processes.rows()

from benchmarks import formats, in_process  # noqa: E402  import what they measure

rows = [*in_process.rows(), *rows, *formats.rows()]
if folder:
    from benchmarks import corpus

    rows += corpus.rows(folder)
print(machine())
print(table(rows))
sys.exit(any(not row.reached for row in rows))
