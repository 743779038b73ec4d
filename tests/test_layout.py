"""Texts as they are found: on one line, cut by pages, as web pages, with tables, annexes and several plans."""

from datetime import date

import pytest

from plan_extract import Plan, parse
from plan_extract.guarantees import find_problems


def read(text: str) -> Plan:
    """The plan in a text; whatever its layout, the guarantees hold."""
    plan = parse(text)
    assert find_problems(plan, text) == []
    return plan


def ids(plan: Plan) -> list[str]:
    return [clause.id for clause in plan.clauses if clause.marker]


def units(plan: Plan) -> list[str]:
    return [unit.text for assignment in plan.assignments for unit in assignment.units]


FILLER = "坚持统筹推进重点领域改革\uff0c完善工作机制\uff0c强化要素保障\uff0c提升服务水平" * 3 + "。"
SENTENCE = "按照市委市政府部署扎实开展各项工作\uff0c确保取得实效。"
NOTICE = (
    "甲市人民政府办公室关于印发甲市行动计划的通知 各区人民政府\uff0c市政府各部门\uff1a 现将《甲市行动计划》印发给你们\uff0c请认真贯彻执行。"
    " 甲市人民政府办公室 2024年3月1日 甲市行动计划 为推动发展\uff0c制定本计划。"
)
ITEMS = (
    f" 一、主要任务 \uff08一\uff09健全制度。{FILLER}\uff08责任单位\uff1a市司法局\uff09"
    f" \uff08二\uff09推进改革。{FILLER}\uff08责任单位\uff1a市财政局\uff09"
    f" 二、保障措施 \uff08三\uff09加强领导。{FILLER}"
)


@pytest.mark.parametrize("gap", [" ", "\u3000\u3000"])
def test_a_document_on_one_line(gap: str) -> None:
    plan = read((NOTICE + ITEMS).replace(" ", gap))
    assert ids(plan) == ["一", "一/(一)", "一/(二)", "二", "二/(三)"]
    assert plan.document.title == "甲市人民政府办公室关于印发甲市行动计划的通知"
    assert plan.document.plan_title == "甲市行动计划"
    assert plan.document.recipients == ("各区人民政府", "市政府各部门")
    assert (plan.document.issuers, str(plan.document.issued_on)) == (("甲市人民政府办公室",), "2024-03-01")
    assert [task.title for task in plan.tasks] == ["健全制度", "推进改革", "加强领导"]


def test_a_document_on_one_line_without_any_gap() -> None:
    plan = read((NOTICE + ITEMS).replace(" ", ""))
    assert ids(plan) == ["一", "一/(一)", "一/(二)", "二", "二/(三)"]
    assert [clause.heading for clause in plan.clauses if clause.marker] == [
        "主要任务",
        "健全制度",
        "推进改革",
        "保障措施",
        "加强领导",
    ]
    assert plan.document.plan_title == "甲市行动计划"


def test_enumerations_inside_a_line_begin_no_items() -> None:
    listed = "\uff08一\uff09统一标准\uff1b\uff08二\uff09统一平台。"
    text = f"一、主要任务 1.健全制度。{FILLER}做到\uff1a{listed}2.推进改革。按照第二、三季度安排\uff0c{FILLER * 3}"
    assert ids(read(text)) == ["一", "一/1", "一/1/(一)", "一/1/(二)", "一/2"]
    lines = f"一、主要任务\n{FILLER * 12}\n{text[7:]}"
    assert ids(read(lines)) == ["一", "一/1"], "a paragraph keeps what it enumerates"


def wrap(text: str, width: int = 24) -> str:
    """A text in lines of one width, as a page has them; every paragraph begins anew."""
    return "\n".join(
        paragraph[start : start + width] for paragraph in text.split("\n") for start in range(0, len(paragraph), width)
    )


PAGED = (
    "甲市行动计划\n为推动发展\uff0c制定本计划。\n一、主要任务\n"
    f"\uff08一\uff09健全制度。{FILLER}\uff08责任单位\uff1a市司法局、市自然资源规划局、市发展改革委、市住房城乡建设局、市交通运输局\uff09\n"
    f"\uff08二\uff09推进改革。{FILLER}制定专项工作方案\uff0c落实各县\uff08市、区\uff09责任。\uff08责任单位\uff1a市财政局\uff09\n"
    f"二、保障措施\n\uff08三\uff09加强领导。{FILLER}{SENTENCE}"
)


@pytest.mark.parametrize("width", [22, 23, 24, 25, 26, 27, 28, 31, 33])
def test_names_and_sentences_that_a_page_cuts(width: int) -> None:
    whole, cut = read(PAGED), read(wrap(PAGED, width))
    assert ids(cut) == ids(whole)
    assert units(cut) == units(whole)
    assert [task.text for task in cut.tasks] == [task.text for task in whole.tasks]


def test_the_lines_of_a_page_are_cut_beside_a_table_of_long_cells() -> None:
    rows = [f"{number}\t推进第{number}项改革{FILLER * 5}\t市财政局" for number in range(1, 9)]
    table = "\n".join(["附件1", "任务分工表", "序号\t工作任务\t责任单位", *rows])
    item = "\uff08四\uff09统筹推进。按照全打通、全归集、全共享、全对接、全统\n一、全覆盖要求\uff0c推进改革。"
    plan = read(f"{wrap(PAGED, 27)}\n{item}\n{table}")
    assert [task.text for task in plan.tasks if task.title == "统筹推进"] == [item.partition("。")[2].replace("\n", "")]


def test_the_title_of_a_plan_ends_where_its_line_does() -> None:
    title = "某某市推进政务服务和数字化改革行动计划(2024-2026年)"
    plan = read(f"{title}\n{wrap(PAGED.partition(chr(10))[2], 24)}")
    assert plan.document.plan_title == title
    assert [clause.text for clause in plan.clauses][:1] == ["为推动发展\uff0c制定本计划。"]


def test_a_page_number_inside_a_name() -> None:
    text = "一、主要任务\n健全制度。\uff08责任单位\uff1a市司法局、市自然资源\n\n\uff0d11 \uff0d\n规划局\uff09\n\uff0d12 \uff0d"
    plan = read(text)
    unit = next(unit for assignment in plan.assignments for unit in assignment.units if "自然资源" in unit.text)
    assert unit.text == "市自然资源规划局"
    assert "11" in text[unit.span.start : unit.span.end]


def test_bare_page_numbers_and_running_heads() -> None:
    body = [f"{number}.推进第{number}项工作。{SENTENCE}" for number in range(1, 61)]
    pages = [
        "\n".join(["甲市人民政府文件", *body[start : start + 15], str(start // 15 + 1)]) for start in range(0, 60, 15)
    ]
    plan = read("\n".join(pages))
    assert ids(plan) == [str(number) for number in range(1, 61)]
    assert plan.tasks[-1].text == f"推进第60项工作。{SENTENCE}" or plan.tasks[-1].text == SENTENCE
    assert plan.coverage.by_kind["furniture"] == 4 * len("甲市人民政府文件") + 4


def test_numbers_of_table_rows_are_no_pages() -> None:
    rows = "\n".join(f"{number}\n某区\n{number * 7}亿元" for number in range(1, 9))
    assert "furniture" not in read(f"一、任务\n完成以下目标。\n{rows}").coverage.by_kind


def test_headings_that_are_printed_twice() -> None:
    text = "一、主要任务\n一、主要任务\n健全制度。\n二、保障措施\n二、保障措施\n加强领导。"
    assert ids(read(text)) == ["一", "二"]


def test_a_text_without_paragraphs() -> None:
    flowing = wrap(PAGED.replace("\n", "") + FILLER * 8, 30)
    assert ids(read(flowing)) == ["一", "一/(一)", "一/(二)", "二", "二/(三)"]


def test_two_items_on_one_line() -> None:
    assert ids(read("一、总体要求\n坚持稳中求进。  二、主要任务\n  \uff08一\uff09健全制度。")) == [
        "一",
        "二",
        "二/(一)",
    ]


def test_a_table_of_contents_is_no_text() -> None:
    text = "甲市行动计划\n目　录\n一、总体要求…………1\n二、主要任务…………3\n一、总体要求\n坚持稳中求进。\n二、主要任务\n健全制度。"
    assert ids(read(text)) == ["一", "二"]


PAGE = """<!DOCTYPE html><html><head><title>甲市行动计划</title><style>p{color:red}</style></head><body>
<script>var text = "一、不是正文";</script><div class="nav">首页</div><h1>甲市人民政府关于印发甲市行动计划的通知</h1>
<p>各区人民政府\uff1a</p><p>&nbsp;&nbsp;现将《甲市行动计划》印发给你们\uff0c请认真贯彻执行。</p>
<p style="text-align:right">甲市人民政府</p><p>2024年3月1日</p><p><strong>甲市行动计划</strong></p>
<p><b>一、主要任务</b></p><p><b>\uff08一\uff09健全制度。</b>2025年底前制定<span>办法</span>。\uff08责任单位\uff1a市司<font>法</font>局\uff09</p></body></html>"""


def test_a_web_page_saved_as_text() -> None:
    plan = read(PAGE)
    assert plan.document.title == "甲市人民政府关于印发甲市行动计划的通知"
    assert ids(plan) == ["一", "一/(一)"]
    assert [(task.text, [unit.text for unit in task.units]) for task in plan.tasks] == [
        ("2025年底前制定办法。", ["市司法局"])
    ]


@pytest.mark.parametrize("opening", ["<!--", "<script>", "<style>"])
def test_what_is_hidden_without_an_end_hides_nothing(opening: str) -> None:
    assert ids(read(f"{opening}</p>\n一、主要任务\n健全制度。")) == ["一"]


def test_traditional_characters() -> None:
    plan = read(
        "一、主要任務\n\uff08一\uff09優化服務。2025年底前辦結。\uff08責任單位\uff1a市財政局、縣發展改革委\uff09"
    )
    assert units(plan) == ["市財政局", "縣發展改革委"]
    assert str(plan.tasks[0].due) == "2025-12-31"


@pytest.mark.parametrize("beside", ["", "\u200b", "\u2160"])
def test_a_traditional_character_among_simplified_ones(beside: str) -> None:
    plan = read(f"1.经批准\u5f8c{beside}完成审核。")
    assert plan.clauses[0].text.startswith("经批准\u5f8c")


BODY = "一、主要任务\n健全制度。\n二、保障措施\n加强领导。"


@pytest.mark.parametrize(
    "table",
    [
        (
            "索 引 号\uff1a\n000/2024-01\n发文机关\uff1a\n甲市人民政府\n成文日期\uff1a\n"
            "2024年3月1日\n标　　题\uff1a\n甲市行动计划\n发文字号\uff1a\n甲政发〔2024〕5号\n主 题 词\uff1a\n"
        ),
        "发文机关: | 甲市人民政府 | 成文日期: | 2024-03-01 |\n标题: | 甲市行动计划 | 文号: | 甲政发〔2024〕5号 |\n",
        "• 发布机构 : 甲市人民政府\n• 成文日期:2024-03-01\n• 名　　称 : 甲市行动计划\n• 文  号:甲政发〔2024〕5号\n• 废止日期:\n",
        "**发布机构**: 甲市人民政府\n**成文日期**: 2024-03-01\n**标题**: 甲市行动计划\n**文号**: 甲政发〔2024〕5号\n",
    ],
)
@pytest.mark.parametrize("printed", ["", "甲市行动计划\n"])
def test_what_a_web_page_says_of_the_document(table: str, printed: str) -> None:
    document = read(table + printed + BODY).document
    assert document.title == "甲市行动计划"
    assert document.document_number == "甲政发〔2024〕5号"
    assert (document.issuers, str(document.issued_on)) == (("甲市人民政府",), "2024-03-01")
    assert ids(parse(table + printed + BODY)) == ["一", "二"]


def test_the_signature_stands_above_the_web_page() -> None:
    text = f"发布机构\uff1a甲市科技局\n发布日期\uff1a2024-03-09\n成文日期\uff1a2024-03-08\n甲市行动计划\n{BODY}\n甲市人民政府\n2024年3月1日"
    document = read(text).document
    assert (document.issuers, str(document.issued_on)) == (("甲市人民政府",), "2024-03-01")


@pytest.mark.parametrize(
    ("head", "title"),
    [
        ("甲市人民政府办公室\n关于印发甲市行动计划的通知", "甲市人民政府办公室关于印发甲市行动计划的通知"),
        ("甲市人民政府关于印发甲市\n行动计划\n的通知", "甲市人民政府关于印发甲市行动计划的通知"),
        ("关于印发《甲市行动计划》的通知\n甲政发〔2024〕5号\n甲市人民政府\n关于印发《甲市行动计划》的通知",
         "甲市人民政府关于印发《甲市行动计划》的通知"),
        ("甲市人民政府文件\n甲政发〔2024〕5号\n甲市人民政府关于印发甲市行动计划的通知", "甲市人民政府关于印发甲市行动计划的通知"),
        ("# 甲市人民政府关于印发甲市行动计划的通知", "甲市人民政府关于印发甲市行动计划的通知"),
        ("来源\uff1a甲市日报\n**甲市行动计划**\n\uff082024\u20142026年\uff09", "甲市行动计划\uff082024\u20142026年\uff09"),
    ],
)  # fmt: skip
def test_titles(head: str, title: str) -> None:
    assert read(f"{head}\n各区人民政府\uff1a\n{BODY}").document.title == title


@pytest.mark.parametrize(
    ("line", "recipients"),
    [
        ("各区人民政府\uff0c市政府各委、办、局\uff0c各有关单位\uff1a", ["各区人民政府", "市政府各委、办、局", "各有关单位"]),
        ("省财政厅、省司法厅\uff0c各市科技局、财政局\uff1a", ["省财政厅", "省司法厅", "各市科技局、财政局"]),
        ("各省交通运输厅\uff08局、委\uff09、农业农村厅\uff08局、委\uff09\uff1a", ["各省交通运输厅\uff08局、委\uff09、农业农村厅\uff08局、委\uff09"]),
        ("各位代表\uff1a", []),
        ("为落实上级要求\uff0c现制定各项措施\uff1a", []),
    ],
)  # fmt: skip
def test_recipients(line: str, recipients: list[str]) -> None:
    assert list(read(f"甲市行动计划\n{line}\n{BODY}").document.recipients) == recipients


@pytest.mark.parametrize(
    ("title", "issuers"),
    [
        ("甲市人民政府关于加快发展的实施意见", ("甲市人民政府",)),
        ("甲市财政局2024年度工作要点", ("甲市财政局",)),
        ("甲市财政局 甲市司法局关于加快发展的意见", ("甲市财政局", "甲市司法局")),
        ("甲市加快发展行动方案", ()),
    ],
)
def test_issuers_that_only_the_title_names(title: str, issuers: tuple[str, ...]) -> None:
    document = read(f"{title}\n{BODY}").document
    assert document.issuers == issuers
    assert ("issuers" in document.inferred) == bool(issuers)


def test_issuers_that_sign_on_one_line() -> None:
    document = read(
        f"甲市行动计划\n{BODY}\n甲市财政局        甲市司法局\n甲市科技局\u3164\u3164甲市民政局\n2024年3月1日"
    ).document
    assert document.issuers == ("甲市财政局", "甲市司法局", "甲市科技局", "甲市民政局")


def test_annexes_number_their_clauses_afresh() -> None:
    text = (
        f"甲市行动计划\n{BODY}\n附件\uff1a1.任务分工方案\n2.成员名单\n甲市人民政府\n"
        f"2024年3月1日\n附件1\n任务分工\n方案\n一、生产领域\n推进改造。\n附件2\n成员名单\n张三\n李四"
    )
    plan = read(text)
    assert ids(plan) == ["一", "二", "annex-1", "annex-1/一", "annex-2"]
    assert [(one.number, one.title, one.status) for one in plan.attachments] == [
        (1, "任务分工方案", "present"),
        (2, "成员名单", "present"),
    ]
    headings = {clause.id: (clause.heading, clause.depth) for clause in plan.clauses}
    assert headings["annex-1"] == ("任务分工方案", 1)
    assert headings["annex-1/一"] == ("生产领域", 1)
    assert {task.clause for task in plan.tasks} == {"一", "二", "annex-1/一"}, "a list of members has no tasks"
    assert plan.document.issuers == ("甲市人民政府",)


def test_several_plans_behind_one_notice() -> None:
    notice = "各区人民政府\uff1a\n现将两个方案印发给你们。\n甲市人民政府\n2024年3月1日\n"
    text = f"{notice}甲市规范收费行动方案\n{BODY}\n甲市诚信建设行动方案\n为加强建设\uff0c制定本方案。\n{BODY}"
    plan = read(text)
    assert ids(plan) == ["一", "二", "plan-2/一", "plan-2/二"]


@pytest.mark.parametrize(
    ("closing", "role"),
    [("各区、各部门要加强领导\uff0c确保落实。", "guarantee"), ("本方案自印发之日起施行。", "other")],
)
def test_a_paragraph_that_closes_the_document(closing: str, role: str) -> None:
    plan = read(
        f"一、主要任务\n\uff08一\uff09健全制度。市级统筹推进。\n\uff08二\uff09推进改革。抓好试点工作。\n{closing}"
    )
    assert [(clause.text, clause.role) for clause in plan.clauses if not clause.marker] == [(closing, role)]


def test_the_body_of_the_last_item_is_its_own() -> None:
    plan = read(
        "一、主要任务\n\uff08一\uff09健全制度。\n市级统筹推进。\n\uff08二\uff09推进改革。\n各区要抓好试点工作。"
    )
    assert [clause.id for clause in plan.clauses] == ["一", "一/(一)", "一/(二)"]


TABLE = """附件：重点任务分工方案
序号
重点任务
责任单位
1
打造自主先进的技术体系，制
定工程实施纲要。
市科技局牵头，市发展改革
委、市财政局按职责
分工负责
2
加快网络建设。
市通信管理
局
"""


def test_a_table_whose_lines_are_lost() -> None:
    plan = read(f"甲市行动计划\n{BODY}\n{TABLE}")
    rows = [task for task in plan.tasks if task.clause.startswith("annex-1")]
    assert [(task.text, [(unit.text, unit.role, unit.basis) for unit in task.units]) for task in rows] == [
        (
            "打造自主先进的技术体系\uff0c制定工程实施纲要。",
            [
                ("市科技局", "lead", "table"),
                ("市发展改革委", "responsible", "table"),
                ("市财政局", "responsible", "table"),
            ],
        ),
        ("加快网络建设。", [("市通信管理局", "responsible", "table")]),
    ]


def test_a_table_with_two_columns_of_units() -> None:
    table = "附件1\n任务分工表\n序号\n工作事项\n牵头单位\n配合单位\n1\n健全制度。\n市司法局\n市财政局、市民政局\n2\n推进改革。\n市科技局\n/\n"
    plan = read(f"甲市行动计划\n{BODY}\n{table}")
    rows = [task for task in plan.tasks if task.clause.startswith("annex-1")]
    assert [[(unit.text, unit.role) for unit in task.units] for task in rows] == [
        [("市司法局", "lead"), ("市财政局", "support"), ("市民政局", "support")],
        [("市科技局", "lead")],
    ]


@pytest.mark.parametrize(
    ("text", "headings"),
    [
        ("一、指导思想以某某为指导\uff0c" + FILLER, ["指导思想"]),
        ("\uff08一\uff09压实领导责任一是加强组织\uff0c" + FILLER + "二是强化督查。", ["压实领导责任"]),
        ("一、元旦\uff1a放假一天。\n二、春节\uff1a放假七天。", ["元旦", "春节"]),
        ("1.建立家庭台账\uff0c及时解决困难。\uff08责任单位\uff1a市民政局\uff09", [None]),
        ("1.制定实施方案。\n责任单位\uff1a市民政局\n完成时限\uff1a6月底前", [None]),
        ("五、关于机场建设问题。\uff08略\uff09", ["关于机场建设问题"]),
    ],
)
def test_headings_in_poor_texts(text: str, headings: list[str | None]) -> None:
    assert [clause.heading for clause in read(text).clauses] == headings


def test_decimals_lie_under_those_with_fewer_numbers() -> None:
    plan = read(
        "1.1 目的\n规范行为。\n1.2 等级\n1.2.1 市级\uff1a跨区事件。\n1.2.2 区级\uff1a区内事件。\n2.1 机构\n设指挥部。"
    )
    assert [(clause.id, clause.depth) for clause in plan.clauses] == [
        ("1.1", 2),
        ("1.2", 2),
        ("1.2/1.2.1", 3),
        ("1.2/1.2.2", 3),
        ("2.1", 2),
    ]


def test_articles_have_their_titles_in_brackets() -> None:
    text = "第一条 【目的】为规范管理\uff0c制定本办法。\n第二条\uff08职责\uff09市财政局负责组织实施。\n第三条 本办法自印发之日起施行。"
    plan = read(text)
    assert [(clause.heading, clause.role) for clause in plan.clauses] == [
        ("目的", "other"),
        ("职责", "task"),
        (None, "other"),
    ]


def test_the_title_of_an_annex_ends_where_a_list_begins() -> None:
    text = f"甲市行动计划\n{BODY}\n附件1\n甲市领导小组成员名单\n组\n长\uff1a张某\n附件2\n甲市各区投资\n预期指标\n序号\n县区\n1\n某区\n22.5\n10"
    plan = read(text)
    assert [clause.heading for clause in plan.clauses if clause.id in ("annex-1", "annex-2")] == [
        "甲市领导小组成员名单",
        "甲市各区投资预期指标",
    ]
    assert ids(plan) == ["一", "二", "annex-1", "annex-2"], "numbers of a table are no markers"


def test_copies_and_printing_are_no_text() -> None:
    copies = "抄送\uff1a市委办公室。\n市人大常委会办公室\uff0c市政协办公室。\n甲市人民政府办公室 2024年3月2日印发"
    plan = read(f"甲市行动计划\n{BODY}\n甲市人民政府\n2024年3月1日\n{copies}")
    assert ids(plan) == ["一", "二"]
    assert plan.tasks[-1].text == "加强领导。"
    assert str(plan.document.issued_on) == "2024-03-01"


def test_what_stands_behind_the_annotation_of_the_last_item_closes_the_document() -> None:
    items = "一、健全制度。市级统筹推进。\uff08责任单位\uff1a市司法局\uff09\n二、推进改革。抓好试点。\uff08责任单位\uff1a市财政局\uff09\n"
    plan = read(f"{items}对工作成效明显的地方加大激励。各有关部门要认真组织实施。")
    assert [(clause.id, clause.role) for clause in plan.clauses if not clause.marker] == [("¶1", "guarantee")]
    assert [unit.text for unit in plan.tasks[-1].units] == ["各有关部门"]
    assert [task.title for task in plan.tasks[:2]] == ["健全制度", "推进改革"]
    plan = read(f"{items}省财政厅会同省教育厅等单位制定实施细则。本措施由省财政厅负责解释。")
    assert [(unit.text, unit.role) for unit in plan.tasks[-1].units] == [("省财政厅", "lead"), ("省教育厅", "support")]
    plan = read(f"{items}本措施由省财政厅负责解释。")
    assert len(plan.tasks) == 2


def test_the_links_of_a_web_page_behind_a_text_on_one_line() -> None:
    tail = "解读\uff1a1.答记者问2.一图读懂字号"
    plan = read((NOTICE + ITEMS).replace(" ", "") + tail)
    assert ids(plan) == ["一", "一/(一)", "一/(二)", "二", "二/(三)"]
    assert plan.clauses[-1].text.endswith("。")


@pytest.mark.parametrize(
    "heading", ["支持所需物资生产企业", "坚定履行疫情防控大局应尽职责", "推进区可再生能源发展", "提升场所应急能力"]
)
def test_a_heading_that_holds_the_signs_of_an_obligation(heading: str) -> None:
    assert [clause.heading for clause in read(f"1.{heading}。抓好各项工作落实。").clauses] == [heading]


def test_headings_without_a_number_over_items_that_begin_again() -> None:
    first = "甲市工作方案\n为开展整治\uff0c制定本方案。\n整治重点\n1.高层建筑。开展排查。\n2.经营场所。开展整治。\n"
    text = f"{first}实施步骤\n1.动员部署。召开会议。\n2.集中攻坚。全面推进。"
    plan = read(text)
    assert [(clause.id, clause.heading, clause.role) for clause in plan.clauses[1:]] == [
        ("¶2", "整治重点", "other"),
        ("1", "高层建筑", "task"),
        ("2", "经营场所", "task"),
        ("¶3", "实施步骤", "other"),
        ("1~2", "动员部署", "phase"),
        ("2~2", "集中攻坚", "phase"),
    ]
    assert not [one for one in plan.diagnostics if one.name.startswith("NUMBERING")]


def test_a_decimal_of_one_number() -> None:
    plan = read("1总则\n1.1目的\n规范行为。\n2 组织体系\n2.1机构\n设指挥部。")
    assert [(clause.id, clause.heading) for clause in plan.clauses] == [
        ("1", "总则"),
        ("1/1.1", "目的"),
        ("2", "组织体系"),
        ("2/2.1", "机构"),
    ]
    assert ids(read("一、任务\n2项工作。")) == ["一"]


def test_a_subtitle_behind_a_dash_is_no_item() -> None:
    plan = read(f"甲市发展规划\n——打造千亿级产业集群\n{BODY}")
    assert ids(plan) == ["一", "二"]
    assert plan.document.title == "甲市发展规划——打造千亿级产业集群"


def test_what_a_notice_asks_for_beside_the_plan() -> None:
    notice = "各区人民政府\uff1a\n现将方案印发给你们。\n一、各区要加强领导。\n二、市财政局要保障经费。\n"
    text = f"{notice}甲市人民政府\n2024年3月1日\n甲市行动方案\n{BODY}"
    plan = read(text)
    assert [(task.id, task.kind, [unit.text for unit in task.units]) for task in plan.tasks][:2] == [
        ("cover/一", "guarantee", ["各区"]),
        ("cover/二", "guarantee", ["市财政局"]),
    ]


def test_the_rows_of_a_table_by_their_numbers() -> None:
    table = (
        "附件\n任务清单\n序号\n任务名称\n任务内容\n牵头单位\n责任单位\n完成时限\n一、推行绿色生产\n"
        "1\n实施制造工程\n创建绿色工厂\n市工信局\n市发改委\n各区政府\n2025年12月\n"
        "2\n清洁生产审核\n开展审核工作\n市生态环境局\n市财政局\n2024年底前\n注：按季报送。"
    )
    plan = read(f"甲市行动计划\n{BODY}\n{table}")
    rows = [task for task in plan.tasks if task.clause.startswith("annex-1")]
    assert [([(unit.text, unit.role) for unit in task.units], str(task.due)) for task in rows] == [
        ([("市工信局", "lead"), ("市发改委", "responsible"), ("各区政府", "responsible")], "2025-12-31"),
        ([("市生态环境局", "lead"), ("市财政局", "responsible")], "2024-12-31"),
    ]
    assert rows[0].text.startswith("实施制造工程")


def test_a_last_item_that_is_only_the_end_of_a_bracket() -> None:
    assert ids(read("一、主要任务\n二、)\n其他事项另行通知。")) == ["一", "二"]


def test_a_label_that_web_pages_print_too_is_no_furniture() -> None:
    plan = read(
        "一、主要任务\n\uff08一\uff09健全制度。完善规则。\n主办单位\uff1a市司法局\n协办单位\uff1a市财政局\n"
        "\uff08二\uff09推进改革。深化试点。\n主办单位\uff1a市科技局"
    )
    assert [[(unit.text, unit.role) for unit in task.units] for task in plan.tasks] == [
        [("市司法局", "lead"), ("市财政局", "support")],
        [("市科技局", "lead")],
    ]


@pytest.mark.parametrize("words", ["相关政策措施", "政策解读和宣传", "微博等平台", "分享到更多企业", "打印本页说明"])
def test_a_wrapped_line_that_begins_like_a_link_is_no_furniture(words: str) -> None:
    text = f"一、主要任务\n{SENTENCE}进一步健全落实\n{words}\uff0c确保取得实效。"
    assert read(text).tasks[0].text.endswith(f"进一步健全落实{words}\uff0c确保取得实效。")


def test_the_foot_of_a_web_page() -> None:
    foot = (
        "发布\n主办单位\uff1a甲市卫生健康委员会\n联系方式\uff1a12320\n"
        "粤公网安备44010402000409号\n粤ICP备20001927号-1网站标识码\uff1a4401000098\n"
    )
    plan = read(f"甲市行动计划\n{BODY}\n{foot}")
    assert units(plan) == []
    assert plan.tasks[-1].text == "加强领导。"
    assert plan.coverage.by_kind["furniture"] == len(foot.replace("\n", ""))


def test_a_table_ends_where_copies_are_listed() -> None:
    copies = "抄送\uff1a市委各部门\uff0c市法院。"
    table = f"附件1\n任务分工表\n序号\n工作事项\n牵头单位\n1\n健全制度。\n市司法局\n{copies}\n"
    plan = read(f"甲市行动计划\n{BODY}\n{table}")
    assert units(plan) == ["市司法局"]
    assert plan.coverage.by_kind["cover"] == len(copies)


BARS = (
    "甲市方案\n一、任务\n(一)健全制度。完善规则。\n附件1\n任务分工表\n| 序号 | 工作任务 | 牵头单位 | 责任单位 | 完成时限 |\n"
    "|---|:---:|---|---|---|\n| 1 | 抓好财税工作,健全制度。 | 市财政局 | 市司法局、市审计局 | 2026年底 |\n"
    "| 2 | 推进改革。 |  | 市水利局 | 2026年6月底 |\n| 3 | 建立标准。 | 市科技局 |  | 长期坚持 |\n"
)


@pytest.mark.parametrize("text", [BARS, BARS.replace("|---|:---:|---|---|---|\n", ""), BARS.replace(" ", "")])
def test_rows_in_bars(text: str) -> None:
    plan = read(text)
    rows = plan.tasks[1:]
    assert [task.text for task in rows] == ["抓好财税工作,健全制度。", "推进改革。", "建立标准。"]
    assert [[(unit.text, unit.role) for unit in task.units] for task in rows] == [
        [("市财政局", "lead"), ("市司法局", "responsible"), ("市审计局", "responsible")],
        [("市水利局", "responsible")],
        [("市科技局", "lead")],
    ]
    assert [task.due and task.due.isoformat() for task in rows] == ["2026-12-31", "2026-06-30", None]
    assert {task.path for task in rows} == {("任务分工表",)}


def test_rows_in_tabs() -> None:
    plan = read(
        "一、任务\n序号\t工作任务\t牵头单位\t配合单位\n1\t健全制度。\t市财政局\t市司法局\n2\t推进改革。\t市科技局\t市水利局"
    )
    assert [[(unit.text, unit.role) for unit in task.units] for task in plan.tasks[1:]] == [
        [("市财政局", "lead"), ("市司法局", "support")],
        [("市科技局", "lead"), ("市水利局", "support")],
    ]


def test_bars_that_are_no_table() -> None:
    plan = read("首页 | 新闻 | 政务公开\n一、任务\n(一)健全制度。选用甲|乙|丙三种方式。(市财政局负责)")
    assert plan.tasks[0].text == "选用甲|乙|丙三种方式。"


SIGNED = (
    "国务院关于推动高质量发展的意见\n国发〔2018〕32号\n各省、自治区、直辖市人民政府\uff1a\n为推进改革\uff0c提出以下意见。\n"
    "一、主要任务\n(一)健全制度。完善规则。(市财政局负责)\n二、保障措施\n(一)加强领导。抓好落实。(市司法局负责)\n"
    "国务院\n2018年9月18日\n(此件公开发布)\n"
)


@pytest.mark.parametrize(
    "tail",
    [
        "编辑\uff1a张三\n",
        "上一篇\uff1a关于某某的通知\n下一篇\uff1a关于其他的通知\n",
        "索 引 号\uff1a123\n发布日期\uff1a2018年09月26日\n甲　　乙\uff1a失效\n",
        "浏览量\uff1a123\n解读链接\uff1ahttp://a.b/c\n",
    ],
)
def test_a_key_that_nobody_knows_behind_the_signature(tail: str) -> None:
    plan = read(SIGNED + tail)
    assert plan.document.issued_on == date(2018, 9, 18)
    assert plan.document.issuers == ("国务院",)
    assert plan.document.release_note == "此件公开发布"
    assert plan.document.inferred == ()
    assert [clause.id for clause in plan.clauses if clause.marker is None] == ["¶1"]


@pytest.mark.parametrize(
    "head", ["公开甲乙\uff1a主动公开\n", "索 引 号\uff1a123\n发布日期\uff1a2018年09月26日\n甲　　乙\uff1a失效\n"]
)
def test_a_key_that_nobody_knows_above_the_title(head: str) -> None:
    plan = read(head + SIGNED)
    assert plan.document.title == "国务院关于推动高质量发展的意见"
    assert plan.document.document_number == "国发〔2018〕32号"
    assert plan.document.recipients == ("各省、自治区、直辖市人民政府",)
    assert plan.document.inferred == ()


def test_a_line_with_a_colon_under_the_last_item_is_its_own() -> None:
    plan = read("一、任务\n(一)健全制度。完善规则。\n(二)推进改革。\n主要目标\uff1a建成体系。\n工作内容\uff1a推进试点")
    assert plan.tasks[-1].text.endswith("主要目标\uff1a建成体系。工作内容\uff1a推进试点")


def test_the_cells_of_a_row_say_its_year_and_its_limit() -> None:
    plan = read(
        "甲市2022年工作方案\n一、任务\n(一)健全制度。完善规则。\n附件1\n任务分工表\n序号\n工作任务\n牵头单位\n责任单位\n完成时限\n"
        "1\n建设平台5个。\n市财政局\n市司法局\n2022-2025年\n2\n改造节能项目25个。\n市科技局\n市水利局\n5月底前\n"
        "3\n培育企业30家。\n市教育局\n市审计局\n"
    )
    rows = plan.tasks[1:]
    assert [task.due and task.due.isoformat() for task in rows] == ["2025-12-31", "2022-05-31", None]
    assert [target.by and target.by.isoformat() for task in rows for target in task.targets] == [
        "2025-12-31",
        "2022-05-31",
        None,
    ]


def test_bold_words_inside_the_lines_of_markdown() -> None:
    plan = read(
        "# 甲市方案\n\n**发布机构**: 甲市人民政府\n**发布日期**: 2025-05-23\n\n**一、主要任务**\n\n"
        "**(一)健全机制。**成立专班,产值达到**800亿元**。(**市财政局**负责)\n\n(二)**加强督查。**市政府抓好落实。(市司法局负责)\n"
    )
    assert ids(plan) == ["一", "一/(一)", "一/(二)"]
    assert [task.title for task in plan.tasks] == ["健全机制", "加强督查"]
    assert plan.tasks[0].text == "成立专班,产值达到800亿元。"
    assert units(plan) == ["市财政局", "市司法局"]
    assert plan.document.issuers == ("甲市人民政府",)


def test_the_table_of_a_web_page_that_has_lost_what_parted_it() -> None:
    plan = read(
        "索引号XM00102发文机构甲市人民政府办公厅发文字号甲府办〔2020〕28号\n主题分类商贸、海关成文日期2020-04-09有效性有效\n"
        "甲市人民政府办公厅关于印发会展业工作方案的通知\n甲府办〔2020〕28号\n各区人民政府\uff1a\n现将方案印发给你们\uff0c请认真组织实施。\n"
        "甲市人民政府办公厅\n2020年4月9日\n会展业工作方案\n一、任务\n(一)健全制度。完善规则。\n"
    )
    document = plan.document
    assert document.title == "甲市人民政府办公厅关于印发会展业工作方案的通知"
    assert (document.document_number, document.issuers) == ("甲府办〔2020〕28号", ("甲市人民政府办公厅",))
    assert document.issued_on == date(2020, 4, 9)
    assert document.recipients == ("各区人民政府",)
    assert (document.inferred, document.conflicts) == ((), ())


def test_an_annex_above_the_table_of_a_web_page() -> None:
    plan = read("附件\n甲市名单\n索引号\uff1a1\n主题分类\uff1a2")
    assert plan.coverage.unclaimed == 0
    assert [clause.text for clause in plan.clauses] == ["甲市名单"]


def test_the_years_of_a_torn_table_are_no_page_numbers() -> None:
    rows = "\n".join(f"2\n02{year}\n80\n%\n90\n%\n100\n%\n70\n%\n60\n%\n50\n%" for year in range(2, 6))
    plan = read(f"甲市方案\n一、任务\n(一)健全制度。完善规则。\n{rows}\n(二)推进改革。深化试点。")
    assert "furniture" not in plan.coverage.by_kind
    assert "2022" in plan.tasks[0].text


def test_the_cells_of_narrow_columns() -> None:
    plan = read(
        "甲市工作方案\n一、任务\n(一)健全制度。完善规则。\n附件1\n任务分工表\n序号\n工作任务\n牵头单位\n责任单位\n完成时限\n"
        "1\n建设平台。\n市财政局等\n市司法局、市贸促会等\n2024年\n6月底前\n2\n改造项目。\n市科技局\n市水利局\n2024年6\n月底前\n"
    )
    rows = plan.tasks[1:]
    assert [[(unit.text, unit.role) for unit in task.units] for task in rows] == [
        [("市财政局", "lead"), ("市司法局", "responsible"), ("市贸促会", "responsible")],
        [("市科技局", "lead"), ("市水利局", "responsible")],
    ]
    assert [(task.due and task.due.isoformat(), len(task.deadlines)) for task in rows] == [("2024-06-30", 1)] * 2


@pytest.mark.parametrize(
    "line",
    ["上一篇：关于甲的通知", "下一篇：关于乙的通知", "【打印】【关闭】", "版权所有：甲市人民政府", "打印本页 关闭窗口"],
)
def test_what_a_web_page_adds_behind_the_last_item(line: str) -> None:
    plan = read(f"甲市工作方案\n一、任务\n1.健全制度。完善规则。\n{line}")
    assert [task.text for task in plan.tasks] == ["完善规则。"]


def test_a_year_in_a_cell_and_what_only_looks_like_its_rest() -> None:
    plan = read(
        "一、任务\n附件1\n任务分工表\n序号\n工作任务\n牵头单位\n完成时限\n1\n建设。\n市司法局\n2024年\n前期手续办理\n"
        "2\n改造。\n市水利局\n2024年6月\n填表要求\uff1a认真填写。\n"
    )
    rows = plan.tasks[1:]
    assert [(task.due and task.due.isoformat(), task.text) for task in rows] == [
        ("2024-12-31", "建设。"),
        ("2024-06-30", "改造。"),
    ]


def test_cells_that_a_tab_parts_are_joined_like_lines() -> None:
    text = "序号\t重点任务\t责任单位\n1\t推进\t市数据局\n2\tx1\t市司法局\n3\tab\tcd\n"
    plan = parse(text)
    assert find_problems(plan, text) == []
    assert plan.clauses[0].text.endswith("2x1市司法局3ab cd")


def test_a_row_whose_last_cells_are_empty_ends_no_table() -> None:
    plan = read(
        "序号\t重点任务\t责任单位\t完成时限\n1\t推进改革\t市教育局\t\n2\t健全制度\t市司法局\t2025年底\n3\t完善机制\t市财政局\t\n"
    )
    assert [(task.title, [unit.text for unit in task.units]) for task in plan.tasks] == [
        ("推进改革", ["市教育局"]),
        ("健全制度", ["市司法局"]),
        ("完善机制", ["市财政局"]),
    ]
    assert [str(task.due) for task in plan.tasks] == ["None", "2025-12-31", "None"]


@pytest.mark.parametrize(
    ("lines", "titles"),
    [
        (["附件:某某市推进政务服务和数字化改革三年行动重点任", "务清单"], ["某某市推进政务服务和数字化改革三年行动重点任务清单"]),
        (["附件:某某市推进政务服务改革行动方案(2024年修订,含", "重点任务)"], ["某某市推进政务服务改革行动方案(2024年修订,含重点任务)"]),
        (["附件:某某市推进政务服务和数字化改革三年行动任务清单", "某某市人民政府办公厅"], ["某某市推进政务服务和数字化改革三年行动任务清单"]),
        (["附件:某某市推进政务服务和数字化改革三年行动指标体系", "2024年3月5日"], ["某某市推进政务服务和数字化改革三年行动指标体系"]),
        (["附件:1.某某市推进政务服务和数字化改革行动指标体系", "2.任务清单"], ["某某市推进政务服务和数字化改革行动指标体系", "任务清单"]),
    ],
)  # fmt: skip
def test_the_title_of_an_attachment_goes_on_behind_the_end_of_its_line(lines: list[str], titles: list[str]) -> None:
    plan = read("\n".join([wrap(PAGED, 25), *lines]))
    assert [one.title for one in plan.attachments] == titles
