"""The terminal, by way of rich: what cannot be shown in its encoding is replaced, never raised."""

import sys
from io import StringIO

from rich.console import Console, RenderableType

from plan_extract.cli.outcome import emit


def show(view: RenderableType) -> None:
    """One view to standard output, as wide as the terminal; without colour where it is no terminal."""
    on_terminal = sys.stdout is not None and sys.stdout.isatty()
    console = Console(
        file=StringIO(), width=Console().width, force_terminal=on_terminal, highlight=False, markup=False, emoji=False
    )
    console.print(view)
    emit(console.file.getvalue(), to_people=True)  # type: ignore[attr-defined]
