"""Sections that tell what has been: no time limits, no targets."""

from plan_extract import parse

PLAN = """第一章 规划背景
第一节 工作基础
2030年前建成体系的条件已经具备。新建充电站300座，每年新增50座。
第二章 重点任务
第一节 夯实发展基础
到2030年，建成充电站1000座。
"""


def test_background_binds_nobody() -> None:
    plan = parse(PLAN)
    assert [deadline.text for deadline in plan.deadlines] == ["到2030年"]
    assert [(target.value, str(target.by)) for task in plan.tasks for target in task.targets] == [(1000, "2030-12-31")]


def test_so_does_the_last_plan() -> None:
    plan = parse(PLAN.replace("规划背景", "总则").replace("工作基础", "“十四五”时期发展成就"))
    assert [deadline.text for deadline in plan.deadlines] == ["到2030年"]


def test_a_heading_that_says_what_to_do_is_none() -> None:
    plan = parse(PLAN.replace("规划背景", "加快建设").replace("工作基础", "夯实工作基础"))
    assert [deadline.text for deadline in plan.deadlines] == ["2030年前", "每年", "到2030年"]
