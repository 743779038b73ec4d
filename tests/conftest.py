"""What all tests share: the example plan."""

import pytest

from plan_extract import Plan, parse_file
from support import ZHEJIANG


@pytest.fixture(scope="session")
def raw() -> str:
    return ZHEJIANG.read_bytes().decode("utf-8")


@pytest.fixture(scope="session")
def plan() -> Plan:
    return parse_file(ZHEJIANG)
