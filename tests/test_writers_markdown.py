"""Markdown as GitHub reads it."""

import re

from ledgers import PLAN, embedded
from plan_extract import Plan
from plan_extract.writers import render

CELL = re.compile(r"(?<!\\)\|")


def document(plan: Plan) -> str:
    return render(plan, "markdown").decode()


def section(text: str, title: str) -> list[list[str]]:
    """The cells of the table under a heading, without its header and ruling line."""
    lines = text.split(f"\n## {title}\n\n")[1].split("\n\n")[0].splitlines()
    return [[cell.strip() for cell in CELL.split(line)[1:-1]] for line in lines[2:]]


def test_headings_tables_and_what_it_is_of() -> None:
    text = document(embedded(PLAN))
    assert re.findall(r"^#+ .*$", text, re.M) == [
        *(
            "# 某市数据平台建设行动计划(2024-2026年)：任务台账",
            "## 任务清单",
            "## 责任单位",
            "## 时间表",
            "## 问题提示",
        ),
    ]
    assert "发文机关 某市人民政府；" in text.splitlines()[2]
    assert "成文日期 2024-03-01；" in text.splitlines()[2]


def test_a_task_is_a_row() -> None:
    found = section(document(embedded(PLAN)), "任务清单")
    assert [row[0] for row in found] == list("123456")
    assert found[0][1:] == [
        *("健全制度", "2024年6月底前制定管理办法,2025年底前全面实施。", "市司法局", "", "市财政局、市数据局"),
        *("2024年6月底前；2025年底前", "", "8:1"),
        "条款 二/(一)；单位之后有“等”，未列全；时限：2024年6月底前（2024-06-30）；2025年底前（2025-12-31）",
    ]


def test_the_other_tables() -> None:
    text = document(embedded(PLAN))
    assert section(text, "责任单位")[1] == ["市数据局", "某市数据局", "配合", "1", "1.健全制度"]
    assert section(text, "时间表")[0][:5] == ["2024-06-30", "2024年6月底前", "之前完成", "1", "健全制度"]
    assert section(text, "问题提示")[0][0] == "PE401"


def test_signs_of_markdown_are_shown_as_they_are() -> None:
    text = "一、主要任务\n(一)a|b*c_d<e>[f]`g~h#。抓好落实。(责任单位:市司法局)\n"
    (row,) = section(document(embedded(text)), "任务清单")
    assert row[1] == r"a\|b\*c\_d\<e\>\[f\]\`g\~h\#"
    assert "a<br>b␇" in document(embedded(PLAN, name="a\nb\x07"))


def test_what_is_empty_says_so() -> None:
    assert "## 任务清单\n\n无\n" in document(embedded("没有编号的文字。"))


def test_documents_may_follow_each_other() -> None:
    text = document(embedded(PLAN)) * 2
    assert text.count("\n\n# 某市") == 1
    assert text.endswith("\n")


def test_the_real_plan_loses_no_task(plan: Plan, raw: str) -> None:
    whole = plan.model_copy(update={"source": plan.source.model_copy(update={"text": raw})})
    found = section(document(whole), "任务清单")
    assert [row[0] for row in found] == [str(number) for number in range(1, 47)]
    assert {len(row) for row in found} == {10}
