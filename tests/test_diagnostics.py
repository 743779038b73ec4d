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
