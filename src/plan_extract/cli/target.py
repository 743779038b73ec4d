"""Where the plans of a command go: as which format, and whether it goes with the place and the other options."""

import os
import sys
from collections import Counter
from collections.abc import Callable, Iterable
from contextlib import AbstractContextManager
from functools import partial
from pathlib import Path
from typing import NamedTuple

from plan_extract.cli.outputs import Options, Take, folder, one_file, path_in, standard_output, stored
from plan_extract.errors import MisuseError
from plan_extract.messages import Language
from plan_extract.readers.linear import file_name
from plan_extract.writers import FORMATS

_ALSO = {".db": "sqlite", ".sqlite3": "sqlite"}
_TABLES = ("tasks", "units", "deadlines", "targets")


class Target(NamedTuple):
    """The output of `parse`: `places` says whether it needs the text of the source in the plans."""

    places: bool
    open: Callable[[], AbstractContextManager[Take]]


def choose(output: str, files: list[str], form: str, language: Language, options: Options) -> Target:
    """The target in a format, given by name or by the ending of the output, else standard output in JSON.

    Raises MisuseError where the options do not fit each other, or where a file would be lost.
    """
    in_folder = output.endswith("/") or os.path.isdir(output)
    form = _form(form, output, in_folder=in_folder, several=len(files) > 1)
    known, path = FORMATS[form], Path(output)
    options = _checked(options, form)
    if "told" in known.options:
        from plan_extract.rules import told

        options |= {"language": language, "told": told}
    if known.store or (known.named and not in_folder):
        _refuse_doubles("same_name", map(file_name, files))
    if known.store:
        return Target(known.places, _store(form, output, files, in_folder=in_folder))
    if in_folder:
        _refuse_losses(files, [path_in(path, name, form) for name in files])
        return Target(known.places, partial(folder, form, options, path))
    if output:
        _refuse_losses(files, [path])
        return Target(known.places, partial(one_file, form, options, path))
    if known.binary and sys.stdout is not None and sys.stdout.isatty():
        raise MisuseError("needs_output", form=form)
    return Target(known.places, partial(standard_output, form, options))


def _form(asked: str, output: str, *, in_folder: bool, several: bool) -> str:
    """The format; several records in one file need one that can hold them."""
    endings = {one.suffix: name for name, one in FORMATS.items()} | _ALSO
    ending = max((one for one in endings if output.lower().endswith(one) and not in_folder), key=len, default="")
    form = asked or endings.get(ending, "json")
    if form not in FORMATS:
        raise MisuseError("bad_format", value=form, known=", ".join(FORMATS))
    if not several or in_folder or FORMATS[form].stream or FORMATS[form].store:
        return form
    if form != "json":
        raise MisuseError("one_plan_a_file", form=form)
    if ending == FORMATS["json"].suffix:
        raise MisuseError("several_records", path=output)
    return "jsonl"


def _checked(options: Options, form: str) -> Options:
    for name in options:
        if name not in FORMATS[form].options:
            raise MisuseError("option_of_csv", option={"bom": "--no-bom"}.get(name, f"--{name}"))
    table = options.get("table")
    if table is not None and table not in _TABLES:
        raise MisuseError("bad_table", value=table, known=", ".join(_TABLES))
    return dict(options)


def _store(form: str, output: str, files: list[str], *, in_folder: bool) -> Callable[[], AbstractContextManager[Take]]:
    """A store, which needs its place."""
    kind = FORMATS[form].store
    if not output or (in_folder and kind == "file"):
        raise MisuseError(f"needs_{kind}", form=form)
    if kind == "file":
        _refuse_losses(files, [Path(output)])
    return partial(stored, form, Path(output))


def _refuse_losses(files: list[str], outputs: list[Path]) -> None:
    """No output may overwrite an input, and none another."""
    inputs = {os.path.realpath(name) for name in files}
    for output in outputs:
        if os.path.realpath(output) in inputs:
            raise MisuseError("output_is_input", path=output)
    _refuse_doubles("same_output", outputs)


def _refuse_doubles(message: str, names: Iterable[str | Path]) -> None:
    for name, count in Counter(names).items():
        if count > 1:
            raise MisuseError(message, path=name)
