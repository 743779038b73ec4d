"""Workflow commands of GitHub Actions: what a step prints like this stands beside the lines of a pull request.

GitHub does not say in what it counts columns; here they are code points, as in all reports.
"""

from collections.abc import Iterator

from plan_extract.model import Severity
from plan_extract.oneline import one_line
from plan_extract.reports.result import Report, Result

_COMMANDS: dict[Severity, str] = {"error": "error", "warning": "warning", "info": "notice"}
_IN_MESSAGES = {"%": "%25", "\r": "%0D", "\n": "%0A"}
_IN_PROPERTIES = {**_IN_MESSAGES, ":": "%3A", ",": "%2C"}


def render(report: Report) -> str:
    """A command a finding; nothing where there is none."""
    return "".join(f"{_command(one)}\n" for one in report.results)


def _command(result: Result) -> str:
    properties = ",".join(f"{name}={_escape(value, _IN_PROPERTIES)}" for name, value in _properties(result))
    return f"::{_COMMANDS[result.rule.severity]} {properties}::{_escape(one_line(result.message), _IN_MESSAGES)}"


def _properties(result: Result) -> Iterator[tuple[str, str]]:
    """File, place and title; the runner refuses columns of a place of several lines."""
    yield "file", result.path
    if region := result.region:
        yield "line", str(region.line)
        yield "endLine", str(region.end_line)
        if region.line == region.end_line:
            yield "col", str(region.column)
            yield "endColumn", str(region.end_column)
    yield "title", f"{result.rule.code} {result.rule.name}"


def _escape(words: str, signs: dict[str, str]) -> str:
    return "".join(signs.get(char, char) for char in words)
