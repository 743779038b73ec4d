"""The plan in data/raw/, read with care: what a person finds in it. Every byte of its record is in golden/."""

from collections import Counter
from datetime import date

from plan_extract import Plan
from plan_extract.model import Task


def task(plan: Plan, task_id: str) -> Task:
    return next(one for one in plan.tasks if one.id == task_id)


def units(plan: Plan, task_id: str) -> list[tuple[str, str, bool]]:
    return [(unit.text, unit.role, unit.collective) for unit in task(plan, task_id).units]


def test_the_document(plan: Plan) -> None:
    document = plan.document
    assert document.title == "浙江省人民政府关于印发政府“两强三提高”建设行动计划(2018-2022年)的通知"
    assert document.inferred == ("title",)
    assert document.plan_title == '政府"两强三提高"建设行动计划(2018-2022年)'
    assert (document.kind, document.cover_kind) == ("行动计划", "通知")
    assert document.document_number is None
    assert document.issuers == ("浙江省人民政府",)
    assert document.recipients == ("各市、县(市、区)人民政府", "省政府直属各单位")
    assert document.issued_on == date(2018, 4, 28)
    assert document.release_note == "此件公开发布"
    assert document.period
    assert (document.period.start, document.period.end) == (date(2018, 1, 1), date(2022, 12, 31))
    assert [(one.title[:2], one.status) for one in plan.attachments] == [("政府", "omitted"), ("浙江", "linked")]


def test_the_clauses(plan: Plan) -> None:
    marked = [clause for clause in plan.clauses if clause.marker]
    assert len(marked) == 66
    assert Counter(clause.marker.family for clause in marked if clause.marker) == {
        "cn": 3,
        "cnp": 18,
        "ar": 41,
        "dash": 4,
    }
    assert Counter(clause.role for clause in marked) == {
        "task": 41,
        "guarantee": 5,
        "principle": 5,
        "guideline": 1,
        "goal": 1,
        "other": 13,
    }
    assert [clause.heading for clause in marked if clause.depth == 1] == ["总体要求", "主要任务", "保障措施"]


def test_the_brackets(plan: Plan) -> None:
    brackets = [one for one in plan.assignments if one.rule != "sentence_subject"]
    mentions = [unit for one in brackets for unit in one.units]
    assert len(brackets) == 41
    assert len(mentions) == 115
    assert sum(unit.collective for unit in mentions) == 48
    assert Counter(one.rule for one in brackets) == {"labelled": 36, "bare_list": 5}
    assert units(plan, "二/(四)/2") == [
        ("省编办", "responsible", False),
        ("省发展改革委", "responsible", False),
        ("省法制办", "responsible", False),
        ("其他省级部门", "responsible", True),
        ("各市、县〔市、区〕政府", "responsible", True),
    ]
    assert [unit.canonical for unit in task(plan, "二/(四)/2").units][:2] == [
        "浙江省机构编制委员会办公室",
        "浙江省发展和改革委员会",
    ]
    assert units(plan, "二/(一)/1") == [
        ("各市、县〔市、区〕政府党组", "responsible", True),
        ("省政府各部门党委〔党组〕", "responsible", True),
    ]


def test_the_units_of_the_last_part_are_subjects_of_sentences(plan: Plan) -> None:
    found = {one.id: [unit.text for unit in one.units] for one in plan.tasks if one.kind == "guarantee"}
    assert found == {
        "三/(一)": ["各市、县(市、区)政府", "省级各部门"],
        "三/(二)": ["重点任务牵头部门", "省级有关部门"],
        "三/(三)": ["承担改革试点任务的市、县(市、区)政府"],
        "三/(四)": [],
        "三/(五)": [],
    }
    assert {unit.basis for one in plan.tasks if one.kind == "guarantee" for unit in one.units} == {"sentence"}


def test_the_time_limits_and_none_invented(plan: Plan) -> None:
    found = [
        (one.id, limit.text, limit.kind, limit.end.isoformat() if limit.end else limit.freq)
        for one in plan.tasks
        for limit in one.deadlines
    ]
    assert found == [
        ("二/(一)/4", "2018年起", "from", None),
        ("二/(二)/1", "每年", "recurring", "P1Y"),
        ("二/(四)/4", "每年", "recurring", "P1Y"),
        ("二/(四)/5", "2018年底", "by", "2018-12-31"),
        ("二/(五)/1", "定期", "recurring", None),
        ("二/(六)/2", "2020年底前", "by", "2020-12-31"),
        ("二/(八)/1", "2022年底前", "by", "2022-12-31"),
        ("二/(九)/1", "2022年", "in", "2022-12-31"),
        ("三/(一)", "2018年6月底前", "by", "2018-06-30"),
        ("三/(一)", "按年度", "recurring", "P1Y"),
        ("三/(二)", "2018年6月底前", "by", "2018-06-30"),
        ("三/(四)", "按年度", "recurring", "P1Y"),
        ("三/(五)", "适时", "vague", None),
    ]
    assert [limit.text for goal in plan.goals for limit in goal.deadlines] == ["到2022年"]
    assert len(plan.deadlines) == 14
    slogans = ("年初", "年中", "年末", "全年", "年度计划")
    assert not any(limit.text.startswith(slogans) for limit in plan.deadlines)


def test_targets_references_and_joined_lines(plan: Plan, raw: str) -> None:
    targets = [target for task in plan.tasks for target in task.targets]
    assert [goal.targets for goal in plan.goals] == [()]
    assert [(target.metric, target.op, target.value, target.unit) for target in targets] == [
        ("各级政府文件、会议数量和会议经费", "<=", 0, ""),
        ("重点课题", "~", 10, "个"),
        ("政务钉钉", "reach", 100, "%"),
    ]
    assert [reference.title for reference in plan.references] == [
        '政府"两强三提高"建设行动计划(2018-2022年)',
        "中国共产党党委(党组)理论学习中心组学习规则",
        "中国共产党党组工作条例(试行)",
    ]
    joints = [one.span.of(raw) for one in plan.diagnostics if one.name == "LINE_BREAK_JOINED" and one.span]
    assert ["".join(joint.split()) for joint in joints] == ["习会", "主体"]


def test_nothing_is_lost(plan: Plan) -> None:
    assert plan.coverage.unclaimed == 0
    assert sum(plan.coverage.by_kind.values()) == plan.coverage.characters
