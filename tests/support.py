"""Where the tests find things: the project, the example plan, the cases."""

import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml

from plan_extract.text import Span, Text

ROOT = Path(__file__).resolve().parent.parent
COMMAND = str(Path(sys.executable).with_name("plan-extract"))
ZHEJIANG = ROOT / "data" / "raw" / "zhejiang-2018.txt"


def plain(words: str) -> str:
    """Words without the layout and the widths that must not matter."""
    return Text(words).squeezed(Span(0, len(words)))


def cases(name: str, key: str = "text") -> list[Any]:
    """The cases of one file, each with a readable id."""
    found = yaml.safe_load((ROOT / "tests" / "cases" / f"{name}.yaml").read_text("utf-8"))
    return [pytest.param(case, id=f"{number}-{case[key][:16]}") for number, case in enumerate(found, 1)]


def command(*arguments: str | Path) -> tuple[int, bytes, str]:
    """Exit code, standard output and standard error of one run of the command line."""
    done = subprocess.run([COMMAND, *map(str, arguments)], capture_output=True, check=False)
    return done.returncode, done.stdout, done.stderr.decode()


def needs(tool: str, *, there: bool) -> None:
    """Leave a test out where a tool is missing; with PLAN_EXTRACT_TOOLS=required, as CI has it, that is a failure."""
    if not there:
        assert os.environ.get("PLAN_EXTRACT_TOOLS") != "required", f"{tool} is missing"
        pytest.skip(f"no {tool}")
