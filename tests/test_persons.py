"""Persons who answer for a task: behind labels, in headings, in tables; and who is none."""

import pytest

from plan_extract import Plan, extract, parse
from plan_extract.guarantees import find_problems
from plan_extract.model import Assignment


def read(text: str) -> Plan:
    plan = parse(text)
    assert find_problems(plan, text) == []
    assert plan.coverage.unclaimed == 0
    return plan


def persons(plan: Plan) -> dict[str, list[tuple[str, str, str]]]:
    """The persons of each task: words, role, basis."""
    return {task.id: [(one.text, one.role, one.basis) for one in task.persons] for task in plan.tasks}


def units(plan: Plan) -> dict[str, list[str]]:
    return {task.id: [one.text for one in task.units] for task in plan.tasks}


@pytest.mark.parametrize(
    ("bracket", "named", "bodies"),
    [
        ("责任单位:市财政局,责任人:李明", [("李明", "person")], ["市财政局"]),
        ("牵头领导:欧阳锋;牵头单位:市水利局", [("欧阳锋", "leader")], ["市水利局"]),
        ("责任单位:市财政局责任人:李明", [("李明", "person")], ["市财政局"]),
        ("市财政局牵头;责任人:李明,联系电话:12345678", [("李明", "person")], ["市财政局"]),
        ("责任人:李明(局长、党组书记)、王五(副局长) 13800000000", [("李明", "person"), ("王五", "person")], []),
        ("责任人:张三 李 四;联系人:王五", [("张三", "person"), ("李四", "person")], []),
        ("分管领导:副市长 张三", [("副市长张三", "leader")], []),
        ("责任人:市财政局 李明", [("市财政局李明", "person")], []),
        ("责任人:各县(市、区)党政主要负责人", [("各县(市、区)党政主要负责人", "person")], []),
        ("责任人:市财政局、市司法局", [], ["市财政局", "市司法局"]),
        (
            "分管副省长、协管副秘书长负责,省科技厅牵头",
            [("分管副省长", "leader"), ("协管副秘书长", "leader")],
            ["省科技厅"],
        ),
        ("张山常务副市长牵头,市林业局具体负责", [("张山常务副市长", "leader")], ["市林业局"]),
    ],
)
def test_persons_behind_a_label(bracket: str, named: list[tuple[str, str]], bodies: list[str]) -> None:
    found = extract(f"健全制度。({bracket})").assignments
    assert [(one.text, one.role) for assignment in found for one in assignment.persons] == named
    assert [one.text for assignment in found for one in assignment.units] == bodies


@pytest.mark.parametrize(
    "words",
    [
        "落实主办单位和协办单位。主办单位的“一把手”为该项目的责任人。",
        "健全制度。(责任人:对推进不力的予以通报)",
        "健全制度。(责任编辑:张三)",
        "健全制度。(联系人:张三)",
        "市财政局联系人:张三,联系电话:12345678",
        "责任人发生变动后,及时报备。",
    ],
)
def test_who_is_named_for_nothing(words: str) -> None:
    assert extract(words).assignments == ()


def test_lines_of_labels_with_a_leader() -> None:
    plan = read("一、任务\n1.健全制度。\n责 任 领 导:周 强 徐惠彬\n责任单位:市财政局\n2.推进改革。\n责任单位:市科技局")
    assert persons(plan) == {"一/1": [("周强", "leader", "explicit"), ("徐惠彬", "leader", "explicit")], "一/2": []}
    assert plan.tasks[0].text == "健全制度。"
    assert [one.label for one in plan.assignments] == ["责任单位", "责任单位"]


def test_a_heading_names_the_leader_of_all_items_under_it() -> None:
    plan = read(
        "一、省长主抓重点工作\n1.建设大走廊。\n牵头单位:杭州市政府\n2.推进改革。\n"
        "二、副省长张三同志领衔推进的重点项目\n1.健全制度。\n三、院长负责制改革\n1.完善规则。"
    )
    assert persons(plan) == {
        "一/1": [("省长", "leader", "inherited")],
        "一/2": [("省长", "leader", "inherited")],
        "二/1": [("副省长张三同志", "leader", "inherited")],
        "三/1": [],
    }
    assert units(plan) == {"一/1": ["杭州市政府"], "一/2": [], "二/1": [], "三/1": []}
    assert [(one.id, one.rule) for one in plan.assignments] == [
        ("一@0", "heading"),
        ("一/1@1", "labelled"),
        ("二@0", "heading"),
    ]


def test_a_heading_without_items_names_the_leader_of_its_own() -> None:
    plan = read("一、任务\n(一)市长牵头督办事项。完善规则。(责任单位:市财政局)\n(二)其他。健全制度。")
    assert persons(plan) == {"一/(一)": [("市长", "leader", "explicit")], "一/(二)": []}
    assert plan.tasks[0].assignments == ("一/(一)@0", "一/(一)@1")


def test_units_and_persons_may_come_from_different_clauses() -> None:
    plan = read(
        "一、任务(责任领导:张三)\n(一)制度(责任单位:市财政局)\n1.健全制度。(责任人:李明)\n2.完善规则。\n"
        "(二)改革。深化试点。(责任单位:市科技局)"
    )
    assert units(plan) == {"一/(一)/1": ["市财政局"], "一/(一)/2": ["市财政局"], "一/(二)": ["市科技局"]}
    assert persons(plan) == {
        "一/(一)/1": [("李明", "person", "explicit")],
        "一/(一)/2": [("张三", "leader", "inherited")],
        "一/(二)": [("张三", "leader", "inherited")],
    }


def test_a_column_of_persons() -> None:
    (found,) = extract("李明、王 五", column="责任人").assignments
    assert [(one.text, one.role, one.basis) for one in found.persons] == [
        ("李明", "person", "table"),
        ("王五", "person", "table"),
    ]


def test_the_cells_of_persons_before_those_of_units() -> None:
    plan = read(
        "一、任务\n(一)制度。完善规则。\n附件1\n任务分工表\n序号\n工作任务\n分管领导\n牵头单位\n责任单位\n完成时限\n"
        "1\n抓好财税工作,健全\n制度。\n梁某某\n市财政局\n市司法局、市审计局\n2026年底\n"
        "2\n推进改革。\n李明、王小红\n市科技局\n市水利局\n2026年6月底\n3\n建立标准。\n市统计局\n市教育局\n2026年底"
    )
    rows = plan.tasks[1:]
    assert [[one.text for one in task.persons] for task in rows] == [["梁某某"], ["李明", "王小红"], []]
    assert [[one.text for one in task.units] for task in rows] == [
        ["市财政局", "市司法局", "市审计局"],
        ["市科技局", "市水利局"],
        ["市统计局", "市教育局"],
    ]
    assert rows[0].text == "抓好财税工作,健全制度。"


def test_a_person_who_is_none_of_the_assignments_breaks_a_guarantee() -> None:
    plan = read("一、任务\n1.健全制度。(责任人:李明)\n2.完善规则。(责任人:王五)")
    first, second = plan.tasks
    wrong = plan.model_copy(update={"tasks": (first.model_copy(update={"persons": second.persons}), second)})
    assert [one.place for one in find_problems(wrong)] == ["tasks[0].persons"]


def test_a_person_outside_the_assignment_breaks_a_guarantee() -> None:
    plan = read("一、任务\n1.健全制度。(责任人:李明)\n2.完善规则。(责任人:王五)")
    first, second = plan.assignments
    moved: Assignment = first.model_copy(update={"persons": second.persons})
    wrong = plan.model_copy(update={"assignments": (moved, second)})
    assert "assignments[0].persons[0].span" in [one.place for one in find_problems(wrong)]
