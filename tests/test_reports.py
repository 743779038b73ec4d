"""Reports in each of their formats: what people and CI systems read of findings."""

import json
import os
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any
from urllib.parse import unquote
from xml.etree import ElementTree

import jsonschema_rs
import pytest

from plan_extract.messages import Language
from plan_extract.reports import FORMATS, render
from plan_extract.reports.result import Region, Report, Result, Rule, fingerprints
from support import ROOT

NO_UNIT = Rule("PE401", "TASK_WITHOUT_UNIT", "error", "任务没有责任单位。")
NO_LEAD = Rule("PE403", "LEAD_UNRESOLVED", "warning", "没有牵头单位。")
HEDGED = Rule("PE501", "DEADLINE_VAGUE", "info", "时限不明确。")
_PATTERN = "]?$"  # of languages: JavaScript alone takes a bracket that was never opened, and reports have none
SARIF = jsonschema_rs.Draft7Validator(  # its draft, 4, does not look at `uri-reference`
    json.loads(
        (ROOT / "tests" / "schemas" / "sarif-2.1.0-rtm.5.json").read_text("utf-8").replace(_PATTERN, "?$"),
    ),
    validate_formats=True,
)


def result(
    path: str = "计划/一 号.txt",
    rule: Rule = NO_UNIT,
    message: str = "没有责任单位",
    region: Region | None = Region(3, 5, 3, 9),  # noqa: B008  a tuple
    content: str = "推进改革",
) -> Result:
    return Result(path, rule, message, region, content)


def report(*results: Result, files: tuple[str, ...] = (), language: Language = "en") -> Report:
    return Report(files or tuple(dict.fromkeys(one.path for one in results)), results, language)


MIXED = report(
    result(),
    result(rule=NO_LEAD, message="50%: a, b", region=Region(4, 2, 6, 1), content="牵头"),
    result(rule=HEDGED, region=None, content="尽快"),
    result(path="b.txt"),
    files=("计划/一 号.txt", "b.txt", "clean.txt"),
)


@pytest.mark.parametrize("form", FORMATS)
def test_the_same_report_is_the_same_text_and_ends_its_line(form: str) -> None:
    assert render(MIXED, form) == render(MIXED, form)
    assert render(MIXED, form).endswith("\n")


@pytest.mark.parametrize("form", FORMATS)
def test_the_results_keep_their_order(form: str) -> None:
    told = render(report(*(result(message=f"no. {number}", content=str(number)) for number in range(12))), form)
    places = [told.index(f"no. {number}") for number in range(12)]
    assert places == sorted(places)


@pytest.mark.parametrize("form", FORMATS)
def test_a_report_without_findings_is_still_one(form: str) -> None:
    nothing = report(files=("a.txt",))
    read: dict[str, Callable[[str], object]] = {
        "text": lambda text: text == "looked at 1 file: no findings\n",
        "json": lambda text: json.loads(text)["results"] == [] and json.loads(text)["files"] == ["a.txt"],
        "github": lambda text: text == "",
        "gitlab": lambda text: json.loads(text) == [],
        "junit": lambda text: ElementTree.fromstring(text).get("tests") == "1",
        "sarif": lambda text: json.loads(text)["runs"][0]["results"] == [],
    }
    assert read[form](render(nothing, form))


def test_text_is_a_line_a_finding_and_one_of_counts() -> None:
    assert render(MIXED, "text").splitlines() == [
        "计划/一 号.txt:3:5: PE401 TASK_WITHOUT_UNIT 没有责任单位",
        "计划/一 号.txt:4:2: PE403 LEAD_UNRESOLVED 50%: a, b",
        "计划/一 号.txt: PE501 DEADLINE_VAGUE 没有责任单位",
        "b.txt:3:5: PE401 TASK_WITHOUT_UNIT 没有责任单位",
        "looked at 3 files: 2 errors, 1 warning, 1 remark",
    ]


@pytest.mark.parametrize(
    ("language", "records", "line"),
    [
        ("en", 1, "looked at 1 file with 1 record: 1 error"),
        ("en", 2, "looked at 1 file with 2 records: 1 error"),
        ("zh", 2, "查看了 1 个文件\uff082 条记录\uff09\uff1a1 处错误"),
        ("zh", None, "查看了 1 个文件\uff1a1 处错误"),
    ],
)
def test_the_counts_are_in_the_language_of_the_report(language: Language, records: int | None, line: str) -> None:
    told = render(report(result(), language=language)._replace(records=records), "text")
    assert told.splitlines()[-1] == line


def test_nothing_from_outside_begins_a_line_or_speaks_to_the_terminal() -> None:
    told = render(report(result(path="a\n\x1b[31m.txt", message="x\r\n\u2028y")), "text")
    assert told.splitlines()[0] == r"a\n\x1b[31m.txt:3:5: PE401 TASK_WITHOUT_UNIT x\r\n\u2028y"


def test_json_says_all_there_is() -> None:
    told = json.loads(render(MIXED, "json"))
    assert list(told) == ["version", "tool", "files", "records", "counts", "results"]
    assert told["tool"]["name"] == "plan-extract"
    assert told["counts"] == {"error": 2, "warning": 1, "info": 1}
    assert told["records"] is None
    assert told["results"][0] == {
        "path": "计划/一 号.txt",
        "code": "PE401",
        "name": "TASK_WITHOUT_UNIT",
        "severity": "error",
        "message": "没有责任单位",
        "region": {"line": 3, "column": 5, "endLine": 3, "endColumn": 9},
        "place": None,
        "fingerprint": fingerprints(MIXED.results)[0],
    }
    assert told["results"][2]["region"] is None


def test_github_escapes_what_would_end_a_property_or_a_line() -> None:
    told = render(report(result(path="a,b:c%.txt", message="50%:\na,b")), "github")
    assert told == (
        "::error file=a%2Cb%3Ac%25.txt,line=3,endLine=3,col=5,endColumn=9,title=PE401 TASK_WITHOUT_UNIT::50%25:\\na,b\n"
    )
    assert "file=a%0A%3A%3Awarning %3A%3Ab" in render(report(result(path="a\n::warning ::b")), "github")


def test_github_takes_columns_of_one_line_only() -> None:
    lines = render(MIXED, "github").splitlines()
    assert [line.split(" ")[0] for line in lines] == ["::error", "::warning", "::notice", "::error"]
    assert "line=4,endLine=6,title=" in lines[1]
    assert "file=计划/一 号.txt,title=" in lines[2]


def test_gitlab_has_the_keys_that_it_reads() -> None:
    issues = json.loads(render(MIXED, "gitlab"))
    assert issues[0] == {
        "description": "没有责任单位",
        "check_name": "PE401 TASK_WITHOUT_UNIT",
        "fingerprint": issues[0]["fingerprint"],
        "severity": "major",
        "location": {"path": "计划/一 号.txt", "lines": {"begin": 3}},
    }
    assert [one["severity"] for one in issues] == ["major", "minor", "info", "major"]
    assert issues[2]["location"]["lines"] == {"begin": 1}
    assert len({one["fingerprint"] for one in issues}) == 4  # also of the same words in two files


def test_gitlab_names_files_from_the_root_of_the_repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def path(given: str) -> str:
        (issue,) = json.loads(render(report(result(path=given)), "gitlab"))
        return str(issue["location"]["path"])

    (tmp_path / "plans").mkdir()
    monkeypatch.delenv("CI_PROJECT_DIR", raising=False)
    monkeypatch.chdir(tmp_path)
    assert path("./plans/a.txt") == path(f"{tmp_path}/plans/a.txt") == "plans/a.txt"
    assert path("/elsewhere/a.txt") == "/elsewhere/a.txt"
    monkeypatch.setenv("CI_PROJECT_DIR", str(tmp_path))
    monkeypatch.chdir(tmp_path / "plans")
    assert path("a.txt") == "plans/a.txt"


def test_junit_fails_a_test_for_each_finding_and_passes_clean_files() -> None:
    root = ElementTree.fromstring(render(MIXED, "junit"))
    assert (root.get("tests"), root.get("failures"), root.get("errors")) == ("5", "3", "0")
    assert [(one.get("name"), one.get("tests"), one.get("failures")) for one in root] == [
        ("计划/一 号.txt", "3", "2"),
        ("b.txt", "1", "1"),
        ("clean.txt", "1", "0"),
    ]
    first, _, remark = root[0]
    assert first.find("failure") is not None
    assert (first.findtext("failure"), first.get("classname")) == (
        "计划/一 号.txt:3:5: 没有责任单位",
        "计划/一 号.txt",
    )
    assert remark.find("failure") is None
    assert remark.findtext("system-out") == "计划/一 号.txt: 没有责任单位"
    assert len(root[2]) == 1
    assert len(root[2][0]) == 0


def test_junit_has_only_what_the_schema_of_jenkins_knows() -> None:
    known = {
        "testsuites": {"name", "tests", "failures", "errors"},
        "testsuite": {"name", "file", "tests", "failures", "errors"},
        "testcase": {"name", "classname"},
        "failure": {"type", "message"},
        "system-out": set(),
    }
    for element in ElementTree.fromstring(render(MIXED, "junit")).iter():
        assert set(element.attrib) == known[element.tag]


def test_junit_holds_what_xml_cannot() -> None:
    odd = "a\x00\x1b\uffff<&\"'>\n"
    (suite,) = ElementTree.fromstring(render(report(result(path=odd, message=odd)), "junit"))
    assert suite.get("name") == "a\\x00\\x1b\\uffff<&\"'>\\n"
    half = os.fsdecode(b"\xff.txt")
    assert ElementTree.fromstring(render(report(result(path=half)), "junit"))[0].get("name") == "\\udcff.txt"


def test_a_test_of_junit_keeps_its_name_when_it_moves() -> None:
    names = [
        re.findall(r'<testcase .*name="(PE.*?)"', render(report(result(region=region), result(region=region)), "junit"))
        for region in (Region(1, 1, 1, 2), Region(9, 1, 9, 2))
    ]
    assert names[0] == names[1]
    assert len(set(names[0])) == 2


@pytest.mark.parametrize("given", [MIXED, report(), report(result(path="/计划/a#b?.txt", message="\x1b"))])
def test_sarif_is_valid(given: Report) -> None:
    SARIF.validate(json.loads(render(given, "sarif")))


@pytest.mark.parametrize(
    "change",
    [
        lambda log: log.update(version="2.0.0"),
        lambda log: log.pop("runs"),
        lambda log: log["runs"][0].update(columnKind="characters"),
        lambda log: log["runs"][0]["tool"].pop("driver"),
        lambda log: log["runs"][0]["results"][0].update(level="fatal"),
        lambda log: log["runs"][0]["results"][0].update(line=3),
        lambda log: log["runs"][0]["results"][0].pop("message"),
        lambda log: log["runs"][0]["results"][0]["locations"][0]["physicalLocation"]["region"].update(startLine=0),
        lambda log: log["runs"][0]["results"][0]["partialFingerprints"].update(x=1),
        lambda log: log["runs"][0]["tool"]["driver"]["rules"][0].pop("id"),
        lambda log: log["runs"][0]["artifacts"][0]["location"].update(uri="计划/一 号.txt"),
    ],
)
def test_the_schema_of_sarif_refuses_a_broken_log(change: Callable[[dict[str, Any]], object]) -> None:
    log = json.loads(render(MIXED, "sarif"))
    change(log)
    with pytest.raises(jsonschema_rs.ValidationError):
        SARIF.validate(log)


def test_sarif_ties_results_to_rules_and_files() -> None:
    (run,) = json.loads(render(MIXED, "sarif"))["runs"]
    rules = run["tool"]["driver"]["rules"]
    assert [rule["id"] for rule in rules] == ["PE401", "PE403", "PE501"]
    assert rules[0] == {
        "id": "PE401",
        "name": "TASK_WITHOUT_UNIT",
        "shortDescription": {"text": "任务没有责任单位。"},
        "defaultConfiguration": {"level": "error"},
    }
    assert run["columnKind"] == "unicodeCodePoints"
    assert [unquote(one["location"]["uri"]) for one in run["artifacts"]] == list(MIXED.files)
    assert [one["level"] for one in run["results"]] == ["error", "warning", "note", "error"]
    for one, known in zip(run["results"], MIXED.results, strict=True):
        place = one["locations"][0]["physicalLocation"]
        assert rules[one["ruleIndex"]]["id"] == one["ruleId"] == known.rule.code
        assert (
            run["artifacts"][place["artifactLocation"]["index"]]["location"]["uri"] == place["artifactLocation"]["uri"]
        )
    regions = [one["locations"][0]["physicalLocation"].get("region") for one in run["results"]]
    assert regions[1] == {"startLine": 4, "startColumn": 2, "endLine": 6, "endColumn": 1}
    assert regions[2] is None


@pytest.mark.parametrize(
    ("path", "uri"),
    [
        ("计划/一 号.txt", "%E8%AE%A1%E5%88%92/%E4%B8%80%20%E5%8F%B7.txt"),
        ("./plans//a.txt", "plans/a.txt"),
        ("../a.txt", "../a.txt"),
        ("c:a#b?.txt", "c%3Aa%23b%3F.txt"),
        ("/plans/计.txt", "file:///plans/%E8%AE%A1.txt"),
        (os.fsdecode(b"\xbc\xc6.txt"), "%BC%C6.txt"),
    ],
)
def test_sarif_names_files_by_uris(path: str, uri: str) -> None:
    (run,) = json.loads(render(report(result(path=path)), "sarif"))["runs"]
    assert run["artifacts"][0]["location"]["uri"] == uri


def test_a_moved_line_is_not_a_new_finding() -> None:
    assert fingerprints([result()]) == fingerprints([result(region=Region(90, 1, 90, 5))])
    assert fingerprints([result()]) == fingerprints([result(path="renamed.txt", message="worded otherwise")])


def test_other_words_or_another_rule_are_a_new_finding() -> None:
    made = fingerprints([result(), result(content="深化改革"), result(rule=NO_LEAD)])
    assert len(set(made)) == 3


def test_of_two_that_agree_each_is_a_finding() -> None:
    made = fingerprints([result(), result(), result(path="b.txt")])
    assert made[0] != made[1]
    assert made[2] == made[0]


@pytest.mark.parametrize("form", FORMATS)
def test_a_name_that_is_no_unicode_is_no_obstacle(form: str) -> None:
    render(report(result(path=os.fsdecode(b"\xbc\xc6.txt"))), form).encode("utf-8", "replace")


def test_a_place_that_is_no_line_is_told_too() -> None:
    paged = report(result()._replace(region=None, place="p3@72,140"))
    assert render(paged, "text").startswith("计划/一 号.txt:p3@72,140: PE401 ")
    assert json.loads(render(paged, "json"))["results"][0]["place"] == "p3@72,140"
    (location,) = json.loads(render(paged, "sarif"))["runs"][0]["results"][0]["locations"]
    assert "region" not in location["physicalLocation"]
    assert location["logicalLocations"] == [{"fullyQualifiedName": "p3@72,140"}]
    assert "计划/一 号.txt:p3@72,140: " in render(paged, "junit")
