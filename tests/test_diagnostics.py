"""Each check of `diagnostics.CHECKS` speaks where its rule says so, points at the words, and is silent where it should be."""

from datetime import date

import pytest

from plan_extract import Plan, parse
from plan_extract.diagnostics import CHECKS
from plan_extract.messages import Language
from plan_extract.model import SourceNote
from plan_extract.pipeline import parse_source
from plan_extract.rules import GROUPS, Explanation, explanations, find_rule, to_markdown, told
from support import ROOT


def checked(text: str, note: SourceNote | None = None) -> Plan:
    """A plan with the advice to its authors, and what the reader of its file has noted."""
    source = parse(text).source.model_copy(update={"notes": (note,) if note else ()})
    return parse_source(source, text, advice=True)


def findings(text: str, name: str, note: SourceNote | None = None) -> list[str | None]:
    """The words that one check points at."""
    return [one.span.of(text) if one.span else None for one in checked(text, note).diagnostics if one.name == name]


@pytest.mark.parametrize("rule", explanations().values(), ids=lambda rule: rule.check.name)
def test_a_check_speaks_and_is_silent(rule: Explanation) -> None:
    assert rule.words in findings(rule.fires, rule.check.name, rule.note)
    assert findings(rule.silent, rule.check.name) == []


@pytest.mark.parametrize("rule", explanations().values(), ids=lambda rule: rule.check.name)
def test_a_finding_is_told_in_both_languages_with_the_same_words(rule: Explanation) -> None:
    (found, *_) = (one for one in checked(rule.fires, rule.note).diagnostics if one.name == rule.check.name)
    assert told(found, "zh") == found.message
    assert ("{words}" in rule.message) == ("{words}" in rule.check.message)
    before, _, behind = rule.message.partition("{words}")
    english = told(found, "en")
    words = english[len(before) : len(english) - len(behind)]
    assert rule.check.message.format(words=words) == found.message


def test_every_rule_is_explained_in_both_languages_and_belongs_to_a_group() -> None:
    assert len(explanations()) == len(CHECKS) >= 40
    languages: tuple[Language, ...] = ("en", "zh")
    for rule in explanations().values():
        assert rule.group in GROUPS.values()
        assert all(rule.means[language] and rule.mend[language] for language in languages)


def test_a_rule_is_found_by_its_code_and_by_its_name() -> None:
    assert find_rule("PE401") is find_rule("task_without_unit") is explanations()["PE401"]
    assert find_rule("PE000") is None


def test_the_page_of_the_rules_is_fresh() -> None:
    assert (ROOT / "docs" / "RULES.md").read_text("utf-8") == to_markdown()


def test_a_record_holds_doubts_and_no_advice() -> None:
    advice = {one.name for one in CHECKS if one.advice}
    text = "一、推进改革。抓好落实。"
    assert advice & {one.name for one in checked(text).diagnostics} == {"TASK_WITHOUT_OUTCOME"}
    assert not advice & {one.name for one in parse(text).diagnostics}


def test_codes_are_unique_and_in_order() -> None:
    codes = [one.code for one in CHECKS]
    assert sorted(set(codes)) == codes


def test_a_duplicate_names_the_other_task_and_points_at_what_is_repeated() -> None:
    text = "一、加强监管。建立信用评价管理平台。\n二、强化服务。抓好落实，建立信用评价管理平台。"
    found = [one for one in parse(text).diagnostics if one.name == "DUPLICATE_TASK"]
    assert [(one.clause, one.span.of(text) if one.span else None) for one in found] == [
        ("一", "信用评价管理平台"),
        ("二", "信用评价管理平台"),
    ]
    assert [one.message for one in found] == [
        "任务重复，另见 二：信用评价管理平台",
        "任务重复，另见 一：信用评价管理平台",
    ]


def test_the_line_breaks_of_a_page_are_one_thing_to_know() -> None:
    line = "深入推进改革创新和制度建设不断完善体制机制促进高质量发展提升治理能力"
    text = "一、主要任务\n(一)落实制度。" + "\n".join([line] * 15) + "。"
    (found,) = (one for one in parse(text).diagnostics if one.name == "LINE_BREAK_JOINED")
    assert found.span is None
    assert "共 14 处" in found.message


def test_units_that_come_by_a_directive_need_no_lead_mark() -> None:
    text = (
        "一、主要任务\n(一)建立平台。抓好运行。(市教育局负责。以下均需城关区政府、安宁区政府落实,不再列出)\n"
        "(二)组织评估。写好报告。(市统计局负责)"
    )
    assert findings(text, "LEAD_UNMARKED") == []


def test_the_full_names_that_nobody_knows_are_told_together() -> None:
    text = "一、推进改革。加强监管。(责任单位:市财政局、市司法局)"
    (found,) = (one for one in parse(text).diagnostics if one.name == "UNIT_CANONICAL_UNKNOWN")
    assert found.message.endswith("2 个：市财政局、市司法局")


def test_the_year_of_an_interval_is_that_of_its_first_day() -> None:
    text = "一、任务\n(一)抓好落实。2024年5月至6月开展检查。抓好整改,7月底前完成。"
    assert findings(text, "YEAR_INFERRED") == ["7月底前"]


def test_a_limit_that_counts_from_an_issue_nobody_knows_is_told() -> None:
    text = "一、推进改革。三年内完成改造。"
    vague = [
        [one.name for one in plan.diagnostics if one.name == "DEADLINE_VAGUE"]
        for plan in (parse(text), parse(text, issued_on=date(2018, 4, 28)))
    ]
    assert vague == [["DEADLINE_VAGUE"], []]


def test_a_body_that_a_sentence_makes_lead_is_no_pointer() -> None:
    text = "一、推进改革。教育部门牵头制定办法。\n二、推进宣传。{}"
    named = [findings(text.format(rest), "LEAD_UNRESOLVED") for rest in ("抓好落实。", "各牵头部门要抓好落实。")]
    assert named == [[], ["各牵头部门"]]


def alike(count: int, other: int = 0) -> list[tuple[str | None, str]]:
    """The doubts about leads that nobody marks, of so many alike tasks and other ones."""
    marks = "一二三四五六七八九十"
    numbers = [f"{marks[one // 10]}十{marks[one % 10]}" for one in range(count + other)]
    named = ["市财政局、市教育局负责"] * count + ["市司法局牵头"] * other
    text = "\n".join(
        f"{number}、{number}号事项。推进第{number}项改革。({who})" for number, who in zip(numbers, named, strict=True)
    )
    assert sum(one.name == "LEAD_UNMARKED" for one in parse(text).diagnostics) == count  # a record holds them all
    return [(one.clause, one.message) for one in checked(text).diagnostics if one.name == "LEAD_UNMARKED"]


def test_what_is_the_manner_of_a_document_is_told_once() -> None:
    assert len(alike(12)) == 12
    ((clause, message),) = alike(13)
    assert clause is None
    assert message == "点名两个以上责任单位而未标明牵头：共 13 处，首处一十一号事项"
    assert len(alike(13, other=13)) == 1
    assert len(alike(13, other=14)) == 13


def test_the_period_of_a_plan_says_by_when() -> None:
    text = "一、主要任务\n(一)健全制度。制定管理办法,覆盖率达到95%以上。(责任单位:市司法局)"
    names = {one.name for one in checked(text).diagnostics}
    assert {"TARGET_WITHOUT_DEADLINE", "DELIVERABLE_WITHOUT_DEADLINE"} <= names
    for title in ("某市“十四五”数据发展规划\n", "某市数据行动方案(2024-2026年)\n"):
        names = {one.name for one in checked(title + text).diagnostics}
        assert names.isdisjoint({"TARGET_WITHOUT_DEADLINE", "DELIVERABLE_WITHOUT_DEADLINE"})


def test_what_an_annex_repeats_is_no_duplicate() -> None:
    task = "建立健全部门协作机制。抓好落实。(责任单位:市司法局)"
    plan = parse(f"某市行动方案\n一、主要任务\n(一){task}\n附件1\n任务清单\n一、{task}")
    assert len(plan.tasks) == 2
    assert "DUPLICATE_TASK" not in {one.name for one in plan.diagnostics}


def test_those_that_a_plan_sets_up_are_in_no_list() -> None:
    text = "一、主要任务\n(一)健全制度。抓好落实。(责任单位:市数据共享联席会议、市数据谷推进局)"
    unknown = [one.message for one in parse(text).diagnostics if one.name == "UNIT_UNRECOGNISED"]
    assert [message.rpartition("：")[2] for message in unknown] == ["市数据谷推进局"]


def test_leads_that_a_directive_makes_are_not_too_many() -> None:
    plan = parse(
        "一、主要任务(两省市列首位的为牵头单位)\n"
        "(一)健全制度。抓好落实。(责任单位:四川省发展改革委、四川省财政厅;重庆市发展改革委、重庆市财政局)"
    )
    assert [unit.role for unit in plan.tasks[0].units].count("lead") == 2
    assert "LEAD_MULTIPLE" not in {one.name for one in plan.diagnostics}
