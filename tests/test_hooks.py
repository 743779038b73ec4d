"""The hooks for pre-commit: what they run on, and that they stop a commit."""

import os
import subprocess
import sys
from pathlib import Path

import yaml

from plan_extract import parse
from plan_extract.writers import render
from support import COMMAND, ROOT

HOOKS = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text("utf-8"))


def run_hooks(folder: Path, files: dict[str, bytes]) -> subprocess.CompletedProcess[str]:
    """`pre-commit run` over files of a new repository; the installed command stands for the package."""
    for name, data in files.items():
        (folder / name).write_bytes(data)
    local = [{**hook, "language": "system", "entry": hook["entry"].replace("plan-extract", COMMAND)} for hook in HOOKS]
    config = {"repos": [{"repo": "local", "hooks": local}]}
    (folder / ".pre-commit-config.yaml").write_text(yaml.safe_dump(config, allow_unicode=True), "utf-8")
    for command in (["git", "init", "-q"], ["git", "add", *files]):
        subprocess.run(command, cwd=folder, check=True)
    environment = {**os.environ, "PRE_COMMIT_HOME": str(folder / ".cache"), "LANG": "C.UTF-8"}
    command = [sys.executable, "-m", "pre_commit", "run", "--all-files", "--verbose"]
    return subprocess.run(command, cwd=folder, capture_output=True, encoding="utf-8", check=False, env=environment)


def test_the_hooks_stop_a_commit_and_name_the_places(tmp_path: Path) -> None:
    broken = render(parse("一、推进改革。抓好落实。"), "json").replace(b'"unclaimed": 0', b'"unclaimed": 1')
    done = run_hooks(tmp_path, {"plan.txt": "一、推进改革。\n三、抓好落实。\n".encode(), "record.json": broken})
    assert done.returncode == 1
    assert "plan.txt:2:1: PE301 NUMBERING_GAP" in done.stdout
    assert "record.json:" in done.stdout
    assert "PV2" in done.stdout


def test_the_hooks_let_pass_what_is_right(tmp_path: Path) -> None:
    record = render(parse("一、推进改革。抓好落实。"), "yaml")
    done = run_hooks(tmp_path, {"record.yaml": record, "notes.md": b"# notes\n"})
    assert done.returncode == 0, done.stdout
    assert "1 record" in done.stdout
