"""The workbook as the clerk's program reads it."""

import io
import sys
import zipfile
from datetime import date, datetime
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from openpyxl.workbook import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from ledgers import PLAN, embedded
from libreoffice import convert, one_at_a_time
from plan_extract import Plan
from plan_extract.errors import MisuseError
from plan_extract.writers import render
from plan_extract.writers.heights import column_width, row_height

SHEETS = ["任务清单", "责任单位", "时间表", "问题提示", "元数据"]
HEADS = (
    *("序号", "任务", "主要内容", "牵头单位", "责任单位", "配合单位", "完成时限", "目标指标", "依据原文"),
    *("位置(行:列)", "状态", "备注"),
)


def opened(plan: Plan) -> Workbook:
    return openpyxl.load_workbook(io.BytesIO(render(plan, "xlsx")))


def rows(sheet: Worksheet) -> list[tuple[object, ...]]:
    return list(sheet.iter_rows(min_row=2, values_only=True))


@pytest.fixture(scope="module")
def book() -> Workbook:
    return opened(embedded(PLAN))


def test_the_sheets_and_the_columns(book: Workbook) -> None:
    assert book.sheetnames == SHEETS
    assert next(book["任务清单"].iter_rows(max_row=1, values_only=True)) == HEADS


def test_a_task_is_a_row(book: Workbook) -> None:
    first = rows(book["任务清单"])[0]
    assert first[:2] == (1, "健全制度")
    assert first[3:6] == ("市司法局", None, "市财政局、市数据局")
    assert first[6] == datetime(2024, 6, 30)
    assert first[9:11] == ("8:1", None)
    assert str(first[11]).splitlines() == [
        "条款 二/(一)",
        "单位之后有“等”，未列全",
        "时限：2024年6月底前（2024-06-30）；2025年底前（2025-12-31）",
    ]


def test_days_are_days_and_words_are_words(book: Workbook) -> None:
    cells = [row[6] for row in book["任务清单"].iter_rows(min_row=2)]
    assert [cell.value for cell in cells] == [
        *(datetime(2024, 6, 30), "每年；适时", datetime(2026, 12, 31), datetime(2025, 12, 31), "定期", None),
    ]
    assert [cells[0].number_format, cells[2].number_format] == ['yyyy-mm-dd"等"', "yyyy-mm-dd"]


def test_what_looks_like_a_formula_is_text(book: Workbook) -> None:
    cells = [row[1] for row in book["任务清单"].iter_rows(min_row=4, max_row=5)]
    assert [(cell.value, cell.data_type, cell.quotePrefix) for cell in cells] == [
        ("=汇总数据", "s", True),
        ("+10|接口", "s", True),
    ]
    assert {cell.data_type for sheet in book for row in sheet.iter_rows() for cell in row} <= {"s", "n", "d"}


def test_statuses_are_offered_and_none_is_made_up(book: Workbook) -> None:
    (offer,) = book["任务清单"].data_validations.dataValidation
    assert (offer.type, offer.formula1, str(offer.sqref)) == ("list", '"未启动,进行中,已完成,逾期"', "K2:K7")
    assert {row[10] for row in rows(book["任务清单"])} == {None}


def test_a_rule_colours_days_that_pass_and_that_come_soon(book: Workbook) -> None:
    (found,) = book["任务清单"].conditional_formatting
    assert str(found.sqref) == "G2:G7"
    assert [rule.formula for rule in found.rules] == [
        ['AND(ISNUMBER($G2),$K2<>"已完成",$G2<TODAY())'],
        ['AND(ISNUMBER($G2),$K2<>"已完成",$G2>=TODAY(),$G2<=TODAY()+30)'],
    ]


@pytest.mark.parametrize("name", SHEETS)
def test_every_sheet_is_ready_to_be_read_and_printed(book: Workbook, name: str) -> None:
    sheet = book[name]
    assert sheet.freeze_panes == ("C2" if name == "任务清单" else "A2")
    assert str(sheet.auto_filter.ref).startswith("A1:")
    assert sheet.print_title_rows == "$1:$1"
    assert (sheet.page_setup.orientation, str(sheet.page_setup.paperSize)) == ("landscape", "9")
    assert (sheet.page_setup.fitToWidth or 1, sheet.page_setup.fitToHeight) == (1, 0)
    properties: Any = sheet.sheet_properties.pageSetUpPr
    header: Any = sheet.oddHeader
    footer: Any = sheet.oddFooter
    assert properties.fitToPage
    assert "&P" in footer.center.text
    assert "某市数据平台建设行动计划" in header.center.text
    cell = sheet["B2"]
    assert (cell.alignment.wrap_text, cell.alignment.vertical, cell.border.left.style) == (True, "top", "thin")


def test_units_with_their_roles_and_tasks(book: Workbook) -> None:
    assert rows(book["责任单位"])[:2] == [
        ("市数据局", "某市数据局", "市数据局", None, "责任", 3, "2.优化服务；3.=汇总数据；4.+10|接口"),
        ("市数据局", "某市数据局", "市数据局", None, "配合", 1, "1.健全制度"),
    ]


def test_the_timetable(book: Workbook) -> None:
    found = rows(book["时间表"])
    assert [row[0] for row in found[:5]] == [
        *(datetime(2024, 6, 30), datetime(2025, 12, 31), datetime(2025, 12, 31)),
        *(datetime(2026, 12, 31), datetime(2026, 12, 31)),
    ]
    assert [row[2] for row in found[5:]] == ["每年", "定期", "适时"]
    assert found[0][4:7] == (1, "健全制度", "市司法局")


def test_findings_and_facts(book: Workbook) -> None:
    assert rows(book["问题提示"])[0][:3] == ("PE401", "TASK_WITHOUT_UNIT", "警告")
    facts = {row[0]: row[1] for row in rows(book["元数据"])}
    assert (facts["文件名"], facts["任务数"], facts["成文日期"]) == ("plan.txt", 6, datetime(2024, 3, 1))


def test_the_real_plan_loses_no_task(plan: Plan, raw: str) -> None:
    whole = plan.model_copy(update={"source": plan.source.model_copy(update={"text": raw})})
    found = rows(opened(whole)["任务清单"])
    assert [row[0] for row in found] == list(range(1, 47))
    assert sum(isinstance(row[6], datetime) for row in found) == 6


def test_the_same_plan_is_the_same_bytes() -> None:
    assert render(embedded(PLAN), "xlsx") == render(embedded(PLAN), "xlsx")


def test_the_day_of_making_is_the_plan_s() -> None:
    assert opened(embedded(PLAN)).properties.created == datetime(2024, 3, 1)
    assert opened(embedded("没有计划。")).properties.created == datetime(1980, 1, 1)
    assert opened(embedded("没有计划。", issued_on=date(1949, 10, 1))).properties.created == datetime(1980, 1, 1)


def test_a_text_too_long_for_a_cell_is_cut_and_says_so() -> None:
    text = f"一、主要任务\n(一)健全制度。{'抓好落实,' * 8000}\n"
    (row,) = rows(opened(embedded(text))["任务清单"])
    for cell in (str(row[2]), str(row[8])):
        assert len(cell) == 32_767
        assert cell.endswith("……（过长，已截断）")
    assert "主要内容、依据原文过长，已截断，全文见原文 2:1 起" in str(row[11])


def test_characters_that_no_xml_can_hold_are_shown() -> None:
    book = opened(embedded(PLAN, name="a\x07b\ufffe.txt"))
    assert rows(book["元数据"])[0] == ("文件名", "a␇b\ufffd.txt")


def test_signs_of_page_headers_are_only_signs() -> None:
    title = f"2024年R&D提升行动计划{'长' * 90}"
    text = f"{title}\n\n一、主要任务\n(一)健全制度。抓好落实。(责任单位:市司法局)\n"
    book = opened(embedded(text))
    with zipfile.ZipFile(io.BytesIO(render(embedded(text), "xlsx"))) as archive:
        header = archive.read("xl/worksheets/sheet1.xml").decode()
    assert book.sheetnames == SHEETS
    assert "2024年R&amp;&amp;D提升行动计划" in header
    assert "…" in header


def test_heights_of_rows_are_free_to_follow_their_text() -> None:
    with zipfile.ZipFile(io.BytesIO(render(embedded(PLAN), "xlsx"))) as archive:
        sheet = archive.read("xl/worksheets/sheet1.xml").decode()
    assert " ht=" in sheet
    assert "customHeight" not in sheet


def test_columns_grow_before_rows_do() -> None:
    assert column_width(10, 20, 70) == 20
    assert 20 < column_width(600, 20, 70) < column_width(900, 20, 70) <= 70
    assert row_height([]) < row_height([("字" * 60, 20)]) < row_height([("字" * 60 + "\n字", 20)]) < 409
    assert row_height([("字" * 9000, 20)]) == 409


def test_an_empty_ledger_is_a_workbook_too() -> None:
    book = opened(embedded("没有编号的文字。"))
    assert book.sheetnames == SHEETS
    assert rows(book["任务清单"]) == []


def test_a_missing_package_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "xlsxwriter", None)
    for module in ("plan_extract.writers.xlsx", "plan_extract.writers.sheets"):
        monkeypatch.delitem(sys.modules, module, raising=False)
    with pytest.raises(MisuseError, match=r"needs the package XlsxWriter; pip install 'plan-extract\[xlsx\]'"):
        render(embedded(PLAN), "xlsx")


@one_at_a_time
@pytest.mark.parametrize("form", ["xlsx", "docx"])
def test_libreoffice_opens_it(tmp_path: Path, form: str) -> None:
    (tmp_path / f"plan.{form}").write_bytes(render(embedded(PLAN), form))
    convert(tmp_path, "pdf", tmp_path / f"plan.{form}")
    assert (tmp_path / "plan.pdf").read_bytes().startswith(b"%PDF")
