"""The ledger: every column of every row, nothing lost, nothing made up."""

from datetime import date

import pytest

from ledgers import PLAN, embedded
from plan_extract import Plan
from plan_extract.errors import MisuseError
from plan_extract.ledger import Ledger, ledger_of
from plan_extract.ledger.wording import brief, every, with_basis
from plan_extract.text import Lines
from support import plain


@pytest.fixture(scope="module")
def ledger() -> Ledger:
    return ledger_of(embedded(PLAN))


@pytest.fixture(scope="module")
def real(plan: Plan, raw: str) -> tuple[Plan, Ledger]:
    whole = plan.model_copy(update={"source": plan.source.model_copy(update={"text": raw})})
    return whole, ledger_of(whole)


# -- a row a task --------------------------------------------------------------------------------------------------


def test_tasks_are_numbered_in_their_order(ledger: Ledger) -> None:
    assert [(row.number, row.title) for row in ledger.tasks] == [
        (1, "健全制度"),
        (2, "优化服务"),
        (3, "=汇总数据"),
        (4, "+10|接口"),
        (5, "加强督查"),
        (6, "做好宣传"),
    ]


def test_units_stand_in_the_columns_of_their_roles(ledger: Ledger) -> None:
    assert [(row.lead, row.responsible, row.support) for row in ledger.tasks] == [
        ("市司法局", "", "市财政局、市数据局"),
        ("", "市政府办公室、市数据局、各区政府", ""),
        ("", "市数据局", ""),
        ("", "市数据局", ""),
        ("", "市政府督查室", ""),
        ("", "", ""),
    ]


def test_time_limits_are_in_words_and_the_earliest_day_beside_them(ledger: Ledger) -> None:
    assert [(row.deadline, row.due, row.days) for row in ledger.tasks] == [
        ("2024年6月底前；2025年底前", date(2024, 6, 30), 2),
        ("每年；适时", None, 0),
        ("力争2026年底前", date(2026, 12, 31), 1),
        ("2025年底前", date(2025, 12, 31), 1),
        ("定期", None, 0),
        ("", None, 0),
    ]


def test_notes_say_what_no_column_does(ledger: Ledger) -> None:
    assert [row.notes for row in ledger.tasks] == [
        ("条款 二/(一)", "单位之后有“等”，未列全", "时限：2024年6月底前（2024-06-30）；2025年底前（2025-12-31）"),
        ("条款 二/(二)", "责任人：张明", "指导：市委网信办"),
        (
            "条款 二/(三)/1",
            "单位均承自上级条款 二/(三)",
            "按职责分工负责",
            "时限：力争2026年底前（2026-12-31）",
            "所承责任标注中另有时限：2025年底前（2025-12-31）",
        ),
        ("条款 二/(三)/2", "单位均承自上级条款 二/(三)", "按职责分工负责", "时限：2025年底前（2025-12-31）"),
        ("条款 三/(一)（保障措施）", "单位均据正文语句确定"),
        ("条款 三/(二)（保障措施）", "PE401 任务没有责任单位"),
    ]


def test_the_source_is_cited_with_what_stands_elsewhere(ledger: Ledger) -> None:
    assert ledger.tasks[2].source == (
        "1.=汇总数据。力争2026年底前建成平台。\n(责任单位:市数据局,按职责分工负责;完成时限:2025年底前)"
    )
    assert ledger.tasks[3].source == ("2.+10|接口。\n逐步开放。(责任单位:市数据局,按职责分工负责;完成时限:2025年底前)")
    assert [row.place for row in ledger.tasks] == ["8:1", "9:1", "11:1", "12:1", "16:1", "17:1"]


def test_lines_of_labels_stay_lines_and_wrapped_lines_do_not() -> None:
    text = "一、主要任务\n（一）健全制度。抓紧制定管理\n办法。\n牵头单位：市司法局\n完成时限：2025年6月底前\n"
    (row,) = ledger_of(embedded(text)).tasks
    assert row.source == "（一）健全制度。抓紧制定管理办法。\n牵头单位：市司法局\n完成时限：2025年6月底前"


def test_a_label_that_a_line_end_breaks_stays_one() -> None:
    text = "一、主要任务\n（一）健全制度。抓紧制定管理办法，明确工作要求和时间安排。（责任\n单位：市司法局）\n（二）优化服务。抓好落实。\n"
    row = ledger_of(embedded(text)).tasks[0]
    assert row.source.endswith("（责任单位：市司法局）")


def test_what_stands_elsewhere_comes_behind_what_is_the_task_s_own() -> None:
    text = (
        "一、主要任务\n(一)健全制度。制定办法。(市司法局负责,以下均需各区政府落实,不再列出)建设平台。(市数据局负责)\n"
        "(二)优化服务。抓好落实。(责任单位:市财政局)\n"
    )
    row = ledger_of(embedded(text)).tasks[1]
    assert row.responsible == "市数据局、各区政府"
    assert row.source.splitlines()[1:] == [
        *("建设平台。", "(市司法局负责,以下均需各区政府落实,不再列出)", "(市数据局负责)"),
    ]


def test_the_source_has_no_page_furniture() -> None:
    first, second = "统筹推进" * 20, "加强监管" * 20
    text = (
        f"一、主要任务\n(一)健全制度。{first}\n- 3 -\n{second}。(责任单位:市司法局)\n(二)优化服务。抓好落实。\n- 4 -\n"
    )
    plan = embedded(text)
    assert plan.coverage.furniture
    assert ledger_of(plan).tasks[0].source == f"(一)健全制度。{first}{second}。(责任单位:市司法局)"


def test_parts_of_a_clause_have_places_and_words_of_their_own() -> None:
    text = "一、主要任务\n(一)健全制度。制定办法。(市司法局负责)建设平台。(市数据局负责)\n"
    rows = ledger_of(embedded(text)).tasks
    assert [(row.place, row.responsible) for row in rows] == [("2:9", "市司法局"), ("2:22", "市数据局")]
    assert rows[1].source == "(一)健全制度\n建设平台。\n(市数据局负责)"


def test_doubts_go_to_the_part_they_are_about() -> None:
    text = "一、主要任务\n(一)健全制度。制定办法。(市司法局负责)建设平台。(某某奇想中心负责)\n"
    ledger = ledger_of(embedded(text))
    assert [sum("PE406" in note for note in row.notes) for row in ledger.tasks] == [0, 1]
    assert [row.number for row in ledger.findings if row.code == "PE406"] == [2]


@pytest.mark.parametrize(
    ("clause", "words"),
    [
        ("碳排放强度较2020年下降20%以上。", "碳排放强度：下降20%以上（较2020年）"),
        ("每年新增充电桩100个以上。", "充电桩：100个以上（增加，每年）"),
        ("到2025年,力争森林覆盖率达到60%。", "森林覆盖率：达到60%（力争，至2025-12-31）"),
        ("到2025年,绿色建筑占比达到70%;绿色建筑占比达到70%。", "绿色建筑占比：达到70%（至2025-12-31）"),
    ],
)
def test_targets_have_metric_words_and_what_else_is_known(clause: str, words: str) -> None:
    (row,) = ledger_of(embedded(f"一、主要任务\n(一)健全制度。{clause}(责任单位:市司法局)\n")).tasks
    assert row.targets == words


def test_how_a_day_is_known_is_said() -> None:
    text = "一、主要任务\n(一)健全制度。3个月内制定办法。\n(二)优化服务。6月底前完成改造。\n"
    first, second = ledger_of(embedded(text, issued_on=date(2024, 3, 1))).tasks
    assert "自成文日期起算" in first.notes[1]
    assert "年份系推得" in second.notes[1]
    assert [with_basis(one) for row in (first, second) for one in row.task.deadlines] == [
        *("3个月内（自成文日期起算）", "6月底前（年份系推得）"),
    ]


def test_how_a_unit_came_to_its_role_is_said() -> None:
    text = (
        "一、主要任务\n(一)健全制度。抓好落实。(责任单位:市司法局、市财政局,列第一位者为牵头单位,下同)\n"
        "(二)优化服务。抓好落实。(责任单位:市教育局)\n"
    )
    first, second = ledger_of(embedded(text)).tasks
    assert (first.lead, first.responsible, first.notes[1]) == ("市司法局", "市财政局", "市司法局：依文中约定为牵头单位")
    assert second.notes[1] == "单位均依文中约定为牵头单位"
    (bare,) = ledger_of(embedded("一、主要任务\n(一)健全制度。抓好落实。(市财政局)\n")).tasks
    assert bare.notes[1] == "单位均按惯例计为责任（括注未标角色）"


def test_the_same_unit_stands_once_in_a_role() -> None:
    text = "一、主要任务\n(一)健全制度。市司法局要制定办法。市司法局要组织实施。\n"
    (row,) = ledger_of(embedded(text)).tasks
    assert row.responsible == "市司法局"


# -- the other tables ----------------------------------------------------------------------------------------------


def test_shares_have_a_row_a_unit_and_role(ledger: Ledger) -> None:
    assert [(row.name, row.role, row.listed) for row in ledger.shares[:3]] == [
        ("市数据局", "责任", "2.优化服务；3.=汇总数据；4.+10|接口"),
        ("市数据局", "配合", "1.健全制度"),
        ("市司法局", "牵头", "1.健全制度"),
    ]
    assert [row.name for row in ledger.shares if row.collective] == ["各区政府"]
    assert ("市委网信办", "指导") in [(row.name, row.role) for row in ledger.shares]


def test_names_of_one_body_are_one_unit() -> None:
    text = (
        "浙江省人民政府关于健全制度的意见\n一、主要任务\n(一)健全制度。抓好落实。(责任单位:省发改委)\n"
        "(二)优化服务。抓好落实。(责任单位:省发展改革委)\n\n浙江省人民政府\n2019年5月1日\n"
    )
    (row,) = ledger_of(embedded(text)).shares
    assert (row.written, [number for number, _ in row.tasks]) == (("省发改委", "省发展改革委"), [1, 2])


def test_the_timetable_is_in_order_of_time_and_has_what_is_no_task_s(ledger: Ledger) -> None:
    assert [(row.whose.number, row.deadline.text, row.kind) for row in ledger.timetable] == [
        (1, "2024年6月底前", "之前完成"),
        (1, "2025年底前", "之前完成"),
        (4, "2025年底前", "之前完成"),
        (None, "到2026年", "之前完成"),
        (3, "2026年底前", "之前完成"),
        (2, "每年", "周期"),
        (5, "定期", "周期"),
        (2, "适时", "不明确"),
    ]
    assert ledger.timetable[3].whose.title == "主要目标"


def test_targets_of_goals_come_behind_those_of_tasks(ledger: Ledger) -> None:
    assert [(row.whose.number, row.target.metric) for row in ledger.targets] == [(2, "能耗"), (None, "平台用户")]


def test_findings_have_the_gravest_first_and_the_task(ledger: Ledger) -> None:
    assert (ledger.findings[0].code, ledger.findings[0].severity, ledger.findings[0].number) == ("PE401", "警告", 6)
    order = ["错误", "警告", "提示"]
    ranks = [order.index(row.severity) for row in ledger.findings]
    assert ranks == sorted(ranks)


def test_facts_tell_the_file_the_document_and_the_counts(ledger: Ledger) -> None:
    facts = dict(ledger.facts)
    assert facts["文件名"] == "plan.txt"
    assert len(str(facts["SHA-256"])) == 64
    assert facts["成文日期"] == date(2024, 3, 1)
    assert facts["规划期止"] == date(2026, 12, 31)
    assert (facts["任务数"], facts["有单位的任务"], facts["有完成日期的任务"]) == (6, 5, 3)
    assert facts["问题(警告)"] == 1


def test_a_plan_without_its_text_is_refused(plan: Plan) -> None:
    with pytest.raises(MisuseError, match="--embed-text"):
        ledger_of(plan)


def test_a_text_without_tasks_gives_an_empty_ledger() -> None:
    ledger = ledger_of(embedded("没有编号的文字。", name=None))
    assert (ledger.tasks, ledger.shares, ledger.title) == ((), (), "计划")


def test_words_for_what_has_few() -> None:
    assert (every("P3M"), every("P2W")) == ("每季度", "P2W")
    assert (brief("健全制度"), brief("健全" * 20)) == ("健全制度", f"{'健全' * 15}…")


# -- the real plan: nothing is lost --------------------------------------------------------------------------------


def test_the_real_plan_has_its_tasks(real: tuple[Plan, Ledger]) -> None:
    plan, ledger = real
    assert [row.number for row in ledger.tasks] == list(range(1, 47))
    assert [row.title for row in ledger.tasks] == [task.title for task in plan.tasks]
    assert sum(row.due is not None for row in ledger.tasks) == 6


def test_no_unit_no_time_limit_and_no_target_is_lost(real: tuple[Plan, Ledger]) -> None:
    plan, ledger = real
    for task, row in zip(plan.tasks, ledger.tasks, strict=True):
        columns = {"lead": row.lead, "responsible": row.responsible, "support": row.support}
        for role, words in columns.items():
            assert "、".join(one.text for one in task.units if one.role == role) == words
        assert all(one.text in row.deadline for one in task.deadlines)
        assert all(one.text in row.targets for one in task.targets)
        assert row.notes[0].startswith(f"条款 {task.id}")


def test_every_row_cites_what_stands_at_its_place(real: tuple[Plan, Ledger], raw: str) -> None:
    plan, ledger = real
    lines = Lines(raw)
    clauses = {clause.id: clause for clause in plan.clauses}
    for task, row in zip(plan.tasks, ledger.tasks, strict=True):
        assert plain(task.text) in plain(row.source.replace("\n", ""))
        assert row.place == "{}:{}".format(*lines.place(clauses[task.clause].span.start))
        assert all(plain(one.text) in plain(row.source) for one in task.units)
        assert all(plain(one.text) in plain(row.source) for one in task.deadlines)
        assert all(plain(one.text) in plain(row.source) for one in task.targets)


def test_every_mention_is_in_its_table(real: tuple[Plan, Ledger]) -> None:
    plan, ledger = real
    assert len(ledger.units) == sum(len(task.units) for task in plan.tasks)
    assert {row.deadline.span for row in ledger.deadlines} == {one.span for one in plan.deadlines}
    assert sum(len(row.tasks) for row in ledger.shares) == len(
        {(row.whose.number, row.unit.canonical or row.unit.name, row.unit.role) for row in ledger.units}
    )
    assert len(ledger.findings) == len(plan.diagnostics)
