"""What the tests of the page share: a made-up plan that has a bit of everything, and its page."""

from plan_extract import Plan, parse
from plan_extract.messages import Language
from plan_extract.rules import told
from plan_extract.writers import render

PLAN = """某市人民政府关于印发《数据"两化"行动计划(2024-2026年)》的通知
某政发〔2024〕3号
各县(市、区)人民政府:
现将《数据"两化"行动计划》印发给你们,请认真执行。
某市人民政府
2024年3月5日
数据"两化"行动计划(2024-2026年)
一、总体要求
(一)指导思想。全面贯彻 <script>document.title = "broken"</script> 的精神。
(二)主要目标。到2026年,数据共享率达到95%以上。
二、重点任务
本部分各项任务分步实施。
(一)健全制度
1.完善办法。2024年底前制定数据管理办法,落实《数据 A&B 条例》要求。
2.建设平台。建设市级数据平台,2024年1月至2025年6月分步接入,新增10个示范点。
(市司法局牵头,市财政局、市教育局配合)
(二)推广应用。每年举办培训,适时评估。(责任单位:各有关部门,责任人:张某某)
(三)宣传引导。加强宣传。
三、保障措施
(一)加强督查。市政府督查室要于2025年6月底前开展督查。
附件:1.任务清单
"""


def embedded(text: str, name: str = "plan.txt") -> Plan:
    """A plan with its text, as the command line gives it to writers that show places."""
    plan = parse(text, name=name)
    return plan.model_copy(update={"source": plan.source.model_copy(update={"text": text})})


def page(plan: Plan, language: Language = "zh") -> str:
    """The page of a plan, as the command line makes it."""
    return render(plan, "html", language=language, told=told).decode()


def long_plan(characters: int) -> str:
    """A plan of so many characters or a few more, with units, deadlines and targets in every task."""
    head, _, _ = PLAN.partition("二、重点任务")
    items: list[str] = []
    number = 0
    while sum(len(item) for item in items) < characters:
        number += 1
        items.append(
            f"{number}.推进第{number}项工作。{2024 + number % 3}年{1 + number % 12}月底前制定第{number}号管理办法,"
            f"落实《第{number}号条例》要求,新增{number}个示范点,{'持续加强基层基础工作,' * 6}推动任务落地。"
            f"(市司法局牵头,市财政局、市教育局、第{number % 40}区人民政府配合)\n"
        )
    return head + "二、重点任务\n" + "".join(items)
