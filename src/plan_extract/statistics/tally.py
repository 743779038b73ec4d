"""The figures, and the tables that show them."""

from collections import Counter, defaultdict
from collections.abc import Iterator
from typing import NamedTuple, get_args

from plan_extract.model import Role

ROLES: tuple[str, ...] = get_args(Role)
UNDATED = ""

Cell = str | int


class Figures(NamedTuple):
    """One table: its name, the names of its columns, and its rows, the greatest first, months in their order."""

    name: str
    columns: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]


class Tally:
    """Counts of documents by kind, tasks by the month they are due, units by role, and diagnostics by code."""

    def __init__(self) -> None:
        self._kinds: Counter[str] = Counter()
        self._months: Counter[str] = Counter()
        self._units: defaultdict[str, Counter[str]] = defaultdict(Counter)
        self._codes: Counter[tuple[str, str, str]] = Counter()

    def document(self, kind: str | None, count: int = 1) -> None:
        """Documents of a kind."""
        self._kinds[kind or ""] += count

    def task(self, due: object, count: int = 1) -> None:
        """Tasks that are due on a day (a date, or one as text), or on none."""
        self._months[str(due)[:7] if due else UNDATED] += count

    def unit(self, canonical: str | None, name: str, role: str, count: int = 1) -> None:
        """Tasks that a unit has in a role; it is known by its full official name, where that is known."""
        self._units[canonical or name][role] += count

    def diagnostic(self, code: str, name: str, severity: str, count: int = 1) -> None:
        """Diagnostics of a code."""
        self._codes[code, name, severity] += count

    def figures(self) -> Iterator[Figures]:
        """All tables."""
        tasks = self._months.total()
        totals = (
            ("documents", self._kinds.total()),
            ("tasks", tasks),
            ("dated_tasks", tasks - self._months[UNDATED]),
            ("units", len(self._units)),
            ("diagnostics", self._codes.total()),
        )
        yield Figures("totals", ("figure", "count"), totals)
        units = sorted(self._units.items(), key=lambda one: (-one[1].total(), one[0]))
        rows: tuple[tuple[Cell, ...], ...] = tuple(
            (name, *(roles[one] for one in ROLES), roles.total()) for name, roles in units
        )
        yield Figures("units", ("unit", *ROLES, "tasks"), rows)
        months = sorted((month, count) for month, count in self._months.items() if month != UNDATED)
        yield Figures("months", ("month", "tasks"), tuple(months))
        codes = sorted(self._codes.items(), key=lambda one: (-one[1], one[0]))
        yield Figures("codes", ("code", "name", "severity", "count"), tuple((*key, count) for key, count in codes))
        kinds = sorted(self._kinds.items(), key=lambda one: (-one[1], one[0]))
        yield Figures("kinds", ("kind", "documents"), tuple(kinds))
