"""The plan against a record of it made by careful reading, where that lies beside the project; skipped elsewhere."""

import json
import subprocess
import sys
from collections import defaultdict
from pathlib import Path
from typing import Any

import pytest

from plan_extract import Plan
from support import COMMAND, ROOT, ZHEJIANG

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
