"""What the figures are called, in both languages."""

from plan_extract.messages import Language
from plan_extract.terms import ROLES

_WORDS: dict[Language, dict[str, str]] = {
    "en": {
        "title": "Figures of plans",
        "totals": "Totals",
        "units": "Units by tasks",
        "months": "Tasks by the month they are due",
        "codes": "Diagnostics by code",
        "kinds": "Documents by kind",
        "documents": "documents",
        "dated_tasks": "tasks with a date",
        "none": "none",
        "all": "The whole table",
        "some": "{count} of {all}",
    },
    "zh": {
        "title": "计划统计",
        "totals": "合计",
        "units": "各单位任务数",
        "months": "按完成月份的任务数",
        "codes": "各类疑点数",
        "kinds": "各文种文件数",
        "figure": "项目",
        "count": "数量",
        "unit": "单位",
        "tasks": "任务",
        "month": "月份",
        "code": "代码",
        "name": "名称",
        "severity": "级别",
        "kind": "文种",
        "documents": "文件",
        "dated_tasks": "有完成时限的任务",
        "diagnostics": "疑点",
        "none": "无",
        "all": "全表",
        "some": "{all} 项中的 {count} 项",
        **ROLES["zh"],
    },
}
_TOTALS: dict[str, dict[Language, str]] = {
    "units": {"en": "units", "zh": "责任单位"}
}  # where the table is called otherwise


def said(key: str, language: Language) -> str:
    """A heading or a column in a language."""
    return _WORDS[language].get(key, key)


def total(key: str, language: Language) -> str:
    """The name of a total."""
    return _TOTALS[key][language] if key in _TOTALS else said(key, language)
