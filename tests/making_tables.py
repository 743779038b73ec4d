"""Tables with ruling lines on pages, laid out once for PDF and OFD: points, from the left upper corner of the page."""

from collections.abc import Callable, Sequence
from typing import NamedTuple

import making_ofd
import making_pdf

LEFT, TOP, LEADING, SIZE = 60.0, 120.0, 20.0, 10.0
WIDTHS = (40.0, 200.0, 120.0, 90.0)
_MILLIMETRES = 25.4 / 72

Words = tuple[float, float, str]
Rule = tuple[float, float, float, float]


class Page(NamedTuple):
    """Words, each with its place, and lines from one point to another."""

    words: list[Words]
    rules: list[Rule]


def table(rows: Sequence[Sequence[str | None]], top: float = TOP, widths: Sequence[float] = WIDTHS) -> Page:
    """A table: in a cell, lines end with a line break; None goes on with the cell above, "<" with the one before it."""
    xs = [LEFT + sum(widths[:count]) for count in range(len(widths) + 1)]
    words: list[Words] = []
    rules: list[Rule] = []
    y = top
    for number, row in enumerate(rows):
        height = LEADING * max(len((cell or "").split("\n")) for cell in row) + 4
        for column, cell in enumerate(row):
            if cell is not None or number == 0:
                rules.append((xs[column], y, xs[column + 1], y))
            if cell != "<":
                rules.append((xs[column], y, xs[column], y + height))
                lines = enumerate((cell or "").split("\n"), 1)
                words += [(xs[column] + 4, y + LEADING * count - 4, line) for count, line in lines if line]
        rules.append((xs[-1], y, xs[-1], y + height))
        y += height
    return Page(words, [*rules, (xs[0], y, xs[-1], y)])


def lines(*words: str, top: float) -> Page:
    """Lines of words below one another."""
    return Page([(LEFT, top + LEADING * count, one) for count, one in enumerate(words)], [])


def page(*parts: Page) -> Page:
    """What stands on one page."""
    return Page([one for part in parts for one in part.words], [one for part in parts for one in part.rules])


def as_pdf(*pages: Page) -> bytes:
    """A PDF file of these pages."""
    return making_pdf.pdf(*(one.words for one in pages), rules=[one.rules for one in pages], size=SIZE)


def as_ofd(*pages: Page) -> bytes:
    """An OFD file of these pages."""
    return making_ofd.ofd(*(making_ofd.page(_objects(one)) for one in pages))


def _objects(one: Page) -> str:
    mm = _MILLIMETRES
    shown = [making_ofd.text(words, x * mm, y * mm, size=SIZE * mm) for x, y, words in one.words]
    drawn = [making_ofd.rule(x0 * mm, y0 * mm, x1 * mm, y1 * mm) for x0, y0, x1, y1 in one.rules]
    return "".join(shown + drawn)


FORMATS: dict[str, Callable[..., bytes]] = {"pdf": as_pdf, "ofd": as_ofd}
