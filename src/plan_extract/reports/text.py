"""Text for people: a line a finding, as compilers write it, and how many there are."""

from collections.abc import Iterator

from plan_extract.messages import Language
from plan_extract.model import Severity
from plan_extract.oneline import one_line
from plan_extract.reports.result import Report, Result

_SEVERITIES: dict[Severity, tuple[str, str, str]] = {
    "error": ("error", "errors", "错误"),
    "warning": ("warning", "warnings", "警告"),
    "info": ("remark", "remarks", "提示"),
}


def render(report: Report) -> str:
    """`path:line:column: CODE NAME message`, or `path: CODE ...` of a whole file; then one line of counts."""
    return "".join(f"{one_line(line)}\n" for line in (*map(_line, report.results), _summary(report)))


def _line(result: Result) -> str:
    return f"{result.where()}: {result.rule.code} {result.rule.name} {result.message}"


def _summary(report: Report) -> str:
    files, records = len(report.files), report.records
    found = list(_counts(report, report.language))
    if report.language == "zh":
        held = "" if records is None else f"（{records} 条记录）"
        return f"查看了 {files} 个文件{held}：{'，'.join(found) or '没有问题'}"
    held = "" if records is None else f" with {_many(records, 'record', 'records')}"
    return f"looked at {_many(files, 'file', 'files')}{held}: {', '.join(found) or 'no findings'}"


def _counts(report: Report, language: Language) -> Iterator[str]:
    for severity, count in report.counts().items():
        one, several, chinese = _SEVERITIES[severity]
        if count:
            yield f"{count} 处{chinese}" if language == "zh" else _many(count, one, several)


def _many(count: int, one: str, several: str) -> str:
    return f"{count} {one if count == 1 else several}"
