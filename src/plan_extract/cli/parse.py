"""`plan-extract parse`: plans in, records out."""

from datetime import date
from typing import Annotated

import typer

from plan_extract.cli.reading import Encoding, MaxSize, Revisions, reading
from plan_extract.errors import MisuseError

UNITS_HELP = "YAML file of bodies you know; they go before the built-in ones."


def command(
    context: typer.Context,
    files: Annotated[list[str], typer.Argument(metavar="FILE", help="Files of plans; - for standard input.")],
    form: Annotated[
        str,
        typer.Option(
            "--format",
            "-f",
            metavar="json|jsonl|yaml|xlsx|csv|markdown|docx|html|sqlite|parquet|ics|chunks",
            help="Format of the output; without it the ending of the output file decides, else json.",
        ),
    ] = "",
    output: Annotated[
        str,
        typer.Option(
            "--output",
            "-o",
            metavar="FILE|DIR/",
            help="Write there instead of standard output; DIR/ takes a file each.",
        ),
    ] = "",
    table: Annotated[
        str,
        typer.Option(metavar="tasks|units|deadlines|targets", help="What csv has a row for; tasks if not given."),
    ] = "",
    no_bom: Annotated[bool, typer.Option("--no-bom", help="Leave out the byte order mark of csv.")] = False,
    embed_text: Annotated[
        bool, typer.Option("--embed-text", help="Put the whole source text into the record.")
    ] = False,
    issuer: Annotated[str, typer.Option(metavar="NAME", help="Issuing body, in place of what the text says.")] = "",
    issued_on: Annotated[
        str, typer.Option(metavar="YYYY-MM-DD", help="Issue date, in place of what the text says.")
    ] = "",
    units: Annotated[str, typer.Option(metavar="FILE", help=UNITS_HELP)] = "",
    encoding: Encoding = "",
    revisions: Revisions = "",
    max_size: MaxSize = "",
) -> None:
    """Parse plans into records (JSON, JSON Lines, YAML), a ledger (Excel, CSV, Markdown, Word, web page, calendar), or data
    for other systems (SQLite, Parquet, chunks of JSON Lines).

    Several files give JSON Lines, a stream of YAML documents, one CSV table or one database, or with -o DIR/ a file each.
    """  # noqa: D205 - it is the help
    from plan_extract.cli.inputs import for_each, load
    from plan_extract.cli.target import choose
    from plan_extract.pipeline import parse_source, read_own

    day = _date(issued_on)
    options = reading(encoding, revisions, max_size)
    own = read_own(units)
    chosen = {"table": table or None, "bom": False if no_bom else None}
    given: dict[str, object] = {name: one for name, one in chosen.items() if one is not None}
    target = choose(output, files, form, context.obj.language, given)
    with target.open() as take:

        def work(name: str) -> None:
            source, raw = load(name, options)
            if embed_text or target.places:
                source = source.model_copy(update={"text": raw})
            take(name, parse_source(source, raw, issuer="".join(issuer.split()) or None, issued_on=day, own=own))

        code = for_each(files, context.obj, work)
    raise typer.Exit(code)


def _date(written: str) -> date | None:
    try:
        day = date.fromisoformat(written) if written else None
    except ValueError:
        day = None
    if written and (day is None or day.isoformat() != written):
        raise MisuseError("bad_date", value=written)
    return day
