"""`plan-extract stats`: the figures of a dataset."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from plan_extract.errors import MisuseError
from plan_extract.messages import Language

if TYPE_CHECKING:
    from plan_extract.statistics.tally import Tally

_FORMATS = {".csv": "csv", ".json": "json", ".html": "html"}
_SHOWN = 20  # rows of a table; the other formats have them all


def command(
    context: typer.Context,
    dataset: Annotated[
        str, typer.Argument(metavar="DATASET", help="Folder that batch made, or a .jsonl or .sqlite file of plans.")
    ],
    form: Annotated[
        str,
        typer.Option(
            "--format",
            "-f",
            metavar="table|csv|json|html",
            help="Format of the output; without it the ending of the output file decides, else table.",
        ),
    ] = "",
    output: Annotated[
        str, typer.Option("--output", "-o", metavar="FILE", help="Write there instead of standard output.")
    ] = "",
) -> None:
    """Count what a dataset has: tasks by unit and role, by the month they are due, diagnostics by code, documents by kind."""
    from plan_extract.cli.outcome import emit
    from plan_extract.statistics.sources import tally_of
    from plan_extract.writers.files import write_file

    form = form or _FORMATS.get(Path(output).suffix.lower(), "table")
    if form not in ("table", *_FORMATS.values()):
        raise MisuseError("bad_format", value=form, known=", ".join(("table", *_FORMATS.values())))
    if form == "table" and output:
        raise MisuseError("table_is_shown")
    tally = tally_of(Path(dataset))
    if form == "table":
        _show(tally, context.obj.language)
    elif output:
        write_file(Path(output), _rendered(tally, form, context.obj.language))
    else:
        emit(_rendered(tally, form, context.obj.language))


def _rendered(tally: "Tally", form: str, language: Language) -> bytes:
    from plan_extract.statistics.outputs import as_csv, as_json
    from plan_extract.statistics.page import as_page

    if form == "html":
        return as_page(tally, language)
    return as_csv(tally) if form == "csv" else as_json(tally)


def _show(tally: "Tally", language: Language) -> None:
    from rich.table import Table

    from plan_extract.cli.terminal import show
    from plan_extract.statistics.words import said, total

    for figures in tally.figures():
        table = Table(box=None, padding=(0, 2, 0, 0))
        for name in figures.columns:
            number = bool(figures.rows) and isinstance(figures.rows[0][figures.columns.index(name)], int)
            table.add_column(said(name, language), justify="right" if number else "left", overflow="fold")
        shown = figures.rows if figures.name == "months" else figures.rows[:_SHOWN]
        for first, *rest in shown:
            name = total(str(first), language) if figures.name == "totals" else str(first) or said("none", language)
            table.add_row(name, *(f"{cell:,}" if isinstance(cell, int) else cell for cell in rest))
        note = said("some", language).format(count=len(shown), all=len(figures.rows))
        show(said(figures.name, language) + (f" ({note})" if len(shown) < len(figures.rows) else ""))
        show(table)
        show("")
