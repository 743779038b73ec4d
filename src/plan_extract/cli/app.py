"""The application: its commands, its language, and what becomes of an error."""

import sys
from collections.abc import Sequence
from io import TextIOWrapper
from typing import Annotated, Any

import typer

from plan_extract.cli import batch, check, explain, parse, rule, schema, show, stats, validate
from plan_extract.cli.language import choose_language, translate, why
from plan_extract.cli.outcome import STANDARD_OUTPUT, Manners, discard_output, tell
from plan_extract.errors import FaultError, MisuseError, PlanExtractError, UnwritableError
from plan_extract.version import __version__

PROGRAM = "plan-extract"
_INTERRUPTED = 130

app = typer.Typer(rich_markup_mode=None, pretty_exceptions_enable=False)
app.command("parse")(parse.command)
app.command("batch")(batch.command)
app.command("stats")(stats.command)
app.command("show")(show.command)
app.command("explain")(explain.command)
app.command("check")(check.command)
app.command("rule")(rule.command)
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
    manners = Manners("en", debug)
    try:
        rest, language = choose_language(rest)
        manners = Manners(language, debug)
        return _invoke(rest, manners) if rest else _invoke(["--help"], manners) or MisuseError.exit_code
    except PlanExtractError as error:
        failure = error
    except OSError as error:  # those of files are told by their readers and writers
        discard_output()
        if isinstance(error, BrokenPipeError):
            return 0
        failure = UnwritableError("unwritable", path=error.filename or STANDARD_OUTPUT, reason=error.strerror)
    except Exception as error:
        failure = FaultError("fault", path=PROGRAM, reason=repr(error))
        failure.__cause__ = error
    tell(failure, manners)
    return failure.exit_code


def _invoke(arguments: Sequence[str], manners: Manners) -> int:
    command: Any = typer.main.get_command(app)
    translate(command, manners.language)
    if isinstance(sys.stdout, TextIOWrapper):
        sys.stdout.reconfigure(errors="replace")  # help is for people
    output = sys.stdout
    try:
        code = command.main(list(arguments), prog_name=PROGRAM, standalone_mode=False, obj=manners)
    except typer.Abort:
        return _INTERRUPTED
    except SystemExit:
        if sys.stdout is output:
            raise
        return 0  # typer has put another in its place: the reader has gone
    except typer.TyperException as error:
        context = getattr(error, "ctx", None)
        reason = why(error.format_message().rstrip("."), manners.language)
        raise MisuseError("misuse", reason=reason, program=context.command_path if context else PROGRAM) from error
    if sys.stdout:
        sys.stdout.flush()
    return code or 0


def _without(arguments: Sequence[str], flag: str) -> tuple[list[str], bool]:
    """The arguments without a flag, and whether it was among them; behind `--` all are names."""
    options = arguments[: arguments.index("--")] if "--" in arguments else arguments
    rest = [argument for argument in options if argument != flag]
    return [*rest, *arguments[len(options) :]], flag in options
