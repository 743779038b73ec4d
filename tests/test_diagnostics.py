"""Each check of `diagnostics.CHECKS` speaks where it should, points at the words, and is silent where it should be."""

from typing import Any

import pytest

from plan_extract import parse
from plan_extract.diagnostics import CHECKS
from support import cases


def findings(text: str, name: str) -> list[str | None]:
    """The words that one check points at."""
    return [one.span.of(text) if one.span else None for one in parse(text).diagnostics if one.name == name]


@pytest.mark.parametrize("case", cases("diagnostics", "name"))
def test_a_check_speaks_and_is_silent(case: dict[str, Any]) -> None:
    assert case["words"] in findings(case["fires"], case["name"])
    assert findings(case["silent"], case["name"]) == []


def test_every_check_has_a_case() -> None:
    assert [one.name for one in CHECKS] == [case.values[0]["name"] for case in cases("diagnostics", "name")]


def test_codes_are_unique_and_in_order() -> None:
    codes = [one.code for one in CHECKS]
    assert sorted(set(codes)) == codes


def test_a_duplicate_names_the_other_task_and_points_at_what_is_repeated() -> None:
    text = "一、加强监管。建立信用评价管理平台。\n二、强化服务。抓好落实，建立信用评价管理平台。"
    found = [one for one in parse(text).diagnostics if one.name == "DUPLICATE_TASK"]
    assert [(one.clause, one.span.of(text) if one.span else None) for one in found] == [
        ("一", "信用评价管理平台"),
        ("二", "信用评价管理平台"),
    ]
    assert [one.message for one in found] == [
        "任务重复，另见 二：信用评价管理平台",
        "任务重复，另见 一：信用评价管理平台",
    ]
