"""One clause a line, for search and retrieval."""

import json
from typing import Any

from ledgers import PLAN, embedded
from plan_extract import Plan
from plan_extract.writers import render


def chunks(plan: Plan) -> list[dict[str, Any]]:
    return [json.loads(line) for line in render(plan, "chunks").splitlines()]


def test_a_clause_with_all_that_says_what_it_is_of() -> None:
    plan = embedded(PLAN)
    found = {one["clause"]: one for one in chunks(plan)}
    assert list(found) == [clause.id for clause in plan.clauses]
    assert found["二/(三)/1"] == {
        "id": "plan.txt#二/(三)/1",
        "text": "=汇总数据。力争2026年底前建成平台。",
        "path": ["主要任务", "建设平台"],
        "clause": "二/(三)/1",
        "marker": "1.",
        "part": "body",
        "parent": "二/(三)",
        "depth": 3,
        "heading": "=汇总数据",
        "role": "task",
        "start": PLAN.index("1.=汇总"),
        "end": PLAN.index("\n2.+10"),
        "place": "11:1",
        "tasks": [
            {
                "id": "二/(三)/1",
                "kind": "task",
                "title": "=汇总数据",
                "units": [{"name": "市数据局", "role": "responsible", "canonical": "某市数据局"}],
                "due": "2026-12-31",
            }
        ],
        "document": {
            "name": "plan.txt",
            "sha256": plan.source.sha256,
            "title": plan.document.title,
            "plan_title": "某市数据平台建设行动计划(2024-2026年)",
            "kind": "行动计划",
            "document_number": None,
            "issuers": ["某市人民政府"],
            "issued_on": "2024-03-01",
            "region": plan.document.region,
            "level": plan.document.level,
        },
    }


def test_the_names_of_the_real_plan_are_one_each_and_offsets_hold(plan: Plan, raw: str) -> None:
    found = chunks(embedded(raw))
    assert len({one["id"] for one in found}) == len(found) == len(plan.clauses)
    assert sum(len(one["tasks"]) for one in found) == 46
    for one in found:
        assert raw[one["start"] : one["end"]].startswith(one["marker"] or one["text"][:1])


def test_a_text_without_a_name_goes_by_its_digest() -> None:
    plan = embedded(PLAN, name=None)
    assert chunks(plan)[0]["id"].startswith(f"{plan.source.sha256}#")


def test_a_clause_of_several_tasks_has_them_all() -> None:
    text = "一、主要任务\n(一)健全制度。制定办法。(责任单位:市司法局)推进改革。抓好落实。(责任单位:市财政局)\n"
    found = {one["clause"]: [task["id"] for task in one["tasks"]] for one in chunks(embedded(text))}
    assert found == {"一": [], "一/(一)": ["一/(一)#1", "一/(一)#2"]}
