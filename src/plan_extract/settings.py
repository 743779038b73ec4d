"""What a project has settled about its checks: `plan-extract.toml`, or `[tool.plan-extract]` in `pyproject.toml`."""

import tomllib
from collections.abc import Mapping, Sequence
from fnmatch import fnmatch
from pathlib import Path
from typing import Any

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from plan_extract.diagnostics import CHECKS
from plan_extract.errors import MisuseError
from plan_extract.model import Severity

FILE = "plan-extract.toml"
_PYPROJECT = "pyproject.toml"
_ORDER: tuple[Severity, ...] = ("info", "warning", "error")


class CheckSettings(BaseModel):
    """The table `[check]`: which checks speak, how grave they are, and what makes a run fail.

    A selector is a code, the beginning of one (`PE4`), or a name. `folder` is where relative paths count from.
    """

    model_config = ConfigDict(frozen=True, extra="forbid", alias_generator=lambda name: name.replace("_", "-"))

    select: tuple[str, ...] = ("PE",)
    ignore: tuple[str, ...] = ()
    per_file_ignores: Mapping[str, tuple[str, ...]] = Field(default_factory=dict)
    severity: Mapping[str, Severity] = Field(default_factory=dict)
    fail_on: Severity = "warning"
    baseline: str | None = None
    units: str | None = None
    folder: Path = Field(default=Path(), exclude=True)

    def path(self, name: str | None) -> Path | None:
        """A path that the file names, from its own folder."""
        return self.folder / name if name else None

    def severity_of(self, code: str, name: str, severity: Severity) -> Severity:
        """How grave a finding is: as the most specific selector says, else as its check does."""
        found = [one for one in self.severity if _matches(one, code, name)]
        return self.severity[max(found, key=len)] if found else severity

    def wants(self, code: str, name: str, path: str) -> bool:
        """Whether a check speaks about a file: the most specific selector decides, and `ignore` where two are alike."""
        ignored = [*self.ignore]
        for pattern, selectors in self.per_file_ignores.items():
            if fnmatch(path, pattern) or fnmatch(Path(path).name, pattern):
                ignored += selectors
        chosen = max((len(one) for one in self.select if _matches(one, code, name)), default=0)
        return chosen > max((len(one) for one in ignored if _matches(one, code, name)), default=0)


class _File(BaseModel):
    """The whole file."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    check: CheckSettings = CheckSettings()


def at_least(severity: Severity, limit: Severity) -> bool:
    """Whether a finding is as grave as a limit.

    >>> at_least("error", "warning"), at_least("info", "warning")
    (True, False)
    """
    return _ORDER.index(severity) >= _ORDER.index(limit)


def find_settings(given: str, start: Path) -> CheckSettings:
    """The settings of the file that is given, else of the nearest one in a folder or above it, else the built-in ones.

    Raises MisuseError for a file that is missing, no TOML, or says what no setting is.
    """
    path = Path(given) if given else _nearest(start)
    if path is None:
        return CheckSettings()
    table = _read(path)
    try:
        settings = _File.model_validate(table).check
    except ValidationError as error:
        first = error.errors(include_url=False)[0]
        place = ".".join(map(str, first["loc"]))
        raise MisuseError("bad_setting", path=path, setting=place, reason=first["msg"]) from None
    check_selectors((*settings.select, *settings.ignore, *settings.severity), path)
    for selectors in settings.per_file_ignores.values():
        check_selectors(selectors, path)
    return settings.model_copy(update={"folder": path.parent})


def check_selectors(selectors: Sequence[str], path: Path | str) -> None:
    """Raise MisuseError for a selector that no check answers to."""
    for selector in selectors:
        if not any(_matches(selector, one.code, one.name) for one in CHECKS):
            raise MisuseError("bad_code", path=path, value=selector)


def _matches(selector: str, code: str, name: str) -> bool:
    return bool(selector) and (code.startswith(selector) or selector == name)


def _nearest(start: Path) -> Path | None:
    """The nearest file of settings; a pyproject.toml counts where it has a table of ours."""
    for folder in (start, *start.parents):
        if (folder / FILE).is_file():
            return folder / FILE
        if (folder / _PYPROJECT).is_file() and _tool(_load(folder / _PYPROJECT)) is not None:
            return folder / _PYPROJECT
    return None


def _read(path: Path) -> Mapping[str, Any]:
    table = _load(path)
    return (_tool(table) or {}) if path.name == _PYPROJECT else table


def _tool(table: Mapping[str, Any]) -> Mapping[str, Any] | None:
    tool = table.get("tool")
    return tool.get("plan-extract") if isinstance(tool, dict) else None


def _load(path: Path) -> Mapping[str, Any]:
    try:
        return tomllib.loads(path.read_text("utf-8-sig"))
    except OSError as error:
        raise MisuseError("unreadable", path=path, reason=error.strerror) from None
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise MisuseError("bad_toml", path=path, reason=str(error)) from None
