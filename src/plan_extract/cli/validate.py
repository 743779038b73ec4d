"""`plan-extract validate`: records against the schema and the guarantees."""

from pathlib import Path
from typing import Annotated

import typer

from plan_extract.errors import MisuseError, UnreadableError


def command(
    context: typer.Context,
    files: Annotated[
        list[str], typer.Argument(metavar="FILE", help="Records as JSON, JSON Lines or YAML; - for standard input.")
    ],
    source: Annotated[str, typer.Option(metavar="FILE", help="The text that the records were made from.")] = "",
) -> None:
    """Check records against the schema and the guarantees.

    Exit code 1 where a record is invalid, 3 where a file cannot be read as records.
    """
    from plan_extract.cli.inputs import STANDARD_INPUT, for_each, load, read_standard_input
    from plan_extract.cli.outcome import emit, one_line
    from plan_extract.guarantees import find_problems
    from plan_extract.readers import read_file_bytes
    from plan_extract.records import read_records

    if source == STANDARD_INPUT and STANDARD_INPUT in files:
        raise MisuseError("standard_input_twice")
    given = load(source) if source else None
    raw, sha256 = (given[1], given[0].sha256) if given else (None, None)

    def work(name: str) -> int:
        data = read_standard_input() if name == STANDARD_INPUT else read_file_bytes(Path(name))
        count = problems = 0
        for checked in read_records(data, name):
            count += 1
            found = checked.problems or (find_problems(checked.plan, raw, sha256) if checked.plan else ())
            problems += len(found)
            for problem in found:
                line = f"{name}{checked.place}: {problem.place or '(record)'}: {problem.message}"
                emit(f"{one_line(line)}\n")
        if not count:
            raise UnreadableError("no_record", path=name)
        emit(f"{one_line(name)}: {_summary(count, problems, context.obj.language)}\n")
        return int(problems > 0)

    raise typer.Exit(for_each(files, context.obj, work))


def _summary(count: int, problems: int, language: str) -> str:
    if language == "zh":
        return f"{count} 条记录，{problems} 处问题" if problems else f"{count} 条记录，全部有效"
    records = f"{count} record{'s' * (count != 1)}"
    return f"{records}, {problems} problem{'s' * (problems != 1)}" if problems else f"{records}, all valid"
