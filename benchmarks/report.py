"""Results as a table."""

import platform
from typing import NamedTuple


class Row(NamedTuple):
    """One measurement: what it was, how long it took or how much it held, and how it stands to its goal."""

    name: str
    measured: str
    value: float
    goal: float
    stretch: float | None = None

    @property
    def reached(self) -> bool:
        return self.value <= self.goal


def table(rows: list[Row]) -> str:
    """The rows as Markdown."""
    lines = ["| measurement | measured | value | goal | stretch | |", "|---|---:|---:|---:|---:|---|"]
    for row in rows:
        mark = "reached" if row.reached else "MISSED"
        stretch = "" if row.stretch is None else f"{row.stretch:g}"
        lines.append(f"| {row.name} | {row.measured} | {row.value:.2f} | {row.goal:g} | {stretch} | {mark} |")
    return "\n".join(lines)


def machine() -> str:
    """What it was measured on."""
    with open("/proc/cpuinfo", encoding="utf-8") as info:
        model = next(
            (line.split(":")[1].strip() for line in info if line.startswith("model name")), "unknown processor"
        )
    return f"{model}, {platform.system()} {platform.machine()}, Python {platform.python_version()}\n"
