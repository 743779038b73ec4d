"""What commands that report findings share: the options of the format and the output, and the way there."""

import os
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from plan_extract.errors import MisuseError

if TYPE_CHECKING:  # every command comes by here, --help too: the model is not for them
    from plan_extract.reports.result import Report

_SUFFIXES = {".json": "json", ".xml": "junit", ".sarif": "sarif"}

ReportFormat = Annotated[
    str,
    typer.Option(
        "--format",
        "-f",
        metavar="text|json|github|gitlab|junit|sarif",
        help="Format of the report; without it the ending of the output file decides, else text.",
    ),
]
ReportOutput = Annotated[
    str, typer.Option("--output", "-o", metavar="FILE", help="Write the report there instead of standard output.")
]


def choose_format(asked: str, output: str, inputs: Sequence[str]) -> str:
    """The format of the report, by name or by the ending of the output file, before any work is done.

    Raises MisuseError for an unknown one, and where the report would overwrite an input.
    """
    from plan_extract.reports import FORMATS

    if output and os.path.realpath(output) in {os.path.realpath(name) for name in inputs}:
        raise MisuseError("output_is_input", path=output)
    form = asked or _SUFFIXES.get(Path(output).suffix.lower(), "text")
    if form not in FORMATS:
        raise MisuseError("bad_format", value=form, known=", ".join(FORMATS))
    return form


def deliver(report: "Report", form: str, output: str) -> None:
    """The report, if an empty one, to a file or else to standard output; raises UnwritableError."""
    from plan_extract.cli.outcome import emit
    from plan_extract.reports import render
    from plan_extract.writers.files import write_file

    rendered = render(report, form)
    if output:
        write_file(Path(output), rendered.encode("utf-8", "replace"))  # half a character of a file name is no UTF-8
    else:
        emit(rendered, to_people=form == "text")
