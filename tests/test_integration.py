"""Everything in docs/INTEGRATION.md runs and says what stands there.

What needs jq or node is left out where there is none; PLAN_EXTRACT_TOOLS=required makes that a failure; CI sets it.
"""

import os
import re
import shutil
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

from plan_extract.dataset import TABLES
from support import ROOT, ZHEJIANG, needs

DOCUMENT = ROOT / "docs" / "INTEGRATION.md"
BLOCK = re.compile(r"^```(sh|sql|python|js)\n(.*?)^```\n(?:\n```text\n(.*?)^```$)?", re.DOTALL | re.MULTILINE)
BLOCKS = BLOCK.findall(DOCUMENT.read_text("utf-8"))
MODULES = ROOT / ".node" / "node_modules"


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the plan and what the first commands make of it."""
    folder = tmp_path_factory.mktemp("integration")
    (folder / "data" / "raw").mkdir(parents=True)
    shutil.copy(ZHEJIANG, folder / "data" / "raw")
    for line in BLOCKS[0][1].splitlines():
        assert run(["sh", "-c", line], folder) == ""
    return folder


def run(command: list[str], folder: Path, **environment: str) -> str:
    path = os.pathsep.join([str(Path(sys.executable).parent), os.environ["PATH"]])
    done = subprocess.run(
        command, capture_output=True, cwd=folder, env={**os.environ, "PATH": path, **environment}, check=False
    )
    assert done.returncode == 0, done.stderr.decode()
    return done.stdout.decode()


def output(language: str, code: str, folder: Path) -> str:
    if language == "sql":
        rows = sqlite3.connect(folder / "plans.sqlite").execute(code).fetchall()
        return "".join("\t".join(map(str, row)) + "\n" for row in rows)
    if language == "python":
        return run([sys.executable, "-c", code], folder)
    if language == "js":
        needs("ajv", there=bool(shutil.which("node")) and (MODULES / "ajv").exists())
        return run(["node", "-e", code], folder, NODE_PATH=str(MODULES))
    needs("jq", there=not code.startswith("jq") or bool(shutil.which("jq")))
    return run(["sh", "-c", code], folder)


@pytest.mark.xdist_group("integration")
@pytest.mark.parametrize("block", BLOCKS[1:], ids=[f"{number}-{one[0]}" for number, one in enumerate(BLOCKS[1:], 1)])
def test_a_block_says_what_stands_below_it(block: tuple[str, str, str], made: Path) -> None:
    language, code, expected = block
    assert output(language, code, made) == expected
    assert expected


def test_the_document_names_every_table() -> None:
    text = DOCUMENT.read_text("utf-8")
    assert re.findall(r"^\| `(\w+)` \|", text, re.MULTILINE) == [table.name for table in TABLES]


@pytest.mark.xdist_group("integration")
def test_duckdb_takes_every_column_by_its_name(made: Path) -> None:
    queries = [
        f"SELECT {', '.join(column.name for column in table.columns)} FROM 'tables/{table.name}.parquet'"
        for table in TABLES
    ]
    run([sys.executable, "-c", f"import duckdb\nfor query in {queries!r}: duckdb.sql(query).fetchall()"], made)
