"""The Code Quality report of GitLab, a subset of the issues of Code Climate."""

import json
import os

from plan_extract.model import Severity
from plan_extract.reports.result import Report, digest, fingerprints

_SEVERITIES: dict[Severity, str] = {"error": "major", "warning": "minor", "info": "info"}
_PROJECT = "CI_PROJECT_DIR"  # GitLab's runner says so where the repository lies


def render(report: Report) -> str:
    """An array of issues, an empty one where there is no finding; a finding about a whole file stands at its first line."""
    issues = []
    for one, fingerprint in zip(report.results, fingerprints(report.results), strict=True):
        path = _in_repository(one.path)
        issues.append(
            {
                "description": one.message,
                "check_name": f"{one.rule.code} {one.rule.name}",
                "fingerprint": digest(path, fingerprint),  # GitLab wants it unique in the report
                "severity": _SEVERITIES[one.rule.severity],
                "location": {"path": path, "lines": {"begin": one.region.line if one.region else 1}},
            }
        )
    return json.dumps(issues, ensure_ascii=False, indent=2) + "\n"


def _in_repository(path: str) -> str:
    """The path from the root of the repository, without `./`; one that leads out of it as it was given."""
    root = os.path.realpath(os.environ.get(_PROJECT) or os.getcwd())
    inside = os.path.relpath(os.path.realpath(path), root)
    return path if inside.startswith("..") else inside.replace(os.sep, "/")
