"""Who is responsible for a task: what stands with it, above it, behind its siblings, and what directives say of all."""

from plan_extract import Plan, parse
from plan_extract.guarantees import find_problems


def read(text: str) -> Plan:
    plan = parse(text)
    assert find_problems(plan, text) == []
    return plan


def units(plan: Plan) -> dict[str, list[tuple[str, str, str]]]:
    """The units of each task: name, role, basis."""
    return {task.id: [(unit.text, unit.role, unit.basis) for unit in task.units] for task in plan.tasks}


def owners(plan: Plan) -> list[str | None]:
    return [assignment.clause for assignment in plan.assignments]


def test_a_directive_promotes_the_first_of_its_own_list_and_of_those_behind_it() -> None:
    plan = read(
        "一、任务\n1.建立平台。抓好运行。(市教育局、市财政局负责)\n"
        "2.开展培训。办好班次。(市人社局、市财政局负责,列第一位者为牵头单位,下同)\n"
        "3.组织评估。\n责任单位:市统计局\n4.加强宣传。\n责任单位:各区县政府、市文旅局"
    )
    assert units(plan) == {
        "一/1": [("市教育局", "responsible", "explicit"), ("市财政局", "responsible", "explicit")],
        "一/2": [("市人社局", "lead", "directive"), ("市财政局", "responsible", "explicit")],
        "一/3": [("市统计局", "lead", "directive")],
        "一/4": [("各区县政府", "responsible", "explicit"), ("市文旅局", "responsible", "explicit")],
    }


def test_a_directive_of_the_cover_notice_holds_for_the_whole_plan() -> None:
    plan = read(
        "某市人民政府关于印发改革方案的通知\n各区人民政府:\n现将方案印发给你们。责任分工中,列首位的单位为牵头单位。\n"
        "某市人民政府\n2024年5月1日\n改革方案\n一、主要任务\n(一)建立平台。抓好运行。(责任单位:市教育局、市财政局)"
    )
    assert units(plan)["一/(一)"] == [("市教育局", "lead", "directive"), ("市财政局", "responsible", "explicit")]


def test_default_units_come_to_the_tasks_from_their_directive_on() -> None:
    plan = read(
        "一、主要任务\n(一)建立平台。抓好运行。(市教育局负责)\n"
        "(二)开展培训。办好班次。(市人社局负责。以下均需各区政府落实,不再列出)\n"
        "(三)组织评估。写好报告。(市统计局、各区政府负责)\n(四)加强宣传。办好栏目。\n"
        "二、保障措施\n(一)加强领导。建立机制。(市政府办负责)"
    )
    everywhere = ("各区政府", "responsible", "directive")
    assert units(plan) == {
        "一/(一)": [("市教育局", "responsible", "explicit")],
        "一/(二)": [("市人社局", "responsible", "explicit"), everywhere],
        "一/(三)": [("市统计局", "responsible", "explicit"), ("各区政府", "responsible", "explicit")],
        "一/(四)": [everywhere],
        "二/(一)": [("市政府办", "responsible", "explicit")],
    }
    assert [one.rule for one in plan.assignments].count("default_unit") == 1


def test_lines_behind_the_last_child_cover_the_item_where_no_other_child_is_annotated() -> None:
    plan = read(
        "一、整治环境\n1.清理河道。落实巡查。\n2.整治扬尘。落实监测。\n责任处室:综合处\n完成时限:6月底\n"
        "二、建设平台\n(一)统一标准。编制目录。\n(二)归集数据。\n1.接入系统。定期更新。\n2.校核数据。定期通报。\n(信息处负责)"
    )
    assert owners(plan) == ["一", "二"]
    assert {task: found for task, found in units(plan).items() if found} == {
        "一/1": [("综合处", "responsible", "inherited")],
        "一/2": [("综合处", "responsible", "inherited")],
        "二/(一)": [("信息处", "responsible", "inherited")],
        "二/(二)/1": [("信息处", "responsible", "inherited")],
        "二/(二)/2": [("信息处", "responsible", "inherited")],
    }
    assert "责任处室" not in plan.tasks[1].text


def test_lines_behind_the_last_child_are_its_own_where_a_sibling_is_annotated() -> None:
    plan = read("一、整治环境\n1.清理河道。落实巡查。\n责任处室:水务处\n2.整治扬尘。落实监测。\n责任处室:综合处")
    assert owners(plan) == ["一/1", "一/2"]


def test_the_only_child_keeps_its_lines() -> None:
    plan = read(
        "一、整治环境\n1.清理河道。落实巡查。\n责任处室:水务处\n二、建设平台\n1.统一标准。编制目录。\n责任处室:综合处"
    )
    assert owners(plan) == ["一/1", "二/1"]


def test_a_bracket_behind_the_words_of_the_last_child_is_its_own() -> None:
    plan = read("一、整治环境\n1.清理河道。落实巡查。\n2.整治扬尘。落实监测。(综合处负责)")
    assert owners(plan) == ["一/2"]


def test_a_bracket_on_a_heading_is_for_all_under_it() -> None:
    plan = read(
        "一、任务\n(一)发展绿色交通(市交通局负责)\n1.建设公交道。优化线路。\n2.推广新能源车。落实补贴。(市财政局负责)"
    )
    assert units(plan) == {
        "一/(一)/1": [("市交通局", "responsible", "inherited")],
        "一/(一)/2": [("市财政局", "responsible", "explicit")],
    }


def test_in_a_phase_a_named_body_acts_without_a_modal_verb() -> None:
    plan = read("一、实施步骤\n(一)部署阶段。2025年3月底前,各区政府制定方案,市教育局组织培训。")
    assert units(plan)["一/(一)"] == [("各区政府", "responsible", "sentence"), ("市教育局", "responsible", "sentence")]


def test_the_parts_of_a_divided_item_keep_its_heading() -> None:
    plan = read("一、任务\n(一)市场建设。抓好市场。(市商务局负责)建设农田。(市农业农村局负责)")
    assert [(task.id, task.path) for task in plan.tasks] == [
        ("一/(一)#1", ("任务", "市场建设")),
        ("一/(一)#2", ("任务", "市场建设")),
    ]


def test_the_tasks_of_several_plans_say_of_which_one_they_are() -> None:
    plan = read(
        "甲市改革方案\n一、任务\n(一)健全制度。完善规则。\n二、保障措施\n(一)加强领导。抓好落实。\n"
        "甲市监管方案\n一、任务\n(一)推进试点。办好试点。\n二、保障措施\n(一)加强宣传。抓好宣传。"
    )
    assert [task.path for task in plan.tasks] == [
        ("甲市改革方案", "任务"),
        ("甲市改革方案", "保障措施"),
        ("甲市监管方案", "任务"),
        ("甲市监管方案", "保障措施"),
    ]


def test_a_note_behind_the_last_annotation_is_no_task() -> None:
    plan = read("一、任务\n(一)面积。指播种面积。(市农业农村局负责)\n数据来源:市统计局数据。")
    assert [task.id for task in plan.tasks] == ["一/(一)"]


def test_default_units_come_to_no_task_before_the_directive_in_its_item() -> None:
    plan = read(
        "一、主要任务\n(一)指标。建立体系。(市教育局负责)开展评估。(市统计局指导。以下均需各区政府落实,不再列出)\n"
        "(二)平台。抓好运行。(市财政局负责)"
    )
    assert {name: [unit for unit, *_ in named] for name, named in units(plan).items()} == {
        "一/(一)#1": ["市教育局"],
        "一/(一)#2": ["市统计局", "各区政府"],
        "一/(二)": ["市财政局", "各区政府"],
    }


def test_what_a_report_tells_obliges_nobody_by_a_plain_verb() -> None:
    text = "甲市司法局关于法治建设的{}\n一、主要任务\n(一)加强宣传。市检察院成立实践基地。\n甲市司法局\n2024年3月1日"
    assert units(read(text.format("实施方案"))) == {"一/(一)": [("市检察院", "responsible", "sentence")]}
    assert units(read(text.format("报告"))) == {"一/(一)": []}


def test_bodies_as_the_headings_of_their_duties() -> None:
    plan = read(
        "一、成员单位职责\n1.县财政局：落实资金。\n2.县交通运输局：加强监管。会同县公安局开展治理。\n"
        "3.象州公路养护中心：抓好养护。\n4.领导小组办公室。负责日常工作。\n5.智慧园区。加快建设。"
    )
    assert units(plan) == {
        "一/1": [("县财政局", "responsible", "sentence")],
        "一/2": [("县交通运输局", "responsible", "sentence"), ("县公安局", "support", "sentence")],
        "一/3": [("象州公路养护中心", "responsible", "sentence")],
        "一/4": [("领导小组办公室", "responsible", "sentence")],
        "一/5": [],
    }


def test_a_directive_in_a_bracket_without_a_word_for_what_follows_holds_for_its_own_list() -> None:
    plan = read(
        "一、任务\n1.建立平台。抓好运行。(责任单位:市教育局、市财政局(排名第一的为牵头单位))\n"
        "2.开展培训。办好班次。(责任单位:市人社局、市财政局)"
    )
    assert [[unit.role for unit in task.units] for task in plan.tasks] == [["lead", "responsible"], ["responsible"] * 2]


def test_a_directive_behind_a_heading_holds_for_all_under_it_though_it_names_no_list() -> None:
    plan = read(
        "一、重点任务(列第一位者为牵头单位,各区政府负责落实,不再列出)\n"
        "1.健全制度。制定办法。(市司法局、市财政局)\n2.推进改革。抓好试点。(市教育局)\n"
    )
    assert [clause.heading for clause in plan.clauses] == ["重点任务", "健全制度", "推进改革"]
    everywhere = ("各区政府", "responsible", "directive")
    assert units(plan) == {
        "一/1": [("市司法局", "lead", "directive"), ("市财政局", "responsible", "convention"), everywhere],
        "一/2": [("市教育局", "lead", "directive"), everywhere],
    }


def test_a_bracket_that_assigns_is_no_part_of_the_heading_before_it() -> None:
    text = "推进制度建设,完善配套办法,加强统筹协调,健全长效机制,抓好工作落实,形成可复制可推广的经验。" * 2
    plan = read(
        f"一、重点任务\n(一)健全制度(试行)(责任单位:市司法局)\n{text}\n(二)健全机制(市财政局(市国资委)牵头)\n{text}\n"
    )
    assert [clause.heading for clause in plan.clauses] == ["重点任务", "健全制度(试行)", "健全机制"]
    assert [(task.title, task.text) for task in plan.tasks] == [("健全制度(试行)", text), ("健全机制", text)]
    assert [[unit[0] for unit in named] for named in units(plan).values()] == [["市司法局"], ["市财政局(市国资委)"]]
