"""`plan-extract show`: a plan at a first look, in the terminal."""

from typing import Annotated

import typer

from plan_extract.cli.parse import UNITS_HELP
from plan_extract.cli.reading import Encoding, MaxSize, Revisions, reading
from plan_extract.messages import Language


def command(
    context: typer.Context,
    files: Annotated[list[str], typer.Argument(metavar="FILE", help="Files of plans; - for standard input.")],
    units: Annotated[str, typer.Option(metavar="FILE", help=UNITS_HELP)] = "",
    encoding: Encoding = "",
    revisions: Revisions = "",
    max_size: MaxSize = "",
) -> None:
    """Show plans: document, clauses, tasks (number, task, units by role, due), and what is doubtful."""
    from rich.console import Group

    from plan_extract.cli import views
    from plan_extract.cli.inputs import for_each, load
    from plan_extract.cli.terminal import show, width
    from plan_extract.pipeline import parse_source, read_own

    language: Language = context.obj.language
    options = reading(encoding, revisions, max_size)
    own = read_own(units)

    def work(name: str) -> None:
        source, raw = load(name, options)
        plan = parse_source(source, raw, own=own)
        show(
            Group(
                views.card(plan, language),
                "",
                views.clause_tree(plan, language),
                "",
                views.task_table(plan, language),
            )
        )
        for line in views.doubts(plan, name, raw, width(), language):
            show(line, wrap=False)

    raise typer.Exit(for_each(files, context.obj, work))
