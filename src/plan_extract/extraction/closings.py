"""Verbs that close a list of units and say their role: 负责, 牵头, 配合 (field guide 4.3)."""

import re
from typing import Literal, NamedTuple

from plan_extract.model import Role
from plan_extract.text import HAN, Stretch

Mode = Literal["by_duty"] | None


class Closing(NamedTuple):
    """A verb that closes a list of units and says their role; its examples are read by it and by none before it."""

    name: str
    pattern: str
    role: Role
    mode: Mode
    examples: tuple[str, ...]


# what the verb is about: 配合制定标准, 负责标准衔接
_DOES = r"(?:做好|抓好|开展|制定|制订|起草|编制|研究|组织|推进|落实|完成|提供|建立|建设|实施)"
_THING = rf"{HAN}{{0,8}}"
_WORK = rf"{HAN}{{2,8}}(?:工作|衔接|协调|保障|实施|指导|监管|监督|审批|管理|建设|宣传|统计|评估|服务|任务)"
_HELPING = "积极|主动|密切|全力|共同|协同|协助|支持|做好|参与|配合|负责|予以|给予|提供"
# Order matters: 按职责分工负责 ends in 负责, 牵头负责 does too.
CLOSINGS = (
    Closing("by_duty_support", r"按照?(?:各自)?职责(?:分工)?配合", "support", "by_duty", ("按职责分工配合",)),
    Closing(
        "by_duty",
        r"(?:(?:按|依|根据|结合)照?(?:各自|自身)?(?:工作)?(?:职责|职能|权限)和?(?:任务)?(?:分工)?|按照?(?:各自)?(?:任务)?分工"
        r"|共同按职责|分工|分别|各自|分头)(?:分别|共同|协同|抓好|做好|具体|组织|统筹)?(?:负责|落实|实施|推进)?(?:落实|实施)?"
        r"(?:(?<=[做抓]好)(?:相关|有关|各自|本职)?工作)?"
        r"|各负其责|各司其职",
        "responsible",
        "by_duty",
        ("按职责分工负责", "分别负责", "分工负责", "各负其责", "依职责负责", "分头负责", "按职责做好相关工作"),
    ),
    Closing(
        "lead",
        r"(?:按照?(?:各自)?职责(?:分工)?|分工)?(?:负责|具体|分别|共同|联合|统一|总|双)?"
        rf"牵头(?:负责|组织|督导|落实|抓总|实施|推进|组织实施|汇总|总负责|办理|协调|统筹|{_DOES}{_THING})?"
        r"|统筹(?:协调|抓总)|主[办责抓导]|(?:作?为|是)(?:牵头|主办|主责)(?:责任)?(?:单位|部门)",
        "lead",
        None,
        (
            "牵头",
            "牵头负责",
            "共同牵头",
            "分别牵头",
            "负责牵头",
            "主办",
            "按职责分工牵头",
            "牵头总负责",
            "牵头制定方案",
            "统筹协调",
            "为牵头单位",
        ),
    ),
    Closing(
        "support",
        rf"(?:{_HELPING})*(?:配合|参与|参加|协同|协助|协办|支持)(?:落实|实施|工作|{_DOES}{_THING})?"
        r"|(?:作?为|是)(?:配合|协办|协同|协助|参与|参加)(?:责任)?(?:单位|部门)",
        "support",
        None,
        (
            "配合",
            "参与",
            "积极支持配合",
            "协办",
            "配合制定标准",
            "参与起草",
            "配合做好经费保障",
            "予以配合",
            "为配合单位",
        ),
    ),
    Closing("guide", r"(?:负责|业务|加强|督促)?指导(?:落实|督促)?", "guide", None, ("指导", "负责指导")),
    Closing("supervise", r"(?:负责)?(?:督导|督办|督促|督查|监督|考核|验收)(?:落实)?", "supervise", None, ("负责考核",)),
    Closing(
        "responsible",
        r"(?:具体|主要|共同|联合|总体|统筹|抓好|推动|属地)?(?:负责|组织)?"
        r"(?:负责|落实|实施|承担|承办|推进|完成|负总责|落实到位)(?:落实|实施)?|归口管理"
        rf"|负责{_WORK}|(?:作?为|是)(?:责任|承办|实施|落实)(?:单位|部门|主体)",
        "responsible",
        None,
        ("负责", "负责落实", "具体负责", "落实", "负总责", "组织实施", "负责标准衔接", "为责任单位"),
    ),
)
# a bracket behind one of a list that says its role: 县林业局(牵头)、县财政局
MARKS: dict[str, Role] = {
    "(牵头)": "lead",
    "(牵头单位)": "lead",
    "(主办)": "lead",
    "(配合)": "support",
    "(参与)": "support",
}
_BY_NAME = {closing.name: closing for closing in CLOSINGS}
CLOSING_AT_END = f"(?:{'|'.join(f'(?P<{closing.name}>{closing.pattern})' for closing in CLOSINGS)})$"
_CLOSING = re.compile(CLOSING_AT_END)


def find_closing(frame: str, start: int, end: int) -> tuple[Closing, Stretch] | None:
    """The verb that ends a stretch of a frame, and its place."""
    found = _CLOSING.search(frame, start, end)
    return (_BY_NAME[str(found.lastgroup)], Stretch(*found.span())) if found else None


def find_mark(frame: str, start: int, end: int) -> str:
    """The bracket at the end of a name that says the role of this one alone; empty where there is none."""
    return next((mark for mark in MARKS if frame.endswith(mark, start, end)), "") if frame[end - 1] == ")" else ""
