"""What names stand for: the cases of units.yaml and the tables behind them."""

import re
from datetime import date
from typing import Any

import pytest

from plan_extract import extract
from plan_extract.extraction.gazetteer import Gazetteer
from plan_extract.extraction.places import cities, provinces, seats
from plan_extract.vocab import table
from support import cases, plain

LEVELS = set("pmcxs")
ENDINGS = {"委员会", "办公室", "中心", "厅", "局", "室", "馆", "="}


@pytest.mark.parametrize("case", cases("units"))
def test_names(case: dict[str, Any]) -> None:
    facts = extract(case["text"], issuer=case.get("issuer"), issued_on=case.get("issued_on"))
    found = [
        [plain(unit.text), plain(unit.name), unit.canonical, unit.alias]
        for one in facts.assignments
        for unit in one.units
    ]
    assert found == [
        [plain(text), plain(name[0]) if name else plain(text), *[*name[1:], None, None][:2]]
        for text, *name in case["units"]
    ]


def test_the_names_of_the_places_of_a_level() -> None:
    assert len(cities()) == 333
    assert set(cities().values()) <= set(provinces())
    assert [place.name for place in seats("苏州市昆山市").values()] == ["江苏省", "昆山市"]
    assert [place.name for place in seats("重庆市云阳县").values()] == ["重庆市", "重庆市云阳县"]
    assert seats("延边朝鲜族自治州")["州"] == seats("延边朝鲜族自治州")["自治州"]
    assert seats("佛山市") == seats("广东省佛山市")


@pytest.mark.parametrize("name", ["bodies", "central"])
def test_days_are_days_and_in_order(name: str) -> None:
    for row in table(name):
        days = [date.fromisoformat(row[column]) for column in ("valid_from", "valid_to") if row[column]]
        assert days == sorted(days), row
        assert bool(row["valid_to"]) >= bool(row["successor"]), row


def test_kinds_of_bodies_have_levels_endings_and_regions_that_exist() -> None:
    for row in table("bodies"):
        for group in row["endings"].split(" "):
            letters, _, endings = group.partition(":")
            assert set(letters) <= LEVELS, row
            assert set(endings.split("|")) <= ENDINGS, row
        assert set(filter(None, row["region"].split("|"))) <= set(provinces()) | set(cities()), row
        assert row["canonical"] == "-" or set(re.findall(r"\{(.*?)\}", row["canonical"])) <= set("RPNC"), row


def test_a_township_has_no_departments_of_its_own() -> None:
    bodies = Gazetteer("杭州市上城区望江街道", "township", date(2022, 1, 1))
    assert [bodies.look_up(name).canonical for name in ("财政局", "区财政局")] == [None, "杭州市上城区财政局"]
