"""JUnit XML as Jenkins and GitLab read it: a suite a file, a failed test a finding; a file without any passes one test.

A remark (`info`) is a test that has passed, with its words as output: no build fails of it. Names of tests say nothing of
lines, so that a finding that has moved is still the same test. There are no times: the same input gives the same bytes.
Attributes are those of the schema of Jenkins' xunit plugin, which knows no file and no line of a test.
"""

import re
from collections.abc import Iterator
from html import escape

from plan_extract.oneline import one_line
from plan_extract.reports.result import TOOL, Report, Result, fingerprints

_NO_XML = re.compile(r"[\ud800-\udfff\ufffe\uffff]")  # with control characters, all that XML 1.0 cannot hold
_DIGITS = 8


def render(report: Report) -> str:
    """One `testsuites` element."""
    suites: dict[str, list[tuple[Result, str]]] = {path: [] for path in report.files}
    for one, fingerprint in zip(report.results, fingerprints(report.results), strict=True):
        suites.setdefault(one.path, []).append((one, fingerprint))
    tests = sum(max(1, len(found)) for found in suites.values())
    lines = [
        '<?xml version="1.0" encoding="UTF-8"?>',
        f'<testsuites name="{TOOL}" tests="{tests}" failures="{_failures(report.results)}" errors="0">',
        *(line for path, found in suites.items() for line in _suite(path, found)),
        "</testsuites>",
    ]
    return "".join(f"{line}\n" for line in lines)


def _suite(path: str, found: list[tuple[Result, str]]) -> Iterator[str]:
    name, failures = _xml(path), _failures([one for one, _ in found])
    yield f'  <testsuite name="{name}" file="{name}" tests="{max(1, len(found))}" failures="{failures}" errors="0">'
    if not found:
        yield f'    <testcase classname="{name}" name="no findings"/>'
    for one, fingerprint in found:
        test = _xml(f"{one.rule.code} {one.rule.name} {fingerprint[:_DIGITS]}")
        yield f'    <testcase classname="{name}" name="{test}">'
        yield f"      {_outcome(one)}"
        yield "    </testcase>"
    yield "  </testsuite>"


def _outcome(result: Result) -> str:
    words = _xml(f"{result.where()}: {result.message}")
    if not _fails(result):
        return f"<system-out>{words}</system-out>"
    return f'<failure type="{_xml(result.rule.severity)}" message="{_xml(result.message)}">{words}</failure>'


def _fails(result: Result) -> bool:
    return result.rule.severity != "info"


def _failures(results: list[Result] | tuple[Result, ...]) -> int:
    return sum(map(_fails, results))


def _xml(words: str) -> str:
    return escape(_NO_XML.sub(lambda found: repr(found[0])[1:-1], one_line(words)))
