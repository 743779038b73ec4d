"""Word documents: the plan as a Word file, paragraphs, tables, text boxes, notes, tracked changes."""

from collections.abc import Callable
from pathlib import Path
from typing import Literal

import pytest

import making_docx as making
from making_docx import cell, paragraph, run, table
from plan_extract import Plan, guarantees, parse, parse_file
from plan_extract.model import Place, Source
from plan_extract.readers import read_bytes
from plan_extract.readers.options import Options

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def reading(data: bytes, revisions: Literal["accept", "reject"] = "accept") -> tuple[Source, str]:
    return read_bytes(data, "plan.docx", Options(revisions=revisions))


def text(body: str, **parts: str) -> str:
    return reading(making.build(body, strict=False, packed=True, **parts))[1]


def lines(body: str, **parts: str) -> list[str]:
    return text(body, **parts).splitlines()


def facts(plan: Plan) -> list[object]:
    """All that a plan says, but where."""
    return [
        [(one.id, one.heading, one.text, one.role) for one in plan.clauses],
        [(one.id, one.title, one.text, one.kind, one.due) for one in plan.tasks],
        [(unit.text, unit.name, unit.role, one.id) for one in plan.tasks for unit in one.units],
        [(one.clause, one.text, one.start, one.end) for one in plan.deadlines],
        [(one.metric, one.op, one.value, one.unit, one.by) for task in plan.tasks for one in task.targets],
        plan.document.model_dump(exclude={"spans"}),
        [(one.code, one.clause, one.message) for one in plan.diagnostics],
    ]


@pytest.mark.parametrize("make", [making.typed_plan, making.numbered_plan])
def test_the_plan_as_a_word_document_says_what_its_text_says(
    make: Callable[[str], bytes], raw: str, plan: Plan, tmp_path: Path
) -> None:
    path = tmp_path / "plan.docx"
    path.write_bytes(make(raw))
    read = parse_file(path)
    assert facts(read) == facts(plan)
    assert read.source.media_type == WORD
    assert read.source.encoding is None
    assert read.coverage.unclaimed == 0
    _, whole = read_bytes(path.read_bytes(), "plan.docx")
    assert guarantees.find_problems(read, raw=whole) == []
    visible = [number for number, _ in enumerate(filter(str.strip, raw.splitlines()), 1)]
    assert [place.paragraph for place in read.source.places] == visible


def test_the_numbers_of_the_numbered_plan_are_nowhere_in_its_text(raw: str) -> None:
    assert "一、总体要求" in reading(making.typed_plan(raw))[1]
    unnumbered = making.numbered_plan(raw).replace(b"numbering", b"nothing__")  # in names that are not compressed
    assert "一、总体要求" not in reading(unnumbered)[1]


def test_a_table_of_tasks_becomes_assignments_as_from_text() -> None:
    data = making.build(
        paragraph("某市数据工作实施方案")
        + paragraph("一、主要任务")
        + table(
            ("序号", "重点任务", "责任单位", "完成时限"),
            ("1", "推进平台建设", cell("市数据局", merge="restart"), "2025年底"),
            ("2", "完善管理制度", cell(merge="continue"), "2026年6月底"),
            ("3", "开展宣传培训", "市司法局", "2026年底"),
        )
    )
    source, whole = reading(data)
    written = (
        "某市数据工作实施方案\n一、主要任务\n序号\t重点任务\t责任单位\t完成时限\n"
        "1\t推进平台建设\t市数据局\t2025年底\n2\t完善管理制度\t市数据局\t2026年6月底\n3\t开展宣传培训\t市司法局\t2026年底\n"
    )
    assert whole == written
    plan = parse(whole)
    tasks = [task for task in plan.tasks if task.units]
    assert [(task.title, task.units[0].text, str(task.due)) for task in tasks] == [
        ("推进平台建设", "市数据局", "2025-12-31"),
        ("完善管理制度", "市数据局", "2026-06-30"),
        ("开展宣传培训", "市司法局", "2026-12-31"),
    ]
    words = {whole[place.start :].split("\t")[0].split("\n")[0]: place for place in source.places}
    assert words["某市数据工作实施方案"] == Place(start=0, page=None, box=None, paragraph=1, cell=None)
    assert (words["推进平台建设"].paragraph, words["推进平台建设"].cell) == (8, "1:2:2")
    again = [place.cell for place in source.places if whole.startswith("市数据局", place.start)]
    assert again == ["1:2:3", "1:2:3"]  # what is merged downwards stands where it was written
    assert (words["开展宣传培训"].paragraph, words["开展宣传培训"].cell) == (16, "1:4:2")


@pytest.mark.parametrize(
    ("inner", "expected"),
    [
        (run("甲") + run("乙"), "甲乙"),
        ("<w:r><w:t>甲</w:t><w:tab/><w:t>乙</w:t></w:r>", "甲 乙"),
        ("<w:r><w:t>甲</w:t><w:br/><w:t>乙</w:t><w:cr/><w:t>丙</w:t></w:r>", "甲\n乙\n丙"),
        ("<w:r><w:t>A</w:t><w:noBreakHyphen/><w:t>B</w:t><w:softHyphen/><w:t>C</w:t></w:r>", "A-BC"),
        ("<w:r><w:t>\n  甲\n</w:t></w:r>" + run("乙\n丙"), "甲乙 丙"),
        ('<w:r><w:sym w:font="Wingdings" w:char="F0FE"/><w:sym w:font="SimSun" w:char="4E00"/></w:r>', "☑一"),
        ('<w:r><w:sym w:font="Unheard" w:char="E123"/><w:sym w:char="zz"/><w:t>甲</w:t></w:r>', "甲"),
        ("<w:r><w:ruby><w:rt>" + run("yī") + "</w:rt><w:rubyBase>" + run("一") + "</w:rubyBase></w:ruby></w:r>", "一"),
        (f'<w:hyperlink w:anchor="a">{run("甲")}</w:hyperlink><w:smartTag>{run("乙")}</w:smartTag>', "甲乙"),
        (f"<w:sdt><w:sdtPr><w:alias/></w:sdtPr><w:sdtContent>{run('甲')}</w:sdtContent></w:sdt>", "甲"),
        (f"<w:fldSimple w:instr='DATE'>{run('今日')}</w:fldSimple>", "今日"),
        (run("甲", "<w:vanish/>") + run("乙", '<w:vanish w:val="0"/>'), "乙"),
        ('<w:commentRangeStart w:id="1"/>' + run("甲") + '<w:r><w:commentReference w:id="1"/></w:r>', "甲"),
        (
            "<m:oMath><m:f><m:num><m:r><m:t>1</m:t></m:r></m:num><m:den><m:r><m:t>2</m:t></m:r></m:den></m:f></m:oMath>",
            "1/2",
        ),
    ],
)
def test_the_words_of_a_paragraph(inner: str, expected: str) -> None:
    assert text(f"<w:p>{inner}</w:p>") == f"{expected}\n"


def field(kind: str) -> str:
    return f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>'


def test_a_field_shows_its_result_alone() -> None:
    instruction = field("begin") + "<w:r><w:instrText>PAGEREF x</w:instrText></w:r>" + run("多余")
    nested = field("begin") + "<w:r><w:instrText>IF</w:instrText></w:r>" + instruction + field("separate") + run("没有")
    nested += field("end") + field("separate") + run("结果") + field("end")
    assert lines(f"<w:p>{run('第')}{instruction}{field('separate')}{run('3')}{field('end')}{run('页')}</w:p>") == [
        "第3页"
    ]
    assert lines(f"<w:p>{nested}</w:p>") == ["结果"]


def test_a_field_may_end_in_another_paragraph() -> None:
    begun = f"<w:p>{field('begin')}{field('separate')}{run('目录')}</w:p>"
    assert lines(begun + paragraph("第一行") + f"<w:p>{field('end')}{run('正文')}</w:p>") == ["目录", "第一行", "正文"]


def test_an_instruction_without_an_end_hides_no_other_paragraph() -> None:
    assert lines(f"<w:p>{field('begin')}{run('指令')}</w:p>" + paragraph("正文")) == ["正文"]


def test_hidden_by_a_style_of_the_run_or_of_the_paragraph_but_not_by_both() -> None:
    styles = (
        '<w:style w:type="paragraph" w:styleId="P"><w:rPr><w:vanish/></w:rPr></w:style>'
        '<w:style w:type="character" w:styleId="C"><w:basedOn w:val="B"/></w:style>'
        '<w:style w:type="character" w:styleId="B"><w:rPr><w:vanish/></w:rPr></w:style>'
    )
    by_run = run("藏", '<w:rStyle w:val="C"/>')
    assert lines(f"<w:p>{by_run}{run('显')}</w:p>", styles=styles) == ["显"]
    hidden = f'<w:p><w:pPr><w:pStyle w:val="P"/></w:pPr>{run("藏")}{by_run.replace("藏", "显")}</w:p>'
    assert lines(hidden + paragraph("后"), styles=styles) == ["显后"]  # the mark is hidden as well


BOX = "<w:txbxContent>{}</w:txbxContent>"


def test_a_text_box_stands_once_behind_the_paragraph_on_which_it_hangs() -> None:
    inner = BOX.format(paragraph("框一") + paragraph("框二"))
    shape = (
        f'<mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wps:txbx>{inner}</wps:txbx></w:drawing></mc:Choice>'
        f"<mc:Fallback><w:pict><v:textbox>{inner}</v:textbox></w:pict></mc:Fallback></mc:AlternateContent>"
    )
    source, whole = reading(making.build(f"<w:p>{run('前')}<w:r>{shape}</w:r>{run('后')}</w:p>" + paragraph("下")))
    assert whole == "前后\n框一\n框二\n下\n"
    assert [place.paragraph for place in source.places] == [1, 1, 1, 2]


def test_old_text_boxes_and_word_art_are_read() -> None:
    art = '<w:pict><v:shape><v:textpath string="某市人民政府文件"/></v:shape></w:pict>'
    old = f"<w:pict><v:shape><v:textbox>{BOX.format(table(('甲', '乙')))}</v:textbox></v:shape></w:pict>"
    assert lines(f"<w:p><w:r>{art}</w:r></w:p><w:p><w:r>{old}</w:r></w:p>") == ["某市人民政府文件", "甲\t乙"]


def test_headers_footers_and_comments_are_left_out() -> None:
    assert lines(paragraph("正文"), header1=paragraph("页眉"), comments=paragraph("批注")) == ["正文"]


def test_empty_paragraphs_count_but_leave_no_line() -> None:
    source, whole = reading(making.build(paragraph("甲") + paragraph("") + paragraph("乙")))
    assert whole == "甲\n乙\n"
    assert [place.paragraph for place in source.places] == [1, 3]


def test_a_frame_of_one_column_is_paragraphs() -> None:
    frame = table((cell(inner=paragraph("甲") + paragraph("乙")),), ("丙",))
    source, whole = reading(making.build(frame + paragraph("丁")))
    assert whole == "甲\n乙\n丙\n丁\n"
    assert [(place.paragraph, place.cell) for place in source.places] == [(1, None), (2, None), (3, None), (4, None)]


def test_a_table_in_a_frame_is_a_table() -> None:
    assert lines(table((cell(inner=table(("甲", "乙"), ("丙", "丁"))),))) == ["甲\t乙", "丙\t丁"]


def test_a_table_in_a_cell_is_words_of_the_cell() -> None:
    inner = cell(inner=paragraph("甲") + table(("乙", "丙")) + paragraph("丁"))
    assert lines(table((inner, "戊"))) == ["甲 乙 丙 丁\t戊"]


def test_a_cell_holds_no_break_and_no_tab() -> None:
    broken = cell(
        inner="<w:p><w:r><w:t>甲</w:t><w:br/><w:t>乙</w:t><w:tab/><w:t>丙</w:t></w:r></w:p>" + paragraph("丁")
    )
    assert lines(table((broken, "戊"))) == ["甲 乙 丙 丁\t戊"]


def test_what_is_merged_sideways_leaves_the_columns_where_they_are() -> None:
    assert lines(table(("甲", "乙", "丙"), (cell("丁", span=2), "戊"), (cell("己", span=3),))) == [
        "甲\t乙\t丙",
        "丁\t\t戊",
        "己\t\t",
    ]
    old = '<w:tc><w:tcPr><w:hMerge w:val="{}"/></w:tcPr>' + paragraph("甲") + "</w:tc>"
    assert lines(table((old.format("restart"), old.format("continue"), "乙"))) == ["甲\t\t乙"]


def test_merged_downwards_and_sideways() -> None:
    rows = (
        (cell("甲", merge="restart", span=2), "1"),
        (cell(merge="continue", span=2), "2"),
        ("乙", "丙", "3"),
        (cell("丁", merge="continue"), "戊", "4"),
    )
    assert lines(table(*rows)) == ["甲\t\t1", "甲\t\t2", "乙\t丙\t3", "丁\t戊\t4"]


def test_rows_that_begin_further_right() -> None:
    shifted = f'<w:tr><w:trPr><w:gridBefore w:val="1"/></w:trPr>{cell("丙")}</w:tr>'
    assert lines(table(("甲", "乙")).replace("</w:tbl>", f"{shifted}</w:tbl>")) == ["甲\t乙", "\t丙"]


def test_notes_stand_at_the_end_each_with_its_mark() -> None:
    reference = '<w:r><w:footnoteReference w:id="{}"/></w:r>'
    body = f"<w:p>{run('甲')}{reference.format(3)}{run('乙')}{reference.format(2)}</w:p>"
    body += f'<w:p>{run("丙")}<w:r><w:endnoteReference w:id="1"/></w:r></w:p>'
    separator = f'<w:footnote w:type="separator" w:id="0">{paragraph("——")}</w:footnote>'
    note = '<w:footnote w:id="{}"><w:p><w:r><w:footnoteRef/></w:r>' + run(" {}") + "</w:p></w:footnote>"
    footnotes = separator + note.format(2, "后注") + note.format(3, "先注") + note.format(4, "无人引用")
    endnotes = f'<w:endnote w:id="1">{paragraph("尾注一") + paragraph("尾注二")}</w:endnote>'
    source, whole = reading(making.build(body, footnotes=footnotes, endnotes=endnotes))
    assert whole == "甲乙\n丙\n1 先注\n2 后注\ni 尾注一 尾注二\n"
    assert source.places[-1].paragraph is None
    settings = '<w:footnotePr><w:numFmt w:val="decimalEnclosedCircleChinese"/><w:numStart w:val="3"/></w:footnotePr>'
    assert lines(body, settings=settings, footnotes=footnotes)[2:4] == ["③ 先注", "④ 后注"]


def test_a_note_with_a_mark_of_its_own() -> None:
    body = f'<w:p>{run("甲")}<w:r><w:footnoteReference w:id="1" w:customMarkFollows="1"/><w:t>*</w:t></w:r></w:p>'
    assert lines(body, footnotes=f'<w:footnote w:id="1">{paragraph("* 说明")}</w:footnote>') == ["甲*", "* 说明"]


INSERTED = f'<w:ins w:id="1" w:author="a">{run("增")}</w:ins>'
DELETED = '<w:del w:id="2" w:author="a"><w:r><w:delText>删</w:delText></w:r></w:del>'
MOVED = f'<w:moveFrom w:id="3">{run("移")}</w:moveFrom>{run("中")}<w:moveTo w:id="4">{run("移")}</w:moveTo>'


@pytest.mark.parametrize(
    ("body", "accepted", "rejected"),
    [
        (f"<w:p>{run('甲')}{INSERTED}{DELETED}{run('乙')}</w:p>", ["甲增乙"], ["甲删乙"]),
        (f"<w:p>{MOVED}</w:p>", ["中移"], ["移中"]),
        (paragraph("甲", mark='<w:del w:id="1"/>') + paragraph("乙"), ["甲乙"], ["甲", "乙"]),
        (paragraph("甲", mark='<w:ins w:id="1"/>') + paragraph("乙"), ["甲", "乙"], ["甲乙"]),
        (paragraph("甲", mark='<w:del w:id="1"/>') + table(("乙", "丙")), ["甲", "乙\t丙"], ["甲", "乙\t丙"]),
        (
            table(("甲", "乙")).replace("<w:tr>", '<w:tr><w:trPr><w:del w:id="1"/></w:trPr>') + paragraph("丙"),
            ["丙"],
            ["甲\t乙", "丙"],
        ),
        (
            table(("甲", "乙")).replace("<w:tr>", '<w:tr><w:trPr><w:ins w:id="1"/></w:trPr>') + paragraph("丙"),
            ["甲\t乙", "丙"],
            ["丙"],
        ),
        (
            table(("甲", "乙", "丙")).replace("<w:tcPr>", '<w:tcPr><w:cellDel w:id="1"/>', 1),
            ["乙\t丙"],
            ["甲\t乙\t丙"],
        ),
    ],
)
def test_tracked_changes_are_accepted_or_rejected_and_told(body: str, accepted: list[str], rejected: list[str]) -> None:
    data = making.build(body)
    source, whole = reading(data)
    assert whole.splitlines() == accepted
    assert source.notes == ("revisions",)
    source, whole = reading(data, "reject")
    assert whole.splitlines() == rejected
    assert source.notes == ("revisions",)


def test_a_document_without_tracked_changes_has_no_note() -> None:
    assert reading(making.build(paragraph("甲")))[0].notes == ()


def test_strict_open_xml_reads_the_same() -> None:
    numbering = making.abstract(1, making.level(0, "%1、", "chineseCounting")) + making.listed(1, 1)
    body = paragraph("甲", (1, 0)) + table(("乙", cell("丙", merge="restart")), ("丁", cell(merge="continue")))
    strict = making.build(body, strict=True, numbering=numbering)
    assert reading(strict)[1] == text(body, numbering=numbering) == "一、甲\n乙\t丙\n丁\t丙\n"


def test_parts_are_found_by_what_refers_to_them() -> None:
    body = f'<w:document xmlns:w="{making.MAIN}"><w:body>{paragraph("甲", (1, 0))}</w:body></w:document>'
    numbering = making.abstract(1, making.level(0, "%1、", "chineseCounting")) + making.listed(1, 1)
    data = making.pack(
        {
            "[Content_Types].xml": making.content_types("other/main.xml"),
            "_rels/.rels": making.relations({"officeDocument": "/Other/main.xml"}),
            "other/_rels/main.xml.rels": making.relations({"numbering": "..\\lists\\n.xml"}),
            "other/main.xml": body,
            "lists/n.xml": f'<w:numbering xmlns:w="{making.MAIN}">{numbering}</w:numbering>',
        }
    )
    assert reading(data)[1] == "一、甲\n"


def test_a_macro_document_is_a_document_too(tmp_path: Path) -> None:
    path = tmp_path / "plan.docm"
    path.write_bytes(making.build(paragraph("一、主要任务") + paragraph("（一）健全制度。（责任单位：市司法局）")))
    assert parse_file(path).tasks[0].units[0].text == "市司法局"
