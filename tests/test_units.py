"""What names stand for: the cases of units.yaml, the tables behind them, and the bodies of a user's own file."""

import re
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from plan_extract import MisuseError, extract, parse, parse_file
from plan_extract.extraction.gazetteer import Gazetteer
from plan_extract.extraction.places import cities, provinces, seats
from plan_extract.vocab import table
from support import ROOT, ZHEJIANG, cases, plain

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


OWN = """
- name: 省数据管理中心
  aliases: [省数据中心]
  canonical: 浙江省政务数据管理中心
  region: 浙江省
  level: province
  valid_from: 2018-01-01
  valid_to: 2018-12-31
- name: 之江实验室
- name: 省编办
  region: 江苏省
  canonical: 江苏省编办
- name: 省大数据局（筹）
  canonical: 浙江省大数据局
"""


@pytest.fixture
def own(tmp_path: Path) -> Path:
    path = tmp_path / "units.yaml"
    path.write_text(OWN, "utf-8")
    return path


def canonical(text: str, own: Path, **context: Any) -> list[str | None]:
    facts = extract(f"(责任单位:{text})", units=own, **context)
    return [unit.canonical for one in facts.assignments for unit in one.units]


def test_own_bodies_go_before_the_built_in_ones(own: Path) -> None:
    zhejiang = {"issuer": "浙江省人民政府", "issued_on": date(2018, 4, 28)}
    assert canonical("省数据管理中心、数据中心、省编办、之江实验室、省大数据局(筹)", own, **zhejiang) == [
        "浙江省政务数据管理中心",
        "浙江省政务数据管理中心",
        "浙江省机构编制委员会办公室",
        None,
        "浙江省大数据局",
    ]


def test_own_bodies_hold_where_and_when_their_file_says(own: Path) -> None:
    assert canonical("省数据中心", own, issuer="浙江省人民政府", issued_on=date(2019, 1, 1)) == [None]
    assert canonical("省数据中心", own, issuer="杭州市人民政府", issued_on=date(2018, 4, 28)) == [None]
    assert canonical("省数据中心", own, issuer="浙江省人民政府") == [None]
    assert canonical("省编办", own, issuer="江苏省人民政府", issued_on=date(2018, 4, 28)) == ["江苏省编办"]


def test_own_bodies_are_recognised(own: Path) -> None:
    text = "一、推进改革。抓好落实。(责任单位:之江实验室、西湖实验室)"
    found = [one.message for one in parse(text, units=own).diagnostics if one.code == "PE406"]
    assert found == ["单位不在名录中，规范名称留空：西湖实验室"]
    assert parse_file(ZHEJIANG, units=str(own)).tasks


BAD = (
    ("- name: ]\n", 1, "is no YAML"),
    ("- name: a\n- &x b\n- *x\n", 3, "is no YAML"),
    ("name: 省数据局\n", 1, "give a list of bodies"),
    ("- 省数据局\n", 1, "give a list of bodies"),
    ("- name: 省数据局\n  until: 2018-01-01\n", 2, "until: is unknown or given twice"),
    ("- name: 省数据局\n  name: 市数据局\n", 2, "name: is unknown or given twice"),
    ("- aliases: [省数据局]\n", 1, "a body needs a name"),
    ("- name: 省数据局\n- name:\n", 2, "is no name"),
    ("- name: 12\n", 1, "12: is no name"),
    ("- name: 省数据局\n  aliases: 数据局\n", 2, "aliases: give a list"),
    ("- name: 省数据局\n  aliases: [[数据局]]\n", 2, "<sequence>: is no name"),
    ("- name: 省数据局\n  level: 省\n", 2, "level: 省: give one of central, province"),
    ("- name: 省数据局\n  valid_to: 2018\n", 2, "2018: is no date"),
    ("- name: 省数据局\n  valid_to: [2018-01-01]\n", 2, "<sequence>: is no date"),
    ("- name: 省数据局\n? [a]\n: b\n", 2, "is no YAML"),
    ("- ? [a]\n  : b\n", 1, "is unknown or given twice"),
)


@pytest.mark.parametrize(("text", "line", "reason"), BAD)
def test_a_bad_file_is_told_with_its_line(text: str, line: int, reason: str, tmp_path: Path) -> None:
    path = tmp_path / "units.yaml"
    path.write_text(text, "utf-8")
    with pytest.raises(MisuseError) as error:
        parse("一、推进改革。", units=path)
    assert str(error.value).startswith(f"{path}:{line}: ")
    assert reason in str(error.value)
    assert error.value.told("zh").startswith(f"{path}:{line}：")


def test_a_missing_or_undecodable_file_is_misuse(tmp_path: Path) -> None:
    with pytest.raises(MisuseError, match="no such file"):
        extract("(责任单位:省数据局)", units=tmp_path / "none.yaml")
    path = tmp_path / "units.yaml"
    path.write_bytes("- name: 省数据局".encode("gb18030"))
    with pytest.raises(MisuseError, match="no known encoding"):
        extract("(责任单位:省数据局)", units=path)


def test_an_empty_file_holds_no_bodies(tmp_path: Path) -> None:
    path = tmp_path / "units.yaml"
    path.write_text("# nobody yet\n", "utf-8")
    assert parse("一、推进改革。", units=path) == parse("一、推进改革。")


@pytest.mark.parametrize("document", ["README.md", "README.zh-CN.md"])
def test_the_example_of_the_readme_is_a_good_file(document: str, tmp_path: Path) -> None:
    found = re.search(r"^```yaml\n(.*?)^```$", (ROOT / document).read_text("utf-8"), re.DOTALL | re.MULTILINE)
    assert found
    path = tmp_path / "units.yaml"
    path.write_text(found[1], "utf-8")
    assert canonical("市数据中心", path, issuer="杭州市人民政府", issued_on=date(2020, 1, 1)) == [
        "杭州市数据资源管理中心"
    ]


def test_a_list_goes_on_with_bodies_of_the_place_it_has_named() -> None:
    found = extract(
        "(责任单位:重庆市能源局、市经济信息委;四川省能源局、经济和信息化厅、省发展改革委、财政部;水利局)",
        issuer="重庆市人民政府",
        issued_on=date(2022, 2, 1),
    ).assignments
    assert [(unit.name, unit.canonical) for one in found for unit in one.units] == [
        ("重庆市能源局", "重庆市能源局"),
        ("市经济信息委", "重庆市经济和信息化委员会"),
        ("四川省能源局", "四川省能源局"),
        ("四川省经济和信息化厅", "四川省经济和信息化厅"),
        ("四川省发展改革委", "四川省发展和改革委员会"),
        ("财政部", "中华人民共和国财政部"),
        ("水利局", "重庆市水利局"),
    ]


def test_names_in_traditional_characters_are_known() -> None:
    plan = parse("一、任務\n1.加強管理。(責任單位:市財政局、民政局)", issuer="重慶市人民政府")
    assert (plan.document.region, plan.document.level) == ("重庆市", "province")
    assert [(unit.name, unit.canonical) for unit in plan.tasks[0].units] == [
        ("市財政局", "重庆市财政局"),
        ("市民政局", "重庆市民政局"),
    ]


def test_a_second_signboard_may_be_that_of_a_centre() -> None:
    facts = extract("(责任单位:市商务局(市投资促进中心))")
    assert [(unit.name, unit.alias) for unit in facts.assignments[0].units] == [("市商务局", "市投资促进中心")]
