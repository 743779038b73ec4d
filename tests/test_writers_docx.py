"""The annex as Word reads it."""

import io
import sys
from datetime import datetime

import docx
import pytest
from docx.document import Document
from docx.enum.section import WD_ORIENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn
from docx.shared import Mm, Pt

from ledgers import PLAN, embedded
from plan_extract import Plan
from plan_extract.errors import MisuseError
from plan_extract.writers import render

HEADS = ["序号", "重点任务", "主要内容", "牵头单位", "责任单位", "配合单位", "完成时限", "目标指标", "备注"]


def opened(plan: Plan) -> Document:
    return docx.Document(io.BytesIO(render(plan, "docx")))


def cells(document: Document) -> list[list[str]]:
    """The texts of the rows as they stand in the file: one over the whole width is one cell."""
    (table,) = document.tables
    return [
        ["".join(text.text or "" for text in cell.iter(qn("w:t"))) for cell in row.tc_lst] for row in table._tbl.tr_lst
    ]


@pytest.fixture(scope="module")
def annex() -> Document:
    return opened(embedded(PLAN))


def test_the_paper_is_a4_landscape_with_the_margins_of_the_standard(annex: Document) -> None:
    (section,) = annex.sections
    assert section.orientation == WD_ORIENT.LANDSCAPE
    sizes = section.page_width, section.page_height, section.top_margin, section.bottom_margin
    assert [round(size.mm) for size in sizes if size] == [297, 210, 28, 26]
    assert section.page_width
    assert section.left_margin
    assert section.right_margin
    assert round((section.page_width - section.left_margin - section.right_margin) / Mm(1)) == 225


def test_the_head_of_an_annex(annex: Document) -> None:
    mark, _, title, *_ = annex.paragraphs
    assert (mark.text, title.text) == ("附件", "某市数据平台建设行动计划(2024-2026年)任务分解表")
    looks = []
    for paragraph in (mark, title):
        style = paragraph.style
        assert style
        fonts = style.element.rPr.rFonts
        looks.append((fonts.get(qn("w:eastAsia")), style.font.size, style.paragraph_format.alignment))
    assert looks == [
        ("黑体", Pt(16), WD_ALIGN_PARAGRAPH.LEFT),
        ("方正小标宋简体", Pt(22), WD_ALIGN_PARAGRAPH.CENTER),
    ]


def test_a_task_is_a_row_under_the_clauses_above_it(annex: Document) -> None:
    found = cells(annex)
    assert found[0] == HEADS
    assert [row[0] for row in found[1:]] == ["主要任务", "1", "2", "主要任务／建设平台", "3", "4", "保障措施", "5", "6"]
    assert found[2][1:8] == [
        *("健全制度", "2024年6月底前制定管理办法,2025年底前全面实施。", "市司法局", "", "市财政局、市数据局"),
        *("2024年6月底前；2025年底前", ""),
    ]
    assert found[3][7] == "能耗：降低5%以上（较2023年）"
    assert found[6][1] == "+10|接口"


def test_rows_stay_whole_and_the_head_is_repeated(annex: Document) -> None:
    rows = annex.tables[0]._tbl.tr_lst
    assert all(row.find(f".//{qn('w:cantSplit')}") is not None for row in rows)
    assert [row.find(f".//{qn('w:tblHeader')}") is not None for row in rows] == [True] + [False] * (len(rows) - 1)


def test_pages_are_numbered_on_their_outer_side(annex: Document) -> None:
    section = annex.sections[0]
    assert annex.settings.odd_and_even_pages_header_footer
    for footer, side in (
        (section.footer, WD_ALIGN_PARAGRAPH.RIGHT),
        (section.even_page_footer, WD_ALIGN_PARAGRAPH.LEFT),
    ):
        (paragraph,) = footer.paragraphs
        assert paragraph.alignment == side
        assert "".join(text.text or "" for text in paragraph._p.iter(qn("w:t"))).strip("　") == "— 1 —"
        assert [field.get(qn("w:instr")) for field in paragraph._p.iter(qn("w:fldSimple"))] == [" PAGE "]


def test_a_note_says_where_the_words_come_from(annex: Document) -> None:
    note = annex.paragraphs[-1].text
    assert note.startswith("注：本表共6项，由 plan-extract ")
    assert "依据plan.txt（SHA-256：" in note


def test_the_same_plan_is_the_same_bytes_and_has_its_day(annex: Document) -> None:
    assert render(embedded(PLAN), "docx") == render(embedded(PLAN), "docx")
    properties = annex.core_properties
    days = [day.replace(tzinfo=None) for day in (properties.created, properties.modified) if day]
    assert days == [datetime(2024, 3, 1)] * 2
    assert (properties.author, properties.title) == ("", "某市数据平台建设行动计划(2024-2026年)")


def test_signs_and_characters_that_xml_cannot_hold() -> None:
    text = "一、主要任务\n(一)R&D<提升>。抓好落实。(责任单位:市司法局)\n"
    assert cells(opened(embedded(text, name="a\x07.txt")))[2][1] == "R&D<提升>"
    assert "依据a␇.txt" in opened(embedded(text, name="a\x07.txt")).paragraphs[-1].text


def test_the_real_plan_loses_no_task(plan: Plan, raw: str) -> None:
    whole = plan.model_copy(update={"source": plan.source.model_copy(update={"text": raw})})
    found = [row for row in cells(opened(whole)) if len(row) > 1]
    assert [row[0] for row in found[1:]] == [str(number) for number in range(1, 47)]


def test_an_empty_ledger_is_a_document_too() -> None:
    assert cells(opened(embedded("没有编号的文字。"))) == [HEADS]


def test_a_missing_package_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "docx", None)
    for module in ("plan_extract.writers.docx_", "plan_extract.writers.annex"):
        monkeypatch.delitem(sys.modules, module, raising=False)
    with pytest.raises(MisuseError, match=r"needs the package python-docx; pip install 'plan-extract\[docx\]'"):
        render(embedded(PLAN), "docx")
