"""The matrix of units and tasks as inline SVG: a sign in each role's shape where a unit has a part in a task."""

from plan_extract.terms import ROLES
from plan_extract.writers.page.book import Book
from plan_extract.writers.page.markup import Markup, element, joined
from plan_extract.writers.page.units import Holder, holders

SHAPES = {"lead": "\u25cf", "responsible": "\u25a0", "support": "\u25cb", "guide": "\u25b3", "supervise": "\u25c7"}
_CELL = 20
_LABEL = 190  # width of the names
_LONGEST = 14  # characters of a name that fit into it
_HEAD_CHARACTER = 8  # width of a character of a task's id, which stands upright
_MARGIN = 8


def matrix(book: Book) -> Markup:
    """The drawing, with a title; nothing where no unit has a task."""
    found = holders(book)
    if not found:
        return Markup()
    ids = [task.id for task in book.plan.tasks]
    head = max(map(_width, ids)) + 2 * _MARGIN
    width, height = _LABEL + _CELL * len(ids) + _MARGIN, head + _CELL * len(found) + _MARGIN
    columns = {name: _LABEL + _CELL * index for index, name in enumerate(ids)}
    rows = [(head + _CELL * index, one) for index, one in enumerate(found)]
    content = (
        element("title", book.words["matrix"], id="matrix-title", data_t="matrix"),
        _grid(rows, columns, head, width),
        element("g", joined([_cells(book, y, one, columns) for y, one in rows]), class_="cells"),
        element("g", _ground(0, 0, width, head), joined(_heads(book, columns, head)), class_="heads"),
        element(
            "g", _ground(0, head, _LABEL, height - head), joined([_name(y, one) for y, one in rows]), class_="names"
        ),
        element("g", _ground(0, 0, _LABEL, head), class_="corner"),
    )
    return element(
        "svg",
        *content,
        viewBox=f"0 0 {width} {height}",
        width=width,
        height=height,
        role="img",
        aria_labelledby="matrix-title",
        id="matrix",
    )


def shape_legend(book: Book) -> Markup:
    """What each shape stands for."""
    return joined(
        [
            element("li", element("span", sign, class_=f"shape {role}"), " ", book.words.say(f"role_{role}"))
            for role, sign in SHAPES.items()
            if any(unit.role == role for task in book.plan.tasks for unit in task.units)
        ]
    )


def _width(name: str) -> int:
    """How much room a task's id takes: a Han character is twice as wide as others."""
    return sum(_HEAD_CHARACTER * (2 if ord(char) > 0x2E7F else 1) for char in name) * 3 // 4


def _ground(x: int, y: int, width: int, height: int) -> Markup:
    """What hides the cells when names or heads stay while the drawing is scrolled."""
    return element("rect", x=x, y=y, width=width, height=height, class_="ground")


def _grid(rows: list[tuple[int, Holder]], columns: dict[str, int], head: int, width: int) -> Markup:
    lines = [element("path", d=f"M{_LABEL} {y}H{width}") for y, _ in rows]
    bottom = rows[-1][0] + _CELL
    lines += [element("path", d=f"M{x} {head}V{bottom}") for x in columns.values()]
    return element("g", joined(lines), class_="grid")


def _heads(book: Book, columns: dict[str, int], head: int) -> list[Markup]:
    return [
        element(
            "text",
            name,
            transform=f"translate({x + _CELL * 7 // 10} {head - _MARGIN}) rotate(-90)",
            data_task=str(book.task_numbers[name]),
        )
        for name, x in columns.items()
    ]


def _name(y: int, one: Holder) -> Markup:
    shown = one.name if len(one.name) <= _LONGEST else f"{one.name[: _LONGEST - 1]}\u2026"
    full = element("title", one.name) if shown != one.name else ""
    return element("text", full, shown, x=_LABEL - _MARGIN, y=y + _CELL * 7 // 10, data_unit=str(one.number))


def _cells(book: Book, y: int, one: Holder, columns: dict[str, int]) -> Markup:
    roles: dict[str, list[str]] = {}
    for role in ROLES["zh"]:
        for task in {str(held): tasks for held, tasks in one.tasks.items()}.get(role, []):
            roles.setdefault(task.id, []).append(role)
    return joined(
        [
            element(
                "text",
                SHAPES[held[0]],
                class_=held[0],
                x=columns[name] + _CELL // 2,
                y=y + _CELL * 7 // 10,
                data_task=str(book.task_numbers[name]),
                data_unit=str(one.number),
            )
            for name, held in roles.items()
        ]
    )
