"""What the documents say is so: commands run, excerpts are real output, links lead somewhere."""

import doctest
import json
import os
import re
import shlex
import subprocess
from pathlib import Path
from typing import Any

import pytest
import yaml

from plan_extract import Plan, errors, parse
from plan_extract.cli.app import app
from plan_extract.diagnostics import CHECKS
from support import COMMAND, ROOT, ZHEJIANG

READMES = ("README.md", "README.zh-CN.md")
DOCUMENTS = (
    *READMES,
    "CONTRIBUTING.md",
    "CHANGELOG.md",
    "docs/ARCHITECTURE.md",
    "docs/CI.md",
    "docs/SCALE.md",
    "docs/INTEGRATION.md",
    "docs/FORMATS.md",
    "docs/PERFORMANCE.md",
)
LANGUAGES = {"README.md": "en", "README.zh-CN.md": "zh"}


def text_of(document: str) -> str:
    return (ROOT / document).read_text("utf-8")


def blocks(document: str, language: str) -> list[str]:
    return re.findall(rf"^```{language}\n(.*?)^```$", text_of(document), re.DOTALL | re.MULTILINE)


def output(*arguments: str | Path) -> str:
    """What the command prints in a terminal of 90 columns, run in the root of the project."""
    environment = {**os.environ, "COLUMNS": "90"}
    done = subprocess.run(
        [COMMAND, *map(str, arguments)], capture_output=True, check=True, cwd=ROOT, env=environment, encoding="utf-8"
    )
    return done.stdout


@pytest.mark.parametrize("document", READMES)
def test_the_first_thing_is_two_commands(document: str) -> None:
    assert re.match(r"# plan-extract\n\n\[.*\]\(.*\)\n\n```sh\nmake demo .*\nmake test .*\n```", text_of(document))


@pytest.mark.parametrize("document", READMES)
def test_every_command_does_what_it_says(document: str, tmp_path: Path) -> None:
    (tmp_path / "plans").mkdir()
    for name in ("plan.txt", "plans/one.txt", "plans/two.txt"):
        (tmp_path / name).write_bytes(ZHEJIANG.read_bytes())
    lines = [line for block in blocks(document, "sh") for line in block.splitlines() if line.startswith("plan-extract")]
    assert len(lines) == 15
    for line in lines:
        command = line.partition("#")[0].strip()
        full = command.replace("plan-extract", shlex.quote(COMMAND), 1)
        done = subprocess.run(["sh", "-c", full], capture_output=True, cwd=tmp_path, check=False)
        assert (done.returncode, done.stderr) == (0, b""), command
    assert sorted(path.name for path in (tmp_path / "records").iterdir()) == ["one.json", "two.json"]


def test_the_jobs_for_ci_run(tmp_path: Path) -> None:
    jobs = [yaml.safe_load(block) for block in blocks("docs/CI.md", "yaml")]
    assert len(jobs) == 3
    (tmp_path / "plans").mkdir()
    (tmp_path / "records").mkdir()
    (tmp_path / "plans" / "plan.txt").write_text("一、推进改革。\n三、抓好落实。\n", "utf-8")
    (tmp_path / "records" / "plan.json").write_text(parse("一、推进改革。").model_dump_json(), "utf-8")
    lines = re.findall(r"(plan-extract (?:check|validate) [^#\n]*)", "".join(blocks("docs/CI.md", "yaml")))
    lines += re.findall(r"^(plan-extract [^#\n]*)", "".join(blocks("docs/CI.md", "sh")), re.MULTILINE)
    assert len(lines) == 7
    for line in lines:
        command = line.replace("plan-extract", shlex.quote(COMMAND), 1)
        done = subprocess.run(["sh", "-c", command], capture_output=True, cwd=tmp_path, check=False)
        assert done.returncode == ("check" in line and "known" not in line and "--fail-on error" not in line), line
        assert done.stderr == b""
    assert {"plans.sarif", "quality.json", "records.xml"} <= {path.name for path in tmp_path.iterdir()}


@pytest.mark.parametrize("document", READMES)
def test_excerpts_are_real(document: str, plan: Plan) -> None:
    explained, doubts = blocks(document, "text")
    found = output("explain", "data/raw/zhejiang-2018.txt", "二/(四)/5", "--lang", LANGUAGES[document])
    assert explained.split("\n")[1:] == found.split("\n")[1:]
    assert explained.split("\n")[0].strip() == found.split("\n")[0].strip()
    shown = output("show", "data/raw/zhejiang-2018.txt", "--lang", LANGUAGES[document]).splitlines()
    assert set(doubts.splitlines()) <= set(shown)
    quoted = re.search(r"^> (.+)$", text_of(document), re.MULTILINE)
    assert quoted
    assert quoted[1] in ZHEJIANG.read_text("utf-8")
    records = json.loads(plan.model_dump_json())["deadlines"]
    assert all(json.loads(block) in records for block in blocks(document, "json"))


def test_the_python_session_runs(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    failed, tried = doctest.testfile(str(ROOT / "README.md"), module_relative=False)
    assert (failed, tried) == (0, 7)


@pytest.mark.parametrize("document", READMES)
def test_tables_are_complete(document: str) -> None:
    text = text_of(document)
    named = set(re.findall(r"`(\w+)`", "".join(re.findall(r"^\| `.*?\|", text, re.MULTILINE))))
    assert named == set(Plan.model_fields) - {"schema_version", "generator", "source"}
    codes = [int(code) for code in re.findall(r"^\| (\d) \|", text, re.MULTILINE)]
    kinds = [one for one in vars(errors).values() if isinstance(one, type) and issubclass(one, errors.PlanExtractError)]
    assert codes == [0, 1, *sorted({one.exit_code for one in kinds if one is not errors.PlanExtractError})]
    assert all(f"plan-extract {command.name}" in text for command in app.registered_commands)


@pytest.mark.parametrize("document", DOCUMENTS)
def test_links_lead_somewhere(document: str) -> None:
    for target in re.findall(r"\]\(([^)#]+)(?:#[^)]*)?\)", text_of(document)):
        assert target.startswith("https://") or (ROOT / document).parent.joinpath(target).exists(), target


@pytest.mark.parametrize("document", DOCUMENTS)
def test_names_in_the_documents_exist(document: str) -> None:
    text = text_of(document)
    known = {
        path.name for folder in ("src", "tests", "benchmarks", "data") for path in ROOT.joinpath(folder).rglob("*")
    }
    for name in re.findall(r"`(?:[\w./]+/)?(\w+\.(?:py|tsv|txt|yaml))`", text):
        assert name in {*known, "plan.txt"}, name
    codes = {f"{one.code} {one.name}" for one in CHECKS}
    for code in re.findall(r"PE\d{3} \w+", text):
        assert code in codes
    for table in re.findall(r"`([A-Z]{5,})` in `([\w/]+\.py)`", text):
        assert re.search(
            rf"^{table[0]} = ", ROOT.joinpath("src", "plan_extract", table[1]).read_text("utf-8"), re.MULTILINE
        )


def test_the_makefile_has_the_commands_that_documents_name() -> None:
    makefile = text_of("Makefile")
    for document in DOCUMENTS:
        for target in re.findall(r"^make ([\w-]+)", text_of(document), re.MULTILINE):
            assert f"\n{target}:" in makefile


def test_the_functions_for_data_frames_work() -> None:
    import pandas

    names: dict[str, Any] = {}
    exec(blocks("docs/SCALE.md", "python")[0], names)
    text = "一、主要任务\n(一)健全制度。2025年底前制定办法。(责任单位:市司法局、市财政局)"
    # As objects: the strings of Arrow, which pandas takes by default, hold no surrogate.
    frame = pandas.DataFrame({"name": ["a", "b", "c"], "text": [text, "\ud800", "没有任务。"]}, dtype=object)
    (made,) = names["tasks_of_all"]([frame])
    assert made.to_dict("records") == [
        dict(zip(names["COLUMNS"], row, strict=True))
        for row in (
            ("a", "一/(一)", "健全制度", "市司法局、市财政局", "2025-12-31", None),
            ("b", None, None, None, None, "surrogate"),
        )
    ]
    assert list(names["tasks_of"](frame[2:]).columns) == names["COLUMNS"]
    listed = re.findall(r'"(document string, [^"]+)"', text_of("docs/SCALE.md"))
    assert [", ".join(f"{name} string" for name in names["COLUMNS"])] == listed
