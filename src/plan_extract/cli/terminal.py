"""The terminal, by way of rich: what cannot be shown in its encoding is replaced, never raised."""

import sys
from io import StringIO

from rich.console import Console, RenderableType

from plan_extract.cli.outcome import emit


def width() -> int:
    """How many cells a line of the terminal has."""
    return Console().width


def show(view: RenderableType, *, wrap: bool = True) -> None:
    """One view to standard output, as wide as the terminal; without colour where it is no terminal."""
    on_terminal = sys.stdout is not None and sys.stdout.isatty()
    console = Console(
        file=StringIO(), width=width(), force_terminal=on_terminal, highlight=False, markup=False, emoji=False
    )
    console.print(view, soft_wrap=not wrap)
    emit(console.file.getvalue(), to_people=True)  # type: ignore[attr-defined]
