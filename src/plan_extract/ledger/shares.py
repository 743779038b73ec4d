"""Who has what to do: a row a unit and role."""

from collections import defaultdict
from typing import NamedTuple

from plan_extract.ledger.wording import brief
from plan_extract.model import Plan, UnitMention
from plan_extract.terms import ROLES


class ShareRow(NamedTuple):
    """The tasks of one unit in one role, by number; `written` are the ways in which the plan writes its name."""

    name: str
    canonical: str
    written: tuple[str, ...]
    collective: bool
    role: str
    tasks: tuple[tuple[int, str], ...]

    @property
    def listed(self) -> str:
        """The tasks in one text: 1.健全制度；5.优化服务."""
        return "；".join(f"{number}.{brief(title)}" for number, title in self.tasks)


class _Unit(NamedTuple):
    first: UnitMention
    written: dict[str, None]
    roles: dict[str, dict[int, str]]


def shares(plan: Plan) -> tuple[ShareRow, ...]:
    """The units with most tasks first, of as many the one named first; of one unit its roles in their order.

    Names of which the record knows that they mean the same body are one unit.
    """
    ranked = sorted(_units(plan), key=lambda unit: -len(set().union(*unit.roles.values())))
    return tuple(
        ShareRow(
            unit.first.name,
            unit.first.canonical or "",
            tuple(unit.written),
            unit.first.collective,
            name,
            tuple(unit.roles[role].items()),
        )
        for unit in ranked
        for role, name in ROLES["zh"].items()
        if role in unit.roles
    )


def _units(plan: Plan) -> list[_Unit]:
    found: dict[str, _Unit] = {}
    for number, task in enumerate(plan.tasks, 1):
        for one in task.units:
            unit = found.setdefault(one.canonical or one.name, _Unit(one, {}, defaultdict(dict)))
            unit.written[one.text] = None
            unit.roles[one.role][number] = task.title
    return list(found.values())
