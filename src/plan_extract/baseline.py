"""The findings that are known and left for later: a file that a check is held against (`--baseline`)."""

import json
import os
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from plan_extract.errors import MisuseError
from plan_extract.reports.result import Report, Result, fingerprints

_VERSION = 1
_Key = tuple[str, str, str]


def read_baseline(path: Path) -> Counter[_Key]:
    """What a baseline holds: how often each finding is known, by its file, code and fingerprint.

    Raises MisuseError where it cannot be read or is none.
    """
    try:
        held = json.loads(path.read_text("utf-8"))
        known = Counter((str(one["path"]), str(one["code"]), str(one["fingerprint"])) for one in held["findings"])
        version = held["version"]
    except OSError as error:
        raise MisuseError("unreadable", path=path, reason=error.strerror) from None
    except (ValueError, KeyError, TypeError):
        raise MisuseError("bad_baseline", path=path) from None
    if version != _VERSION:
        raise MisuseError("bad_baseline", path=path)
    return known


def without_known(report: Report, known: Counter[_Key], folder: Path) -> Report:
    """A report without the findings that are known."""
    rest = known.copy()
    new: list[Result] = []
    for one, key in zip(report.results, _keys(report.results, folder), strict=True):
        if rest[key] > 0:
            rest[key] -= 1
        else:
            new.append(one)
    return report._replace(results=tuple(new))


def write_baseline(report: Report, folder: Path) -> bytes:
    """A baseline of all findings of a report; paths count from the folder that it will lie in."""
    findings = [
        {"path": path, "code": code, "fingerprint": fingerprint, "message": one.message}
        for one, (path, code, fingerprint) in zip(report.results, _keys(report.results, folder), strict=True)
    ]
    return (json.dumps({"version": _VERSION, "findings": findings}, ensure_ascii=False, indent=2) + "\n").encode()


def _keys(results: Sequence[Result], folder: Path) -> list[_Key]:
    return [
        (Path(os.path.relpath(one.path, folder)).as_posix(), one.rule.code, fingerprint)
        for one, fingerprint in zip(results, fingerprints(results), strict=True)
    ]
