"""Data for other systems from the command line: databases, folders of tables, calendars, chunks."""

import json
import os
import sqlite3
from pathlib import Path

import pytest
from pyarrow import parquet

from ledgers import TWO_TASKS
from support import ZHEJIANG, command


def tasks(path: Path) -> list[tuple[str, str]]:
    return sqlite3.connect(path).execute("SELECT document, task FROM tasks ORDER BY id").fetchall()


def test_a_database_of_the_real_plan(tmp_path: Path) -> None:
    assert command("parse", ZHEJIANG, "-o", tmp_path / "new" / "plans.sqlite") == (0, b"", "")
    assert len(tasks(tmp_path / "new" / "plans.sqlite")) == 46


def test_several_plans_are_in_one_database_and_a_changed_one_replaces_itself(plans: list[Path], tmp_path: Path) -> None:
    path = tmp_path / "plans.db"
    assert command("parse", *plans, "-f", "sqlite", "-o", path) == (0, b"", "")
    assert tasks(path) == [("a.txt", "一/(一)"), ("a.txt", "一/(二)"), ("b.txt", "一/(一)"), ("b.txt", "一/(二)")]
    plans[0].write_text(TWO_TASKS.partition("(二)")[0], "utf-8")
    assert command("parse", plans[0], "-f", "sqlite", "-o", path) == (0, b"", "")
    assert sorted(tasks(path)) == [("a.txt", "一/(一)"), ("b.txt", "一/(一)"), ("b.txt", "一/(二)")]


def test_a_bad_file_leaves_the_others_in(plans: list[Path], tmp_path: Path) -> None:
    for form, path in (("sqlite", tmp_path / "plans.sqlite"), ("parquet", tmp_path / "tables")):
        code, output, error = command("parse", plans[0], tmp_path / "none.txt", plans[1], "-f", form, "-o", path)
        assert (code, output, error.count("\n")) == (3, b"", 1)
    assert len(tasks(tmp_path / "plans.sqlite")) == 4
    assert parquet.read_table(tmp_path / "tables" / "tasks.parquet").num_rows == 4


@pytest.mark.parametrize("name", ["plans.db", "plans.sqlite3", "plans.sqlite"])
def test_the_ending_says_that_it_is_a_database(plans: list[Path], tmp_path: Path, name: str) -> None:
    assert command("parse", *plans, "-o", tmp_path / name) == (0, b"", "")
    assert len(tasks(tmp_path / name)) == 4


def test_names_that_the_record_cannot_tell_apart_are_refused(tmp_path: Path) -> None:
    names = [os.fsencode(tmp_path) + b"/b" + byte + b".txt" for byte in (b"\xff", b"\xfe")]
    for name in names:
        Path(os.fsdecode(name)).write_text(TWO_TASKS, "utf-8")
    code, _, error = command("parse", *map(os.fsdecode, names), "-o", tmp_path / "plans.sqlite")
    assert (code, "two inputs have this name" in error) == (2, True)


@pytest.mark.parametrize("target", ["tables", "tables/", "tables.parquet"])
def test_tables_are_in_a_folder_whatever_it_is_called(plans: list[Path], tmp_path: Path, target: str) -> None:
    assert command("parse", *plans, "-f", "parquet", "-o", f"{tmp_path}/{target}") == (0, b"", "")
    assert parquet.read_table(tmp_path / target / "tasks.parquet").num_rows == 4


def test_a_calendar_each(plans: list[Path], tmp_path: Path) -> None:
    assert command("parse", *plans, "-f", "ics", "-o", f"{tmp_path}/out/") == (0, b"", "")
    assert sorted(path.name for path in (tmp_path / "out").iterdir()) == ["a.ics", "b.ics"]
    code, _, error = command("parse", *plans, "-o", tmp_path / "all.ics")
    assert (code, "DIR/" in error) == (2, True)


def test_chunks_of_several_plans_follow_each_other(plans: list[Path], tmp_path: Path) -> None:
    path = tmp_path / "all.chunks.jsonl"
    assert command("parse", *plans, "-o", path) == (0, b"", "")
    names = [json.loads(line)["id"] for line in path.read_bytes().splitlines()]
    assert names == [f"{name}#{clause}" for name in ("a.txt", "b.txt") for clause in ("一", "一/(一)", "一/(二)")]
    assert command("parse", *plans, "-f", "chunks")[1] == path.read_bytes()


@pytest.mark.parametrize(
    ("options", "words"),
    [
        (("-f", "sqlite"), "name it, -o FILE"),
        (("-f", "sqlite", "-o", "{}/"), "name it, -o FILE"),
        (("-f", "sqlite", "-o", "{}"), "name it, -o FILE"),
        (("-f", "parquet"), "name it, -o DIR/"),
        (("-f", "sqlite", "-o", "{}/a.txt"), "is an input"),
        (("-f", "sqlite", "-o", "{}/x", "--table", "units"), "--table: goes with --format csv only"),
    ],
)
def test_places_that_do_not_fit_are_refused(plans: list[Path], options: tuple[str, ...], words: str) -> None:
    folder = plans[0].parent
    code, output, error = command("parse", *plans, *(one.format(folder) for one in options))
    assert (code, output, error.count("\n")) == (2, b"", 1)
    assert words in error
    assert sorted(folder.iterdir()) == plans


@pytest.mark.parametrize("form", ["sqlite", "parquet", "chunks"])
def test_two_plans_of_one_name_are_refused(plans: list[Path], tmp_path: Path, form: str) -> None:
    (tmp_path / "other").mkdir()
    (tmp_path / "other" / "a.txt").write_text(TWO_TASKS, "utf-8")
    code, _, error = command("parse", *plans, tmp_path / "other" / "a.txt", "-f", form, "-o", tmp_path / "out")
    assert code == 2
    assert "a.txt: two inputs have this name" in error
    assert not (tmp_path / "out").exists()


def test_what_is_no_database_is_refused_before_any_work(plans: list[Path], tmp_path: Path) -> None:
    path = tmp_path / "notes.sqlite"
    path.write_text("notes\n" * 500)
    code, _, error = command("parse", *plans, "-o", path)
    assert (code, error.count("\n")) == (4, 1)
    assert "is no database" in error
    assert path.read_text() == "notes\n" * 500


def test_inputs_that_cannot_be_read_make_no_database(tmp_path: Path) -> None:
    assert command("parse", tmp_path / "none.txt", "-o", tmp_path / "plans.sqlite")[0] == 3
    assert not (tmp_path / "plans.sqlite").exists()
