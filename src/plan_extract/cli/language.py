"""The language of messages and help: `--lang`, else the locale."""

import os
from collections.abc import Mapping, Sequence
from typing import Any

import typer

from plan_extract.errors import MisuseError
from plan_extract.messages import Language

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
    if language == "en":
        return
    from plan_extract.cli.chinese import HEADINGS, in_chinese

    def translated_help(context: Any) -> str:
        text: str = type(command).get_help(command, context)
        for english, chinese in HEADINGS:
            text = text.replace(english, chinese)
        return text

    command.help = in_chinese(command.help)
    command.get_help = translated_help
    for parameter in [*command.params, command.get_help_option(typer.Context(command))]:
        if getattr(parameter, "help", None):
            parameter.help = in_chinese(parameter.help)
    for child in getattr(command, "commands", {}).values():
        translate(child, language)
