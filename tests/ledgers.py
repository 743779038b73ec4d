"""A small plan with what a ledger must not lose, and plans that hold their text."""

from datetime import date

from plan_extract import Plan, parse

PLAN = """某市人民政府关于印发某市数据平台建设行动计划(2024-2026年)的通知

某市数据平台建设行动计划(2024-2026年)

一、主要目标
到2026年,平台用户达到50万人。
二、主要任务
(一)健全制度。2024年6月底前制定管理办法,2025年底前全面实施。(牵头单位:市司法局;配合单位:市财政局、市数据局等)
(二)优化服务。每年办成20件以上实事,能耗较2023年降低5%以上。适时评估。(责任单位:市政府办公室、市数据局,各区政府;指导单位:市委网信办;责任人:张明)
(三)建设平台。
1.=汇总数据。力争2026年底前建成平台。
2.+10|接口。
逐步开放。
(责任单位:市数据局,按职责分工负责;完成时限:2025年底前)
三、保障措施
(一)加强督查。市政府督查室要定期督查。
(二)做好宣传。

某市人民政府
2024年3月1日
"""

TWO_TASKS = (
    "一、主要任务\n(一)健全制度。2025年底前制定办法。(责任单位:市司法局)\n(二)优化服务。抓好落实。(责任单位:市财政局)\n"
)


def embedded(text: str, name: str | None = "plan.txt", issued_on: date | None = None) -> Plan:
    """The plan of a text, with the text in it."""
    plan = parse(text, name=name, issued_on=issued_on)
    return plan.model_copy(update={"source": plan.source.model_copy(update={"text": text})})
