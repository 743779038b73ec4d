"""The plan against a record of it made by careful reading, where that lies beside the project; skipped elsewhere."""

import csv
import json
import re
import subprocess
import sys
from collections import Counter, defaultdict
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from plan_extract import Plan, extract
from plan_extract.folding import fold
from plan_extract.structure.docnumbers import match_document_number
from plan_extract.text import Text
from support import COMMAND, ROOT, ZHEJIANG, plain

SHARED = ROOT.parent / "shared"
DOCUMENT = SHARED / "corpus" / "dev" / "000_0436bd8958af39ac.txt"
pytestmark = pytest.mark.skipif(not (SHARED / "gold" / "seed.json").exists(), reason="nothing to compare with")


@pytest.fixture(scope="module")
def gold() -> dict[str, Any]:
    found: dict[str, Any] = json.loads((SHARED / "gold" / "seed.json").read_text("utf-8"))
    return found


def tool(name: str, *arguments: str | Path) -> str:
    done = subprocess.run(
        [sys.executable, str(SHARED / "tools" / name), *map(str, arguments)],
        capture_output=True,
        check=True,
        encoding="utf-8",
    )
    return done.stdout


def test_it_is_the_same_plan() -> None:
    assert ZHEJIANG.read_bytes() == DOCUMENT.read_bytes()


def test_every_layer_is_right() -> None:
    first = tool("score.py", "--command", COMMAND, "000_0436").splitlines()[0]
    assert first.split()[1:] == [
        "clauses",
        "1.000",
        "units",
        "1.000",
        "sentence",
        "1.000",
        "deadlines",
        "1.000",
        "document",
        "1.000",
    ]


def test_every_case_of_the_plan_is_right(tmp_path: Path) -> None:
    rows = [json.loads(line) for line in (SHARED / "reference" / "cases.jsonl").read_text("utf-8").splitlines()]
    seed = [row for row in rows if row["prov"] == "seed"]
    file = tmp_path / "seed.jsonl"
    file.write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in seed), "utf-8")
    last = tool("cases.py", "--cases", file).splitlines()[-1].split()
    right, judged = map(int, last[1].split("/"))
    assert right == judged >= 50


def test_the_doubts_are_those_of_a_careful_reader(plan: Plan, gold: dict[str, Any]) -> None:
    wanted = {(one["code"], one["severity"]): one["where"] for one in gold["diagnostics"]}
    found: defaultdict[tuple[str, str], list[str | None]] = defaultdict(list)
    for one in plan.diagnostics:
        found[one.name, one.severity].append(one.clause)
    assert found.keys() == wanted.keys()
    for key, where in wanted.items():
        if isinstance(where, list):
            assert sorted(map(str, found[key])) == sorted(where), key


def test_every_deliverable_is_there(plan: Plan, gold: dict[str, Any]) -> None:
    found = {one.id: {thing.text: thing.weak for thing in one.deliverables} for one in plan.tasks}
    for wanted in gold["tasks"]:
        texts = {one["text"] for one in wanted["deliverables"]}
        weak = found[wanted["path"]]
        assert texts <= weak.keys(), wanted["path"]
        assert all(weak[text] for text in weak.keys() - texts), wanted["path"]


# Without blanks, folded: a name without digits, a year in brackets of any kind, 第 or none, a number, 号.
WELL_FORMED = r"([^\s\d]+)\((\d{4})年?\)第?(\d+)号"
CONTEXTS = ("{}", "根据《甲规划》\uff08{}\uff09精神\uff0c", "按照{}要求\uff0c", "为落实{}和国发\u30142018\u30153号")
# What the other numbers are when the blanks are left out: how many there are, and how many numbers are read in them.
KINDS = (
    ("blanks", WELL_FORMED, 27, 27),
    ("two numbers", r".+号.+号", 4, 8),
    ("announcement", r"\D+公告第\d+号", 32, 32),
    ("order", r"\D+令第\d+号", 7, 7),
    ("of a session", r"\D+公告\(\d+届\)第\d+号", 7, 7),
    ("of a year", r"\D+公告\d{4}年?第\d+号", 4, 4),
    ("letters of a series", r"\D+\(\d{4}\)[宣学]字\d+号", 2, 2),
    ("bracket turned", r"\D+\(\d{4}\(\d+号", 1, 1),
    ("bracket late", r"\D+\d{4}\(\d+\)号", 1, 1),
    ("something behind it", r".+号\(\d\)", 1, 1),
    ("year first", r"\(\d{4}\)\D+\d+号", 1, 0),
    ("no 号", r"\D+\(\d{4}\)\d+", 1, 0),
)


@pytest.fixture(scope="module")
def numbers() -> list[str]:
    with (SHARED / "reference" / "document_numbers.tsv").open(encoding="utf-8", newline="") as file:
        return [row["document_number"] for row in csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE)]


def read_numbers(text: str) -> list[tuple[str, int | None, int, str]]:
    return [(plain(one.org), one.year, one.number, plain(one.norm)) for one in extract(text).document_numbers]


def read_alone(text: str) -> list[tuple[str, int | None, int, str]]:
    one = match_document_number(Text(text), 0, len(text))
    return [(plain(one.org), one.year, one.number, plain(one.norm))] if one else []


@pytest.mark.parametrize(
    "read", [read_alone, *((lambda number, words=words: read_numbers(words.format(number))) for words in CONTEXTS)]
)
def test_a_well_formed_number_is_read_as_one_whole(numbers: list[str], read: Callable[[str], list[object]]) -> None:
    wanted = {
        number: (found[1], int(found[2]), int(found[3]), f"{found[1]}({found[2]}){int(found[3])}号")
        for number in numbers
        if (found := re.fullmatch(WELL_FORMED, fold(number)))
    }
    assert sum(number in wanted for number in numbers) == 3912
    missed = [number for number in numbers if number in wanted and read(number)[:1] != [wanted[number]]]
    assert len(missed) <= 0.005 * 3912, missed


def test_of_the_other_numbers_what_is_sound_is_read(numbers: list[str]) -> None:
    others = [number for number in numbers if not re.fullmatch(WELL_FORMED, fold(number))]
    rows: Counter[str] = Counter()
    read: Counter[str] = Counter()
    for number in others:
        kind = next(name for name, pattern, *_ in KINDS if re.fullmatch(pattern, plain(number)))
        rows[kind] += 1
        read[kind] += len(read_numbers(number))
    assert sum(rows.values()) == 88
    assert {name: (rows[name], read[name]) for name, *_ in KINDS} == {name: (*counts,) for name, _, *counts in KINDS}
