"""The language of messages and help: `--lang`, else the locale."""

import os
from collections.abc import Mapping, Sequence
from typing import Any

import typer

from plan_extract.errors import MisuseError
from plan_extract.messages import Language

_TIDY: tuple[tuple[str, str], ...] = (("{FILE}", "FILE"), (" <list[str]>", ""))  # of interest to programmers only
_LOCALE_VARIABLES = ("LC_ALL", "LC_MESSAGES", "LANG")


def choose_language(
    arguments: Sequence[str], environment: Mapping[str, str] = os.environ
) -> tuple[list[str], Language]:
    """The arguments without `--lang`, wherever it stands, and the language that it or the locale asks for."""
    rest: list[str] = []
    asked: str | None = None
    remaining = iter(arguments)
    for argument in remaining:
        if argument == "--":
            rest += [argument, *remaining]  # behind it all are names
        elif argument == "--lang":
            asked = next(remaining, "")
        elif argument.startswith("--lang="):
            asked = argument.removeprefix("--lang=")
        else:
            rest.append(argument)
    locale = next((value for name in _LOCALE_VARIABLES if (value := environment.get(name))), "")
    if asked is None:
        return rest, "zh" if locale.lower().startswith("zh") else "en"
    if asked == "zh":
        return rest, "zh"
    if asked == "en":
        return rest, "en"
    raise MisuseError("bad_language", value=asked)


def translate(command: Any, language: Language) -> None:
    """Put the help of a command, of its parameters and of the commands under it into a language, in place."""
    words = _TIDY
    if language == "zh":
        from plan_extract.cli.chinese import HEADINGS, in_chinese

        words = (*_TIDY, *HEADINGS)
        command.help = in_chinese(command.help)
        for parameter in [*command.params, command.get_help_option(typer.Context(command))]:
            if getattr(parameter, "help", None):
                parameter.help = in_chinese(parameter.help)

    def told(context: Any) -> str:
        """The help, with what is to be called otherwise."""
        text: str = type(command).get_help(command, context)
        for printed, better in words:
            text = text.replace(printed, better)
        return text

    command.get_help = told
    for child in getattr(command, "commands", {}).values():
        translate(child, language)


def why(reason: str, language: Language) -> str:
    """What typer says of a wrong command line, in a language."""
    if language == "en":
        return reason
    from plan_extract.cli.chinese import reason_in_chinese

    return reason_in_chinese(reason)
