"""What looks like several items of a list and is one name: 各市、县(市、区)政府; 有关部门、单位; 乡镇党委、政府."""

import re

from plan_extract.extraction.shapes import is_collective

SEPARATOR = re.compile(r"[()〈〉、,;。\n]")
BRACKETS = {"(": 1, "〈": 1, ")": -1, "〉": -1}
GENERIC = {"部门", "单位", "机构", "企业", "地区", "方面", "团体", "个人", "人员"}
# The levels of a row like 各市、县(市、区)政府, the longer words first; and what may stand behind the last of them
_LEVELS = (
    *("自治区", "直辖市", "设区市", "地级市", "县级市", "自治州", "自治县"),
    *("县市", "乡镇", "街道", "省", "市", "地", "州", "盟", "县", "区", "旗", "乡", "镇"),
)
_OF_ROW = ("政府", "人民政府", "党委", "党组", "管委会", "两级", "有关", "相关", "及", "与")
_OFFICES = ("政府办", "政府研究", "政府督查", "政府参事", "政府法制", "政府新闻")
_PARTY = (
    "党委",
    "党工委",
    "党(工)委",
    "党委(党工委)",
    "党(工)委(党组)",
)  # its government has no name of its own beside it
_GOVERNMENTS = ("政府", "人民政府", "办事处", "政府(办事处)", "人民政府(办事处)", "政府(管委会)")
_ENDS_ITEM = ("、", ",", ";", "和", "及", "与", "等", "")
_LONGEST_ROW = 40
PLACES_WITH_AND = ("和平", "和县", "和田", "和顺", "和龙", "和静", "和硕", "和政", "和林格尔", "和布克赛尔")


def in_row(listed: str, begin: int, comma: int) -> bool:
    """Whether a 、 stands inside one name: 各市、县政府; 有关部门、单位."""
    left, right = listed[begin:comma], listed[comma + 1 : comma + 1 + _LONGEST_ROW]
    if right[:2] in GENERIC and right[2:3] in _ENDS_ITEM:
        return is_collective(left)
    if is_pair(left, right):
        return True
    level = next((level for level in _LEVELS if right.startswith(level)), None)
    return level is not None and level != "省" and _ends_row(left) and _goes_on(right[len(level) :].removeprefix("级"))


def is_pair(left: str, right: str) -> bool:
    """Whether a list goes on with the government of the place whose party committee it has named: 各乡镇党委 and 政府."""
    return left.endswith(_PARTY) and any(
        right.startswith(body) and right[len(body) : len(body) + 1] in _ENDS_ITEM for body in _GOVERNMENTS
    )


def _ends_row(left: str) -> bool:
    """Whether what stands before a 、 is a level, alone or behind 各: 各市, 各县(市、区), 承担任务的市."""
    if left.endswith(")"):
        left = left[: left.rfind("(")]
    last = left.rpartition("、")[2]
    head = next((last.removesuffix(level) for level in _LEVELS if last.endswith(level)), None)
    return head is not None and (not head or head[-1] in "各的关")  # 各市, 各有关县, 承担任务的市


def _goes_on(behind: str) -> bool:
    """Whether what stands behind a level ends a row: a kind of body, or the end of the item."""
    if behind.startswith("("):
        behind = behind[behind.find(")") + 1 :]
    if behind[:1] in _ENDS_ITEM or (behind.startswith(_OF_ROW) and not behind.startswith(_OFFICES)):
        return True
    office = SEPARATOR.split(behind, 1)[0]
    return office.endswith("部门") and office[0] not in "各直属级"  # 各市、县财政部门
