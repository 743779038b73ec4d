"""`plan-extract stats`: the figures of a dataset, from whatever it lies in."""

import csv
import io
import json
import shutil
import sqlite3
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest

from batches import batch, fill
from plan_extract.statistics.page import as_page
from plan_extract.statistics.tally import Tally
from support import ZHEJIANG, command


@pytest.fixture(scope="module")
def datasets(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """One dataset in each format."""
    folder = tmp_path_factory.mktemp("stats")
    fill(folder / "plans", 4)
    shutil.copy(ZHEJIANG, folder / "plans")
    for form in ("jsonl", "parquet", "sqlite"):
        assert batch(folder / "plans", "-o", folder / form, "-f", form).returncode == 0
    return folder


def figures(path: Path) -> dict[str, Any]:
    code, out, error = command("stats", path, "-f", "json")
    assert code == 0, error
    return json.loads(out)  # type: ignore[no-any-return]


def test_figures_are_counted(datasets: Path) -> None:
    lines = (datasets / "jsonl" / "plans.jsonl").read_text("utf-8").splitlines()
    plans = [json.loads(line) for line in lines]
    found = figures(datasets / "jsonl")
    tasks = [task for plan in plans for task in plan["tasks"]]
    units = [unit for task in tasks for unit in task["units"]]
    assert found["totals"] == {
        "documents": 5,
        "tasks": len(tasks),
        "dated_tasks": sum(task["due"] is not None for task in tasks),
        "units": len({unit["canonical"] or unit["name"] for unit in units}),
        "diagnostics": sum(len(plan["diagnostics"]) for plan in plans),
    }
    finance = next(one for one in found["units"] if one["unit"] == "某市财政局")
    assert (
        finance["support"]
        == sum(unit["canonical"] == "某市财政局" and unit["role"] == "support" for unit in units)
        > 12
    )
    assert [one["tasks"] for one in found["units"]] == sorted((one["tasks"] for one in found["units"]), reverse=True)
    assert {"month": "2024-12", "tasks": sum((task["due"] or "")[:7] == "2024-12" for task in tasks)} in found["months"]
    assert found["kinds"] == [{"kind": "行动计划", "documents": 5}]
    codes = [one["code"] for plan in plans for one in plan["diagnostics"]]
    assert {one["code"]: one["count"] for one in found["codes"]} == {code: codes.count(code) for code in codes}


def test_each_dataset_has_the_same_figures(datasets: Path, tmp_path: Path) -> None:
    expected = figures(datasets / "jsonl")
    shutil.copy(datasets / "sqlite" / "plans.sqlite", tmp_path / "copy.db")
    files = ("jsonl", "jsonl/plans.jsonl", "parquet", "sqlite", "sqlite/plans.sqlite")
    for path in (*(datasets / file for file in files), tmp_path / "copy.db"):
        assert figures(path) == expected


def test_csv_has_a_line_a_count(datasets: Path, tmp_path: Path) -> None:
    assert command("stats", datasets / "sqlite", "-o", tmp_path / "s.csv")[0] == 0
    rows = list(csv.reader(io.StringIO((tmp_path / "s.csv").read_text("utf-8-sig"))))
    assert rows[0] == ["table", "key", "count_of", "count"]
    assert ["totals", "documents", "count", "5"] in rows
    assert ["kinds", "行动计划", "documents", "5"] in rows


def test_the_table_speaks_both_languages(datasets: Path) -> None:
    _, english, _ = command("stats", datasets / "jsonl", "--lang", "en")
    _, chinese, _ = command("stats", datasets / "jsonl", "--lang", "zh")
    assert "Units by tasks (20 of " in english.decode()
    assert "各单位任务数" in chinese.decode()
    assert "牵头" in chinese.decode()


class Page(HTMLParser):
    """What a page would ask for, and its elements."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.elements: list[str] = []
        self.links: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append(tag)
        self.links += [value or "" for name, value in attrs if name in ("src", "href")]


def test_the_page_is_one_file(datasets: Path, tmp_path: Path) -> None:
    assert command("stats", datasets / "parquet", "-o", tmp_path / "s.html", "--lang", "zh")[0] == 0
    text = (tmp_path / "s.html").read_text("utf-8")
    page = Page(text)
    assert page.links == ["data:,"]
    assert "script" not in page.elements
    assert page.elements.count("svg") == 4
    assert page.elements.count("table") == 4
    assert "市财政局" in text


def test_the_page_escapes_what_it_shows() -> None:
    tally = Tally()
    tally.document("<script>alert(1)</script>")
    tally.unit(None, '"><img src=x>', "lead")
    tally.unit(None, "很长的名称" * 20, "lead")
    page = Page(as_page(tally, "en").decode())
    assert not {"script", "img"} & set(page.elements)
    assert b"none" in as_page(tally, "en")


def test_what_is_no_dataset(tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    (tmp_path / "a.txt").write_text("x", "utf-8")
    (tmp_path / "b.jsonl").write_text('{"a": 1}\n', "utf-8")
    sqlite3.connect(tmp_path / "c.sqlite").close()
    for name in ("missing", "empty", "a.txt", "b.jsonl", "c.sqlite"):
        code, _, error = command("stats", tmp_path / name)
        assert (code, name in error) == (3, True)
    assert command("stats", tmp_path / "b.jsonl", "-f", "xml")[0] == 2
    assert command("stats", tmp_path / "b.jsonl", "-o", tmp_path / "out.txt")[0] == 2
