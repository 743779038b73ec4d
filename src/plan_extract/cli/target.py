"""Where the results of a command go: standard output as they come, one file as a whole, or a file each in a folder."""

import os
import sys
from collections import Counter
from pathlib import Path

from plan_extract.errors import MisuseError
from plan_extract.messages import Language
from plan_extract.model import Plan
from plan_extract.writers import FORMATS, render

_TABLES = ("tasks", "units", "deadlines", "targets")


class Target:
    """The output of `parse`: its format, by name or by the ending of the file, and its place.

    `places` says whether the format needs the text of the source in the plans. Raises MisuseError where the options do
    not fit each other.
    """

    def __init__(
        self, output: str, files: list[str], form: str, language: Language, options: dict[str, object]
    ) -> None:
        self.path = Path(output) if output else None
        self.folder = output.endswith("/") or os.path.isdir(output)
        self.form = self._choose(form, several=len(files) > 1)
        known = FORMATS[self.form]
        self.places = known.places
        self.options = self._check(options)
        if "language" in known.options:
            self.options["language"] = language
        self.held: list[bytes] = []
        self.taken = 0
        if self.path:
            self._refuse_losses(self.path, files)
        elif known.binary and sys.stdout is not None and sys.stdout.isatty():
            raise MisuseError("needs_output", form=self.form)

    def _choose(self, asked: str, *, several: bool) -> str:
        """The format; several records in one file need one that can hold them."""
        suffix = self.path.suffix.lower() if self.path and not self.folder else ""
        form = asked or next((name for name, one in FORMATS.items() if one.suffix == suffix), "json")
        if form not in FORMATS:
            raise MisuseError("bad_format", value=form, known=", ".join(FORMATS))
        if not several or self.folder or FORMATS[form].stream:
            return form
        if form != "json":
            raise MisuseError("one_plan_a_file", form=form)
        if suffix == FORMATS["json"].suffix:
            raise MisuseError("several_records", path=self.path)
        return "jsonl"

    def _check(self, options: dict[str, object]) -> dict[str, object]:
        for name in options:
            if name not in FORMATS[self.form].options:
                raise MisuseError("option_of_csv", option={"bom": "--no-bom"}.get(name, f"--{name}"))
        table = options.get("table")
        if table is not None and table not in _TABLES:
            raise MisuseError("bad_table", value=table, known=", ".join(_TABLES))
        return dict(options)

    def _refuse_losses(self, path: Path, files: list[str]) -> None:
        """No output may overwrite an input, and none another."""
        inputs = {os.path.realpath(name) for name in files}
        for output, count in Counter(map(self._in_folder, files) if self.folder else [path]).items():
            if os.path.realpath(output) in inputs:
                raise MisuseError("output_is_input", path=output)
            if count > 1:
                raise MisuseError("same_output", path=output)

    def _in_folder(self, name: str) -> Path:
        """The file of one input in the folder."""
        return (self.path or Path()) / (Path(name).stem + FORMATS[self.form].suffix)

    def take(self, name: str, plan: Plan) -> None:
        """One plan."""
        from plan_extract.cli.inputs import ReaderGoneError
        from plan_extract.cli.outcome import emit
        from plan_extract.writers.files import write_file

        later = {"header": False} if self.taken and not self.folder and "header" in FORMATS[self.form].options else {}
        record = render(plan, self.form, **self.options, **later)
        self.taken += 1
        if self.path is None:
            if not emit(record, binary=FORMATS[self.form].binary):
                raise ReaderGoneError
        elif self.folder:
            write_file(self._in_folder(name), record)
        else:
            self.held.append(record)

    def close(self) -> None:
        """All plans are there."""
        from plan_extract.writers.files import write_file

        if self.path and self.held:
            write_file(self.path, b"".join(self.held))
