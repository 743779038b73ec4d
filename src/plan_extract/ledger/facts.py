"""元数据: which file and which document the ledger is of, what made it, and how much there is."""

from datetime import date
from typing import NamedTuple

from plan_extract.model import Plan

_LEVELS = {"central": "中央", "province": "省", "city": "市", "county": "县", "township": "乡镇"}


class Fact(NamedTuple):
    """One line: what it is and what it says; nothing where the text does not say it."""

    name: str
    value: str | int | date


def facts(plan: Plan) -> tuple[Fact, ...]:
    """The file, the tool, the document, the counts."""
    return (*_file(plan), *_document(plan), *_counts(plan))


def _file(plan: Plan) -> tuple[Fact, ...]:
    return (
        Fact("文件名", plan.source.name or ""),
        Fact("SHA-256", plan.source.sha256),
        Fact("媒体类型", plan.source.media_type),
        Fact("编码", plan.source.encoding or ""),
        Fact("字符数", plan.source.characters),
        Fact("生成工具", f"{plan.generator.name} {plan.generator.version}"),
        Fact("模式版本", plan.schema_version),
    )


def _document(plan: Plan) -> tuple[Fact, ...]:
    document = plan.document
    return (
        Fact("标题", document.title or ""),
        Fact("计划标题", document.plan_title or ""),
        Fact("文种", document.kind or ""),
        Fact("发文字号", document.document_number or ""),
        Fact("发文机关", "、".join(document.issuers)),
        Fact("主送机关", "、".join(document.recipients)),
        Fact("成文日期", document.issued_on or ""),
        Fact("规划期起", document.period.start if document.period else ""),
        Fact("规划期止", document.period.end if document.period else ""),
        Fact("地区", document.region or ""),
        Fact("层级", _LEVELS[document.level] if document.level else ""),
        Fact("附注", document.release_note or ""),
    )


def _counts(plan: Plan) -> tuple[Fact, ...]:
    severities = [one.severity for one in plan.diagnostics]
    return (
        Fact("任务数", len(plan.tasks)),
        Fact("有单位的任务", sum(bool(task.units) for task in plan.tasks)),
        Fact("有完成日期的任务", sum(task.due is not None for task in plan.tasks)),
        Fact("有目标指标的任务", sum(bool(task.targets) for task in plan.tasks)),
        Fact("问题(错误)", severities.count("error")),
        Fact("问题(警告)", severities.count("warning")),
        Fact("问题(提示)", severities.count("info")),
    )
