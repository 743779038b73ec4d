"""Automatic numbers of Word: every format, how levels count, and what LibreOffice shows for the same files."""

from pathlib import Path

import pytest

import making_docx as making
from libreoffice import convert, one_at_a_time
from making_docx import abstract, level, listed, paragraph, start_anew
from plan_extract.readers import read_bytes
from plan_extract.readers.options import Options
from plan_extract.readers.word.numerals import numeral

FORMS = {
    "decimal": {0: "0", 1: "1", 20: "20", 101: "101", -3: "-3"},
    "decimalZero": {1: "01", 9: "09", 10: "10", 100: "100"},
    "decimalFullWidth": {1: "１", 10: "１０", 105: "１０５"},
    "decimalEnclosedCircle": {1: "①", 10: "⑩", 20: "⑳", 21: "21"},
    "decimalEnclosedCircleChinese": {1: "①", 10: "⑩", 20: "⑳", 21: "21"},
    "decimalEnclosedParen": {1: "⑴", 20: "⒇", 21: "21"},
    "decimalEnclosedFullstop": {1: "⒈", 20: "⒛", 21: "21"},
    "numberInDash": {1: "- 1 -"},
    "upperLetter": {1: "A", 26: "Z", 27: "AA", 53: "AAA", 780: "Z" * 30, 781: "781"},
    "lowerLetter": {1: "a", 26: "z", 27: "aa", 28: "bb"},
    "upperRoman": {1: "I", 4: "IV", 9: "IX", 49: "XLIX", 1999: "MCMXCIX"},
    "lowerRoman": {1: "i", 14: "xiv", 90: "xc"},
    "chineseCounting": {
        0: "0", 1: "一", 9: "九", 10: "十", 11: "十一", 20: "二十", 21: "二十一", 99: "九十九",
        100: "一○○", 101: "一○一", 110: "一一○",
    },
    "taiwaneseCounting": {10: "十", 19: "十九", 100: "一○○"},
    "chineseCountingThousand": {
        1: "一", 10: "十", 11: "十一", 20: "二十", 99: "九十九", 100: "一百", 101: "一百零一", 110: "一百一十",
        111: "一百一十一", 1000: "一千", 1001: "一千零一", 1010: "一千零一十", 1100: "一千一百", 9999: "九千九百九十九",
        10000: "一万", 10001: "一万零一", 20500: "二万零五百", 32767: "三万二千七百六十七", 32768: "32768",
    },
    "taiwaneseCountingThousand": {10: "十", 20500: "二萬零五百"},
    "chineseLegalSimplified": {1: "壹", 10: "壹拾", 11: "壹拾壹", 20: "贰拾", 101: "壹佰零壹", 1010: "壹仟零壹拾"},
    "ideographLegalTraditional": {2: "貳", 13: "壹拾參"},
    "japaneseCounting": {1: "一", 10: "十", 11: "十一", 20: "二十", 100: "百", 101: "百一", 110: "百十", 1000: "千", 10000: "一万"},
    "ideographDigital": {1: "一", 9: "九", 10: "一〇", 11: "一一", 20: "二〇", 101: "一〇一"},
    "japaneseDigitalTenThousand": {10: "一〇"},
    "taiwaneseDigital": {10: "一○"},
    "ideographTraditional": {1: "甲", 10: "癸", 11: "11"},
    "ideographZodiac": {1: "子", 12: "亥", 13: "13"},
    "ideographZodiacTraditional": {1: "甲子", 11: "甲戌", 60: "癸亥", 61: "61"},
    "ideographEnclosedCircle": {1: "㈠", 10: "㈩", 11: "11"},
    "none": {0: "", 1: "", 7: ""},
    "somethingNew": {1: "1", 12: "12"},
}  # fmt: skip

# Up to which number LibreOffice shows the same, and why what it shows from there on is not what Word shows.
OTHERWISE = {
    "decimalFullWidth": (0, "17.18.59 has full-width digits; LibreOffice shows half-width ones"),
    "decimalEnclosedCircle": (20, "17.18.59 falls back to digits behind 20; LibreOffice goes on to 50"),
    "decimalEnclosedCircleChinese": (20, "the same"),
    "decimalEnclosedParen": (0, "17.18.59 has U+2474 to U+2487; LibreOffice knows no such type and shows digits"),
    "decimalEnclosedFullstop": (0, "17.18.59 has U+2488 to U+249B; LibreOffice knows no such type and shows digits"),
    "numberInDash": (0, "LibreOffice knows no such type and shows digits"),
    "chineseCounting": (
        99,
        "17.18.59, MS-DOCX 2.4: single digits behind 99; LibreOffice takes chineseCountingThousand",
    ),
    "taiwaneseCounting": (99, "the same"),
    "taiwaneseCountingThousand": (9999, "17.18.59 has the traditional U+842C; LibreOffice the simplified one"),
    "japaneseCounting": (99, "17.18.59 has no U+4E00 before U+767E; LibreOffice takes chineseCountingThousand"),
    "ideographDigital": (9, "17.18.59 has a digit for a digit; LibreOffice takes chineseCountingThousand"),
    "japaneseDigitalTenThousand": (0, "LibreOffice knows no such type and shows digits"),
    "taiwaneseDigital": (0, "LibreOffice knows no such type and shows digits"),
    "ideographZodiacTraditional": (0, "LibreOffice knows no such type and shows digits"),
    "ideographEnclosedCircle": (
        0,
        "MS-OI29500 2.1.540: Word puts ideographs into brackets; LibreOffice circles digits",
    ),
}
# Word counts to 32767 (17.9.25 as Word has it) and LibreOffice repeats a letter without end.
BEYOND = (781, 32768)


@pytest.mark.parametrize(("form", "number", "printed"), [(f, n, p) for f, ns in FORMS.items() for n, p in ns.items()])
def test_a_number_in_a_format(form: str, number: int, printed: str) -> None:
    assert numeral(number, form) == printed


def shown(body: str, numbering: str, styles: str = "") -> list[str]:
    """The lines of a numbered document."""
    return read_bytes(making.build(body, numbering=numbering, styles=styles), "plan.docx")[1].splitlines()


def count(places: list[tuple[int, int]], numbering: str) -> list[str]:
    """The numbers of paragraphs, each of which says 某 in a list at a level."""
    return [line.removesuffix("某") for line in shown("".join(paragraph("某", place) for place in places), numbering)]


def outline(number: int, *more: str) -> str:
    """1. 1.1. 1.1.1."""
    templates = ("%1.", "%1.%2.", "%1.%2.%3.")
    extra = (*more, "", "", "")
    return abstract(number, *(level(at, template, more=extra[at]) for at, template in enumerate(templates)))


COUNTS: dict[str, tuple[str, list[tuple[int, int]], str]] = {
    "levels count below each other": (
        outline(1) + listed(1, 1),
        [(1, 0), (1, 1), (1, 1), (1, 2), (1, 0), (1, 1), (1, 2)],
        "1. 1.1. 1.2. 1.2.1. 2. 2.1. 2.1.1.",
    ),
    "lists over one definition go on with each other": (
        outline(1) + listed(1, 1) + listed(2, 1),
        [(1, 0), (1, 0), (2, 0), (1, 0)],
        "1. 2. 3. 4.",
    ),
    "lists over two definitions do not": (
        outline(1) + outline(2) + listed(1, 1) + listed(2, 2),
        [(1, 0), (1, 0), (2, 0), (1, 0)],
        "1. 2. 1. 3.",
    ),
    "a list that starts anew does so where it is first met": (
        outline(1) + listed(1, 1) + listed(2, 1, start_anew(0, 1)),
        [(1, 0), (1, 0), (2, 0), (2, 0), (1, 0), (2, 0)],
        "1. 2. 1. 2. 3. 4.",
    ),
    "a level before any above it takes these with it": (
        outline(1) + listed(1, 1),
        [(1, 1), (1, 1), (1, 0), (1, 1)],
        "1.1. 1.2. 2. 2.1.",
    ),
    "a start": (
        abstract(1, level(0, "第%1条", "chineseCounting", start=12)) + listed(1, 1),
        [(1, 0), (1, 0)],
        "第十二条 第十三条",
    ),
    "a level without a start begins with zero": (
        abstract(1, '<w:lvl w:ilvl="0"><w:lvlText w:val="%1."/></w:lvl>') + listed(1, 1),
        [(1, 0), (1, 0)],
        "0. 1.",
    ),
}
# What Word does and LibreOffice does not.
COUNTS_OF_WORD: dict[str, tuple[str, list[tuple[int, int]], str]] = {
    # 17.9.10: 0 never restarts, 1 restarts only after the first level
    "lvlRestart": (
        outline(1, "", '<w:lvlRestart w:val="0"/>', '<w:lvlRestart w:val="1"/>') + listed(1, 1),
        [(1, 0), (1, 1), (1, 2), (1, 1), (1, 2), (1, 0), (1, 1), (1, 2)],
        "1. 1.1. 1.1.1. 1.2. 1.2.2. 2. 2.3. 2.3.1.",
    ),
    # 17.9.4: the levels above are in digits; the level itself keeps its format, as Word's own 1.01
    "isLgl": (
        abstract(
            1,
            level(0, "第%1章", "chineseCounting"),
            level(1, "%1.%2", "decimalZero", more="<w:isLgl/>"),
            level(2, "%1-%3", "upperRoman"),
        )
        + listed(1, 1),
        [(1, 0), (1, 1), (1, 2)],
        "第一章 1.01 一-I",
    ),
    # the level that was skipped shows its start, and begins with it
    "a level that is skipped": (
        outline(1) + listed(1, 1),
        [(1, 0), (1, 2), (1, 2), (1, 1), (1, 2)],
        "1. 1.1.1. 1.1.2. 1.1. 1.1.1.",
    ),
    # MS-OI29500, 2.1.283
    "a number that shows a level below its own": (
        abstract(1, level(0, "%1.%2"), level(1, "%2")) + listed(1, 1),
        [(1, 0), (1, 1)],
        " 1",
    ),
}


@pytest.mark.parametrize("name", [*COUNTS, *COUNTS_OF_WORD])
def test_counting(name: str) -> None:
    numbering, places, expected = (COUNTS | COUNTS_OF_WORD)[name]
    assert count(places, numbering) == expected.split(" ")


def test_a_start_below_zero_is_shown_in_digits() -> None:
    assert count([(1, 0)] * 4, abstract(1, level(0, "%1.", "chineseCounting", start=-2)) + listed(1, 1)) == [
        "-2.",
        "-1.",
        "0.",
        "一.",
    ]


def test_overrides_of_a_level() -> None:
    override = f'<w:lvlOverride w:ilvl="0">{level(0, "(%1)", "chineseCounting", start=3)}</w:lvlOverride>'
    assert count([(2, 0), (1, 0)], outline(1) + listed(1, 1) + listed(2, 1, override)) == ["(三)", "4."]


@pytest.mark.parametrize(
    ("gap", "words", "expected"),
    [
        ("tab", "5G基站", "1.1 5G基站"),
        ("space", "5G基站", "1.1 5G基站"),
        ("nothing", "5G基站", "1.15G基站"),
        ("tab", "建设", "1.1建设"),
        ("space", " 5G", "1.1 5G"),
    ],
)
def test_a_number_does_not_run_into_a_latin_word(gap: str, words: str, expected: str) -> None:
    numbering = abstract(1, level(0, "1.%1", gap=gap)) + listed(1, 1)
    assert shown(paragraph(words, (1, 0)), numbering) == [expected]


def test_bullets_are_the_signs_that_they_look_like() -> None:
    def bullet(number: int, sign: str, font: str) -> str:
        return level(number, sign, "bullet", more="").replace(
            "</w:lvl>", f'<w:rPr><w:rFonts w:hAnsi="{font}"/></w:rPr></w:lvl>'
        )

    signs = (
        bullet(0, "\uf06c", "Wingdings"),
        bullet(1, "\uf0b7", "Symbol"),
        bullet(2, "o", "Courier New"),
        bullet(3, "—", "宋体"),
    )
    assert count([(1, 0), (1, 1), (1, 2), (1, 3)], abstract(1, *signs) + listed(1, 1)) == ["●", "•", "○", "—"]


def test_a_format_of_its_own_with_zeros() -> None:
    own = (
        '<mc:AlternateContent><mc:Choice Requires="w14"><w:numFmt w:val="custom" w:format="001, 002, 003, ..."/></mc:Choice>'
        '<mc:Fallback><w:numFmt w:val="decimal"/></mc:Fallback></mc:AlternateContent>'
    )
    template = level(0, "%1.").replace('<w:numFmt w:val="decimal"/>', own)
    assert count([(1, 0), (1, 0)], abstract(1, template) + listed(1, 1)) == ["001.", "002."]


HEADINGS = (
    '<w:style w:type="paragraph" w:styleId="H1"><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
    '<w:style w:type="paragraph" w:styleId="H2"><w:basedOn w:val="H1"/></w:style>'
    '<w:style w:type="paragraph" w:styleId="Own"><w:basedOn w:val="H2"/></w:style>'
    '<w:style w:type="paragraph" w:styleId="Off"><w:basedOn w:val="H1"/><w:pPr><w:numPr><w:numId w:val="0"/></w:numPr></w:pPr></w:style>'
    '<w:style w:type="paragraph" w:styleId="Else"><w:pPr><w:numPr><w:ilvl w:val="1"/><w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
)
LINKED = abstract(
    1,
    level(0, "%1、", "chineseCounting", more='<w:pStyle w:val="H1"/>'),
    level(1, "(%2)", "chineseCounting", more='<w:pStyle w:val="H2"/>'),
) + listed(1, 1)


def test_numbers_that_come_from_the_style() -> None:
    styles = ("H1", "H2", "Own", "Off", "Else", "H2", "H1")
    body = "".join(paragraph("某", style=style) for style in styles)
    assert [line.removesuffix("某") for line in shown(body, LINKED, HEADINGS)] == [
        "一、",
        "(一)",
        "(二)",
        "",
        "",
        "(三)",
        "二、",
    ]


def test_a_paragraph_switches_the_number_of_its_style_off() -> None:
    assert shown(paragraph("甲", (0, 0), style="H1") + paragraph("乙", style="H1"), LINKED, HEADINGS) == [
        "甲",
        "一、乙",
    ]


def test_the_default_style_can_have_numbers() -> None:
    styles = HEADINGS.replace('w:styleId="H1"', 'w:default="1" w:styleId="H1"')
    assert shown(paragraph("甲") + paragraph("乙"), LINKED, styles) == ["一、甲", "二、乙"]


def test_a_style_that_has_no_level_of_its_own_takes_the_one_it_names() -> None:
    styles = HEADINGS.replace('"H1"', '"X1"', 1).replace("<w:numId", '<w:ilvl w:val="1"/><w:numId', 1)
    numbering = outline(1) + listed(1, 1)
    assert shown(paragraph("甲", style="X1"), numbering, styles) == ["1.1.甲"]


STYLED = (
    '<w:style w:type="numbering" w:styleId="N"><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
    '<w:style w:type="numbering" w:styleId="M"><w:pPr><w:numPr><w:numId w:val="3"/></w:numPr></w:pPr></w:style>'
)


def test_a_list_takes_its_levels_from_a_numbering_style_and_counts_by_itself() -> None:
    linking = '<w:abstractNum w:abstractNumId="2"><w:numStyleLink w:val="N"/></w:abstractNum>'
    numbering = abstract(1, level(0, "%1、", "chineseCounting")) + linking + listed(1, 1) + listed(2, 2)
    body = paragraph("甲", (1, 0)) + paragraph("乙", (2, 0)) + paragraph("丙", (2, 0))
    assert shown(body, numbering, STYLED) == ["一、甲", "一、乙", "二、丙"]


def test_styles_and_lists_that_lead_back_to_themselves() -> None:
    circle = (
        '<w:style w:type="paragraph" w:styleId="A"><w:basedOn w:val="B"/></w:style>'
        '<w:style w:type="paragraph" w:styleId="B"><w:basedOn w:val="A"/></w:style>'
    )
    assert shown(paragraph("甲", style="A"), LINKED, circle) == ["甲"]
    linking = '<w:abstractNum w:abstractNumId="3"><w:numStyleLink w:val="M"/></w:abstractNum>'
    assert shown(paragraph("甲", (3, 0)), linking + listed(3, 3), STYLED) == ["甲"]


def test_text_boxes_and_notes_count_by_themselves() -> None:
    numbering = outline(1) + listed(1, 1)
    box = f"<w:r><w:pict><w:txbxContent>{paragraph('框', (1, 0))}</w:txbxContent></w:pict></w:r>"
    boxed = paragraph("乙", (1, 0)).replace("</w:p>", f"{box}</w:p>", 1)
    assert shown(paragraph("甲", (1, 0)) + boxed + paragraph("丙", (1, 0)), numbering) == [
        "1.甲",
        "2.乙",
        "1.框",
        "3.丙",
    ]


def test_deleted_paragraphs_do_not_count() -> None:
    gone = (
        '<w:p><w:pPr><w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr><w:rPr><w:del w:id="1"/></w:rPr></w:pPr>'
    )
    gone += '<w:del w:id="2"><w:r><w:delText>乙</w:delText></w:r></w:del></w:p>'
    data = making.build(paragraph("甲", (1, 0)) + gone + paragraph("丙", (1, 0)), numbering=outline(1) + listed(1, 1))
    assert read_bytes(data, "plan.docx")[1] == "1.甲\n2.丙\n"


def test_a_heading_whose_mark_is_hidden_keeps_its_number_before_the_words_that_run_on() -> None:
    body = paragraph("加强领导。", (1, 0), mark="<w:vanish/>") + paragraph("成立专班。") + paragraph("甲", (1, 0))
    assert shown(body, outline(1) + listed(1, 1)) == ["1.加强领导。成立专班。", "2.甲"]


def test_the_number_of_joined_paragraphs_is_that_of_the_last_mark() -> None:
    body = paragraph("甲", (1, 0), mark='<w:del w:id="1"/>') + paragraph("乙") + paragraph("丙", (1, 0))
    assert shown(body, outline(1) + listed(1, 1)) == ["甲乙", "1.丙"]


def test_a_tracked_change_of_the_number_is_accepted_or_rejected() -> None:
    before = "<w:pPr><w:numPr><w:ilvl w:val='0'/><w:numId w:val='1'/></w:numPr></w:pPr>"
    changed = paragraph("甲", (1, 1)).replace("</w:pPr>", f"<w:pPrChange w:id='1'>{before}</w:pPrChange></w:pPr>")
    data = making.build(changed, numbering=outline(1) + listed(1, 1))
    assert read_bytes(data, "plan.docx")[1] == "1.1.甲\n"
    source, text = read_bytes(data, "plan.docx", Options(revisions="reject"))
    assert (source.notes, text) == (("revisions",), "1.甲\n")


def test_cells_count_in_their_order_but_those_merged_into_others_do_not() -> None:
    numbered = making.cell(inner=paragraph("", (1, 0)))
    merged = (
        numbered.replace("<w:tcPr>", '<w:tcPr><w:vMerge w:val="restart"/>'),
        numbered.replace("<w:tcPr>", "<w:tcPr><w:vMerge/>"),
    )
    rows = ((merged[0], "甲"), (merged[1], "乙"), (numbered, "丙"))
    assert shown(making.table(*rows), outline(1) + listed(1, 1)) == ["1.\t甲", "1.\t乙", "2.\t丙"]


def of_all_formats() -> tuple[bytes, list[str]]:
    """A document with a number in every format as far as LibreOffice agrees, and its lines."""
    shown_alike = [
        (form, number, printed)
        for form, numbers in FORMS.items()
        for number, printed in numbers.items()
        if 0 <= number <= OTHERWISE.get(form, (32767,))[0] and number not in BEYOND
    ]
    definitions = [abstract(at, level(0, "[%1]", form, start=n)) for at, (form, n, _) in enumerate(shown_alike, 1)]
    lists = [listed(at, at) for at in range(1, len(shown_alike) + 1)]
    body = [paragraph(form, (at, 0)) for at, (form, _, _) in enumerate(shown_alike, 1)]
    data = making.build("".join(body), numbering="".join(definitions + lists))
    return data, [f"[{printed}] {form}" for form, _, printed in shown_alike]


@one_at_a_time
def test_libreoffice_shows_the_same_numbers(tmp_path: Path) -> None:
    documents = {"formats": of_all_formats()}
    for name, (numbering, places, expected) in COUNTS.items():
        data = making.build("".join(paragraph("某", place) for place in places), numbering=numbering)
        documents[name.replace(" ", "-")] = data, [f"{number} 某" for number in expected.split(" ")]
    for name, (data, _) in documents.items():
        (tmp_path / f"{name}.docx").write_bytes(data)
    convert(tmp_path, "txt:Text (encoded):UTF8", *tmp_path.glob("*.docx"))  # a space stands behind every number
    for name, (data, expected_lines) in documents.items():
        written = (tmp_path / f"{name}.txt").read_text("utf-8-sig")
        assert [line.strip() for line in written.splitlines() if line.strip()] == expected_lines, name
        read = read_bytes(data, "plan.docx")[1].splitlines()
        assert [line.replace(" ", "") for line in read] == [line.replace(" ", "") for line in expected_lines], name
