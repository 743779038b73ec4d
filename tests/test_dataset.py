"""The rows of a plan in related tables."""

import sqlite3
from datetime import date

import pytest
from pydantic import BaseModel

from ledgers import PLAN, embedded
from plan_extract import Plan, model
from plan_extract.dataset import KEYS, TABLES, Column, Row, rows_of
from plan_extract.dataset.outline import paths_of
from plan_extract.errors import MisuseError

Dicts = list[dict[str, object]]

# The records of the tables, and their fields that are columns of another name, tables of their own, or left out.
RECORDS: dict[str, tuple[type[BaseModel], set[str]]] = {
    "documents": (model.Document, {"period", "conflicts", "spans"}),
    "clauses": (model.Clause, {"id", "span"}),
    "tasks": (
        model.Task,
        {"id", "span", "assignments", "units", "persons", "deadlines", "targets", "deliverables", "references"},
    ),
    "units": (model.UnitMention, {"span"}),
    "persons": (model.PersonMention, {"span"}),
    "deadlines": (model.Deadline, {"span", "start", "end"}),
    "targets": (model.Target, {"span", "by"}),
    "deliverables": (model.Deliverable, {"span"}),
    "references": (model.Reference, {"id", "span"}),
    "diagnostics": (model.Diagnostic, {"span"}),
}


def rows(plan: Plan) -> dict[str, Dicts]:
    """The rows of each table by the names of their columns."""

    def named(columns: tuple[Column, ...], row: Row) -> dict[str, object]:
        return dict(zip((one.name for one in columns), row, strict=True))

    return {table.name: [named(table.columns, row) for row in made] for table, made in rows_of(plan)}


@pytest.fixture(scope="module")
def found() -> dict[str, Dicts]:
    return rows(embedded(PLAN))


def test_no_field_of_a_record_is_forgotten() -> None:
    assert {one.name for one in TABLES} == set(RECORDS)
    for table in TABLES:
        record, elsewhere = RECORDS[table.name]
        assert set(record.model_fields) - elsewhere <= {column.name for column in table.columns}
        assert elsewhere <= set(record.model_fields)


def test_rows_of_the_real_plan_refer_to_rows_before_them(plan: Plan, raw: str) -> None:
    made = rows(embedded(raw))
    known: dict[str, set[object]] = {}
    for table in TABLES:
        keys = [row[table.key] for row in made[table.name]] if table.key else []
        assert len(keys) == len(set(keys))
        known[table.name] = set(keys)
        for column in table.columns:
            if column.name in KEYS:
                assert {row[column.name] for row in made[table.name]} <= {*known[KEYS[column.name]], None}
    assert {name: len(of) for name, of in made.items()} == {
        "documents": 1,
        "clauses": len(plan.clauses),
        "tasks": 46,
        "units": 120,
        "persons": 0,
        "deadlines": len(made["deadlines"]),
        "targets": len(made["targets"]),
        "deliverables": sum(len(task.deliverables) for task in plan.tasks),
        "references": len(made["references"]),
        "diagnostics": len(plan.diagnostics),
    }
    for name in ("deadlines", "targets", "references"):
        spans = {(row["span_start"], row["span_end"]) for row in made[name]}
        goals = [one for goal in plan.goals for one in getattr(goal, name, ())]
        tasks = [one for task in plan.tasks for one in getattr(task, name) if name == "targets"]
        expected = tasks + goals if name == "targets" else getattr(plan, name)
        assert spans == {(one.span.start, one.span.end) for one in expected}


def test_required_columns_hold_something_and_others_may_not(found: dict[str, Dicts]) -> None:
    for table in TABLES:
        for column in table.columns:
            assert not column.required or all(row[column.name] is not None for row in found[table.name]), column


def test_a_document_is_one_row_with_its_text(found: dict[str, Dicts]) -> None:
    (row,) = found["documents"]
    assert row["document"] == "plan.txt"
    assert row["text"] == PLAN
    assert (row["issued_on"], row["period_start"], row["period_end"]) == (
        date(2024, 3, 1),
        date(2024, 1, 1),
        date(2026, 12, 31),
    )
    assert row["issuers"] == ("某市人民政府",)


def test_a_text_without_a_name_goes_by_its_digest() -> None:
    for name in (None, "-"):
        plan = embedded(PLAN, name=name)
        assert {row["document"] for of in rows(plan).values() for row in of} == {plan.source.sha256}


def test_clauses_know_the_headings_above_them(found: dict[str, Dicts]) -> None:
    row = next(row for row in found["clauses"] if row["clause"] == "二/(三)/1")
    assert (row["path"], row["heading"], row["marker"], row["marker_number"]) == (
        ("主要任务", "建设平台"),
        "=汇总数据",
        "1.",
        1,
    )
    assert (row["number"], row["parent"], row["place"]) == (6, "二/(三)", "11:1")


def test_what_several_plans_say_stands_under_their_titles() -> None:
    plan = embedded(
        "某市数据平台建设行动计划\n一、主要任务\n(一)健全制度。制定办法。(责任单位:市司法局)\n二、保障措施\n(一)加强督查。开展督查。\n"
        "某市交通建设实施方案\n一、主要任务\n(一)修路。建设公路。(责任单位:市交通局)\n"
    )
    paths = paths_of(plan)
    assert [paths[task.clause] for task in plan.tasks] == [task.path for task in plan.tasks]
    assert {path[0] for path in paths.values() if path} == {"某市数据平台建设行动计划", "某市交通建设实施方案"}


def test_units_of_a_task_and_of_none() -> None:
    made = rows(embedded(PLAN))["units"]
    first = made[0]
    assert (first["task"], first["clause"], first["text"], first["role"]) == ("二/(一)", "二/(一)", "市司法局", "lead")
    assert [row["task"] for row in made if row["text"] == "市数据局"] == [
        "二/(一)",
        "二/(二)",
        "二/(三)/1",
        "二/(三)/2",
    ]
    nobody = embedded("一、主要任务\n各项任务如下。(责任单位:市司法局)\n(一)健全制度。制定办法。(责任单位:市财政局)\n")
    assert [(row["task"], row["text"]) for row in rows(nobody)["units"]] == [
        ("一/(一)", "市财政局"),
        (None, "市司法局"),
    ]


def test_time_limits_of_tasks_come_first_then_those_of_none(found: dict[str, Dicts]) -> None:
    assert [(row["task"], row["text"], row["end_date"]) for row in found["deadlines"]][-1] == (
        None,
        "到2026年",
        date(2026, 12, 31),
    )
    assert found["deadlines"][0]["task"] == "二/(一)"


def test_a_range_has_two_values_and_a_goal_no_task(found: dict[str, Dicts]) -> None:
    goal = next(row for row in found["targets"] if row["metric"] == "平台用户")
    assert (goal["task"], goal["clause"], goal["value"], goal["value_to"], goal["by_date"]) == (
        None,
        "一",
        500_000,
        None,
        date(2026, 12, 31),
    )
    made = rows(embedded("一、主要任务\n(一)健全制度。新建充电桩100至200个。(责任单位:市司法局)\n"))["targets"]
    assert (made[0]["value"], made[0]["value_to"]) == (100, 200)


def test_a_reference_stands_once_for_each_task_and_once_for_none() -> None:
    text = "一、总体要求\n落实《甲办法》。\n二、主要任务\n(一)健全制度。落实《乙办法》,开展检查。(责任单位:市司法局)\n"
    made = rows(embedded(text))["references"]
    assert [(row["task"], row["title"]) for row in made] == [(None, "甲办法"), ("二/(一)", "乙办法")]


def test_a_doubt_names_its_task(found: dict[str, Dicts]) -> None:
    tasks = {row["code"]: row["task"] for row in found["diagnostics"]}
    assert tasks["PE401"] == "三/(二)"


def test_places_are_offsets_of_the_text_and_lines_for_people(plan: Plan, raw: str) -> None:
    for name, of in rows(embedded(raw)).items():
        for row in of if name != "documents" else ():
            if row["place"]:
                line, column = map(int, str(row["place"]).split(":"))
                start = row["span_start"]
                assert isinstance(start, int)
                lines = raw[:start].split("\n")
                assert (line, column) == (len(lines), len(lines[-1]) + 1)


def test_no_text_no_rows(plan: Plan) -> None:
    with pytest.raises(MisuseError, match="--embed-text"):
        next(rows_of(plan))


def test_no_column_is_a_word_of_sql() -> None:
    for one in TABLES:
        database = sqlite3.connect(":memory:")
        names = [column.name for column in one.columns]
        database.execute(f"CREATE TABLE one ({', '.join(f'{name} TEXT' for name in names)})")
        database.execute(f"SELECT {', '.join(names)} FROM one")
        database.close()


SEVERAL = """某市行动方案
一、主要任务
(一)健全制度。2024年1月至6月制定管理办法;落实《甲办法》;优化流程。(市司法局牵头,责任人:张明)推进改革。2025年起每年评估。(责任单位:市财政局)
"""


def test_every_column_has_the_value_of_its_record() -> None:
    plan = embedded(SEVERAL)
    made = rows(plan)
    assert [row["task"] for row in made["tasks"]] == [task.id for task in plan.tasks] == ["一/(一)#1", "一/(一)#2"]
    for row, task in zip(made["tasks"], plan.tasks, strict=True):
        assert row["measures"] == tuple(one.text for one in task.measures)
        assert (row["due"], row["path"], row["fingerprint"]) == (task.due, task.path, task.fingerprint)
    assert made["tasks"][0]["measures"]
    of_tasks = {
        name: [(task, one) for task in plan.tasks for one in getattr(task, name)]
        for name in ("units", "persons", "deadlines", "deliverables")
    }
    for name, records in of_tasks.items():
        assert records, name
        found = [row for row in made[name] if row["task"]]
        for row, (task, one) in zip(found, records, strict=True):
            assert (row["task"], row["clause"]) == (task.id, task.clause)
            assert (row["span_start"], row["span_end"]) == (one.span.start, one.span.end)
            same = set(type(one).model_fields) & set(row) - {"clause"}
            assert {field: row[field] for field in same} == {field: getattr(one, field) for field in same}
    interval = next(row for row in made["deadlines"] if row["kind"] == "interval")
    assert (interval["start_date"], interval["end_date"]) == (date(2024, 1, 1), date(2024, 6, 30))


def test_persons_of_annotations_that_no_task_has_know_their_clause() -> None:
    text = "一、主要任务\n各项任务如下。(责任单位:市司法局;责任人:张明)\n(一)健全制度。制定办法。(责任单位:市财政局;责任人:李强)\n"
    made = rows(embedded(text))["persons"]
    assert [(row["task"], row["clause"], row["text"]) for row in made] == [
        ("一/(一)", "一/(一)", "李强"),
        (None, "一", "张明"),
    ]


def test_a_reference_of_two_tasks_has_two_rows() -> None:
    plan = embedded(SEVERAL)
    both = tuple(task.model_copy(update={"references": (plan.references[0].id,)}) for task in plan.tasks)
    made = rows(plan.model_copy(update={"tasks": both}))["references"]
    assert [row["task"] for row in made] == ["一/(一)#1", "一/(一)#2"]
