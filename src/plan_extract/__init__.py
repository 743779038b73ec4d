"""plan_extract: read a Chinese government plan and get its task ledger.

    from plan_extract import parse_file
    plan = parse_file("data/raw/zhejiang-2018.txt")
    for task in plan.tasks:
        print(task.id, task.title, [unit.text for unit in task.units], task.due)

`parse`, `parse_file` and `extract` read; `Plan`, `Facts` and the records in them are pydantic models; everything that
can go wrong is a `PlanExtractError`. Importing the package costs almost nothing: the names wait until they are used.
"""

from plan_extract.version import __version__

TYPE_CHECKING = False  # what type checkers take for True; importing typing would cost more than all the rest
if TYPE_CHECKING:
    from plan_extract.errors import (
        MisuseError,
        PlanExtractError,
        UnreadableError,
        UnwritableError,
    )
    from plan_extract.model import Facts, Plan
    from plan_extract.pipeline import extract, parse, parse_file
    from plan_extract.text import Span

_HOMES = {
    "plan_extract.pipeline": ("extract", "parse", "parse_file"),
    "plan_extract.model": ("Facts", "Plan"),
    "plan_extract.text": ("Span",),
    "plan_extract.errors": (
        "MisuseError",
        "PlanExtractError",
        "UnreadableError",
        "UnwritableError",
    ),
}
_HOME = {name: module for module, names in _HOMES.items() for name in names}

__all__ = [
    "Facts",
    "MisuseError",
    "Plan",
    "PlanExtractError",
    "Span",
    "UnreadableError",
    "UnwritableError",
    "__version__",
    "extract",
    "parse",
    "parse_file",
]


def __getattr__(name: str) -> object:
    if name not in _HOME:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from importlib import import_module

    return getattr(import_module(_HOME[name]), name)
