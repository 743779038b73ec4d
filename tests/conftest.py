"""What all tests share: the example plan, two files of plans."""

from pathlib import Path

import pytest

from ledgers import TWO_TASKS
from plan_extract import Plan, parse_file
from support import ZHEJIANG


@pytest.fixture(scope="session")
def raw() -> str:
    return ZHEJIANG.read_bytes().decode("utf-8")


@pytest.fixture(scope="session")
def plan() -> Plan:
    return parse_file(ZHEJIANG)


@pytest.fixture
def plans(tmp_path: Path) -> list[Path]:
    """Two files, each with the two tasks of `ledgers.TWO_TASKS`."""
    paths = [tmp_path / "a.txt", tmp_path / "b.txt"]
    for path in paths:
        path.write_text(TWO_TASKS, "utf-8")
    return paths
