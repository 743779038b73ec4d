"""Who has what to do: the units with their tasks, for the table, the filter and the matrix."""

from typing import NamedTuple

from plan_extract.model import Role, Task, UnitMention
from plan_extract.terms import ROLES
from plan_extract.writers.page.book import Book
from plan_extract.writers.page.markup import Markup, element, joined


class Holder(NamedTuple):
    """A unit under its whole name, its number in the page, and its tasks by role."""

    name: str
    number: int
    canonical: str | None
    collective: bool
    tasks: dict[Role, list[Task]]

    @property
    def task_count(self) -> int:
        """How many tasks it has a part in."""
        return len({task.id for tasks in self.tasks.values() for task in tasks})


def holders(book: Book) -> list[Holder]:
    """All units, those with the most tasks first; numbers follow the order of appearance."""
    found: dict[str, Holder] = {}
    for task in book.plan.tasks:
        for unit in task.units:
            one = found.setdefault(unit.name, _holder(book, unit))
            tasks = one.tasks.setdefault(unit.role, [])
            if task not in tasks[-1:]:
                tasks.append(task)
    return sorted(found.values(), key=lambda one: (-one.task_count, one.number))


def _holder(book: Book, unit: UnitMention) -> Holder:
    return Holder(unit.name, book.unit_numbers[unit.name], unit.canonical, unit.collective, {})


def unit_table(book: Book) -> Markup:
    """One row a unit, one column a role, with links to the tasks."""
    found = holders(book)
    roles = [role for role in ROLES["zh"] if any(role in one.tasks for one in found)]
    head = [element("th", book.words.say("unit"), scope="col")]
    head += [element("th", book.words.say(f"role_{role}"), scope="col") for role in roles]
    body = [_row(book, one, roles) for one in found]
    table = element("table", element("thead", element("tr", joined(head))), element("tbody", joined(body)))
    return element("div", table, class_="wide")


def _row(book: Book, one: Holder, roles: list[str]) -> Markup:
    full = element("small", one.canonical) if one.canonical and one.canonical != one.name else ""
    name = element("button", one.name, type="button", class_="pick", data_unit=str(one.number))
    by_role = {str(role): tasks for role, tasks in one.tasks.items()}
    cells = [element("td", joined([book.task_link(task) for task in by_role.get(role, [])], " ")) for role in roles]
    return element("tr", element("th", name, " ", full, scope="row"), joined(cells))


def unit_options(book: Book) -> Markup:
    """The choices of the filter: named bodies, then sets of them, each with the number of its tasks."""
    found = holders(book)
    groups = [("single_units", [one for one in found if not one.collective])]
    groups.append(("collective_units", [one for one in found if one.collective]))
    return joined([_options(book, key, some) for key, some in groups if some])


def _options(book: Book, key: str, found: list[Holder]) -> Markup:
    options = [element("option", f"{one.name} ({one.task_count})", value=str(one.number)) for one in found]
    return element("optgroup", joined(options), label=book.words[key], data_t_label=key)


def role_options(book: Book) -> Markup:
    """The roles that occur."""
    held = {unit.role for task in book.plan.tasks for unit in task.units}
    keys = [(role, f"role_{role}") for role in ROLES["zh"] if role in held]
    return joined([element("option", book.words[key], value=role, data_t=key) for role, key in keys])
