"""Plain text in every encoding that Chinese offices use: found out, never guessed wrong, never mended."""

import codecs

import pytest

from plan_extract.errors import UnreadableError
from plan_extract.readers import read_bytes
from plan_extract.readers.options import Options

SIMPLIFIED = "一、主要任务\n\uff08一\uff09健全制度。完善工作机制\uff0c2025年底前建成平台10个以上。\uff08责任单位\uff1a市司法局\uff09\n"
TRADITIONAL = "一、主要任務\n\uff08一\uff09健全制度。完善工作機制\uff0c2025年底前建成平台10個以上。\uff08責任單位\uff1a市司法局\uff09\n"
SHORT = ("主要任务", "— 3 —", "二、重点工作", "各区人民政府\uff1a", "1.推进改革。", "目   录", "①市财政局", "≥50项")
SHORT_TRADITIONAL = ("主要任務", "二、重點工作", "各區人民政府\uff1a", "1.推進改革。", "①市財政局")
MARKS = {
    "utf-8-sig": codecs.BOM_UTF8,
    "utf-16-le": codecs.BOM_UTF16_LE,
    "utf-16-be": codecs.BOM_UTF16_BE,
    "utf-32-le": codecs.BOM_UTF32_LE,
    "utf-32-be": codecs.BOM_UTF32_BE,
}
UNMARKED = ("utf-8", "gb18030", "utf-16-le", "utf-16-be", "utf-32-le", "utf-32-be")


def found(data: bytes) -> tuple[str | None, str]:
    source, text = read_bytes(data, "plan.txt")
    return source.encoding, text


@pytest.mark.parametrize("count", [1, 3, 400])
@pytest.mark.parametrize("encoding", UNMARKED)
def test_texts_without_a_mark(encoding: str, count: int) -> None:
    assert found((SIMPLIFIED * count).encode(encoding)) == (encoding, SIMPLIFIED * count)


@pytest.mark.parametrize("count", [1, 3, 400])
def test_traditional_texts(count: int) -> None:
    assert found((TRADITIONAL * count).encode("big5")) == ("big5", TRADITIONAL * count)
    assert found((TRADITIONAL * count).encode()) == ("utf-8", TRADITIONAL * count)


@pytest.mark.parametrize("encoding", UNMARKED)
@pytest.mark.parametrize("text", SHORT)
def test_a_few_characters(encoding: str, text: str) -> None:
    assert found(text.encode(encoding)) == (encoding, text)


@pytest.mark.parametrize("text", SHORT_TRADITIONAL)
def test_a_few_traditional_characters(text: str) -> None:
    assert found(text.encode("big5")) == ("big5", text)


@pytest.mark.parametrize("encoding", MARKS)
@pytest.mark.parametrize("text", ["", "甲", "plan", SIMPLIFIED, TRADITIONAL])
def test_a_byte_order_mark_decides(encoding: str, text: str) -> None:
    data = MARKS[encoding] + text.encode(encoding.removesuffix("-sig"))
    told = encoding if encoding == "utf-8-sig" else encoding[:6]
    assert found(data) == (told, text)


def test_what_is_behind_much_ascii_decides() -> None:
    ascii_ = "-" * 30_000 + "\n"
    for encoding in UNMARKED:
        assert found((ascii_ + SIMPLIFIED).encode(encoding)) == (encoding, ascii_ + SIMPLIFIED)
    assert found((ascii_ + TRADITIONAL).encode("big5")) == ("big5", ascii_ + TRADITIONAL)
    assert found(b"nothing but ASCII\n") == ("utf-8", "nothing but ASCII\n")


@pytest.mark.parametrize("encoding", [*UNMARKED, "big5"])
@pytest.mark.parametrize("shift", [0, 1, 2, 3])
def test_a_character_over_the_edge_of_what_is_looked_at(encoding: str, shift: int) -> None:
    words = TRADITIONAL if encoding == "big5" else SIMPLIFIED
    text = "a" * shift + words * (1 + 20_000 // len(words)) + "甲"
    assert found(text.encode(encoding)) == (encoding, text)


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030", "big5"])
@pytest.mark.parametrize("wrong", [b"\xff", b"\x80\xff", b"\xff\xfe\xfa"])
def test_a_few_wrong_bytes_are_told_and_never_another_encoding(encoding: str, wrong: bytes) -> None:
    words = (TRADITIONAL if encoding == "big5" else SIMPLIFIED) * 20
    start, end = words[:500].encode(encoding), words[500:].encode(encoding)
    with pytest.raises(UnreadableError) as caught:
        read_bytes(start + wrong + end, "plan.txt")
    assert caught.value.key == "undecodable"
    if encoding == "utf-8":
        assert caught.value.details["offset"] == len(start)
    with pytest.raises(UnreadableError) as caught:
        read_bytes(start + wrong + end, "plan.txt", Options(encoding=encoding))
    assert caught.value.details["offset"] == len(start)


@pytest.mark.parametrize("encoding", UNMARKED)
def test_half_a_character_at_the_end_is_told(encoding: str) -> None:
    with pytest.raises(UnreadableError):
        read_bytes((SIMPLIFIED * 20 + "甲").encode(encoding)[:-1], "plan.txt")


@pytest.mark.parametrize("text", ["Русский текст о делах", "Un texte en français, déjà là"])
def test_another_language_is_utf_8_or_nothing(text: str) -> None:
    assert found((text * 5).encode()) == ("utf-8", text * 5)


def test_control_characters_that_word_leaves_behind() -> None:
    text = SIMPLIFIED.replace("。", "。\x07") * 5
    for encoding in ("utf-8", "gb18030"):
        assert found(text.encode(encoding)) == (encoding, text)


@pytest.mark.parametrize("data", [bytes(range(256)) * 8, b"\x00\x01\x02" * 100, b"\x7fELF" + bytes(2000)])
def test_binary_data_are_refused(data: bytes) -> None:
    with pytest.raises(UnreadableError):
        read_bytes(data, "plan.txt")
