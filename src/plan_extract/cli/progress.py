"""How far a batch is, on standard error, and what came out of it."""

import sys
from collections.abc import Iterator
from heapq import heappush, heappushpop
from time import monotonic
from typing import TYPE_CHECKING, Any

from plan_extract.batch.manifest import COUNTED, Totals
from plan_extract.cli.terminal import show
from plan_extract.messages import Language

if TYPE_CHECKING:
    from plan_extract.batch.items import Outcome

_EVERY = 10.0  # seconds between two lines where there is no terminal
_SLOWEST = 5  # documents that the summary names
_SAID: dict[Language, dict[str, str]] = {
    "en": {
        "line": "{inputs} inputs, {characters:,} characters, {errors} errors, {rate:.1f}/s",
        "inputs": "inputs",
        "plans": "plans",
        "errors": "errors",
        "known": "known from before",
        "seconds": "seconds",
        "characters": "characters",
        "clauses": "clauses",
        "tasks": "tasks",
        "tasks_with_unit": "tasks with a unit",
        "tasks_with_due": "tasks with a date",
        "units": "units",
        "deadlines": "time limits",
        "targets": "targets",
        "references": "references",
        "diagnostics": "diagnostics",
        "error": "error {code}",
        "slow": "{seconds:.2f} s",
    },
    "zh": {
        "line": "输入 {inputs} 个，{characters:,} 字，错误 {errors} 个，每秒 {rate:.1f} 个",
        "inputs": "输入",
        "plans": "计划",
        "errors": "错误",
        "known": "沿用前次结果",
        "seconds": "用时（秒）",
        "characters": "字数",
        "clauses": "条款",
        "tasks": "任务",
        "tasks_with_unit": "有责任单位的任务",
        "tasks_with_due": "有完成时限的任务",
        "units": "责任单位",
        "deadlines": "时限",
        "targets": "指标",
        "references": "引用文件",
        "diagnostics": "疑点",
        "error": "错误 {code}",
        "slow": "{seconds:.2f} 秒",
    },
}


class Progress:
    """What people are told of a batch; `total` is how many inputs there are, if that is known.

    A bar in a terminal, elsewhere a line now and then; nothing where it is to be quiet.
    """

    def __init__(self, language: Language, total: int | None, *, quiet: bool) -> None:
        self.exit_code = 0
        self._words = _SAID[language]
        self._totals = Totals()
        self._known = 0
        self._slowest: list[tuple[float, str]] = []
        self._begun = self._told = monotonic()
        self._quiet = quiet or sys.stderr is None
        self._bar: Any = None
        if not self._quiet and sys.stderr.isatty():
            self._bar = _bar(total)
            self._bar.start()

    def watch(self, outcome: "Outcome", known: bool) -> None:
        """One more input is done."""
        self._totals.add(outcome._asdict())
        self._known += known
        self.exit_code = max(self.exit_code, outcome.exit_code)
        keep = heappush if len(self._slowest) < _SLOWEST else heappushpop
        keep(self._slowest, (outcome.seconds, outcome.input))
        if self._bar:
            self._bar.update(0, advance=1, told=self._line())
        elif not self._quiet and monotonic() - self._told >= _EVERY:
            self._told = monotonic()
            print(self._line(), file=sys.stderr, flush=True)

    def close(self) -> None:
        """No more of it."""
        if self._bar:
            self._bar.stop()

    def summary(self) -> None:
        """A table of what came out, to standard output."""
        if self._quiet:
            return
        from rich.table import Table

        table = Table(show_header=False, box=None, padding=(0, 2, 0, 0))
        table.add_column()
        table.add_column(justify="right")
        table.add_column(overflow="fold")
        for row in self._rows():
            table.add_row(*row)
        show(table)

    def _rows(self) -> Iterator[tuple[str, str, str]]:
        words, counts = self._words, self._totals.counts
        yield words["inputs"], f"{self._inputs:,}", ""
        yield words["plans"], f"{self._totals.outcomes['plan']:,}", ""
        if self._known:
            yield words["known"], f"{self._known:,}", ""
        for name in COUNTED:
            share = f"{counts[name] / counts['tasks']:.1%}" if name.startswith("tasks_") and counts["tasks"] else ""
            yield words[name], f"{counts[name]:,}", share
        for code, number in self._totals.errors.most_common():
            yield words["error"].format(code=code), f"{number:,}", ""
        yield words["seconds"], f"{monotonic() - self._begun:,.1f}", ""
        for seconds, name in sorted(self._slowest, reverse=True):
            yield "", words["slow"].format(seconds=seconds), name

    @property
    def _inputs(self) -> int:
        return sum(self._totals.outcomes.values())

    def _line(self) -> str:
        rate = self._inputs / max(monotonic() - self._begun, 0.001)
        errors, characters = self._totals.outcomes["error"], self._totals.counts["characters"]
        return self._words["line"].format(inputs=self._inputs, characters=characters, errors=errors, rate=rate)


def _bar(total: int | None) -> Any:
    from rich.console import Console
    from rich.progress import BarColumn, Progress, TextColumn, TimeRemainingColumn

    columns = TextColumn("{task.fields[told]}", markup=False), BarColumn(), TimeRemainingColumn()
    bar = Progress(*columns, console=Console(stderr=True), transient=True)
    bar.add_task("", total=total, told="")
    return bar
