"""The published schema, and validation against it and against what it cannot say."""

import copy
import json
import pickle
from collections.abc import Callable
from typing import Any

import jsonschema_rs
import pytest

from plan_extract import Plan, UnreadableError
from plan_extract.guarantees import find_problems
from plan_extract.records import read_records
from plan_extract.schema import SCHEMA_ID, json_schema
from plan_extract.writers import render
from support import ROOT


def test_the_schema_file_is_fresh() -> None:
    published = json.loads((ROOT / "schemas" / "plan.schema.json").read_text("utf-8"))
    assert published == json_schema(), "run make schema"


def test_the_schema_says_which_it_is() -> None:
    schema = json_schema()
    assert schema["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    assert schema["$id"] == SCHEMA_ID
    assert SCHEMA_ID.endswith(Plan.model_fields["schema_version"].annotation.__args__[0])  # type: ignore[union-attr]
    jsonschema_rs.meta.validate(schema)


def test_every_field_has_a_chinese_title_and_description() -> None:
    schema = json_schema()
    for name, definition in {"Plan": schema, **schema["$defs"]}.items():
        for field, described in {"": definition, **definition["properties"]}.items():
            for key in ("title", "description"):
                text = described.get(key, "")
                assert any("\u4e00" <= char <= "\u9fff" for char in text), f"{name}.{field} has no {key}"


def test_no_record_takes_unknown_fields() -> None:
    schema = json_schema()
    assert all(definition["additionalProperties"] is False for definition in (schema, *schema["$defs"].values()))


@pytest.mark.parametrize("form", ["json", "jsonl", "yaml"])
def test_every_format_reads_back_equal(plan: Plan, form: str) -> None:
    (checked,) = read_records(render(plan, form), f"plan.{form}")
    assert checked.plan == plan


def test_dates_in_yaml_need_no_quotes(plan: Plan) -> None:
    text = render(plan, "yaml").decode().replace("issued_on: '2018-04-28'", "issued_on: 2018-04-28")
    (checked,) = read_records(text.encode(), "plan.yaml")
    assert checked.plan == plan


def test_standard_input_is_told_by_its_first_character(plan: Plan) -> None:
    for form in ("json", "jsonl", "yaml"):
        assert [one.plan for one in read_records(render(plan, form), "-")] == [plan]
    assert len(list(read_records(render(plan, "jsonl") * 3, "-"))) == 3


@pytest.mark.parametrize(
    ("data", "path", "place"),
    [
        (b'{"schema_version": "1.0",', "a.json", "a.json:1:26"),
        (b'{"a": 1}\n{"a": ', "a.jsonl", "a.jsonl:2:7"),
        (b"a: [1", "a.yaml", "a.yaml:1:6: "),
        (b"\xff\xfe\xfa", "a.json", "a.json"),
        (b"a: &x [*x]", "a.yaml", "a.yaml:1:8"),
        (b"a: &a [x]\nb: &b [*a,*a]\nc: [*b,*b]", "a.yaml", "a.yaml:2:8"),
        ("标题: 政务\nb: 务\x01".encode(), "a.yaml", "a.yaml:2:5: .* control characters"),
        (b"a: !!int foo", "a.yaml", "a.yaml:1:1"),
        (b"- " * 3000, "a.yaml", "a.yaml:1:"),
        (b"[" * 100000, "a.yaml", "a.yaml:1:"),
        (b"[a," * 100000, "a.yaml", "a.yaml:1:301: .* more levels"),
        (b"{a: " * 100000 + b"}" * 100000, "a.yaml", "a.yaml:1:401: .* more levels"),
        (b"-   " * 100000, "a.yaml", "a.yaml:1:401: .* more levels"),
        (b'a: &a [x]\nb: {"k":*a}', "a.yaml", "a.yaml:2:9: .* alias"),
        ('{"\u6807\u9898": 1,\n"b": "\u4e2d\u6587\\ud800"}'.encode(), "a.json", "a.json:2:15: "),
        ("".join(f"{' ' * depth}a:\n" for depth in range(300)).encode(), "a.yaml", "a.yaml:"),
        (b"[" * 100000, "a.json", "a.json:1:202: .* recursion limit"),
        (b'{"a": 1' + b"0" * 6000 + b"}", "a.json", "a.json:1:4308: .* number out of range"),
        ('{"标题": x}'.encode(), "a.json", "a.json:1:8"),
    ],
)
def test_what_is_no_json_or_yaml_is_unreadable_not_invalid(data: bytes, path: str, place: str) -> None:
    with pytest.raises(UnreadableError, match=place):
        list(read_records(data, path))


def problems(plan: Plan, change: Callable[[dict[str, Any]], object], raw: str | None = None) -> list[str]:
    """What is found wrong with the plan after a change of its record."""
    record = copy.deepcopy(plan.model_dump(mode="json"))
    change(record)
    (checked,) = read_records(json.dumps(record).encode(), "plan.json")
    found = checked.problems or find_problems(checked.plan, raw)  # type: ignore[arg-type]
    return [f"{one.place}: {one.message}" for one in found]


@pytest.mark.parametrize(
    ("change", "place"),
    [
        (lambda one: one.pop("tasks"), "tasks: is missing"),
        (lambda one: one.update(extra=1), "extra: is no field"),
        (lambda one: one["tasks"][3].update(title=7), "tasks[3].title: is 7, must be text"),
        (
            lambda one: one["tasks"][0]["units"][1].update(role="boss"),
            'tasks[0].units[1].role: is "boss", must be one of lead, ',
        ),
        (
            lambda one: one["document"].update(issued_on="28.4.2018"),
            'document.issued_on: is "28.4.2018", must be a date',
        ),
        (
            lambda one: one["clauses"][2]["span"].update(start="223"),
            'clauses[2].span.start: is "223", must be a whole number',
        ),
        (lambda one: one["diagnostics"][0].update(code="X1"), 'diagnostics[0].code: is "X1", must match'),
        (
            lambda one: one["tasks"][5]["targets"][0].update(value=float("inf")),
            "tasks[5].targets[0].value: is Infinity, must be a finite number or a list",
        ),
    ],
)
def test_a_broken_schema_is_named(plan: Plan, change: Callable[[dict[str, Any]], object], place: str) -> None:
    assert problems(plan, change)[0].startswith(place)


@pytest.mark.parametrize(
    ("change", "place"),
    [
        (lambda one: one["clauses"][5].update(id="一"), "clauses[2].id"),
        (lambda one: one["tasks"][1].update(id="二/(一)/1"), "tasks[0].id"),
        (lambda one: one["tasks"][0].update(clause="九"), "tasks[0].clause"),
        (lambda one: one["tasks"][0].update(assignments=["x"]), "tasks[0].assignments"),
        (lambda one: one["clauses"][4].update(parent="x"), "clauses[4].parent"),
        (lambda one: one["assignments"][0]["span"].update(start=0), "assignments[0].span"),
        (lambda one: one["assignments"][0]["units"][0]["span"].update(end=1433), "assignments[0].units[0].text"),
        (lambda one: one["assignments"][0]["units"][0]["span"].update(start=7), "assignments[0].units[0].span"),
        (lambda one: one["deadlines"][0]["span"].update(start=570), "deadlines[0].text"),
        (lambda one: one["tasks"][0]["span"].update(end=99999), "tasks[0].span"),
        (lambda one: one["tasks"][0]["span"].update(end=10**30), "tasks[0].span"),
        (lambda one: one["clauses"].reverse(), "clauses[0].depth"),
        (lambda one: one["clauses"][4].update(parent=one["clauses"][4]["id"]), "clauses[4].depth"),
        (lambda one: one["deadlines"][0].update(start="2099-01-01"), "deadlines[0]"),
        (lambda one: one["tasks"][18]["deadlines"][0].update(start="2099-01-01"), "tasks[18].deadlines[0]"),
        (lambda one: one["tasks"][18]["deadlines"][0].update(clause="九"), "tasks[18].deadlines[0].clause"),
        (lambda one: one["tasks"][3].update(units=[]), "tasks[3].units"),
        (lambda one: one["tasks"][0].update(measures=one["tasks"][1]["measures"]), "tasks[0].measures[0].span"),
        (lambda one: one["clauses"][3].update(heading="别的"), "clauses[3].heading"),
        (lambda one: one["document"].update(title="别的"), "document.title"),
        (lambda one: one["references"][0].update(title="别的"), "references[0].title"),
        (lambda one: one["attachments"][0].update(title="别的"), "attachments[0].title"),
        (lambda one: one["coverage"].update(unclaimed=3), "coverage"),
        (lambda one: one["coverage"]["by_kind"].update(body=3), "coverage"),
    ],
)
def test_a_broken_guarantee_is_named(
    plan: Plan, raw: str, change: Callable[[dict[str, Any]], object], place: str
) -> None:
    assert any(one.startswith(f"{place}:") for one in problems(plan, change, raw))


def test_texts_are_compared_with_the_embedded_source(plan: Plan, raw: str) -> None:
    assert problems(plan, lambda one: one["source"].update(text=raw)) == []
    assert problems(plan, lambda one: one["source"].update(text=raw.replace("政务钉钉", "政务叮叮")))
    assert problems(plan, lambda one: one["source"].update(text=raw + "。")) == [
        "source.characters: the source text has 8146"
    ]


def test_another_source_is_found_out(plan: Plan) -> None:
    assert find_problems(plan, sha256=plan.source.sha256) == []
    assert [one.place for one in find_problems(plan, sha256="0" * 64)] == ["source.sha256"]


def test_errors_come_back_from_worker_processes() -> None:
    error = pickle.loads(pickle.dumps(UnreadableError("missing", path="plan.txt")))
    assert (str(error), error.key, error.exit_code) == (str(UnreadableError("missing", path="plan.txt")), "missing", 3)
