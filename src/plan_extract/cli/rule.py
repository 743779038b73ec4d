"""`plan-extract rule`: what a check means and how to mend what it finds."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Annotated

import typer

from plan_extract.errors import MisuseError
from plan_extract.messages import Language
from plan_extract.terms import SEVERITIES

if TYPE_CHECKING:
    from plan_extract.rules import Explanation

_HEADS: dict[Language, tuple[str, str, str]] = {
    "en": ("Mend", "Fires", "Silent"),
    "zh": ("改正", "会报", "不报"),
}


def command(
    context: typer.Context,
    code: Annotated[
        str, typer.Argument(metavar="[CODE]", help="Code or name of a check; without it all are listed.")
    ] = "",
    markdown: Annotated[bool, typer.Option("--markdown", help="All rules as a page in Markdown.")] = False,
) -> None:
    """Explain a check: what it means, an example, how to mend it."""
    from plan_extract.cli.outcome import emit
    from plan_extract.rules import find_rule, to_markdown

    if markdown:
        emit(to_markdown())
        return
    if not code:
        emit("".join(f"{line}\n" for line in _list(context.obj.language)), to_people=True)
        return
    found = find_rule(code)
    if found is None:
        raise MisuseError("bad_code", path="rule", value=code)
    emit("".join(f"{line}\n" for line in _entry(found, context.obj.language)), to_people=True)


def _list(language: Language) -> Iterator[str]:
    """All checks, a line each, under the names of their groups."""
    from plan_extract.rules import explanations

    group: dict[Language, str] = {}
    for one in explanations().values():
        if one.group != group:
            group = one.group
            yield group[language]
        check = one.check
        yield f"  {check.code} {check.name} ({SEVERITIES[language][check.severity]}) {one.means[language]}"


def _entry(one: "Explanation", language: Language) -> Iterator[str]:
    """One check: what it means, how to mend it, and its examples, indented."""
    mend, fires, silent = _HEADS[language]
    yield f"{one.check.code} {one.check.name} ({SEVERITIES[language][one.check.severity]})"
    yield from ("", one.means[language])
    examples = () if one.note else ((fires, one.fires), (silent, one.silent))
    for head, text in ((mend, one.mend[language]), *examples):
        yield from ("", f"{head}:", *(f"    {line}" for line in text.split("\n")))
