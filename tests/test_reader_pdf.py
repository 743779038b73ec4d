"""PDF: the lines of its pages by the places of the glyphs, in reading order."""

import io
import sys
from pathlib import Path

import docx
import pytest
from docx.oxml import parse_xml
from docx.oxml.ns import qn

from libreoffice import convert, one_at_a_time
from making_docx import MAIN, numbered_plan
from making_pdf import LEADING, LEFT, SIZE, TOP, WIDTH, Line, pages_of, pdf
from plan_extract import Plan
from plan_extract.errors import MisuseError, UnreadableError
from plan_extract.readers import read_bytes
from plan_extract.readers.kinds import kind_of
from reading import essence, flipped, plan_of, prefixes, survives

LONG = "推进政务服务改革\uff0c健全工作机制。"


def lines_of(raw: str) -> list[str]:
    return [line.strip() for line in raw.split("\n") if line.strip()]


def shown(*pages: list[Line], turned: int = 0) -> list[str]:
    return read_bytes(pdf(*pages, turned=turned), "plan.pdf")[1].splitlines()


@pytest.mark.parametrize("head", ["", "某某省人民政府公报"])
def test_the_plan_on_pages_reads_as_its_text(raw: str, plan: Plan, head: str) -> None:
    pages = pages_of(lines_of(raw), head)
    data = pdf(*pages)
    assert kind_of(data, "plan") == "pdf"
    found, source, text = plan_of(data, "plan.pdf")
    assert essence(found) == essence(plan)
    assert (source.media_type, source.encoding, source.notes) == ("application/pdf", None, ())
    assert [place.start for place in source.places] == [
        0,
        *(at + 1 for at, char in enumerate(text[:-1]) if char == "\n"),
    ]
    assert sorted({place.page or 0 for place in source.places}) == list(range(1, len(pages) + 1))
    furniture = "".join(one.of(text) for one in found.coverage.furniture)
    assert [number for number in range(1, len(pages) + 1) if f"{number}\u2014" not in furniture.replace(" ", "")] == []
    assert furniture.count(head or "\u2014") >= len(pages) - 1  # the first head may be the title of the page


def test_a_line_has_the_box_of_its_glyphs() -> None:
    source, _ = read_bytes(pdf([(LEFT, TOP, LONG), (LEFT, TOP + LEADING, "乙")]), "plan.pdf")
    first, second = source.places
    assert first.box is not None
    assert second.box is not None
    assert first.box[0] == pytest.approx(LEFT, abs=1)
    assert first.box[2] == pytest.approx(LEFT + SIZE * len(LONG), abs=1)
    assert first.box[1] < TOP < first.box[3] < second.box[1]


def test_lines_are_in_reading_order_whatever_the_order_in_the_file() -> None:
    found = shown([(200, 300, "丙"), (200, 100, "乙"), (74, 100, "甲"), (74, 200, LONG)])
    assert [line.split() for line in found] == [["甲", "乙"], [LONG], ["丙"]]


def test_bold_by_printing_twice_is_printed_once() -> None:
    assert shown([(74, 100, LONG), (74.3, 100, LONG)]) == [LONG]


@pytest.mark.parametrize("turned", [0, 90, 180, 270])
def test_a_page_that_is_turned_keeps_its_words(turned: int) -> None:
    found = shown([(74, 400, "甲乙丙"), (74, 500, "丁戊己")], turned=turned)
    assert sorted("".join(found).replace(" ", "")) == sorted("甲乙丙丁戊己")


def test_what_lies_outside_of_the_page_is_not_shown() -> None:
    assert shown([(74, 100, LONG), (WIDTH + 50, 100, "外")]) == [LONG]


def columns(left: str, right: str, rows: int) -> list[Line]:
    lines: list[Line] = []
    for row in range(rows):
        y = 100.0 + 28 * row
        lines += [(60, y, left * 14), (320, y, right * 14)]
    return lines


def test_two_columns_are_read_one_after_the_other_and_noted() -> None:
    source, text = read_bytes(pdf(columns("左", "右", 10)), "plan.pdf")
    assert text.splitlines() == ["左" * 14] * 10 + ["右" * 14] * 10
    assert source.notes == ("two_columns",)


@pytest.mark.parametrize(
    "lines",
    [
        columns("左", "右", 5),  # too few lines
        [*columns("左", "右", 10), (60, 700, "题" * 30)],  # a line over both
        [(x, 100.0 + 28 * row, "市" * (2 + row % 9)) for row in range(12) for x in (60, 320)],  # cells of a table
    ],
)
def test_what_only_looks_like_columns_is_read_line_by_line(lines: list[Line]) -> None:
    source, text = read_bytes(pdf(lines), "plan.pdf")
    assert source.notes == ()
    assert len(text.splitlines()) < len(lines)


def test_a_scan_is_refused_and_a_picture_behind_text_is_none() -> None:
    with pytest.raises(UnreadableError, match="is a scan"):
        read_bytes(pdf([], [], picture=True), "plan.pdf")
    assert read_bytes(pdf([(74, 100, LONG)], picture=True), "plan.pdf")[1] == f"{LONG}\n"
    assert read_bytes(pdf([]), "plan.pdf")[1] == ""


def test_an_encrypted_file_is_refused_and_one_without_a_password_is_read() -> None:
    with pytest.raises(UnreadableError, match="is encrypted"):
        read_bytes(pdf([(74, 100, LONG)], password="secret"), "plan.pdf")


def test_any_damage_is_read_or_refused(raw: str) -> None:
    data = pdf(*pages_of(lines_of(raw)[:12]))
    assert survives(data, "plan.pdf")
    outcomes = {survives(one, "plan.pdf") for one in (*prefixes(data), *flipped(data))}
    assert outcomes == {True, False}
    for count in range(40):
        survives(b"%PDF-1.7\n" + bytes((count * 7 + at * at) % 256 for at in range(600)), "plan.pdf")


def test_a_missing_package_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pypdfium2", None)
    with pytest.raises(MisuseError, match=r"needs the package pypdfium2; pip install 'plan-extract\[pdf\]'"):
        read_bytes(pdf([(74, 100, LONG)]), "plan.pdf")


def typed(raw: str, table: list[list[str]]) -> bytes:
    """The plan with numbers of Word, a running head, and a table that reaches over pages, whose head is repeated."""
    document = docx.Document(io.BytesIO(numbered_plan(raw)))
    fonts = document.styles["Normal"].element.get_or_add_rPr().get_or_add_rFonts()
    fonts.set(qn("w:eastAsia"), "Noto Serif CJK SC")  # in which the box of a comma is as low as the comma
    document.sections[0].header.paragraphs[0].text = "某某省人民政府公报"
    document.add_paragraph("附件1").paragraph_format.page_break_before = True
    document.add_paragraph("重点任务分工表")
    grid = document.add_table(rows=0, cols=len(table[0]), style="Table Grid")
    for row in table:
        for cell, words in zip(grid.add_row().cells, row, strict=True):
            cell.text = words
    head = grid.rows[0]._tr.get_or_add_trPr()
    head.append(parse_xml(f'<w:tblHeader xmlns:w="{MAIN}"/>'))
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


@one_at_a_time
def test_what_libreoffice_prints_reads_as_what_was_typed(raw: str, tmp_path: Path) -> None:
    duty = "\uff0c总结形成可复制可推广的经验" * 12
    table = [["序号", "工作任务", "责任单位", "完成时限"]] + [
        [f"{number}", f"建设第{number}批示范项目{duty}。", "省财政厅、省教育厅", f"2019年{number % 12 + 1}月底前"]
        for number in range(1, 21)
    ]
    (tmp_path / "plan.docx").write_bytes(data := typed(raw, table))
    convert(tmp_path, "pdf", tmp_path / "plan.docx")
    expected, *_ = plan_of(data, "plan.docx")
    found, source, text = plan_of((tmp_path / "plan.pdf").read_bytes(), "plan.pdf")
    assert essence(found) == essence(expected)
    assert len(found.tasks) == 46 + 20
    heads = [place for place in source.places if place.aside]
    assert len({place.page for place in heads}) == max(place.page or 0 for place in source.places)
    assert {text[place.start :].partition("\n")[0] for place in heads} == {"某某省人民政府公报"}
