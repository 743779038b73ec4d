"""The reports of commands that find something: their format, and where they go."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from plan_extract.errors import MisuseError

if TYPE_CHECKING:
    from plan_extract.reports.result import Report

FORMAT = Annotated[
    str,
    typer.Option("--format", "-f", metavar="text|json|github|gitlab|junit|sarif", help="Format of the report."),
]
OUTPUT = Annotated[
    str, typer.Option("--output", "-o", metavar="FILE", help="Write the report there instead of standard output.")
]


def check_format(form: str) -> None:
    """Raise MisuseError for a format that no report has."""
    from plan_extract.reports import FORMATS

    if form not in FORMATS:
        raise MisuseError("bad_format", value=form, known=", ".join(FORMATS))


def deliver(report: "Report", form: str, output: str) -> None:
    """The report in its format, to a file or to standard output."""
    from plan_extract.cli.outcome import emit
    from plan_extract.reports import render
    from plan_extract.writers.files import write_file

    rendered = render(report, form)
    if output:
        write_file(Path(output), rendered.encode())
    else:
        emit(rendered, to_people=form == "text")
