"""The application: its commands, its language, and what becomes of an error."""

import sys
from collections.abc import Sequence
from typing import Annotated, Any

import typer

from plan_extract.cli import explain, parse, schema, show, validate
from plan_extract.cli.language import choose_language, translate
from plan_extract.cli.outcome import tell
from plan_extract.errors import FaultError, MisuseError, PlanExtractError
from plan_extract.messages import Language
from plan_extract.version import __version__

PROGRAM = "plan-extract"
_INTERRUPTED = 130

app = typer.Typer(no_args_is_help=True, rich_markup_mode=None, pretty_exceptions_enable=False)
app.command("parse")(parse.command)
app.command("show")(show.command)
app.command("explain")(explain.command)
app.command("validate")(validate.command)
app.command("schema")(schema.command)


def _print_version(wanted: bool) -> None:
    if wanted:
        print(f"{PROGRAM} {__version__}")
        raise typer.Exit


@app.callback()
def _root(
    version: Annotated[
        bool, typer.Option("--version", callback=_print_version, is_eager=True, help="Print the version and exit.")
    ] = False,
) -> None:
    """Read Chinese government plans: tasks, responsible units, deadlines, targets.

    With every command: --lang zh|en chooses the language of messages and help (else the locale does), --debug shows
    the traceback of an error.
    """


def run(arguments: Sequence[str]) -> int:
    """Run one command line and give its exit code.

    0 fine, 1 findings, 2 misuse, 3 an input unreadable, 4 an output that cannot be written, 5 a fault of ours.
    """
    rest, debug = _without(arguments, "--debug")
    language: Language = "en"
    try:
        rest, language = choose_language(rest)
        return _invoke(rest, language)
    except PlanExtractError as error:
        failure = error
    except Exception as error:
        failure = FaultError("fault", path=PROGRAM, reason=repr(error))
        failure.__cause__ = error
    if debug:
        import traceback

        traceback.print_exception(failure)
    tell(failure, language)
    return failure.exit_code


def _invoke(arguments: Sequence[str], language: Language) -> int:
    command: Any = typer.main.get_command(app)
    translate(command, language)
    try:
        code = command.main(list(arguments), prog_name=PROGRAM, standalone_mode=False, obj=language)
    except typer.Abort:
        return _INTERRUPTED
    except typer.TyperException as error:
        context = getattr(error, "ctx", None)
        reason = error.format_message().rstrip(".")
        raise MisuseError("misuse", reason=reason, program=context.command_path if context else PROGRAM) from error
    sys.stdout.flush()
    return code or 0


def _without(arguments: Sequence[str], flag: str) -> tuple[list[str], bool]:
    return [argument for argument in arguments if argument != flag], flag in arguments
