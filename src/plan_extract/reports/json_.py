"""JSON for programs of one's own.

`version` is that of this form: fields may be added to it, none is taken away or means something else. `records` is null
where the files hold none, `region` where a finding is about a whole file; lines and columns count from 1, columns in
Unicode code points, the end lies behind the last one; `place` says where it stands in a file of pages or paragraphs, which
has no lines. The same finding has the same `fingerprint` from run to run,
wherever it has moved to.
"""

import json

from plan_extract.reports.result import TOOL, Region, Report, fingerprints
from plan_extract.version import __version__

_VERSION = "1"


def render(report: Report) -> str:
    """One object: what was looked at, how many findings of each severity, and the findings."""
    made = {
        "version": _VERSION,
        "tool": {"name": TOOL, "version": __version__},
        "files": report.files,
        "records": report.records,
        "counts": report.counts(),
        "results": [
            {
                "path": one.path,
                "code": one.rule.code,
                "name": one.rule.name,
                "severity": one.rule.severity,
                "message": one.message,
                "region": _region(one.region),
                "place": one.place or None,
                "fingerprint": fingerprint,
            }
            for one, fingerprint in zip(report.results, fingerprints(report.results), strict=True)
        ],
    }
    return json.dumps(made, ensure_ascii=False, indent=2) + "\n"


def _region(region: Region | None) -> dict[str, int] | None:
    if region is None:
        return None
    line, column, end_line, end_column = region
    return {"line": line, "column": column, "endLine": end_line, "endColumn": end_column}
