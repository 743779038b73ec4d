"""Validation: the place of every problem in every form of a record, and what is unreadable rather than invalid."""

import copy
import json
import os
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from plan_extract import Plan, parse, parse_file
from plan_extract.errors import UnreadableError
from plan_extract.messages import Language
from plan_extract.problems import RULES
from plan_extract.records import read_records
from plan_extract.reports.result import Region, Report, Result, fingerprints
from plan_extract.validation import judge
from support import COMMAND, ZHEJIANG

Data = dict[str, Any]
Change = Callable[[Data], object]


def shortened(value: Any) -> Any:
    """A record with no more than three of everything: quick, and all the schema looks at."""
    if isinstance(value, dict):
        return {name: shortened(one) for name, one in value.items()}
    return [shortened(one) for one in value[:3]] if isinstance(value, list) else value


WHOLE = parse_file(ZHEJIANG).model_dump(mode="json")
TARGETED = next(one for one in WHOLE["tasks"] if one["targets"])
OTHER = parse("一、任务\n1.开放数据。市数据局牵头。").model_dump(mode="json")
SHORT: Data = shortened(WHOLE | {"tasks": [TARGETED, *WHOLE["tasks"]]})


def in_yaml(data: Data, *, flow: bool | None = False) -> str:
    return yaml.dump(data, allow_unicode=True, sort_keys=False, default_flow_style=flow, Dumper=yaml.CSafeDumper)


FORMS: dict[str, tuple[str, Callable[[Data], str]]] = {
    "indented": ("a.json", lambda data: json.dumps(data, ensure_ascii=False, indent=2)),
    "compact": ("a.json", lambda data: json.dumps(data, ensure_ascii=False, separators=(",", ":"))),
    "escaped": ("a.json", lambda data: json.dumps(data, indent="\t")),
    "lines": ("a.jsonl", lambda data: "\n".join(json.dumps(one, ensure_ascii=False) for one in (OTHER, data)) + "\n"),
    "block": ("a.yaml", in_yaml),
    "flow": ("a.yaml", lambda data: in_yaml(data, flow=True)),
    "stream": ("a.yaml", lambda data: f"---\n{in_yaml(OTHER)}---\n{in_yaml(data)}"),
}


def findings(text: str, path: str, language: Language = "en", raw: str | None = None) -> list[Result]:
    return [one for record in read_records(text.encode(), path) for one in judge(record, path, language, raw=raw)]


def changed(change: Change, data: Data = SHORT) -> Data:
    made = copy.deepcopy(data)
    change(made)
    return made


def spot(text: str, offset: int) -> tuple[int, int]:
    """Line and column, counted apart from the package."""
    return text.count("\n", 0, offset) + 1, offset - text.rfind("\n", 0, offset)


def the_only(results: list[Result]) -> tuple[Result, Region]:
    places = {one.region for one in results if one.rule.code.startswith("PV1")}
    assert len(places) == 1
    (region,) = places
    assert region
    return results[0], region


# A value that stands nowhere else and is wrong in the place of every value of a type.
WRONG: dict[type, object] = {str: -987654321, int: "@@@", float: "@@@", bool: "@@@", type(None): ["@@@"]}


def first_of(wrong: object, text: str, form: str) -> int:
    """Where the wrong value begins."""
    inside = text.index("-987654321" if isinstance(wrong, int) else "@@@")
    if isinstance(wrong, list):
        return text.rindex("-" if form in ("block", "stream") else "[", 0, inside)
    return inside if isinstance(wrong, int) else inside - 1


def leaves(value: Any, path: tuple[int | str, ...] = ()) -> list[tuple[int | str, ...]]:
    below = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else None
    return [path] if below is None else [leaf for step, one in below for leaf in leaves(one, (*path, step))]


@given(st.sampled_from(leaves(SHORT)), st.sampled_from(sorted(FORMS)))
def test_a_wrong_value_is_found_where_it_stands(leaf: tuple[int | str, ...], form: str) -> None:
    data = copy.deepcopy(SHORT)
    holder: Any = data
    for step in leaf[:-1]:
        holder = holder[step]
    wrong = WRONG[type(holder[leaf[-1]])]
    holder[leaf[-1]] = wrong
    path, write = FORMS[form]
    text = write(data)
    result, region = the_only(findings(text, path))
    assert (region.line, region.column) == spot(text, first_of(wrong, text, form))
    steps = "".join(f"[{step}]" if isinstance(step, int) else f".{step}" for step in leaf).removeprefix(".")
    assert result.message.startswith(f"{steps}: ")
    if not isinstance(wrong, list):
        assert (region.end_line, region.end_column) == (
            region.line,
            region.column + len(str(wrong)) + 2 * (wrong == "@@@"),
        )


@pytest.mark.parametrize("form", FORMS)
def test_what_lacks_a_field_is_pointed_at(form: str) -> None:
    path, write = FORMS[form]
    text = write(changed(lambda data: (data["clauses"][1].update(id="@@@"), data["clauses"][1].pop("depth"))))
    inside = text.index("@@@")
    first_key = text.rindex("id:", 0, inside) if form in ("block", "stream") else text.rindex("{", 0, inside)
    result, region = the_only(findings(text, path))
    assert (result.rule.name, result.message) == ("FIELD_MISSING", "clauses[1].depth: is missing")
    assert (region.line, region.column) == spot(text, first_key)


@pytest.mark.parametrize("form", FORMS)
def test_an_unknown_field_is_pointed_at_by_its_key(form: str) -> None:
    path, write = FORMS[form]
    for holder in ("document", "generator"):
        text = write(changed(lambda data, at=holder: data[at].update({"@@@": 1})))  # type: ignore[misc]
        result, region = the_only(findings(text, path))
        assert (result.rule.name, result.message) == ("FIELD_UNKNOWN", f"{holder}.@@@: is no field of the schema")
        assert (region.line, region.column) == spot(text, text.index("@@@") - 1)
        assert region.end_column == region.column + 5


@pytest.mark.parametrize(
    ("change", "code", "message"),
    [
        (lambda one: one.update(tasks={}), "PV103", "tasks: is an object, must be a list"),
        (lambda one: one["tasks"][0].update(title=None), "PV103", "tasks[0].title: is null, must be text"),
        (lambda one: one["tasks"][0].update(span=[1, 2]), "PV103", "tasks[0].span: is a list, must be an object"),
        (lambda one: one["tasks"][0]["span"].update(end=1.5), "PV103", "tasks[0].span.end: is 1.5, must be a whole number"),
        (lambda one: one["tasks"][0]["span"].update(x=1), "PV102", "tasks[0].span.x: is no field of the schema"),
        (lambda one: one["tasks"][0].update(kind="x" * 50), "PV104", f'tasks[0].kind: is "{"x" * 39}…, must be one of task, g'),
        (lambda one: one["clauses"][0].update(depth=0), "PV104", "clauses[0].depth: is 0, must be at least 1"),
        (lambda one: one["tasks"][0].update(due="2018-2-30"), "PV104", "tasks[0].due: is \"2018-2-30\", must be a date like 2"),
        (lambda one: one["source"].update(sha256=""), "PV104", 'source.sha256: is "", must match ^[0-9a-f]{64}$'),
        (lambda one: one.update(schema_version="2.0"), "PV104", 'schema_version: is "2.0", must be one of 1.0'),
        (lambda one: one["tasks"][0]["targets"][0].update(value="x"), "PV103", "tasks[0].targets[0].value: is \"x\", must be a number or a list"),
        (lambda one: one["tasks"][0]["targets"][0].update(value=[1, "x"]), "PV103", "tasks[0].targets[0].value[1]: is \"x\", must be a number"),
        (lambda one: one["tasks"][0]["targets"][0].update(value=[1]), "PV101", "tasks[0].targets[0].value[1]: is missing"),
        (lambda one: one["tasks"][0]["targets"][0].update(value=[1, 2, 3]), "PV104", "tasks[0].targets[0].value: is a list: Tuple should"),
        (lambda one: one["document"]["spans"].update({"a.b[0]": 1}), "PV103", "document.spans.a.b[0]: is 1, must be an object"),
    ],
)  # fmt: skip
def test_each_kind_of_mismatch_is_told_once(change: Change, code: str, message: str) -> None:
    (result,) = findings(json.dumps(changed(change)), "a.json")
    assert result.rule.code == code
    assert result.message.startswith(message)
    assert result.rule.severity == "error"


GUARANTEES: list[tuple[Change, str, str]] = [
    (lambda one: one["tasks"][1].update(id=one["tasks"][0]["id"]), "PV201", '"二/(一)/1"'),
    (lambda one: one["tasks"][0].update(clause="@@@"), "PV202", '"@@@"'),
    (lambda one: one["clauses"][4].update(depth=777), "PV203", "777"),
    (lambda one: one["clauses"][3].update(heading="@@@"), "PV204", '"@@@"'),
    (lambda one: one["deadlines"][0].update(start="2099-01-01"), "PV205", "{"),
    (lambda one: one["tasks"][0]["span"].update(end=99999), "PV206", "{"),
    (lambda one: one["assignments"][0]["units"][0]["span"].update(start=7), "PV207", "{"),
    (lambda one: one["assignments"][0]["span"].update(start=7), "PV207", "{"),
    (lambda one: one["tasks"][0].update(measures=one["tasks"][1]["measures"]), "PV207", "{"),
    (lambda one: one["tasks"][3].update(units=[]), "PV208", "["),
    (lambda one: one["coverage"].update(unclaimed=3), "PV209", "{"),
    (lambda one: one["tasks"][0]["units"][0].update(text="@@@"), "PV210", '"@@@"'),
    (lambda one: one["document"].update(title="@@@" * 20), "PV210", f'"{"@@@" * 20}"'),
    (lambda one: one["source"].update(characters=777777), "PV211", "777777"),
    (lambda one: one["source"].update(text="@@@"), "PV211", "8145"),
]


@pytest.mark.parametrize(("change", "code", "there"), GUARANTEES)
@pytest.mark.parametrize("form", ["indented", "compact"])
def test_a_broken_guarantee_is_found_where_it_stands(form: str, change: Change, code: str, there: str) -> None:
    path, write = FORMS[form]
    data = changed(change, WHOLE)
    text = write(data)
    raw = None if data["source"]["text"] else ZHEJIANG.read_bytes().decode()
    found = [one for one in findings(text, path, raw=raw) if one.rule.code == code]
    assert found
    region = found[0].region
    assert region
    line = text.split("\n")[region.line - 1]
    assert line[region.column - 1 :].startswith(there)
    assert (region.end_line, region.end_column) == (region.line, region.column + len(there))


def test_another_source_is_told_at_the_digest_of_the_record(tmp_path: Path) -> None:
    text = FORMS["indented"][1](WHOLE)
    (record,) = read_records(text.encode(), "a.json")
    (result,) = judge(record, "a.json", "en", sha256="0" * 64)
    assert (result.rule.code, result.message) == ("PV211", "source.sha256: the record was made from another file")
    assert result.region
    assert text.split("\n")[result.region.line - 1][result.region.column - 1 :].startswith(
        f'"{WHOLE["source"]["sha256"]}'
    )


def test_every_rule_has_a_code_of_its_own_and_speaks_both_languages() -> None:
    codes = [one.code for one in RULES.values()]
    assert sorted(codes) == sorted(set(codes))
    shown = {code for _, code, _ in GUARANTEES} | {"PV101", "PV102", "PV103", "PV104"}
    assert shown == set(codes)


@pytest.mark.parametrize("change", [change for change, _, _ in GUARANTEES])
def test_guarantees_are_told_in_chinese_as_well(change: Change) -> None:
    for one in findings(json.dumps(changed(change, WHOLE)), "a.json", "zh"):
        words = one.message.partition("\uff1a")[2]
        assert any("\u4e00" <= char <= "\u9fff" for char in words)
        assert any("\u4e00" <= char <= "\u9fff" for char in one.rule.summary)


def test_findings_come_in_the_order_of_the_file() -> None:
    def change(one: Data) -> None:
        one["tasks"][1].update(title=1, text=2)
        one["clauses"][0].update(text=3)
        one["generator"].update(name=4)

    regions = [one.region for one in findings(FORMS["indented"][1](changed(change)), "a.json")]
    assert len(regions) == 4
    assert regions == sorted(regions)  # type: ignore[type-var]


@pytest.mark.parametrize("form", ["indented", "block"])
def test_line_ends_and_a_byte_order_mark_shift_nothing(form: str) -> None:
    path, write = FORMS[form]
    text = write(changed(lambda data: data["tasks"][1].update(title=777777)))
    plain = [one.region for one in findings(text, path)]
    for other in (text.replace("\n", "\r\n"), text.replace("\n", "\r"), f"\ufeff{text}"):
        assert [one.region for one in findings(other, path)] == plain
    lines = "\ufeff" + "\r\n".join(json.dumps(one) for one in (OTHER, {}))
    assert {one.region for one in findings(lines, "a.jsonl")} == {Region(2, 1, 2, 2)}


def test_columns_are_code_points() -> None:
    text = '{"generator": {"name": "\U0001f600政务", "version": 7}}'
    (region,) = {one.region for one in findings(text, "a.json") if one.message.startswith("generator.version")}
    assert region == Region(1, text.index("7") + 1, 1, text.index("7") + 2)


def test_a_value_that_yaml_leaves_out_is_told_at_its_key() -> None:
    text = in_yaml(changed(lambda data: data["tasks"][1].update(title="@@@"))).replace(" '@@@'", "")
    result, region = the_only(findings(text, "a.yaml"))
    assert result.message == "tasks[1].title: is null, must be text"
    assert text.split("\n")[region.line - 1][region.column - 1 : region.end_column - 1] == "title"


def test_a_value_of_several_lines_ends_where_it_ends() -> None:
    text = in_yaml(changed(lambda data: data["source"].update(sha256="@@@"))).replace(" '@@@'", " |\n    ab\n    cd\n")
    _, region = the_only(findings(text, "a.yaml"))
    assert (region.end_line, region.end_column) == (region.line + 2, 7)


def test_of_two_fields_of_a_name_the_last_counts() -> None:
    text = FORMS["indented"][1](OTHER).replace('"generator"', '"generator": 1,\n"generator"', 1)
    assert findings(text, "a.json") == []
    text = text.replace('"name": "plan-extract"', '"name": "x", "name": 7')
    _, region = the_only(findings(text, "a.json"))
    assert text.split("\n")[region.line - 1][region.column - 1] == "7"


def test_an_unknown_field_may_nest_as_deep_as_it_likes() -> None:
    deep = '{"x": ' * 90 + "1" + "}" * 90
    text = json.dumps(SHORT)[:-1] + f', "deep": {deep}' + "}"
    for path in ("a.json", "a.yaml"):
        result, region = the_only(findings(text, path))
        assert (result.message, region.column) == ("deep: is no field of the schema", text.index('"deep"') + 1)


@pytest.mark.parametrize(
    ("text", "path"),
    [("[]", "a.json"), ("3", "a.json"), ("null", "a.jsonl"), ('"x"', "a.yaml"), ("- 1", "a.yaml"), ("{}", "a.yaml")],
)
def test_what_is_readable_and_no_record_is_invalid_with_a_place(text: str, path: str) -> None:
    results = findings(text, path)
    assert {(one.region.line, one.region.column) for one in results if one.region} == {(1, 1)}
    assert results[0].message.split(": ")[0] == ("schema_version" if text == "{}" else "(record)")


@pytest.mark.parametrize("text", ["{", "{'a': 1}", "plan", '{"a": 1} {"a": 1}', "[1,]", '{"a":\x01}'])
def test_what_is_no_json_is_unreadable(text: str) -> None:
    with pytest.raises(UnreadableError, match=r"a\.json:1:\d+: "):
        findings(text, "a.json")


def test_a_finding_is_the_same_when_it_moves() -> None:
    def prints(change: Change, form: str = "indented", data: Data = WHOLE) -> set[str]:
        path, write = FORMS[form]
        return set(fingerprints(findings(write(changed(change, data)), path)))

    def wrong(data: Data) -> Data:
        task = next(one for one in data["tasks"] if one["id"] == "二/(一)/3")
        task["units"][0]["role"] = "boss"
        task.pop("due")
        return data

    before = prints(wrong)
    assert len(before) == 2
    assert prints(wrong, "compact") == before
    assert prints(lambda data: wrong(data)["tasks"].pop(0)) == before
    assert (
        prints(lambda data: next(one for one in wrong(data)["tasks"] if one["id"] == "二/(一)/3").update(id="x"))
        != before
    )
    assert prints(lambda data: wrong(data)["tasks"][2]["units"][0].update(role="chief")) - before


def run(*arguments: str | Path, stdin: bytes = b"", cwd: Path | None = None) -> tuple[int, str, str]:
    """Exit code, standard output and standard error of one validation."""
    done = subprocess.run(
        [COMMAND, "validate", *map(str, arguments)],
        input=stdin,
        capture_output=True,
        env={**os.environ, "LC_ALL": "C.UTF-8"},
        cwd=cwd,
        check=False,
    )
    return done.returncode, done.stdout.decode(), done.stderr.decode()


@pytest.fixture
def folder(tmp_path: Path, plan: Plan) -> Path:
    """A valid record, an invalid one, a broken one and an empty file."""
    good = plan.model_dump_json()
    (tmp_path / "good.json").write_text(good, "utf-8")
    (tmp_path / "坏 的.json").write_text(good.replace('"lead"', '"boss"'), "utf-8")
    (tmp_path / "broken.json").write_text(good[:1000], "utf-8")
    (tmp_path / "empty.jsonl").write_text("\n", "utf-8")
    (tmp_path / "gbk.json").write_bytes(good.encode("gb18030"))
    (tmp_path / "some.jsonl").write_text(f"{good}\n{{}}\n{good[:100]}\n", "utf-8")
    return tmp_path


@pytest.mark.parametrize(
    ("names", "code"),
    [
        (("good.json",), 0),
        (("坏 的.json",), 1),
        (("broken.json",), 3),
        (("empty.jsonl",), 3),
        (("gbk.json",), 3),
        (("missing.json",), 3),
        ((".",), 3),
        (("some.jsonl",), 3),
        (("good.json", "坏 的.json"), 1),
        (("missing.json", "坏 的.json", "good.json"), 3),
    ],
)
def test_unreadable_is_not_invalid(folder: Path, names: tuple[str, ...], code: int) -> None:
    assert run(*names, cwd=folder)[0] == code


def test_the_others_are_still_done(folder: Path) -> None:
    code, output, error = run("broken.json", "坏 的.json", "missing.json", "good.json", cwd=folder)
    lines = output.splitlines()
    assert code == 3
    assert lines[0].startswith("坏 的.json:1:")
    assert lines[0].endswith(", must be one of lead, responsible, support, guide, supervise")
    assert lines[-1] == f"looked at 2 files with 2 records: {len(lines) - 1} errors"
    assert [line.split(":")[1] for line in error.splitlines()] == [" broken.json", " missing.json"]


def test_what_was_found_before_a_line_that_is_unreadable_is_told(folder: Path) -> None:
    code, output, error = run("some.jsonl", cwd=folder)
    assert code == 3
    assert output.startswith("some.jsonl:2:1: PV101 FIELD_MISSING ")
    assert output.endswith("looked at 0 files with 2 records: 13 errors\n")
    assert error.startswith("plan-extract: some.jsonl:3:")


@pytest.mark.parametrize("form", ["json", "gitlab", "sarif"])
def test_a_report_is_one_document_whatever_happened(folder: Path, form: str) -> None:
    for names, code in (
        (("broken.json",), 3),
        (("good.json",), 0),
        (("坏 的.json", "missing.json"), 3),
        (("坏 的.json",), 1),
    ):
        found, output, error = run(*names, "-f", form, cwd=folder)
        assert found == code
        json.loads(output)
        assert len(error.splitlines()) == (code == 3)


def test_a_report_goes_into_a_file_whose_ending_says_its_format(folder: Path) -> None:
    assert run("坏 的.json", "-o", "reports/all.sarif", cwd=folder) == (1, "", "")
    assert json.loads((folder / "reports" / "all.sarif").read_text("utf-8"))["version"] == "2.1.0"
    assert run("good.json", "-o", "all.xml", cwd=folder) == (0, "", "")
    assert (folder / "all.xml").read_text("utf-8").startswith("<?xml")
    assert run("good.json", "-o", "all.json", "-f", "gitlab", cwd=folder) == (0, "", "")
    assert (folder / "all.json").read_text("utf-8") == "[]\n"
    assert run("good.json", "-o", "all.txt", cwd=folder) == (0, "", "")
    assert (folder / "all.txt").read_text("utf-8") == "looked at 1 file with 1 record: no findings\n"


def test_a_report_that_makes_no_sense_is_refused_before_the_work(folder: Path) -> None:
    assert run("good.json", "-f", "xml", cwd=folder) == (
        2,
        "",
        "plan-extract: --format xml: give one of text, json, github, gitlab, junit, sarif\n",
    )
    before = (folder / "good.json").read_bytes()
    assert run("good.json", "-o", "./good.json", cwd=folder)[0] == 2
    assert run("good.json", "--source", ZHEJIANG, "-o", ZHEJIANG, cwd=folder)[0] == 2
    assert (folder / "good.json").read_bytes() == before
    assert run("坏 的.json", "-o", "good.json/report", cwd=folder)[0] == 4


def test_records_of_standard_input_are_looked_at(folder: Path) -> None:
    lines = f"{json.dumps(WHOLE)}\n".encode() * 3
    assert run("-", stdin=lines) == (0, "looked at 1 file with 3 records: no findings\n", "")
    code, output, _ = run("-", stdin=b"a: 1\n")
    assert code == 1
    assert "\n-:1:1: PV102 FIELD_UNKNOWN a: is no field of the schema\n" in output


def test_the_report_of_a_run_says_what_judge_found(folder: Path) -> None:
    results = findings((folder / "坏 的.json").read_text("utf-8"), "坏 的.json")
    told = json.loads(run("坏 的.json", "-f", "json", cwd=folder)[1])
    assert told["counts"]["error"] == len(results) == len(told["results"])
    report = Report(("坏 的.json",), tuple(results), "en", 1)
    assert [one["fingerprint"] for one in told["results"]] == fingerprints(report.results)
    assert told["records"] == 1
