"""`plan-extract batch`: a folder of anything becomes a dataset and an account of every input."""

import csv
import io
import json
import os
import sqlite3
import subprocess
import sys
import tarfile
import zipfile
from datetime import date
from pathlib import Path
from typing import Any

import pyarrow
import pytest
from pyarrow import parquet

from batches import batch, fill, plan_text, report, result
from pages import PLAN, embedded
from plan_extract.batch.packing import pack_rows, unpack_rows
from plan_extract.cli.progress import Progress
from plan_extract.dataset import rows_of
from support import COMMAND, ZHEJIANG, command

FORMS = {"jsonl": "plans.jsonl", "parquet": "tasks.parquet", "sqlite": "plans.sqlite"}


def plans(out: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in (out / "plans.jsonl").read_text("utf-8").splitlines()]


def test_each_record_is_that_of_parse_under_its_path(tmp_path: Path) -> None:
    folder = fill(tmp_path / "plans" / "2024", 3).parent
    (folder / "b.txt").write_bytes(ZHEJIANG.read_bytes())
    done = batch("plans", "-o", "out", "--jobs", "2", cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    made = plans(tmp_path / "out")
    names = ["plans/2024/0000.txt", "plans/2024/0001.txt", "plans/2024/0002.txt", "plans/b.txt"]
    assert [plan["source"]["name"] for plan in made] == names
    for name, plan in zip(names, made, strict=True):
        _, single, _ = command("parse", tmp_path / name, "-f", "json")
        expected = json.loads(single)
        expected["source"]["name"] = name
        assert plan == expected
    assert "plans" in done.stdout.decode()
    assert not done.stderr


def test_the_account_adds_up(tmp_path: Path) -> None:
    folder = fill(tmp_path / "plans", 5)
    (folder / "0002.txt").write_bytes(b"\x00\x01\x02" * 50)
    (folder / "empty.txt").write_bytes(b"")
    (folder / "broken.docx").write_bytes(b"PK\x03\x04 broken")
    (folder / ".hidden").write_text("no", "utf-8")
    (folder / "~$lock.docx").write_text("no", "utf-8")
    done = batch(folder, tmp_path / "missing.txt", "-o", tmp_path / "out")
    assert done.returncode == 3
    lines = report(tmp_path / "out")
    outcomes = {Path(line["input"]).name: (line["outcome"], line["error"], line["exit_code"]) for line in lines}
    assert outcomes == {f"000{number}.txt": ("plan", None, 0) for number in (0, 1, 3, 4)} | {
        "0002.txt": ("error", "binary", 3),
        "empty.txt": ("plan", None, 0),
        "broken.docx": ("error", "damaged", 3),
        "missing.txt": ("error", "missing", 3),
    }
    assert len(plans(tmp_path / "out")) == 5
    manifest = json.loads((tmp_path / "out" / "manifest.json").read_bytes())
    totals = manifest["totals"]
    assert (totals["inputs"], totals["plans"], totals["errors"]) == (8, 5, 3)
    assert totals["errors_by_code"] == {"binary": 1, "damaged": 1, "missing": 1}
    assert (
        totals["tasks"] == sum(line["tasks"] for line in lines) == sum(len(p["tasks"]) for p in plans(tmp_path / "out"))
    )
    assert manifest["inputs"] == [{key: line[key] for key in ("input", "sha256", "outcome")} for line in lines]
    assert not (tmp_path / "out" / ".plan-extract").exists()


def test_an_error_has_its_code_and_its_place(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes("任务".encode() + b"\xff\xff\xff")
    batch(tmp_path / "a.txt", "-o", tmp_path / "out")
    (line,) = report(tmp_path / "out")
    assert (line["error"], line["details"]["offset"]) == ("undecodable", 6)
    assert line["sha256"]
    assert line["message"].startswith(line["input"])


def test_an_output_inside_its_input_is_no_input(tmp_path: Path) -> None:
    folder = fill(tmp_path / "plans", 2)
    for _ in range(2):
        assert batch(folder, "-o", folder / "out").returncode == 0
        assert len(report(folder / "out")) == 2


@pytest.mark.parametrize("form", FORMS)
def test_the_same_inputs_give_the_same_bytes(tmp_path: Path, form: str) -> None:
    folder = fill(tmp_path / "plans", 60)
    (folder / "0033.txt").write_bytes(b"\x00" * 99)
    made = []
    for jobs in (1, 3):
        out = tmp_path / f"out{jobs}"
        assert batch(folder, "-o", out, "-f", form, "--jobs", str(jobs)).returncode == 3
        made.append(result(out))
    assert made[0] == made[1]
    assert FORMS[form] in made[0]


def test_a_dataset_has_the_rows_of_parse(tmp_path: Path) -> None:
    folder = fill(tmp_path / "plans", 4)
    for form in ("parquet", "sqlite"):
        assert batch("plans", "-o", form, "-f", form, cwd=tmp_path).returncode == 0
    assert command("parse", *sorted(folder.iterdir()), "-o", tmp_path / "single.sqlite")[0] == 0
    expected = _units(tmp_path / "single.sqlite")
    assert len(expected) > 20
    assert _units(tmp_path / "sqlite" / "plans.sqlite") == expected
    table = parquet.read_table(tmp_path / "parquet" / "units.parquet").to_pylist()
    assert [
        (one["document"].removeprefix("plans/"), one["name"], one["role"], one["span_start"]) for one in table
    ] == expected


def _units(path: Path) -> list[tuple[object, ...]]:
    with sqlite3.connect(path) as database:
        found = database.execute("SELECT count(*) FROM tasks_fts WHERE tasks_fts MATCH '第2号办法'").fetchone()
        assert found == (3,)
        columns = "replace(document, 'plans/', ''), name, role, span_start"
        return database.execute(f"SELECT {columns} FROM units").fetchall()


def test_a_dataset_of_nothing_has_its_files(tmp_path: Path) -> None:
    (tmp_path / "plans").mkdir()
    for form, name in FORMS.items():
        fill(tmp_path / "plans", 1)
        out = tmp_path / form
        assert batch(tmp_path / "plans", "-o", out, "-f", form).returncode == 0
        (tmp_path / "plans" / "0000.txt").unlink()
        before = (out / name).read_bytes()
        assert batch(tmp_path / "plans", "-o", out, "-f", form).returncode == 0
        assert (out / name).read_bytes() != before
        assert json.loads((out / "manifest.json").read_bytes())["inputs"] == []


def test_archives(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "a.zip", "w") as archive:
        archive.writestr("方案/一.txt", plan_text(1))
        entry = zipfile.ZipInfo("x.txt")
        archive.writestr(entry, plan_text(2))
        archive.writestr("__MACOSX/._x.txt", "no")
        archive.writestr("方案/坏.txt", b"\x00" * 40)
    raw = (tmp_path / "a.zip").read_bytes()
    (tmp_path / "a.zip").write_bytes(
        raw.replace(b"x.txt", "\u7532".encode("gb18030") + b"txt")
    )  # as Windows writes names
    with tarfile.open(tmp_path / "b.tar.gz", "w:gz") as archive2:
        for name in ("二.txt", "三.txt"):
            data = plan_text(len(name)).encode()
            member = tarfile.TarInfo(f"../{name}")
            member.size = len(data)
            archive2.addfile(member, io.BytesIO(data))
    (tmp_path / "c.zip").write_bytes((tmp_path / "a.zip").read_bytes()[:-30])
    (tmp_path / "d.tar.gz").write_bytes((tmp_path / "b.tar.gz").read_bytes()[:-40])
    done = batch("a.zip", "b.tar.gz", "c.zip", "d.tar.gz", "-o", "out", cwd=tmp_path)
    assert done.returncode == 3
    outcomes = [(line["input"], line["error"]) for line in report(tmp_path / "out")]
    assert outcomes[:6] == [
        ("a.zip/方案/一.txt", None),
        ("a.zip/甲txt", None),
        ("a.zip/方案/坏.txt", "binary"),
        ("b.tar.gz/../二.txt", None),
        ("b.tar.gz/../三.txt", None),
        ("c.zip", "damaged"),
    ]
    assert outcomes[-1] == ("d.tar.gz", "damaged")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a.zip", "b.tar.gz", "c.zip", "d.tar.gz", "out"]


def test_what_an_archive_holds_has_limits(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "bomb.zip", "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("a.txt", b"0" * 3_000_000)
        archive.writestr("b.txt", plan_text(1))
    with tarfile.open(tmp_path / "bomb.tar.xz", "w:xz") as archive2:
        member = tarfile.TarInfo("c.txt")
        member.size = 3_000_000
        archive2.addfile(member, io.BytesIO(b"0" * 3_000_000))
    batch(tmp_path / "bomb.zip", tmp_path / "bomb.tar.xz", "-o", tmp_path / "out", "--max-size", "1M")
    assert [line["error"] for line in report(tmp_path / "out")] == ["too_large", None, "too_large"]


ROWS: list[dict[str, Any]] = [
    {"text": PLAN, "id": "甲", "issuer": "某省人民政府", "issued": "2020-01-02"},
    {"text": plan_text(1), "id": "乙", "issuer": "", "issued": ""},
    {"text": None, "id": "丙", "issuer": "", "issued": ""},
    {"text": PLAN, "id": "丁", "issuer": "", "issued": "bald"},
    {"text": PLAN, "id": "甲", "issuer": "", "issued": ""},
]


def write_rows(path: Path) -> None:
    if path.suffix == ".parquet":
        parquet.write_table(pyarrow.Table.from_pylist(ROWS), path)
    elif path.suffix == ".csv":
        with path.open("w", encoding="utf-8-sig", newline="") as file:
            writer = csv.DictWriter(file, ["id", "text", "issuer", "issued"])
            writer.writeheader()
            writer.writerows(ROWS)
    else:
        path.write_text("\n".join(json.dumps(row) for row in ROWS) + "\n", "utf-8")


@pytest.mark.parametrize("suffix", [".jsonl", ".csv", ".parquet"])
def test_tables_of_texts(tmp_path: Path, suffix: str) -> None:
    write_rows(tmp_path / f"t{suffix}")
    columns = ("--text-column", "text", "--name-column", "id", "--issuer-column", "issuer", "--date-column", "issued")
    done = batch(f"t{suffix}", *columns, "-o", "out", cwd=tmp_path)
    assert done.returncode == 3
    third = f"t{suffix}#3" if suffix != ".csv" else "丙"  # CSV knows no null: an empty text is a text
    error = "no_column" if suffix != ".csv" else None
    outcomes = [(line["input"], line["error"]) for line in report(tmp_path / "out")]
    assert outcomes == [("甲", None), ("乙", None), (third, error), ("丁", "bad_date"), ("甲", "same_name")]
    first, second, *_ = [plan["document"] for plan in plans(tmp_path / "out")]
    assert first["issuers"] == ["某省人民政府"]
    assert first["issued_on"] == "2020-01-02"
    assert second["issuers"] == ["某市人民政府"]


def test_rows_are_counted_where_they_have_no_name(tmp_path: Path) -> None:
    (tmp_path / "t.jsonl").write_text('{"body": "一、任务"}\n{broken\n\n{"body": "\\ud800"}\n[1]\n', "utf-8")
    (tmp_path / "t.csv").write_bytes(b"body\n\xff\xff\n")
    batch("t.jsonl", "t.csv", "--text-column", "body", "-o", "out", cwd=tmp_path)
    outcomes = [(line["input"], line["error"]) for line in report(tmp_path / "out")]
    assert outcomes == [
        ("t.jsonl#1", None),
        ("t.jsonl#2", "not_a_record"),
        ("t.jsonl#3", "surrogate"),
        ("t.jsonl#4", "no_column"),
        ("t.csv", "damaged"),
    ]


def test_names_from_a_list_and_from_standard_input(tmp_path: Path) -> None:
    fill(tmp_path / "plans", 3)
    (tmp_path / "list").write_bytes(b"plans/0002.txt\r\n\nplans/0000.txt\nplans/0000.txt\n")
    assert batch("--files-from", "list", "-o", "out", cwd=tmp_path).returncode == 0
    given = b"plans/0002.txt\n./plans/0000.txt"
    assert batch("--files-from", "-", "-o", "out2", cwd=tmp_path, input=given).returncode == 0
    assert result(tmp_path / "out") == result(tmp_path / "out2")
    assert [line["input"] for line in report(tmp_path / "out")] == ["plans/0002.txt", "plans/0000.txt"]
    assert batch("plans/*2.txt", "plans/[", "-o", "out3", cwd=tmp_path).returncode == 3
    assert [(line["input"], line["error"]) for line in report(tmp_path / "out3")] == [
        ("plans/0002.txt", None),
        ("plans/[", "missing"),
    ]


@pytest.mark.skipif(sys.platform != "linux", reason="names of bytes")
def test_names_that_are_no_text(tmp_path: Path) -> None:
    for name in (b"\xff.txt", b"\xfe.txt"):
        Path(os.fsdecode(os.fsencode(tmp_path) + b"/" + name)).write_text(PLAN, "utf-8")
    for form in FORMS:
        assert batch(tmp_path, "-o", tmp_path / "out", "-f", form).returncode == 0
        assert [Path(line["input"]).name for line in report(tmp_path / "out")] == ["\\xfe.txt", "\\xff.txt"]


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("-o", "out"), "INPUT"),
        (("plans",), "-o DIR"),
        (("plans", "-o", "out", "-f", "xlsx"), "jsonl, parquet, sqlite"),
        (("plans", "-o", "out", "--engine", "spark"), "local, dask"),
        (("plans", "-o", "out", "--scheduler", "tcp://127.0.0.1:1"), "goes with dask"),
        (("plans", "-o", "out", "--name-column", "id"), "--text-column"),
        (("plans", "-o", "out", "--units", "missing.yaml"), "missing.yaml"),
    ],
)
def test_what_makes_no_sense(tmp_path: Path, arguments: tuple[str, ...], said: str) -> None:
    fill(tmp_path / "plans", 1)
    done = batch(*arguments, cwd=tmp_path)
    assert done.returncode == 2
    assert said in done.stderr.decode()
    assert not (tmp_path / "out").exists()


def test_an_output_that_cannot_be_written(tmp_path: Path) -> None:
    fill(tmp_path / "plans", 1)
    (tmp_path / "out").write_text("in the way", "utf-8")
    done = batch("plans", "-o", "out", cwd=tmp_path)
    assert done.returncode == 4
    assert b"out" in done.stderr


def test_rows_survive_being_packed() -> None:
    plan = embedded(ZHEJIANG.read_text("utf-8"))
    expected = [(table.name, list(rows)) for table, rows in rows_of(plan)]
    assert [(table.name, rows) for table, rows in unpack_rows(pack_rows(plan))] == expected
    assert any(isinstance(cell, date) for _, rows in expected for row in rows for cell in row)


def test_progress_is_a_line_now_and_then(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    from plan_extract.batch.items import Outcome
    from plan_extract.cli import progress as module

    now = iter(range(0, 1000, 4))
    monkeypatch.setattr(module, "monotonic", lambda: next(now))
    progress = Progress("en", None, quiet=False)
    for number in range(10):
        progress.watch(Outcome(f"{number}", "plan", characters=1000, seconds=number), False)
    lines = capsys.readouterr().err.splitlines()
    assert 1 < len(lines) < 6
    assert lines[0].startswith("3 inputs, 3,000 characters, 0 errors, ")
    progress.summary()
    told = capsys.readouterr().out
    assert "9.00 s" in told
    assert "0.00 s" not in told
    quiet = Progress("en", None, quiet=True)
    quiet.watch(Outcome("a", "error", exit_code=3, error="missing"), False)
    quiet.summary()
    assert capsys.readouterr() == ("", "")
    assert quiet.exit_code == 3


@pytest.mark.skipif(sys.platform == "win32", reason="no terminal to open")
def test_progress_is_a_bar_in_a_terminal(tmp_path: Path) -> None:
    import pty

    fill(tmp_path / "plans", 30)
    ours, theirs = pty.openpty()
    done = subprocess.run(
        [COMMAND, "--lang", "zh", "batch", "plans", "-o", "out"],
        cwd=tmp_path,
        stdout=subprocess.PIPE,
        stderr=theirs,
        check=False,
    )
    os.close(theirs)
    shown = b""
    while chunk := _read(ours):
        shown += chunk
    os.close(ours)
    assert done.returncode == 0
    assert "输入" in shown.decode()
    assert "━" in shown.decode()
    assert "有责任单位的任务" in done.stdout.decode()


def _read(handle: int) -> bytes:
    try:
        return os.read(handle, 65536)
    except OSError:
        return b""
