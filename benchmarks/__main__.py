"""Run all benchmarks and print their tables; exit code 1 where a goal is missed."""

import sys

from benchmarks import processes
from benchmarks.report import machine, table

rows = processes.rows()

from benchmarks import in_process  # noqa: E402  imports what it measures

rows = [*in_process.rows(), *rows]
print(machine())
print(table(rows))
sys.exit(any(not row.reached for row in rows))
