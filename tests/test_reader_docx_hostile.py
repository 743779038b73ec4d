"""Word documents that are damaged or made to harm: a reading or an UnreadableError, soon, and nothing else."""

import random
import time
from collections.abc import Callable

import pytest

import making_docx as making
from making_docx import abstract, cell, level, listed, paragraph, run, table
from plan_extract.errors import UnreadableError
from plan_extract.readers import read_bytes
from plan_extract.readers.options import Options


def attempt(data: bytes) -> str | None:
    """The text, or None for a file that cannot be read."""
    try:
        return read_bytes(data, "plan.docx")[1]
    except UnreadableError:
        return None


def refused(data: bytes, options: Options | None = None) -> str:
    with pytest.raises(UnreadableError) as caught:
        read_bytes(data, "plan.docx", options or Options())
    return caught.value.key


SMALL = making.build(
    paragraph("甲", (1, 0)) + table(("乙", cell("丙", merge="restart"))),
    numbering=abstract(1, level(0, "%1、", "chineseCounting")) + listed(1, 1),
)


def test_prefixes_of_a_large_file(raw: str) -> None:
    data = making.numbered_plan(raw)
    assert [attempt(data[: len(data) * part // 500]) for part in range(1, 500)] == [None] * 499


@pytest.mark.parametrize("seed", range(4))
def test_flipped_bytes_and_noise_behind_the_magic(seed: int) -> None:
    chance = random.Random(seed)
    for _ in range(150):
        data = bytearray(SMALL)
        for _ in range(chance.randint(1, 8)):
            data[chance.randrange(len(data))] ^= 1 << chance.randrange(8)
        attempt(bytes(data))
        attempt(b"PK\x03\x04" + chance.randbytes(chance.randint(0, 400)))


def wrapped(tags: str, depth: int) -> str:
    names = tags.split()
    opened = "".join(f"<w:{name}>" for name in names)
    closed = "".join(f"</w:{name}>" for name in reversed(names))
    return opened * depth + paragraph("甲") + closed * depth


@pytest.mark.parametrize(
    "tags", ["tbl tr tc", "sdt sdtContent", "p r pict txbxContent", "ins", "tbl tr tc p r pict txbxContent"]
)
def test_what_is_nested_deeply_is_read_and_what_is_nested_without_end_refused(tags: str) -> None:
    fitting = 390 // len(tags.split())
    assert attempt(making.build(wrapped(tags, fitting))) == "甲\n"
    assert refused(making.build(wrapped(tags, 5_000))) == "damaged"


def test_runs_that_are_nested_deeply() -> None:
    inner = "<w:ins>" * 390 + run("甲") + "</w:ins>" * 390
    assert attempt(making.build(f"<w:p>{inner}</w:p>")) == "甲\n"


def part(text: str, name: str = "word/document.xml") -> bytes:
    return making.pack({"word/document.xml": f'<w:document xmlns:w="{making.MAIN}"/>', name: text})


@pytest.mark.parametrize(
    "text",
    [
        '<!DOCTYPE a [<!ENTITY b "c"><!ENTITY d "&b;&b;">]><a>&d;</a>',
        '<!DOCTYPE a SYSTEM "file:///etc/passwd"><a/>',
        "<a>&undefined;</a>",
        "",
        "no XML",
        "<a/>",
        '<?xml version="1.0" encoding="gb18030"?><a/>',
        '<?xml version="1.0" encoding="unheard"?><a/>',
        "<a><b></a>",
    ],
)
def test_a_main_part_that_is_none(text: str) -> None:
    assert refused(part(text)) == "damaged"


def test_a_document_type_in_another_part() -> None:
    assert refused(part("<!DOCTYPE a><a/>", "_rels/.rels")) == "damaged"


def test_a_bomb_is_too_large() -> None:
    assert refused(making.build("<w:p/>" + " " * 50_000_000)) == "too_large"
    assert refused(making.build(paragraph("甲" * 3_000)), Options(largest=2_000)) == "too_large"


def test_words_that_merged_cells_repeat_without_end_are_too_large() -> None:
    rows = [(cell("甲" * 10_000, merge="restart"), "乙"), *[(cell(merge="continue"), "乙")] * 300]
    assert refused(making.build(table(*rows))) == "too_large"


@pytest.mark.parametrize(
    "target",
    [
        "../../etc/passwd",
        "..\\..\\windows\\win.ini",
        "/etc/passwd",
        "file:///etc/passwd",
        "C:\\a.xml",
        "",
        ".",
        "/",
        "word/%2e%2e/a",
    ],
)
def test_a_way_out_of_the_package_leads_nowhere(target: str) -> None:
    body = f'<w:document xmlns:w="{making.MAIN}"><w:body>{paragraph("甲")}</w:body></w:document>'
    entries = {
        "_rels/.rels": making.relations({"officeDocument": target}),
        "word/document.xml": body,
        "word/_rels/document.xml.rels": making.relations({"numbering": target, "styles": target}),
    }
    assert attempt(making.pack(entries)) == "甲\n"
    assert attempt(making.pack(entries | {"../../etc/passwd": "<a/>", "..\\a.xml": "<a/>"})) in ("甲\n", None)


def test_names_of_parts_with_the_wrong_slash_and_the_wrong_case() -> None:
    entries = {
        "[Content_Types].xml": making.content_types("word/document.xml"),
        "_rels\\.rels": making.relations({"officeDocument": "word/document.xml"}),
        "Word\\Document.xml": f'<w:document xmlns:w="{making.MAIN}"><w:body>{paragraph("甲")}</w:body></w:document>',
    }
    assert attempt(making.pack(entries)) == "甲\n"


def test_missing_parts_and_wrong_types_do_no_harm() -> None:
    body = f'<w:document xmlns:w="{making.MAIN}"><w:body>{paragraph("甲", (1, 0), style="X")}</w:body></w:document>'
    assert attempt(making.pack({"word/document.xml": body})) == "甲\n"
    missing = making.relations({"numbering": "gone.xml", "styles": "gone.xml", "footnotes": "gone.xml"})
    assert attempt(making.pack({"word/document.xml": body, "word/_rels/document.xml.rels": missing})) == "甲\n"
    types = making.content_types("word/other.xml").replace("wordprocessingml", "spreadsheetml")
    assert attempt(making.pack({"[Content_Types].xml": types, "word/document.xml": body})) == "甲\n"
    external = missing.replace("/>", ' TargetMode="External"/>')
    assert attempt(making.pack({"word/document.xml": body, "word/_rels/document.xml.rels": external})) == "甲\n"
    assert refused(making.pack({"word/other.xml": body})) == "damaged"


def test_other_archives_of_office_are_no_word_documents() -> None:
    types = making.content_types("xl/workbook.xml").replace("wordprocessingml", "spreadsheetml")
    assert refused(making.pack({"[Content_Types].xml": types, "xl/workbook.xml": "<a/>"})) == "unknown_archive"


STRANGE: dict[str, Callable[[], bytes]] = {
    "a level that is none": lambda: making.build(paragraph("甲", (1, 99)), numbering=abstract(1, level(0, "%1.")) + listed(1, 1)),
    "levels without end": lambda: making.build(
        paragraph("甲", (1, 0)), numbering=abstract(1, *(level(at, "") for at in range(-3, 500))) + listed(1, 1)
    ),
    "numbers that are none": lambda: making.build(
        paragraph("甲").replace("<w:p>", '<w:p><w:pPr><w:numPr><w:ilvl w:val="x"/><w:numId w:val="1e9"/></w:numPr></w:pPr>'),
        numbering='<w:abstractNum/><w:num/><w:num w:numId="1"/><w:num w:numId="٣"><w:abstractNumId w:val="7"/></w:num>',
    ),
    "a span without end": lambda: making.build(table((cell("甲", span=1_000_000_000), cell("", span=-5)))),
    "columns left out without end": lambda: making.build(
        table((cell("甲"), "")).replace("<w:tr>", '<w:tr><w:trPr><w:gridBefore w:val="999999999"/></w:trPr>')
    ),
    "merged with nothing above": lambda: making.build(table((cell("甲", merge="continue"), ""))),
    "fields without begin": lambda: making.build('<w:p><w:r><w:fldChar w:fldCharType="end"/><w:fldChar/></w:r>' + run("甲") + "</w:p>"),
    "a style without a name": lambda: making.build(paragraph("甲", style="X"), styles="<w:style/><w:style w:styleId='X'><w:basedOn/></w:style>"),
    "comments of XML": lambda: making.build("<!-- a --><?b c?><w:p><!-- d --><w:r><!-- e --><w:t>甲</w:t></w:r></w:p>"),
    "no alternatives": lambda: making.build("<mc:AlternateContent/><w:p><w:r><mc:AlternateContent/><w:t>甲</w:t></w:r></w:p>"),
}  # fmt: skip


@pytest.mark.parametrize("name", STRANGE)
def test_strange_documents_say_what_they_can(name: str) -> None:
    text = attempt(STRANGE[name]())
    assert text is not None
    assert text.strip("\t\n") == "甲"
    assert text.count("\t") <= 130


@pytest.mark.parametrize("form", ["upperLetter", "upperRoman", "chineseCountingThousand"])
def test_a_number_without_end_is_short(form: str) -> None:
    numbering = abstract(1, level(0, "%1%1%1", form, start=999_999_999)) + listed(1, 1)
    assert attempt(making.build(paragraph("甲", (1, 0)), numbering=numbering)) == "999999999" * 3 + "甲\n"


def test_a_template_without_end_is_left_out() -> None:
    numbering = abstract(1, level(0, "%1" * 10_000)) + listed(1, 1)
    assert attempt(making.build(paragraph("甲", (1, 0)), numbering=numbering)) == "甲\n"


def test_half_a_character_is_refused_or_read() -> None:
    assert attempt(making.build("<w:p><w:r><w:t>&#xD800;</w:t></w:r></w:p>")) is None


MANY = 10_000
CHAIN = "".join(
    f'<w:style w:type="paragraph" w:styleId="S{at}"><w:basedOn w:val="S{at + 1}"/></w:style>' for at in range(MANY)
)
LINKING = (
    "".join(
        f'<w:abstractNum w:abstractNumId="{at}"><w:numStyleLink w:val="N"/></w:abstractNum>{listed(at, at)}'
        for at in range(1, MANY)
    )
    + f'<w:abstractNum w:abstractNumId="0"><w:styleLink w:val="N"/>{level(0, "%1.") * MANY}</w:abstractNum>'
)
FIELD = '<w:p><w:r><w:fldChar w:fldCharType="begin"/><w:fldChar w:fldCharType="separate"/><w:t>甲</w:t></w:r></w:p>'
BOXES = f"<w:pict><w:txbxContent>{paragraph('甲')}</w:txbxContent></w:pict>" * MANY
# name: body, styles, numbering
COSTLY = {
    "a long chain of styles": ("".join(paragraph("甲", style=f"S{at}") for at in range(MANY)), CHAIN, ""),
    "paragraphs without an end": (paragraph("甲" * 50, mark='<w:del w:id="1"/>') * MANY, "", ""),
    "fields without an end": (FIELD * MANY, "", ""),
    "lists that name styles": ("".join(paragraph("甲", (at, 0)) for at in range(1, MANY)), "", LINKING),
    "text boxes on one paragraph": (f"<w:p><w:r>{BOXES}</w:r></w:p>", "", ""),
    "rows of merged cells": (
        table((cell("甲", merge="restart"), "乙"), *[(cell(merge="continue"), "乙")] * MANY),
        "",
        "",
    ),
}


@pytest.mark.parametrize("name", COSTLY)
def test_the_work_grows_with_the_length(name: str) -> None:
    body, styles, numbering = COSTLY[name]
    data = making.build(body, packed=False, styles=styles, numbering=numbering)
    begun = time.perf_counter()
    assert "甲" in (attempt(data) or "")
    assert time.perf_counter() - begun < 30
