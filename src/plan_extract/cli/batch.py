"""`plan-extract batch`: folders of anything in, a dataset and an account of every input out."""

import os
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from plan_extract.cli.parse import UNITS_HELP
from plan_extract.cli.reading import Encoding, MaxSize, Revisions, reading
from plan_extract.errors import MisuseError

if TYPE_CHECKING:
    from plan_extract.batch.items import Settings
    from plan_extract.batch.tables import Columns

_FOLDER = ".plan-extract"
_LONGEST = 1_000_000.0  # seconds


def command(
    context: typer.Context,
    inputs: Annotated[
        list[str] | None,
        typer.Argument(metavar="INPUT", help="Files, folders, patterns of names, zip and tar archives."),
    ] = None,
    output: Annotated[
        str, typer.Option("--output", "-o", metavar="DIR", help="Folder of the dataset and its account.")
    ] = "",
    form: Annotated[
        str,
        typer.Option(
            "--format", "-f", metavar="jsonl|parquet|sqlite", help="Format of the dataset; jsonl if not given."
        ),
    ] = "jsonl",
    files_from: Annotated[
        str, typer.Option(metavar="FILE|-", help="Inputs named in a file, or on standard input, one a line.")
    ] = "",
    text_column: Annotated[
        str, typer.Option(metavar="NAME", help="Column of texts: .jsonl, .csv and .parquet are tables, a plan a row.")
    ] = "",
    name_column: Annotated[
        str, typer.Option(metavar="NAME", help="Column of the names of texts; rows are counted if not given.")
    ] = "",
    issuer_column: Annotated[str, typer.Option(metavar="NAME", help="Column of issuing bodies.")] = "",
    date_column: Annotated[str, typer.Option(metavar="NAME", help="Column of issue dates.")] = "",
    jobs: Annotated[
        int, typer.Option("--jobs", "-j", min=0, metavar="N", help="Worker processes; one a processor.")
    ] = 0,
    engine: Annotated[
        str, typer.Option(metavar="local|dask", help="Where the work is done; local if not given.")
    ] = "local",
    scheduler: Annotated[
        str, typer.Option(metavar="ADDRESS", help="Scheduler of a Dask cluster; without it one is started here.")
    ] = "",
    resume: Annotated[bool, typer.Option("--resume", help="Go on where a run was interrupted.")] = False,
    cache: Annotated[
        str, typer.Option(metavar="FILE", help="Keep what was read, and read again only what has changed.")
    ] = "",
    timeout: Annotated[
        float, typer.Option(min=0.1, max=_LONGEST, metavar="SECONDS", help="Most that a document may take; 300.")
    ] = 300.0,
    embed_text: Annotated[
        bool, typer.Option("--embed-text", help="Put the whole source text into the record.")
    ] = False,
    units: Annotated[str, typer.Option(metavar="FILE", help=UNITS_HELP)] = "",
    encoding: Encoding = "",
    revisions: Revisions = "",
    max_size: MaxSize = "",
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="No progress and no summary.")] = False,
) -> None:
    """Parse many plans into a dataset (JSON Lines, Parquet or SQLite), with an account of every input.

    DIR gets the dataset, report.jsonl with a line an input, and manifest.json. One bad input does not stop the others.
    """
    from plan_extract.batch.engines import ENGINES, prepare

    if not output or not (inputs or files_from):
        raise MisuseError("batch_needs", option="-o DIR" if not output else "INPUT")
    if engine not in ENGINES or (scheduler and engine == "local"):
        raise MisuseError("bad_engine", value=engine, known=", ".join(ENGINES))
    prepare(engine)
    from plan_extract.batch.inputs import count, find, together
    from plan_extract.batch.items import Crew, Settings
    from plan_extract.batch.outputs import OUTPUTS
    from plan_extract.batch.run import Order, run
    from plan_extract.cli.progress import Progress
    from plan_extract.pipeline import read_own

    if form not in OUTPUTS:
        raise MisuseError("bad_format", value=form, known=", ".join(OUTPUTS))
    out = Path(output)
    options = reading(encoding, revisions, max_size)
    folder = str((out / _FOLDER).resolve())
    settings = Settings(form, options, read_own(units), embed_text, timeout, folder)
    crew = Crew(jobs or _processors(), scheduler)
    columns = _columns(text_column, name_column, issuer_column, date_column)
    found = find(together(inputs or (), files_from), columns, options.largest, out)
    order = Order(out, settings, engine, crew, resume, Path(cache) if cache else None, _asked(settings, units))
    total = None if quiet else count(inputs or (), files_from, columns, out)
    with closing(Progress(context.obj.language, total, quiet=quiet)) as progress:
        run(found, order, progress.watch)
    progress.summary()
    raise typer.Exit(progress.exit_code)


def _processors() -> int:
    """How many this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def _columns(text: str, name: str, issuer: str, issued_on: str) -> "Columns | None":
    from plan_extract.batch.tables import Columns

    if not text and (name or issuer or issued_on):
        raise MisuseError("needs_text_column")
    return Columns(text, name, issuer, issued_on) if text else None


def _asked(settings: "Settings", units: str) -> dict[str, object]:
    """The options that what was made depends on, for the manifest."""
    read = settings.options
    return {
        "format": settings.form,
        "embed_text": settings.embed_text,
        "units": units or None,
        "encoding": read.encoding,
        "revisions": read.revisions,
        "max_size": read.largest,
    }
