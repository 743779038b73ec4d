"""Ledgers from the command line: formats, files, options."""

import csv
import io
from pathlib import Path

import docx
import openpyxl
import pytest

from support import ZHEJIANG, command


def test_a_workbook_of_the_real_plan(tmp_path: Path) -> None:
    path = tmp_path / "ledger.xlsx"
    assert command("parse", ZHEJIANG, "-f", "xlsx", "-o", path) == (0, b"", "")
    assert openpyxl.load_workbook(path)["任务清单"].max_row == 47


@pytest.mark.parametrize("name", ["ledger.xlsx", "ledger.csv", "ledger.md", "ledger.docx"])
def test_the_ending_of_the_file_says_the_format(plans: list[Path], tmp_path: Path, name: str) -> None:
    assert command("parse", plans[0], "-o", tmp_path / name) == (0, b"", "")
    form = {"md": "markdown"}.get(name.partition(".")[2], name.partition(".")[2])
    assert command("parse", plans[0], "-f", form)[1] == (tmp_path / name).read_bytes()


@pytest.mark.parametrize("form", ["xlsx", "csv", "markdown", "docx"])
def test_a_folder_takes_a_ledger_each(plans: list[Path], tmp_path: Path, form: str) -> None:
    assert command("parse", *plans, "-f", form, "-o", f"{tmp_path}/out/") == (0, b"", "")
    suffix = {"markdown": "md"}.get(form, form)
    assert sorted(path.name for path in (tmp_path / "out").iterdir()) == [f"a.{suffix}", f"b.{suffix}"]


@pytest.mark.parametrize("form", ["xlsx", "docx"])
def test_office_files_hold_one_plan_each(plans: list[Path], tmp_path: Path, form: str) -> None:
    code, _, error = command("parse", *plans, "-o", tmp_path / f"all.{form}")
    assert code == 2
    assert "DIR/" in error


def test_several_plans_are_one_table_with_one_header_and_one_mark(plans: list[Path], tmp_path: Path) -> None:
    path = tmp_path / "all.csv"
    assert command("parse", *plans, "-o", path) == (0, b"", "")
    assert path.read_bytes().count(b"\xef\xbb\xbf") == 1
    rows = list(csv.DictReader(io.StringIO(path.read_text("utf-8-sig"), newline="")))
    assert [(row["来源"], row["序号"]) for row in rows] == [
        ("a.txt", "1"),
        ("a.txt", "2"),
        ("b.txt", "1"),
        ("b.txt", "2"),
    ]
    assert command("parse", *plans, "-f", "csv")[1] == path.read_bytes()


def test_a_folder_has_a_header_in_every_file(plans: list[Path], tmp_path: Path) -> None:
    command("parse", *plans, "-f", "csv", "-o", f"{tmp_path}/out/")
    assert all(path.read_bytes().startswith(b"\xef\xbb\xbf") for path in (tmp_path / "out").iterdir())


def test_several_documents_follow_each_other_in_markdown(plans: list[Path]) -> None:
    assert command("parse", *plans, "-f", "markdown")[1].decode().count("## 任务清单") == 2


def test_tables_and_the_mark_are_chosen(plans: list[Path]) -> None:
    assert command("parse", plans[0], "-f", "csv", "--table", "units", "--no-bom")[1].startswith("来源,序号,".encode())
    assert command("parse", plans[0], "-f", "csv", "--table", "deadlines")[1].count(b"\r\n") == 2


@pytest.mark.parametrize(
    ("options", "words"),
    [
        (("-f", "csv", "--table", "persons"), "tasks, units, deadlines, targets"),
        (("-f", "xlsx", "--table", "units"), "--table: goes with --format csv only"),
        (("--no-bom",), "--no-bom: goes with --format csv only"),
    ],
)
def test_options_that_do_not_fit_are_refused(plans: list[Path], options: tuple[str, ...], words: str) -> None:
    code, output, error = command("parse", plans[0], *options)
    assert (code, output, error.count("\n")) == (2, b"", 1)
    assert words in error


def test_a_word_annex_of_the_real_plan(tmp_path: Path) -> None:
    path = tmp_path / "annex.docx"
    assert command("parse", ZHEJIANG, "-o", path) == (0, b"", "")
    assert docx.Document(str(path)).paragraphs[0].text == "附件"
