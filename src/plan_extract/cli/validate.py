"""`plan-extract validate`: records against the schema and the guarantees."""

from pathlib import Path
from typing import Annotated

import typer

from plan_extract.cli.reading import Encoding, MaxSize, Revisions, reading
from plan_extract.cli.reporting import ReportFormat, ReportOutput
from plan_extract.errors import MisuseError, UnreadableError


def command(
    context: typer.Context,
    files: Annotated[
        list[str], typer.Argument(metavar="FILE", help="Records as JSON, JSON Lines or YAML; - for standard input.")
    ],
    source: Annotated[str, typer.Option(metavar="FILE", help="The file that the records were made from.")] = "",
    encoding: Encoding = "",
    revisions: Revisions = "",
    max_size: MaxSize = "",
    form: ReportFormat = "",
    output: ReportOutput = "",
) -> None:
    """Check records against the schema and the guarantees.

    Exit code 1 where a record is invalid, 3 where a file cannot be read as records.
    """
    from plan_extract.cli.inputs import STANDARD_INPUT, for_each, load, read_standard_input
    from plan_extract.cli.reporting import choose_format, deliver
    from plan_extract.readers import read_file_bytes
    from plan_extract.records import read_records
    from plan_extract.reports.result import Report, Result
    from plan_extract.validation import judge

    form = choose_format(form, output, [*files, source] if source else files)
    if source == STANDARD_INPUT and STANDARD_INPUT in files:
        raise MisuseError("standard_input_twice")
    given = load(source, reading(encoding, revisions, max_size)) if source else None
    raw, sha256 = (given[1], given[0].sha256) if given else (None, None)
    language = context.obj.language
    results: list[Result] = []
    read: list[str] = []
    records = 0

    def work(name: str) -> int:
        nonlocal records
        data = read_standard_input() if name == STANDARD_INPUT else read_file_bytes(Path(name))
        before = records, len(results)
        for record in read_records(data, name):
            records += 1
            results.extend(judge(record, name, language, raw=raw, sha256=sha256))
        if records == before[0]:
            raise UnreadableError("no_record", path=name)
        read.append(name)
        return int(len(results) > before[1])

    code = for_each(files, context.obj, work)
    deliver(Report(tuple(read), tuple(results), language, records), form, output)
    raise typer.Exit(code)
