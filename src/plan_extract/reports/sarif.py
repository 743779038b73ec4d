"""SARIF 2.1.0, the format of static analysis that code hosts and editors read."""

import json
import os
from pathlib import PurePath
from typing import Any
from urllib.parse import quote_from_bytes

from plan_extract.model import Severity
from plan_extract.reports.result import TOOL, Report, Result, Rule, fingerprints
from plan_extract.version import __version__

_SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/os/schemas/sarif-schema-2.1.0.json"
_LEVELS: dict[Severity, str] = {"error": "error", "warning": "warning", "info": "note"}


def render(report: Report) -> str:
    """One log of one run; its rules are those that were broken, in order of their codes."""
    rules = {rule: index for index, rule in enumerate(sorted({one.rule for one in report.results}))}
    paths = dict.fromkeys((*report.files, *(one.path for one in report.results)))
    artifacts = {path: index for index, path in enumerate(paths)}
    results = [
        _result(one, rules[one.rule], artifacts[one.path], fingerprint)
        for one, fingerprint in zip(report.results, fingerprints(report.results), strict=True)
    ]
    run = {
        "tool": {"driver": {"name": TOOL, "version": __version__, "rules": list(map(_rule, rules))}},
        "columnKind": "unicodeCodePoints",
        "artifacts": [{"location": {"uri": _uri(path)}} for path in paths],
        "results": results,
    }
    log = {"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]}
    return json.dumps(log, ensure_ascii=False, indent=2) + "\n"


def _rule(rule: Rule) -> dict[str, Any]:
    return {
        "id": rule.code,
        "name": rule.name,
        "shortDescription": {"text": rule.summary},
        "defaultConfiguration": {"level": _LEVELS[rule.severity]},
    }


def _result(result: Result, rule: int, artifact: int, fingerprint: str) -> dict[str, Any]:
    place: dict[str, Any] = {"artifactLocation": {"uri": _uri(result.path), "index": artifact}}
    if region := result.region:
        place["region"] = {
            "startLine": region.line,
            "startColumn": region.column,
            "endLine": region.end_line,
            "endColumn": region.end_column,
        }
    return {
        "ruleId": result.rule.code,
        "ruleIndex": rule,
        "level": _LEVELS[result.rule.severity],
        "message": {"text": result.message},
        "locations": [{"physicalLocation": place} | _logical(result)],
        "partialFingerprints": {"planExtract/v1": fingerprint},
    }


def _logical(result: Result) -> dict[str, Any]:
    """The place in a file of pages or paragraphs, which has no lines."""
    return {"logicalLocations": [{"fullyQualifiedName": result.place}]} if result.place else {}


def _uri(path: str) -> str:
    """A relative reference, or a `file:` URI of an absolute path; bytes that are no UTF-8 stay what they are."""
    pure = PurePath(path)
    return pure.as_uri() if pure.is_absolute() else quote_from_bytes(os.fsencode(pure.as_posix()))
