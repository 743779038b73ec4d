"""The calendar of a plan's time limits."""

import re
import sys
from datetime import UTC, date, datetime

import icalendar
import pytest

from ledgers import PLAN, embedded
from plan_extract import Plan
from plan_extract.errors import MisuseError
from plan_extract.writers import render


def events(plan: Plan) -> list[icalendar.Event]:
    return icalendar.Calendar.from_ical(render(plan, "ics")).events


def test_every_time_limit_with_a_day_is_an_event_of_that_day() -> None:
    assert [(str(one["summary"]), one.start) for one in events(embedded(PLAN))] == [
        ("健全制度（市司法局）", date(2024, 6, 30)),
        ("健全制度（市司法局）", date(2025, 12, 31)),
        ("+10|接口（市数据局）", date(2025, 12, 31)),
        ("主要目标", date(2026, 12, 31)),
        ("=汇总数据（市数据局）", date(2026, 12, 31)),
    ]


def test_an_event_takes_the_whole_day_and_nobodys_time() -> None:
    lines = render(embedded(PLAN), "ics").decode().split("\r\n")
    assert "DTSTART;VALUE=DATE:20240630" in lines
    assert lines.count("TRANSP:TRANSPARENT") == 5
    assert not any(line.startswith(("DTEND", "DURATION")) for line in lines)


def test_an_event_says_what_is_due_from_whom_and_where_it_stands() -> None:
    assert str(events(embedded(PLAN))[0]["description"]).split("\n") == [
        "完成时限：2024年6月底前",
        "主要内容：2024年6月底前制定管理办法,2025年底前全面实施。",
        "牵头单位：市司法局",
        "配合单位：市财政局、市数据局",
        "来源：某市数据平台建设行动计划(2024-2026年)",
        "位置(行:列)：plan.txt:8:9",
    ]


def test_a_hedge_and_a_year_that_is_inferred_are_told() -> None:
    plan = embedded(
        "一、主要任务\n(一)健全制度。力争6月底前制定办法。(责任单位:市司法局)\n", issued_on=date(2024, 3, 1)
    )
    assert "完成时限：力争6月底前（年份系推得）" in str(events(plan)[0]["description"])


def test_names_stay_when_numbers_move() -> None:
    names = [str(one["uid"]) for one in events(embedded(PLAN))]
    assert len(set(names)) == len(names)
    assert all(re.fullmatch(r"[0-9a-f]{32}@plan-extract", name) for name in names)
    moved = PLAN.replace("二、主要任务\n", "二、主要任务\n(一)做好准备。认真做好准备。\n").replace(
        "(二)优化", "(三)优化"
    )
    moved = moved.replace("(一)健全", "(二)健全").replace("(三)建设", "(四)建设")
    assert [str(one["uid"]) for one in events(embedded(moved, name="renamed.txt"))] == names


def test_the_same_task_twice_has_two_names() -> None:
    task = "健全制度。2025年底前制定办法。(责任单位:市司法局)\n"
    names = [str(one["uid"]) for one in events(embedded(f"一、主要任务\n(一){task}(二){task}"))]
    assert len(names) == len(set(names)) == 2


def test_there_is_no_clock() -> None:
    assert {one.DTSTAMP for one in events(embedded(PLAN))} == {datetime(2024, 3, 1, tzinfo=UTC)}
    undated = embedded("一、主要任务\n(一)健全制度。2025年底前制定办法。(责任单位:市司法局)\n")
    assert {one.DTSTAMP for one in events(undated)} == {datetime(2025, 12, 31, tzinfo=UTC)}
    assert render(undated, "ics") == render(undated, "ics")


def test_lines_are_folded_between_characters_and_read_back() -> None:
    made = render(embedded(PLAN), "ics")
    assert all(len(line) <= 75 for line in made.split(b"\r\n"))
    calendar = icalendar.Calendar.from_ical(made)
    assert str(calendar["x-wr-calname"]) == str(calendar["name"]) == "某市数据平台建设行动计划(2024-2026年)"


def test_no_sign_ends_a_line() -> None:
    plan = embedded(PLAN)
    task = plan.tasks[0].model_copy(update={"title": "a\r\nEND:VEVENT\x00;,\\n"})
    made = render(plan.model_copy(update={"tasks": (task, *plan.tasks[1:])}), "ics")
    assert made.count(b"\r\nEND:VEVENT\r\n") == 5
    assert all(b"\x00" not in line for line in made.split(b"\r\n"))


def test_a_missing_package_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "icalendar", None)
    monkeypatch.delitem(sys.modules, "plan_extract.writers.ics", raising=False)
    with pytest.raises(MisuseError, match=r"needs the package icalendar; pip install 'plan-extract\[ics\]'"):
        render(embedded(PLAN), "ics")


def test_a_name_is_of_the_document_the_task_and_the_limit() -> None:
    text = "某市行动方案\n一、主要任务\n(一)健全制度。6月底前制定办法,9月底前实施。(责任单位:市司法局)\n"
    first = [one.uid for one in events(embedded(text, issued_on=date(2024, 3, 1)))]
    assert len(set(first)) == 2
    other = text.replace("某市", "他市", 1)
    assert not set(first) & {one.uid for one in events(embedded(other, issued_on=date(2024, 3, 1)))}
