"""CSV as spreadsheets and as programs read it."""

import csv
import io

import pytest

from ledgers import PLAN, embedded
from plan_extract import Plan
from plan_extract.writers import render

BOM = b"\xef\xbb\xbf"


def table(plan: Plan, **options: object) -> list[dict[str, str]]:
    text = render(plan, "csv", bom=False, **options).decode()
    return list(csv.DictReader(io.StringIO(text, newline=""), strict=True))


def test_a_row_a_task_with_columns_for_people_and_for_programs() -> None:
    found = table(embedded(PLAN))
    assert [(row["序号"], row["任务编号"]) for row in found] == [
        *(
            ("1", "二/(一)"),
            ("2", "二/(二)"),
            ("3", "二/(三)/1"),
            ("4", "二/(三)/2"),
            ("5", "三/(一)"),
            ("6", "三/(二)"),
        ),
    ]
    first = found[0]
    assert (first["牵头单位"], first["责任单位"], first["配合单位"]) == ("市司法局", "", "市财政局、市数据局")
    assert (first["完成时限"], first["完成日期"]) == ("2024年6月底前；2025年底前", "2024-06-30")
    assert first["备注"].startswith("条款 二/(一)；单位之后有“等”，未列全；时限：")
    assert (first["来源"], first["类别"], first["上级标题"], first["状态"]) == ("plan.txt", "task", "主要任务", "")
    assert found[2]["上级标题"] == "主要任务／建设平台"
    assert len(first["指纹"]) > 8
    assert (first["位置(行:列)"], first["行"], first["列"]) == ("8:1", "8", "1")


def test_lines_end_as_the_standard_says_and_the_mark_stands_first() -> None:
    plan = embedded(PLAN)
    data = render(plan, "csv")
    assert data.startswith(BOM + "序号,任务,".encode())
    assert data.count(b"\r\n") == 7
    assert render(plan, "csv", bom=False) == data.removeprefix(BOM)


def test_a_later_plan_goes_on_without_header_and_mark() -> None:
    plan = embedded(PLAN)
    later = render(plan, "csv", header=False)
    assert later == render(plan, "csv", bom=False).split(b"\r\n", 1)[1]


@pytest.mark.parametrize("name", ["tasks", "units", "deadlines", "targets"])
def test_every_row_has_as_many_cells_as_there_are_heads(name: str, plan: Plan, raw: str) -> None:
    whole = plan.model_copy(update={"source": plan.source.model_copy(update={"text": raw})})
    heads, *rows = csv.reader(io.StringIO(render(whole, "csv", table=name, bom=False).decode(), newline=""))
    assert rows
    assert {len(row) for row in rows} == {len(heads)}
    assert len(set(heads)) == len(heads)


def test_a_row_a_unit() -> None:
    found = table(embedded(PLAN), table="units")
    assert len(found) == 10
    assert found[0] == {
        "来源": "plan.txt",
        "序号": "1",
        "任务编号": "二/(一)",
        "任务": "健全制度",
        "条款": "二/(一)",
        "单位": "市司法局",
        "补全名称": "市司法局",
        "规范名称": "某市司法局",
        "加挂牌子": "",
        "角色": "lead",
        "集合": "false",
        "依据": "explicit",
        "规则": "label",
        "位置": "8:43",
        "行": "8",
        "列": "43",
    }
    assert {row["角色"] for row in found} == {"lead", "responsible", "support", "guide"}


def test_a_row_a_time_limit_and_those_of_goals_behind() -> None:
    found = table(embedded(PLAN), table="deadlines")
    assert [(row["序号"], row["时限"], row["类型"], row["截止日"]) for row in found] == [
        ("1", "2024年6月底前", "by", "2024-06-30"),
        ("1", "2025年底前", "by", "2025-12-31"),
        ("2", "每年", "recurring", ""),
        ("2", "适时", "vague", ""),
        ("3", "2026年底前", "by", "2026-12-31"),
        ("4", "2025年底前", "by", "2025-12-31"),
        ("5", "定期", "recurring", ""),
        ("", "到2026年", "by", "2026-12-31"),
    ]
    assert (found[2]["周期"], found[4]["语气"], found[7]["条款"]) == ("P1Y", "力争", "一")


def test_a_row_a_target() -> None:
    text = "一、主要任务\n(一)健全制度。新建充电桩100至200个。能耗较2023年降低5.5%以上。(责任单位:市司法局)\n"
    found = table(embedded(text), table="targets")
    assert [(row["指标"], row["关系"], row["数值"], row["数值上限"], row["计量单位"]) for row in found] == [
        ("充电桩", "range", "100", "200", "个"),
        ("能耗", ">=", "5.5", "", "%"),
    ]
    assert (found[1]["变化"], found[1]["比较基准"]) == ("decrease", "2023年")


def test_what_a_spreadsheet_takes_for_a_formula_gets_an_apostrophe() -> None:
    assert [row["任务"] for row in table(embedded(PLAN))][2:4] == ["'=汇总数据", "'+10|接口"]


@pytest.mark.parametrize(
    ("name", "cell"),
    [
        ("@SUM(A1)", "'@SUM(A1)"),
        ("-1.txt", "'-1.txt"),
        ("\t=1", "'\t=1"),
        ("\uff1d1", "'\uff1d1"),
        ("'=1", "''=1"),
        ("'a", "'a"),
        ("a=1", "a=1"),
        ("a\x00b", "a␀b"),
    ],
)
def test_guards_and_pictures_of_cells(name: str, cell: str) -> None:
    assert table(embedded(PLAN, name=name))[0]["来源"] == cell


def test_numbers_are_left_alone() -> None:
    assert {row["序号"] for row in table(embedded(PLAN))} == set("123456")
