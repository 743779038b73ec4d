"""Folding, squeezing, and the way between the reading copy and the file."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from plan_extract.folding import fold
from plan_extract.text import LINE, Lines, Span, Text, count_visible
from plans import scraps
from support import plain


@pytest.mark.parametrize(
    ("wide", "plain"),
    [
        ("\uff08\u4e00\uff09\uff0c\uff1a\uff1b\uff01\uff1f", "(一),:;!?"),
        ("\uff11\uff12\uff0e\uff15\uff05", "12.5%"),
        ("\u3014\u3010\uff3b[", "(((("),
        ("\u2014\u2014\uff0d\u2013", "----"),
        ("\u201c\u201d\u300c\u300d", '""""'),
        ("\u2236\ufe55", "::"),
        ("\u2f00\u2f08", "一人"),
        ("\uf9dd", "利"),
        ("\u3000\u00a0", "  "),
    ],
)
def test_variants_fold_one_for_one(wide: str, plain: str) -> None:
    assert fold(wide) == plain


@pytest.mark.parametrize("kept", ["①⑳㈠⑴", "《》、。", "…", "Ⅰ", "℃㎡", "\u2e80"])
def test_what_would_change_its_length_or_meaning_stays(kept: str) -> None:
    assert fold(kept) == kept


@given(st.text())
@settings(derandomize=True)
def test_folding_keeps_the_length_and_settles(text: str) -> None:
    assert len(fold(text)) == len(text)
    assert fold(fold(text)) == fold(text)


@pytest.mark.parametrize(
    ("text", "squeezed"),
    [
        ("2022 年2 月\n底前", "2022年2月底前"),
        ("AI for Science 平台", "AI for Science平台"),
        ("Inter\nnet", "Inter net"),
        ("20\n25年", "2025年"),
        ("10 000 人", "10 000人"),
        ("生\u200b态\ufeff环境", "生态环境"),
        ("20\u200b25年", "2025年"),
        ("Inter\u00adnet", "Internet"),
        ("生\x00态\x07环\x1b境", "生态环境"),
        ("", ""),
    ],
)
def test_squeezing_leaves_out_layout_only(text: str, squeezed: str) -> None:
    assert plain(text) == squeezed


def test_visible_characters_are_counted() -> None:
    assert count_visible("一 二\u3000三\n\u200b四\ufeff") == 4


def test_a_span_that_crosses_left_out_lines_covers_them_and_its_words_do_not() -> None:
    text = Text("市生态环境\n- 11 -\n局负责")
    lines = [Span(*line.span()) for line in LINE.finditer(text.raw)]
    copy = text.reading([[lines[0], lines[2]]])
    span = copy.span(0, 6)
    assert copy.words(0, 6) == "市生态环境局"
    assert span.of(text.raw) == "市生态环境\n- 11 -\n局"
    assert text.squeezed(span, [lines[1]]) == "市生态环境局"
    assert copy.bounds(span) == (0, 6)


@given(scraps)
@settings(derandomize=True)
def test_every_position_of_the_copy_finds_its_character_and_its_way_back(raw: str) -> None:
    text = Text(raw)
    copy = text.reading([[Span(*line.span())] for line in LINE.finditer(raw)])
    for position, char in enumerate(copy.surface):
        if char not in " \n":
            span = copy.span(position, position + 1)
            assert span.of(raw) == char
            assert copy.bounds(span) == (position, position + 1)


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_lines_and_columns_count_from_one(end: str) -> None:
    lines = Lines(f"甲{end}{end}乙丙")
    assert lines.place(0) == (1, 1)
    assert lines.place(1 + 2 * len(end)) == (3, 1)
    assert lines.place(2 + 2 * len(end)) == (3, 2)
