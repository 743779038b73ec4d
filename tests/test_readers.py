"""Which reader takes a file, how, and what all readers have in common."""

import io
import subprocess
import zipfile
from pathlib import Path

import pytest

from plan_extract import parse_file
from plan_extract.errors import UnreadableError
from plan_extract.readers import read_bytes, read_file_bytes
from plan_extract.readers.archives import Archive
from plan_extract.readers.kinds import kind_of
from plan_extract.readers.linear import Linear
from plan_extract.readers.options import DEFAULT
from plan_extract.whereabouts import Whereabouts
from support import COMMAND, command

TEXT = "一、主要任务\n(一)健全制度。2025年底前制定办法。(责任单位:市司法局)\n"


def packed(entries: dict[str, bytes]) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in entries.items():
            archive.writestr(name, content)
    return made.getvalue()


@pytest.mark.parametrize(
    ("data", "name", "kind"),
    [
        (TEXT.encode(), "plan.txt", "txt"),
        (TEXT.encode(), "plan.doc", "txt"),
        (TEXT.encode("utf-16"), "plan", "txt"),
        (b"<!DOCTYPE html><p>x", "plan.html", "html"),
        (b"\xef\xbb\xbf\n<html xmlns='x'>", "plan.doc", "html"),
        ("\ufeff<HTML>".encode("utf-16-le"), "plan.htm", "html"),
        (b"<!-- saved --><!-- twice --><body>", "plan.shtml", "html"),
        (b"<html><body>", "plan.txt", "txt"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "plan.doc", "office"),
        (rb"{\rtf1", "plan.doc", "office"),
        (b"%PDF-1.4", "plan.txt", "pdf"),
        (b"\n\n%PDF-1.4", "plan", "pdf"),
        (packed({"word/document.xml": b""}), "plan.txt", "docx"),
        (packed({"OFD.xml": b""}), "plan.zip", "ofd"),
        (packed({"mimetype": b"", "content.xml": b""}), "plan.odt", "office"),
    ],
)
def test_the_content_says_what_a_file_is(data: bytes, name: str, kind: str) -> None:
    assert kind_of(data, name) == kind


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (packed({"plan.txt": b"x"}), "is an archive"),
        (b"PK\x03\x04 and nothing else", "is damaged"),
    ],
)
def test_files_of_something_else_are_refused(data: bytes, words: str) -> None:
    with pytest.raises(UnreadableError, match=words):
        read_bytes(data, "plan.docx")


def test_a_file_above_the_limit_is_refused_unread(tmp_path: Path) -> None:
    path = tmp_path / "plan.txt"
    path.write_text(TEXT, "utf-8")
    assert read_file_bytes(path, path.stat().st_size)
    with pytest.raises(UnreadableError, match="--max-size"):
        read_file_bytes(path, path.stat().st_size - 1)


def archive(entries: dict[str, bytes], largest: int = DEFAULT.largest) -> Archive:
    return Archive(packed(entries), "plan.docx", DEFAULT._replace(largest=largest))


def test_an_archive_gives_entries_and_trees() -> None:
    found = archive({"a.xml": "<a><b>文</b></a>".encode(), "b": b"x"})
    assert ("a.xml" in found, "c" in found, found.names()) == (True, False, ["a.xml", "b"])
    assert found.bytes_of("b") == b"x"
    assert found.xml("a.xml").findtext("b") == "文"


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b'<!DOCTYPE a [<!ENTITY x "y">]><a>&x;</a>', "document type"),
        (b'<?xml version="1.0"?><!DOCTYPE a SYSTEM "file:///etc/passwd"><a/>', "document type"),
        ('<!DOCTYPE a [<!ENTITY x "y">]><a>&x;</a>'.encode("utf-16"), "document type"),
        (b"<a>" * 1000 + b"</a>" * 1000, "nested too deeply"),
        (b"<a><b></a>", "mismatched"),
        (b"", "no element"),
        (b"<a>&x;</a>", "entity"),
    ],
)
def test_hostile_trees_are_refused(content: bytes, words: str) -> None:
    with pytest.raises(UnreadableError, match=words):
        archive({"a.xml": content}).xml("a.xml")


def test_bombs_are_refused_before_they_go_off() -> None:
    with pytest.raises(UnreadableError, match="unpacks to too much"):
        archive({"a": b"0" * 5_000_000}).bytes_of("a")
    small = archive(dict.fromkeys("abc", b"0123456789" * 10000), largest=250_000)
    small.bytes_of("a")
    small.bytes_of("b")
    with pytest.raises(UnreadableError, match="unpacks to too much"):
        small.bytes_of("c")


def test_an_entry_that_lies_about_its_size_or_content_is_refused() -> None:
    data = bytearray(packed({"a": b"some words " * 100}))
    data[-22 - 46 - 1 + 24 : -22 - 46 - 1 + 28] = (5).to_bytes(4, "little")  # the size in the directory
    with pytest.raises(UnreadableError):
        Archive(bytes(data), "plan.docx", DEFAULT).bytes_of("a")


def test_an_encrypted_archive_is_told() -> None:
    data = bytearray(packed({"a": b"x"}))
    data[6] |= 1
    data[data.index(b"PK\x01\x02") + 8] |= 1
    with pytest.raises(UnreadableError, match="encrypted"):
        Archive(bytes(data), "plan.docx", DEFAULT).bytes_of("a")


def test_every_beginning_of_an_archive_is_refused_or_read() -> None:
    data = packed({"word/document.xml": b"<a/>", "b": b"words" * 50})
    for length in range(len(data)):
        with pytest.raises(UnreadableError):
            Archive(data[:length], "plan.docx", DEFAULT).xml("word/document.xml")


def linear() -> Linear:
    made = Linear()
    made.mark(page=1, box=(72.04, 100, 500, 114))
    made.add("一、主要任务")
    made.end_line()
    made.mark(page=2)
    made.mark(page=2, paragraph=3, cell="1:2:3")
    made.add("市司法局")
    made.end_line()
    return made


def test_lines_know_their_places() -> None:
    source, text = linear().reading(b"data", "folder/plan.pdf", "application/pdf")
    assert text == "一、主要任务\n市司法局\n"
    assert (source.name, source.characters, source.encoding) == ("plan.pdf", len(text), None)
    assert [(one.start, one.page, one.box) for one in source.places] == [(0, 1, (72.0, 100, 500, 114)), (7, 2, None)]
    there = Whereabouts(source, text)
    assert [there.place(offset) for offset in (0, 6, 7, 11)] == ["p1@72,100", "p1@72,100", "p2[1:2:3]", "p2[1:2:3]"]
    assert there.line_and_column(8) == (2, 2)
    assert not there.in_lines


def test_places_of_paragraphs_and_of_text() -> None:
    made = Linear()
    made.mark(paragraph=12)
    made.add("甲")
    source, text = made.reading(b"", "plan.docx", "x")
    assert Whereabouts(source, text).place(0) == "\u00b612"
    source, text = read_bytes(TEXT.encode(), "plan.txt")
    assert Whereabouts(source, text).place(9) == "2:3"


def test_half_a_character_out_of_a_document_is_refused() -> None:
    made = Linear()
    made.add("\ud800")
    with pytest.raises(UnreadableError, match="lone surrogate"):
        made.reading(b"", "plan.docx", "x")


def test_a_note_is_made_once() -> None:
    made = Linear()
    made.note("revisions")
    made.note("revisions")
    assert made.reading(b"", "plan.docx", "x")[0].notes == ("revisions",)


def test_an_encoding_that_is_told_is_used(tmp_path: Path) -> None:
    path = tmp_path / "plan.txt"
    path.write_bytes(TEXT.encode("gb18030"))
    assert parse_file(path, encoding="gb18030").source.encoding == "gb18030"
    with pytest.raises(UnreadableError, match="tried utf-8"):
        parse_file(path, encoding="utf-8")
    assert command("parse", path, "--encoding", "GBK")[0] == 0
    assert command("check", path, "--encoding", "utf-8", "--lang", "en")[0] == 3


@pytest.mark.parametrize(
    ("options", "words"),
    [
        (("--encoding", "klingon"), "is no encoding"),
        (("--encoding", "base64"), "is no encoding"),
        (("--encoding", "a\x01b"), "is no encoding"),
        (("--revisions", "both"), "give accept or reject"),
        (("--max-size", "-1"), "give a size"),
        (("--max-size", "lots"), "give a size"),
    ],
)
@pytest.mark.parametrize("verb", ["parse", "check", "show"])
def test_options_that_make_no_sense_are_refused(
    tmp_path: Path, verb: str, options: tuple[str, ...], words: str
) -> None:
    path = tmp_path / "plan.txt"
    path.write_text(TEXT, "utf-8")
    code, output, error = command(verb, path, *options, "--lang", "en")
    assert (code, output, error.count("\n")) == (2, b"", 1)
    assert words in error


@pytest.mark.parametrize(("size", "code"), [("1K", 0), ("50", 3), ("1MB", 0), ("0", 3)])
def test_a_limit_can_be_set(tmp_path: Path, size: str, code: int) -> None:
    path = tmp_path / "plan.txt"
    path.write_text(TEXT, "utf-8")
    assert command("parse", path, "--max-size", size)[0] == code
    with path.open("rb") as file:
        done = subprocess.run([COMMAND, "parse", "-", "--max-size", size], stdin=file, capture_output=True, check=False)
    assert done.returncode == code
