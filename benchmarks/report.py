"""Results as a table."""

import platform
from typing import NamedTuple


class Row(NamedTuple):
    """One measurement: what it was, how long it took or how much it held, and how it stands to its goal."""

    name: str
    measured: str
    value: float
    goal: float | None = None  # without one it is for information
    stretch: float | None = None
    more: bool = False  # the goal is the least it may be, not the most

    @property
    def reached(self) -> bool:
        return self.goal is None or (self.value >= self.goal if self.more else self.value <= self.goal)


def table(rows: list[Row]) -> str:
    """The rows as Markdown."""
    lines = ["| measurement | measured | value | goal | stretch | |", "|---|---:|---:|---:|---:|---|"]
    for row in rows:
        mark = "" if row.goal is None else "reached" if row.reached else "MISSED"
        goal, stretch = ("" if one is None else f"{'at least ' * row.more}{one:g}" for one in (row.goal, row.stretch))
        lines.append(f"| {row.name} | {row.measured} | {row.value:.2f} | {goal} | {stretch} | {mark} |")
    return "\n".join(lines)


def machine() -> str:
    """What it was measured on."""
    with open("/proc/cpuinfo", encoding="utf-8") as info:
        model = next(
            (line.split(":")[1].strip() for line in info if line.startswith("model name")), "unknown processor"
        )
    return f"{model}, {platform.system()} {platform.machine()}, Python {platform.python_version()}\n"
