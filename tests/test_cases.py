"""The cases of tests/cases, as they stand and under changes that must not matter."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from plan_extract import Facts, extract
from support import cases, plain

ISSUED_ON = date(2018, 4, 28)
WIDE = {ord(narrow): wide for narrow, wide in zip("(),:;", "\uff08\uff09\uff0c\uff1a\uff1b", strict=True)}
DIGITS = {ord(str(digit)): chr(0xFF10 + digit) for digit in range(10)}

CHANGES: dict[str, Callable[[str], str]] = {
    "as it stands": lambda text: text,
    "crlf": lambda text: text.replace("\n", "\r\n"),
    "full width": lambda text: text.translate(WIDE),
    "full-width digits": lambda text: text.translate(DIGITS),
    "indented": lambda text: "\u3000\u3000" + text.replace("\n", "\n\n  "),
    "spaces": lambda text: "".join(char + " " if "\u4e00" <= char <= "\u9fff" else char for char in text),
}


def read(case: dict[str, Any], change: str) -> Facts:
    text = CHANGES[change](case["text"])
    issued_on = case.get("issued_on", ISSUED_ON)
    return extract(text, issuer="浙江省人民政府", issued_on=issued_on, column=case.get("column"))


@pytest.mark.parametrize("change", CHANGES)
@pytest.mark.parametrize("case", cases("assignments"))
def test_assignments(case: dict[str, Any], change: str) -> None:
    found = read(case, change)
    units = [(plain(unit.text), unit.role, unit.collective) for one in found.assignments for unit in one.units]
    assert units == [(plain(name), role, bool(collective)) for name, role, *collective in case["units"]]
    assert any(one.open_ended for one in found.assignments) == case.get("open_ended", False)
    if "mode" in case:
        assert found.assignments[-1].mode == case["mode"]


@pytest.mark.parametrize("change", CHANGES)
@pytest.mark.parametrize("case", cases("deadlines"))
def test_deadlines(case: dict[str, Any], change: str) -> None:
    found = read(case, change).deadlines
    assert [
        [plain(one.text), one.kind, one.start and one.start.isoformat(), one.end and one.end.isoformat(), one.freq]
        for one in found
    ] == [[plain(one[0]), one[1], *(part and str(part) for part in one[2:])] for one in case["deadlines"]]
    if "hedge" in case:
        assert found[0].hedge == case["hedge"]
    if "basis" in case:
        assert {one.basis for one in found} == {case["basis"]}


@pytest.mark.parametrize("change", CHANGES)
@pytest.mark.parametrize("case", cases("targets"))
def test_targets(case: dict[str, Any], change: str) -> None:
    found = read(case, change).targets
    rows = [[plain(one.metric), one.op, one.value, one.unit, one.change] for one in found]
    assert rows == [
        [metric, op, tuple(value) if isinstance(value, list) else value, *rest]
        for metric, op, value, *rest in case["targets"]
    ]
    if "hedge" in case:
        assert found[0].hedge == case["hedge"]
    if "by" in case:
        days = case["by"] if isinstance(case["by"], list) else [case["by"]]
        assert [one.by for one in found[: len(days)]] == days
    for name in ("per", "baseline"):
        if name in case:
            assert plain(getattr(found[0], name) or "") == (case[name] or "")


@pytest.mark.parametrize("change", CHANGES)
@pytest.mark.parametrize("case", cases("references"))
def test_references(case: dict[str, Any], change: str) -> None:
    found = read(case, change).references
    assert [[plain(one.title), one.relation, one.document_number and plain(one.document_number)] for one in found] == [
        [plain(title), relation, number and plain(number)] for title, relation, number in case["references"]
    ]
    if "alias" in case:
        assert found[0].alias == case["alias"]


@pytest.mark.parametrize("change", CHANGES)
@pytest.mark.parametrize("case", cases("docnumbers"))
def test_document_numbers(case: dict[str, Any], change: str) -> None:
    found = read(case, change).document_numbers
    assert [[plain(one.norm), plain(one.org), one.year, one.number] for one in found] == [
        [plain(norm), plain(org), year, number] for norm, org, year, number in case["numbers"]
    ]
