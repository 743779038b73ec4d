"""`show` in the terminal, and the bar that several files have."""

import os
import pty
import subprocess
from pathlib import Path

import pytest
from rich.cells import cell_len

from support import COMMAND, ZHEJIANG

TEXT = (
    "某市人民政府关于印发改革方案的通知\n各县人民政府:\n现将方案印发给你们。\n某市人民政府\n2024年5月1日\n改革方案\n"
    "一、推进改革。抓好落实。\n三、加强监管。{}建立机制。(责任单位:市财政局、某某所)\n"
)


def shown(path: Path, *, columns: int = 80, language: str = "zh", encoding: str = "utf-8") -> str:
    environment = {**os.environ, "COLUMNS": str(columns), "PYTHONIOENCODING": encoding}
    command = [COMMAND, "show", str(path), "--lang", language]
    done = subprocess.run(command, capture_output=True, check=True, env=environment)
    assert done.stderr == b""
    return done.stdout.decode(encoding)


@pytest.fixture
def plan(tmp_path: Path) -> Path:
    path = tmp_path / "plan.txt"
    path.write_text(TEXT.format("认真履行职责，" * 12), "utf-8")
    return path


def test_a_plan_at_a_first_look(plan: Path) -> None:
    view = shown(plan)
    for line in (
        "标题      某市人民政府关于印发改革方案的通知",
        "成文日期  2024-05-01",
        "├── 一、推进改革  任务",
        "└── 三、加强监管  任务",
    ):
        assert line in [one.rstrip() for one in view.splitlines()]
    assert "责任: 市财政局、某某所" in view
    assert "\x1b" not in view


def test_the_words_of_a_doubt_are_underlined_as_wide_as_they_are(plan: Path) -> None:
    lines = shown(plan).splitlines()
    place = next(number for number, line in enumerate(lines) if "PE406 UNIT_UNRECOGNISED" in line)
    line, marks = lines[place + 1 : place + 3]
    assert cell_len(line[: line.index("某某所")]) == marks.index("^")
    assert marks.count("^") == cell_len("某某所")


@pytest.mark.parametrize("columns", [40, 80, 200])
def test_no_line_of_tables_and_excerpts_is_wider_than_the_terminal(plan: Path, columns: int) -> None:
    for line in shown(plan, columns=columns).splitlines():
        assert cell_len(line) <= columns or line.startswith(str(plan))


def test_a_terminal_of_another_encoding_shows_what_it_can() -> None:
    assert "浙江省人民政府" in shown(ZHEJIANG, encoding="gbk")
    assert "document" not in shown(ZHEJIANG, encoding="ascii", language="en")


def test_doubts_are_told_in_the_language_asked_for(plan: Path) -> None:
    assert "PE301 NUMBERING_GAP a number is missing before 三、" in shown(plan, language="en")
    assert "PE301 NUMBERING_GAP 序号 三、 之前有缺号" in shown(plan, language="zh")


@pytest.mark.parametrize(("count", "wanted"), [(1, False), (3, True)])
def test_several_files_have_a_bar_on_the_terminal(plan: Path, count: int, wanted: bool) -> None:
    controller, terminal = pty.openpty()
    files = [str(plan)] * count
    command = [COMMAND, "check", *files, "--fail-on", "error"]
    environment = {**os.environ, "TERM": "xterm"}
    done = subprocess.run(command, stdout=subprocess.DEVNULL, stderr=terminal, check=False, env=environment)
    os.write(terminal, b"\nend\n")
    assert ("%" in os.read(controller, 65536).decode(errors="replace")) == wanted
    assert done.returncode == 0
    os.close(controller)
    os.close(terminal)
