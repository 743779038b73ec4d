"""`plan-extract parse`: plans in, records out."""

import os
from collections import Counter
from datetime import date
from pathlib import Path
from typing import Annotated

import typer

from plan_extract.errors import MisuseError

UNITS_HELP = "YAML file of bodies you know; they go before the built-in ones."
_SUFFIXES = {"json": ".json", "jsonl": ".jsonl", "yaml": ".yaml"}


def command(
    context: typer.Context,
    files: Annotated[list[str], typer.Argument(metavar="FILE", help="Text files of plans; - for standard input.")],
    form: Annotated[
        str, typer.Option("--format", "-f", metavar="json|jsonl|yaml", help="Format of the records.")
    ] = "json",
    output: Annotated[
        str,
        typer.Option(
            "--output",
            "-o",
            metavar="FILE|DIR/",
            help="Write there instead of standard output; DIR/ takes a file each.",
        ),
    ] = "",
    embed_text: Annotated[
        bool, typer.Option("--embed-text", help="Put the whole source text into the record.")
    ] = False,
    issuer: Annotated[str, typer.Option(metavar="NAME", help="Issuing body, in place of what the text says.")] = "",
    issued_on: Annotated[
        str, typer.Option(metavar="YYYY-MM-DD", help="Issue date, in place of what the text says.")
    ] = "",
    units: Annotated[str, typer.Option(metavar="FILE", help=UNITS_HELP)] = "",
) -> None:
    """Parse plans into records: JSON, JSON Lines or YAML.

    Several files give JSON Lines (YAML: a stream of documents), or with -o DIR/ a file each.
    """
    from plan_extract.cli.inputs import for_each, load
    from plan_extract.pipeline import parse_source, read_own
    from plan_extract.writers import render

    day = _date(issued_on)
    own = read_own(units)
    target = _Target(output, files, form)

    def work(name: str) -> None:
        source, raw = load(name)
        if embed_text:
            source = source.model_copy(update={"text": raw})
        plan = parse_source(source, raw, issuer="".join(issuer.split()) or None, issued_on=day, own=own)
        target.take(name, render(plan, target.form))

    code = for_each(files, context.obj, work)
    target.close()
    raise typer.Exit(code)


def _date(written: str) -> date | None:
    try:
        day = date.fromisoformat(written) if written else None
    except ValueError:
        day = None
    if written and (day is None or day.isoformat() != written):
        raise MisuseError("bad_date", value=written)
    return day


class _Target:
    """Where the records go: standard output as they come, one file as a whole, or a file each in a folder."""

    def __init__(self, output: str, files: list[str], form: str) -> None:
        if form not in _SUFFIXES:
            raise MisuseError("bad_format", value=form, known=", ".join(_SUFFIXES))
        self.path = Path(output) if output else None
        self.folder = output.endswith("/") or os.path.isdir(output)
        self.form = "jsonl" if form == "json" and len(files) > 1 and not self.folder else form
        self.held: list[bytes] = []
        if self.path and self.form != form and self.path.suffix == _SUFFIXES[form]:
            raise MisuseError("several_records", path=self.path)
        if self.path:
            self._refuse_losses(self.path, files)

    def _refuse_losses(self, path: Path, files: list[str]) -> None:
        """No output may overwrite an input, and none another."""
        inputs = {os.path.realpath(name) for name in files}
        for output, count in Counter(map(self._in_folder, files) if self.folder else [path]).items():
            if os.path.realpath(output) in inputs:
                raise MisuseError("output_is_input", path=output)
            if count > 1:
                raise MisuseError("same_output", path=output)

    def _in_folder(self, name: str) -> Path:
        """The file of one input in the folder."""
        return (self.path or Path()) / (Path(name).stem + _SUFFIXES[self.form])

    def take(self, name: str, record: bytes) -> None:
        """One record."""
        from plan_extract.cli.inputs import ReaderGoneError
        from plan_extract.cli.outcome import emit
        from plan_extract.writers.files import write_file

        if self.path is None:
            if not emit(record):
                raise ReaderGoneError
        elif self.folder:
            write_file(self._in_folder(name), record)
        else:
            self.held.append(record)

    def close(self) -> None:
        """All records are there."""
        from plan_extract.writers.files import write_file

        if self.path and self.held:
            write_file(self.path, b"".join(self.held))
