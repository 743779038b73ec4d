"""Paragraphs, markers, nesting, headings, roles, ids."""

from datetime import date

import pytest

from plan_extract import MisuseError, Plan, extract, parse
from plan_extract.folding import fold
from plan_extract.guarantees import find_problems
from plan_extract.structure.issuers import locate, split_joint
from plan_extract.structure.numbering import CIRCLED, FAMILIES, has_marker, match_marker, to_int
from plan_extract.structure.recipients import split_recipients

DIGITS = "零一二三四五六七八九"


def in_han(number: int) -> str:
    """A number as markers print it."""
    hundreds, rest = divmod(number, 100)
    tens, ones = divmod(rest, 10)
    written = f"{DIGITS[hundreds]}百" if hundreds else ""
    if hundreds and not tens and ones:
        written += "零"
    if tens:
        written += (DIGITS[tens] if tens > 1 or hundreds else "") + "十"
    return written + (DIGITS[ones] if ones else "")


@pytest.mark.parametrize("number", range(1, 200))
def test_every_numeral_reads_back(number: int) -> None:
    assert to_int(in_han(number)) == number
    assert to_int(str(number)) == number
    marker = match_marker(f"{in_han(number)}、加强监管", 0)
    assert marker is not None
    assert marker.number == number


@pytest.mark.parametrize("number", range(1, 21))
def test_every_circled_number_reads_back(number: int) -> None:
    assert to_int(CIRCLED[number - 1]) == number


@pytest.mark.parametrize(("family", "sample"), [(one.name, sample) for one in FAMILIES for sample in one.examples])
def test_an_example_of_a_marker_is_read_by_its_own_family(family: str, sample: str) -> None:
    marker = match_marker(sample, 0)
    assert marker is not None
    assert marker.family == family


@pytest.mark.parametrize(
    "text",
    [
        "2018年,全面完成",
        "1.5万亿元的规模",
        "3.0版",
        "第十一条规定的情形",
        "第二节课",
        "6.9级地震",
        "改革试点-总结提炼",
        "一带一路",
        "-5℃",
        "2.5亿元投资",
        "0.618法",
        "-->",
    ],
)
def test_what_only_looks_like_a_marker(text: str) -> None:
    assert not has_marker(fold(text))


@pytest.mark.parametrize(
    ("text", "ordinal"),
    [
        ("一、甲", "一"),
        ("\uff08十二\uff09甲", "(十二)"),
        ("3\uff0e甲", "3"),
        ("(4)甲", "(4)"),
        ("4)甲", "(4)"),
        ("⑤甲", "⑤"),
        ("第八条甲", "第八条"),
        ("——甲", "—2"),
        ("1.2.1甲", "1.2.1"),
    ],
)
def test_paths_are_printed_half_width(text: str, ordinal: str) -> None:
    marker = match_marker(fold(text), 0)
    assert marker is not None
    assert marker.ordinal(2) == ordinal


def tree(text: str) -> list[tuple[str, str | None, str]]:
    """Id, heading and role of each clause."""
    return [(clause.id, clause.heading, clause.role) for clause in parse(text).clauses]


def test_depth_comes_from_the_order_of_appearance() -> None:
    text = "第一章总则\n一、甲\n1.乙\n2.丙\n二、丁\n(一)戊\n1.己\n第二章分则\n三、庚"
    assert [clause.id for clause in parse(text).clauses] == [
        "第一章", "第一章/一", "第一章/一/1", "第一章/一/2", "第一章/二", "第一章/二/(一)", "第一章/二/(一)/1", "第二章", "第二章/三",
    ]  # fmt: skip


def test_bullets_are_children_counted_under_their_heading() -> None:
    text = "一、总体要求\n(三)基本原则。\n——坚持目标引领。以目标为方向。\n——坚持问题导向。以问题为抓手。\n(四)总体目标。到2025年建成。"
    assert tree(text) == [
        ("一", "总体要求", "other"),
        ("一/(三)", "基本原则", "principle"),
        ("一/(三)/—1", "坚持目标引领", "principle"),
        ("一/(三)/—2", "坚持问题导向", "principle"),
        ("一/(四)", "总体目标", "goal"),
    ]


def test_a_repeated_number_gets_its_own_id() -> None:
    assert [clause.id for clause in parse("一、甲\n(一)乙\n(一)丙\n二、丁").clauses] == [
        "一",
        "一/(一)",
        "一/(一)~2",
        "二",
    ]


@pytest.mark.parametrize(
    ("text", "headings"),
    [
        (
            '1.推进"互联网+政务服务"。完善服务网。\n2.优化营商环境。开展试点。',
            ['推进"互联网+政务服务"', "优化营商环境"],
        ),
        ("1.深化乡镇(街道)改革。制订清单。", ["深化乡镇(街道)改革"]),
        ("(二)发展目标。\n到2025年,问题基本解决。", ["发展目标"]),
        ("(三)承担试点任务的市政府要制订方案。\n(四)建立督查机制,按年度进行督查。", [None, None]),
        ("(一)市政府要完成。\n(二)各部门应配合,市级部门要支持。\n(五)建立评价体系。健全考核体系。", [None, None, None]),
        ("1.强化顶层设计引领,发挥指导作用。按照要求推进。", ["强化顶层设计引领,发挥指导作用"]),
    ],
)
def test_headings(text: str, headings: list[str | None]) -> None:
    assert [clause.heading for clause in parse(text).clauses] == headings


def test_a_stray_break_is_joined_and_told() -> None:
    plan = parse("一、任务\n  1.加强建设。认真落实政府学习\n\n  会制度,全面建立机制。(责任单位:市人社局)")
    assert plan.tasks[0].text == "认真落实政府学习会制度,全面建立机制。"
    assert [one.name for one in plan.diagnostics if one.code == "PE101"] == ["LINE_BREAK_JOINED"]


def test_a_line_is_never_joined_onto_a_marker_a_label_or_a_date() -> None:
    plan = parse("一、任务\n1.推动完善绿色融资领域相\n二、夯实基础\n1.落实制度\n责任单位:市财政局")
    assert [clause.id for clause in plan.clauses] == ["一", "一/1", "二", "二/1"]
    assert plan.tasks[1].units[0].text == "市财政局"


@pytest.mark.parametrize(
    ("issuer", "place"),
    [
        ("浙江省人民政府", ("浙江省", "province")),
        ("国务院办公厅", (None, "central")),
        ("教育部", (None, "central")),
        ("中共广州市委", ("广州市", "city")),
        ("上海市浦东新区人民政府", ("上海市浦东新区", "county")),
        ("浙江省市场监督管理局", ("浙江省", "province")),
        ("延边朝鲜族自治州人民政府", ("延边朝鲜族自治州", "city")),
        ("省政府办公厅", (None, None)),
        ("杭州市上城区发展和改革局", ("杭州市上城区", "county")),
        ("杭州市城市管理局", ("杭州市", "city")),
        ("上海市绿化和市容管理局", ("上海市", "province")),
        ("河南省文化市场管理局", ("河南省", "province")),
    ],
)
def test_an_issuer_belongs_somewhere(issuer: str, place: tuple[str | None, str | None]) -> None:
    assert locate(issuer) == place


NOTICE = (
    "某市人民政府办公室关于印发营商环境\n行动方案的通知\n某政办发〔2024〕12号\n各县(市、区)人民政府,市政府各部门、各直属机构:\n"
    "《营商环境行动方案(2024-2026年)》已经市政府同意,现印发给你们,请认真贯彻执行。\n杭州市人民政府办公厅\n2024年3月5日\n(此件公开发布)\n"
    "营商环境行动方案(2024-2026年)\n为优化营商环境,制定本方案。\n一、主要任务\n(一)简化流程。6月底前完成。(责任单位:市数据局)\n"
)


def test_a_notice_that_issues_a_plan() -> None:
    plan = parse(NOTICE)
    document = plan.document
    assert document.title == "某市人民政府办公室关于印发营商环境行动方案的通知"
    assert document.plan_title == "营商环境行动方案(2024-2026年)"
    assert (document.kind, document.cover_kind) == ("行动方案", "通知")
    assert document.document_number == "某政办发〔2024〕12号"
    assert document.recipients == ("各县(市、区)人民政府", "市政府各部门", "各直属机构")
    assert document.issuers == ("杭州市人民政府办公厅",)
    assert str(document.issued_on) == "2024-03-05"
    assert document.release_note == "此件公开发布"
    assert (document.region, document.level) == ("杭州市", "city")
    assert document.period is not None
    assert (str(document.period.start), str(document.period.end)) == ("2024-01-01", "2026-12-31")
    assert [clause.id for clause in plan.clauses] == ["cover/¶1", "¶1", "一", "一/(一)"]
    assert str(plan.tasks[0].due) == "2024-06-30"


def test_issuer_and_date_can_be_overridden() -> None:
    plan = parse(NOTICE, issuer="宁波市人民政府", issued_on=date(2025, 7, 1))
    assert plan.document.issuers == ("宁波市人民政府",)
    assert str(plan.tasks[0].due) == "2026-06-30"


@pytest.mark.parametrize("text", ["", "\n\n", "今天天气很好。", "欢迎访问本网站"])
def test_a_text_without_tasks_is_no_plan(text: str) -> None:
    plan: Plan = parse(text)
    assert plan.tasks == ()
    assert [one.name for one in plan.diagnostics] == ["NOT_A_PLAN"]


TASK = "某市数据工作方案\n一、主要任务\n1.推进改革。抓好落实。\n"


def test_the_signature_under_a_plan_is_no_part_of_its_last_task() -> None:
    plan = parse(f"{TASK}杭州市财政局\n杭州市教育局\n2024年3月5日\n(此件公开发布)\n附件:任务清单\n")
    assert plan.tasks[-1].text == "抓好落实。"
    assert plan.tasks[-1].due is None
    assert plan.document.issuers == ("杭州市财政局", "杭州市教育局")
    assert (str(plan.document.issued_on), plan.document.release_note) == ("2024-03-05", "此件公开发布")


@pytest.mark.parametrize("line", ["2024年1十月5日", "2024年13月5日", "2024年2月30日", "0001年1月1日", "9999年12月31日"])
def test_a_day_that_no_calendar_has_is_no_issue_date(line: str) -> None:
    assert parse(f"{TASK}9月底前完成。\n杭州市财政局\n{line}").document.issued_on is None


def test_a_paragraph_about_an_attachment_is_none() -> None:
    plan = parse(
        "一、主要任务\n1.推进改革。\n附件所列任务由市财政局负责落实。\n责任单位:市司法局\n附件1所列任务抓紧完成。\n"
    )
    assert plan.attachments == ()
    assert "市司法局" in [unit.text for unit in plan.tasks[0].units]


@pytest.mark.parametrize(
    ("text", "marker", "own"),
    [
        ("1.1 5G基站建设。", "1.1", "5G基站建设。"),
        ("2. 5G基站建设。", "2.", "5G基站建设。"),
        ("专栏7 5G基站建设。", "专栏7", "5G基站建设。"),
        ("3. 12345热线。", "3.", "12345热线。"),
        ("1、2025年完成。", "1、", "2025年完成。"),
    ],
)
def test_a_marker_before_a_digit(text: str, marker: str, own: str) -> None:
    clause = parse(text).clauses[0]
    assert clause.marker is not None
    assert (clause.marker.text, clause.text) == (marker, own)
    assert find_problems(parse(text), text) == []


def test_what_is_given_by_the_caller_stands_nowhere() -> None:
    spans = parse(NOTICE, issuer="宁波市人民政府", issued_on=date(2025, 7, 1)).document.spans
    assert not {"issuers", "issued_on"} & set(spans)
    assert {"issuers", "issued_on"} <= set(parse(NOTICE).document.spans)


@pytest.mark.parametrize("issued_on", [date(1, 1, 1), date(1899, 12, 31), date(9999, 12, 31)])
def test_an_issue_date_that_no_plan_can_have_is_refused(issued_on: date) -> None:
    for read in (parse, extract):
        with pytest.raises(MisuseError):
            read(TASK, issued_on=issued_on)


@pytest.mark.parametrize(
    ("text", "tasks"),
    [
        ("1.推进改革。(责任单位:市财政局)开展试点。", [("1", "开展试点。", ["市财政局"])]),
        ("1.推进改革。\n责任单位:市财政局\n开展试点。", [("1", "开展试点。", ["市财政局"])]),
        ("1.推进改革。(责任单位:市财政局)", [("1", "推进改革。", ["市财政局"])]),
        (
            "1.推进改革。开展试点。(责任单位:市财政局)加强监管。(责任单位:市司法局)",
            [("1#1", "开展试点。", ["市财政局"]), ("1#2", "加强监管。", ["市司法局"])],
        ),
    ],
)
def test_an_annotation_belongs_to_the_words_before_it_or_where_there_are_none_behind(
    text: str, tasks: list[tuple[str, str, list[str]]]
) -> None:
    assert [(task.id, task.text, [unit.text for unit in task.units]) for task in parse(text).tasks] == tasks


def test_what_the_heading_says_holds_for_every_task_below_it() -> None:
    heading = "1.到2025年覆盖率达到90%。"
    plan = parse(f"{heading}开展试点。(责任单位:市财政局)加强监管。(责任单位:市司法局)")
    assert [(str(task.due), len(task.targets)) for task in plan.tasks] == [("2025-12-31", 1), ("2025-12-31", 1)]


WEB = "杭州市人民政府\n2024年3月5日\n打印本页 关闭窗口\n相关解读\n责任编辑:张三\n"


@pytest.mark.parametrize("head", ["", "各县(市、区)人民政府:\n现将本方案印发给你们。\n"])
def test_what_a_web_page_adds_behind_the_signature_is_no_plan(head: str) -> None:
    plan = parse(f"{head}{TASK}2.加强监管。年底前建成平台。\n{WEB}")
    assert [(task.id, task.text) for task in plan.tasks] == [("一/1", "抓好落实。"), ("一/2", "年底前建成平台。")]
    assert (plan.document.issuers, str(plan.document.issued_on)) == (("杭州市人民政府",), "2024-03-05")
    assert plan.coverage.by_kind["furniture"] == 19


def test_a_signature_at_the_head_and_one_at_the_end() -> None:
    plan = parse(NOTICE + "杭州市数据局\n2024年3月1日\n")
    assert (plan.document.issuers, str(plan.document.issued_on)) == (("杭州市人民政府办公厅",), "2024-03-05")
    assert plan.tasks[-1].text == "6月底前完成。"


@pytest.mark.parametrize("issuer", ["\ud800", "杭州市\n政府", "\x1b[31m"])
def test_an_issuer_that_is_no_name_is_refused(issuer: str) -> None:
    with pytest.raises(MisuseError):
        parse(TASK, issuer=issuer)


def test_the_title_of_a_link_in_full_width() -> None:
    link = "附件：某市人民政府关于印发工作方案的通知．ｐｄｆ"
    assert parse(f"一、主要任务\n抓好落实。\n{link}").document.title == "某市人民政府关于印发工作方案的通知"


def test_a_month_lies_in_the_one_period_that_a_text_without_a_date_sets_itself() -> None:
    text = "电动自行车整治方案\n区政府定于2018年3月至6月开展整治。\n一、任务\n1.摸底排查。4月20日前完成摸底,12月底前总结。\n"

    def days(text: str) -> list[tuple[str, date | None, str]]:
        return [(one.text, one.end, one.basis) for one in parse(text).deadlines]

    assert days(text) == [
        ("2018年3月至6月", date(2018, 6, 30), "explicit"),
        ("4月20日前", date(2018, 4, 20), "year_inferred"),
        ("12月底前", None, "year_inferred"),  # it lies outside
    ]
    other = text.replace("1.摸底", "1.前期准备。2019年1月至2月开展宣传。\n2.摸底")
    assert ("4月20日前", None, "year_inferred") in days(other)
    assert ("4月20日前", date(2020, 4, 20), "year_inferred") in days(text.replace("整治方案", "2020年整治方案"))


def test_a_month_lies_in_the_year_of_the_title_not_in_one_before_it() -> None:
    plan = parse("某市2021年工作要点\n一、主要任务\n1.推进改革。完成2019年清单编制,12月底前上报。")
    assert [str(one.end) for one in plan.deadlines if one.kind == "by"] == ["2021-12-31"]


def test_a_goal_to_be_fulfilled_is_a_task() -> None:
    plan = parse("一、主要任务\n(一)落实双控目标。组织改造。(责任单位:市经信局)\n(二)主要目标。到2025年基本建成。")
    assert [(clause.id, clause.role) for clause in plan.clauses[1:]] == [("一/(一)", "task"), ("一/(二)", "goal")]


def test_an_article_that_lays_something_down_has_no_heading() -> None:
    plan = parse(
        "第一章 总则\n第一条 根据有关规定,制定本办法。\n第二条 本办法适用于全市考核。\n"
        "第三条 每两年为一个考核期,得分按指标计算。加强管理。\n第四条 市财政局应当拨付资金。加强管理。\n"
        "第二章 指标\n第五条 蔬菜面积。指播种面积。\n第六条 肉类产量。指出栏产量。\n第三章 其他\n第七条 本办法自印发之日起施行,有效期3年。"
    )
    assert [(clause.heading, clause.role) for clause in plan.clauses if clause.depth > 1] == [
        (None, "other"),
        (None, "other"),
        (None, "task"),
        (None, "task"),
        ("蔬菜面积", "task"),
        ("肉类产量", "task"),
        (None, "other"),
    ]


def test_what_is_assigned_among_goals_is_a_task() -> None:
    plan = parse(
        "一、总体要求和主要目标\n1.全市增长6%。(市发展改革委牵头,市统计局参与,年内完成)\n2.全市安排500万元(由市财政局负责)。\n"
        "3.建成强市(县级市)。\n二、任务\n1.推进改革。"
    )
    assert [(clause.id, clause.role) for clause in plan.clauses[1:4]] == [
        ("一/1", "task"),
        ("一/2", "task"),
        ("一/3", "goal"),
    ]


def test_what_an_annex_assigns_is_a_task_though_the_annex_is_no_plan() -> None:
    plan = parse(
        "市政府工作报告\n各位代表:\n一、过去一年。经济增长6%。\n附件\n民生实事\n1.建成养老床位500张(含社区);安装电梯。(牵头单位:市民政局)\n"
        "2.新增停车位2000个(牵头单位:市城管局、各县(市、区)政府)。\n3.回顾过去。"
    )
    assert [task.id for task in plan.tasks if task.id.startswith("annex")] == ["annex-1/1", "annex-1/2"]


def test_when_the_document_holds_is_no_task() -> None:
    plan = parse(
        "一、任务\n1.本方案自印发之日起施行,有效期5年。\n2.本办法由市民政局负责解释。\n3.本市自2021年起实施改造。"
    )
    assert [task.id for task in plan.tasks] == ["一/3"]


def test_a_goal_stands_under_the_date_of_an_earlier_sentence_or_of_its_parent() -> None:
    plan = parse(
        "一、总体目标\n到2025年,结构优化。\n——能源。能耗降低13%。\n——到2022年,占比达到40%。\n"
        "二、主要目标\n到2025年,体系形成。占比达到25%以上。展望2035年,水平提高。占比达到90%。\n"
        "三、主要任务\n(一)改造。到2025年基本完成。占比达到60%。"
    )
    by = [target.by for goal in plan.goals for target in goal.targets]
    assert by == [date(2025, 12, 31), date(2022, 12, 31), date(2025, 12, 31), None]
    assert [target.by for task in plan.tasks for target in task.targets] == [None]


def test_joint_issuers_that_nothing_parts() -> None:
    plan = parse(
        "关于印发实施方案的通知\n各省人民政府:\n现将方案印发给你们。\n生态环境部 国家发展改革委工业和信息化部 住房和城乡建设部交通运输部\n"
        "2022年6月10日\n实施方案\n一、主要任务\n(一)健全制度。完善规则。"
    )
    assert plan.document.issuers == (
        "生态环境部",
        "国家发展改革委",
        "工业和信息化部",
        "住房和城乡建设部",
        "交通运输部",
    )


def test_names_that_are_no_row_of_central_bodies_stay_whole() -> None:
    assert split_joint("财政部" * 200) == ["财政部" * 200]
    assert split_joint("财政部某某部") == ["财政部某某部"]
    assert split_joint("市住房和城乡建设局办公室") == ["市住房和城乡建设局办公室"]


def test_a_short_name_points_at_the_document_that_it_stands_for() -> None:
    found = extract(
        "制定《中介服务事项通用目录》(以下简称《通用目录》)。动态调整《通用目录》,落实《其他目录》。"
    ).references
    assert [(one.title, one.same_as) for one in found] == [
        ("中介服务事项通用目录", None),
        ("通用目录", found[0].id),
        ("其他目录", None),
    ]


@pytest.mark.parametrize("day", ["2024年2月26日", "(2024年2月26日)"])
def test_a_plan_signed_under_its_title(day: str) -> None:
    plan = parse(f"石景山区住房方案\n石景山区住房和城市建设委员会\n{day}\n一、任务\n(一)健全制度。完善规则。")
    assert plan.document.issuers == ("石景山区住房和城市建设委员会",)
    assert plan.document.issued_on == date(2024, 2, 26)
    assert (plan.document.region, plan.document.level) == ("石景山区", "county")


def test_a_body_that_signs_without_a_seal_of_its_own() -> None:
    plan = parse("甲市方案\n一、任务\n(一)健全制度。完善规则。\n甲市双碳工作领导小组办公室(代章)\n2022年3月4日")
    assert plan.document.issuers == ("甲市双碳工作领导小组办公室",)
    assert plan.document.issued_on == date(2022, 3, 4)


def test_the_period_of_a_title_in_brackets() -> None:
    plan = parse("甲市行动方案(2022-2025)\n一、任务\n(一)健全制度。完善规则。")
    assert plan.document.period is not None
    assert (plan.document.period.start, plan.document.period.end) == (date(2022, 1, 1), date(2025, 12, 31))


def test_a_box_beside_the_text_makes_no_group_of_its_item() -> None:
    plan = parse(
        "一、任务\n1.培育产业。培育企业50家。(市工信局负责)\n专栏1 重点工程\n建设产业园。\n2.推进改革。深化试点。(市司法局负责)"
    )
    assert [(task.id, task.text) for task in plan.tasks] == [
        ("一/1", "培育企业50家。"),
        ("一/1/专栏1", "建设产业园。"),
        ("一/2", "深化试点。"),
    ]
    assert find_problems(plan) == []


def test_chapters_without_decimals_beside_one_with_them() -> None:
    plan = parse(
        "甲市方案\n1 工作目标\n到2025年建成体系。\n2 重点任务\n2.1 健全制度。完善规则。\n2.2 推进改革。选用3种方式。\n"
        "3 保障措施\n加强领导。\n5 其他\n另行规定。"
    )
    assert [(clause.id, clause.heading, clause.role) for clause in plan.clauses] == [
        ("1", "工作目标", "goal"),
        ("2", "重点任务", "other"),
        ("2/2.1", "健全制度", "task"),
        ("2/2.2", "推进改革", "task"),
        ("3", "保障措施", "guarantee"),
    ]


def test_a_title_that_names_the_first_of_many_issuers() -> None:
    plan = parse("四川省住房城乡建设厅等17部门关于加强县城建设的意见\n一、任务\n(一)健全制度。完善规则。")
    assert plan.document.issuers == ("四川省住房城乡建设厅",)
    assert (plan.document.region, plan.document.level) == ("四川省", "province")


def test_committees_that_are_addressees_by_themselves() -> None:
    line = "甲工业区(三龙湾)管理委员会、乙高新区管理委员会,湘潭高新区、经开区和昭山示范区管委会:"
    assert list(split_recipients(line)) == [
        "甲工业区(三龙湾)管理委员会",
        "乙高新区管理委员会",
        "湘潭高新区、经开区和昭山示范区管委会",
    ]


def test_labels_behind_the_only_sentence_of_an_item() -> None:
    plan = parse("1.建设道路,年底完工。责任单位:市住建局\n2.建设桥梁,年底完工。责任单位:市交通局")
    assert [(task.title, task.text) for task in plan.tasks] == [
        ("建设道路,年底完工", "建设道路,年底完工。"),
        ("建设桥梁,年底完工", "建设桥梁,年底完工。"),
    ]


def test_a_goal_with_parts_keeps_its_own_words() -> None:
    plan = parse(
        "一、总体要求\n(一)发展目标。到2025年,培育平台10家。\n1.制度目标。完善规则。\n二、任务\n(一)推进。抓好。"
    )
    assert [(goal.clause, [target.value for target in goal.targets]) for goal in plan.goals] == [
        ("一/(一)", [10]),
        ("一/(一)/1", []),
    ]


def test_further_lines_of_the_form_belong_to_the_same_task() -> None:
    plan = parse(
        "一、任务\n(一)提升教育。新建学校4所。\n牵头单位:县教育局\n工作措施:健全机制,2024年3月底前完成选址。\n时间节点:2024年12月底前全部完成\n"
        "(二)改造。完成改造。\n牵头单位:县住建局\n数据来源:县统计局"
    )
    assert [(task.title, len(task.deadlines), task.text.endswith("完成")) for task in plan.tasks] == [
        ("提升教育", 2, True),
        ("改造", 0, False),
    ]
    assert plan.tasks[1].text == "完成改造。"


def test_what_announces_a_list_is_no_heading() -> None:
    plan = parse("第一章 权利\n第一条 专家享有以下权利:\n(一)查阅。\n第二条 专家应履行以下义务:\n(一)保密。")
    assert [clause.heading for clause in plan.clauses if clause.marker and clause.marker.family == "tiao"] == [None] * 2


def test_a_heading_of_nothing_but_a_colon_is_none() -> None:
    plan = parse("第一章 总则\n第二章 \u200b\uff1a\n第一条 联席会议进行总结。(市财政局负责)")
    assert [clause.heading for clause in plan.clauses][:2] == ["总则", None]
    assert plan.tasks[0].path == ()


@pytest.mark.parametrize(
    "text",
    [
        "一、任务\n(一)抓好。住房城乡建设、、自然资源主管部门要落实。研究制定《》,推进工作。",
        "甲市方案\n一、任务\n(一)健全制度。完善规则。\n附件2 5\n \n乙市能源结构",
        "一、任务\n(一)抓好。各县区区管委会,各部门要进一关部门建立工作机制。",
    ],
)
def test_what_is_missing_between_two_signs(text: str) -> None:
    assert find_problems(parse(text), text) == []


@pytest.mark.parametrize(
    "above",
    [
        "索 引 号: 000014349/2020-00061  主题分类: 综合政务\n发文机关: 浙江省人民政府办公厅  成文日期: 2020年07月16日\n"
        "发文字号: 浙政办发〔2020〕88号  发布日期: 2020年07月23日\n主 题 词:\n\n",
        "某省人民政府门户网站 www.abc.gov.cn 发布时间:2020-07-23 【字体:大 中 小】\n",
        "• 日期:2020-07-23\n• 来源:省政府\n• 字体:[ 大 中 小 ]\n",
        "首页 > 政务 > 政策\n",
    ],
    ids=["two keys a line", "site line", "bullets", "breadcrumb"],
)
def test_what_a_web_page_prints_above_the_title(above: str) -> None:
    plan = parse(
        f"{above}浙江省人民政府办公厅关于促进竹业发展的意见\n浙政办发〔2020〕88号\n\n各市、县人民政府:\n为促进竹业发展,提出以下意见。\n"
        "一、加强管理\n(一)抓好落实。省财政厅要加强指导。\n浙江省人民政府办公厅\n2020年7月16日"
    )
    head = plan.document
    assert (head.title, head.document_number, head.recipients, head.conflicts) == (
        "浙江省人民政府办公厅关于促进竹业发展的意见",
        "浙政办发〔2020〕88号",
        ("各市、县人民政府",),
        (),
    )
    assert [clause.id for clause in plan.clauses] == ["¶1", "一", "一/(一)"]


def test_a_signature_stands_before_a_table() -> None:
    plan = parse(
        "关于促进竹业发展的通知\n各市、县人民政府:\n现将分工印发给你们。\n一、各部门要加强协作。\n二、省政府办公厅将加强通报。\n\n"
        "浙江省人民政府办公厅\n2020年7月16日\n\n重点任务分工表\n|序号|任务|责任单位|完成时限|\n|1|种竹|省林业局|9月底前|\n|2|修路|省交通厅|年底前|"
    )
    assert (plan.document.issuers, plan.document.issued_on) == (("浙江省人民政府办公厅",), date(2020, 7, 16))
    assert plan.tasks[1].text == "省政府办公厅将加强通报。"
    assert [unit.text for task in plan.tasks[2:] for unit in task.units] == ["省林业局", "省交通厅"]


def test_the_numbers_of_rows_in_bars_are_no_page_numbers() -> None:
    rows = "".join(f"|{number}|事项{number}|措施|年底前|市水务局|各区政府|市财政局|\n" for number in (1, 2, 3))
    plan = parse(f"|序号|重点任务|工作措施|完成时限|牵头部门|责任单位|配合单位|\n{rows}")
    assert [[unit.role for unit in task.units] for task in plan.tasks] == [["lead", "responsible", "support"]] * 3


def test_a_table_whose_heads_of_bodies_are_longer_words() -> None:
    plan = parse(
        "序号 | 工作任务 | 目标要求 | 牵头县领导 | 主要责任单位 | 其他责任单位 | 完成时限\n"
        "1 | 灌区续建 | 完成衬砌36公里 | 李明 | 县水利局 | 县供销社、各乡镇区 | 11月底\n"
        "2 | 柑橘提质 | 改造5万亩 | 王小红 | 县农业农村局 | 各乡镇区 | 12月底"
    )
    assert [[(unit.text, unit.role) for unit in task.units] for task in plan.tasks] == [
        [("县水利局", "lead"), ("县供销社", "responsible"), ("各乡镇区", "responsible")],
        [("县农业农村局", "lead"), ("各乡镇区", "responsible")],
    ]
    assert [[one.text for one in task.persons] for task in plan.tasks] == [["李明"], ["王小红"]]


def test_a_column_of_leaders_in_lines() -> None:
    plan = parse(
        "序号\n项目名称\n主要内容\n区政府分管领导\n牵头单位\n配合单位\n完成时限\n"
        "1\n稳定就业\n新增就业100人,抓好培训。\n周敏\n区人社局\n区住建局\n8月底前\n2\n农村供水\n改造管网85公里,抓好监测。\n李强\n区水务局\n区财政局\n年底前"
    )
    assert [[(unit.text, unit.role) for unit in task.units] for task in plan.tasks] == [
        [("区人社局", "lead"), ("区住建局", "support")],
        [("区水务局", "lead"), ("区财政局", "support")],
    ]


def test_labels_that_only_blanks_part_behind_a_sentence() -> None:
    plan = parse(
        "1.新增路口控制260处。牵头领导:金海波 责任单位:市公安局 项目责任人:李明 配合单位:市综合行政执法局、市财政局 完成时限:2024年9月底前"
    )
    task = plan.tasks[0]
    assert [(unit.text, unit.role) for unit in task.units] == [
        ("市公安局", "responsible"),
        ("市综合行政执法局", "support"),
        ("市财政局", "support"),
    ]
    assert ([one.text for one in task.persons], str(task.due)) == (["金海波", "李明"], "2024-09-30")


def test_a_table_of_rectifications() -> None:
    plan = parse(
        "序号 | 整改任务 | 整改目标 | 整改措施 | 牵头单位 | 责任单位 | 整改时限\n"
        "1 | 河道污染 | 消除黑臭 | 抓好清淤 | 市水利局 | 市住建局 | 2023年6月底前"
    )
    assert [(unit.text, unit.role) for unit in plan.tasks[0].units] == [
        ("市水利局", "lead"),
        ("市住建局", "responsible"),
    ]
    assert str(plan.tasks[0].due) == "2023-06-30"


def test_a_line_of_a_cell_that_ends_with_places_goes_on_with_their_bodies() -> None:
    plan = parse(
        "序号\n工作任务\n牵头单位\n责任单位\n1\n抓好修路,完善路网。\n市水利局\n各县(区)\n人民政府\n2\n抓好绿化,栽植树木。\n市林业局\n各乡镇区"
    )
    assert [[unit.text for unit in task.units] for task in plan.tasks] == [
        ["市水利局", "各县(区)人民政府"],
        ["市林业局", "各乡镇区"],
    ]
