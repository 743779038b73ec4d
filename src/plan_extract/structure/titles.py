"""The kind of a document (文种), which its title ends with, and titles that stand on several lines."""

import re
from collections.abc import Iterator, Sequence

from plan_extract.vocab import Endings, words

_KINDS = Endings(words("document_kinds"))
_BEHIND = re.compile(r"(?:\((?:[^()]|\([^()]*\))*\))*\"?$")
# kinds of documents that carry a plan or answer somebody; they are none themselves
_LETTERS = frozenset(
    [
        "通知",
        "通告",
        "公告",
        "公示",
        "公报",
        "决定",
        "决议",
        "命令",
        "批复",
        "请示",
        "函",
        "纪要",
        "议案",
        "报告",
        "工作报告",
    ]
)
_LINK = re.compile(r"\.(?:pdf|docx?|wps|ofd|xlsx?|zip|rar)$", re.IGNORECASE)
_STATUTES = ("条例", "法", "令", "条例实施细则", "议事规则")
_NO_STATUTES = ("办法", "方法", "做法", "打法")
_DAYS_OFF = ("节假日安排", "放假安排", "放假的通知")
_ISSUES = ("印发", "转发", "下发")
_GOES_ON = ("的", "(", "-", "及", "和", "\u300b", "暨")


def document_kind(title: str) -> str | None:
    """The kind that a folded title ends with, a year or 试行 in brackets behind it left out.

    >>> document_kind("营商环境行动方案(2024-2026年)"), document_kind("今天天气很好")
    ('行动方案', None)
    """
    return _KINDS.longest(_BEHIND.sub("", title, count=1))


def is_plan_title(title: str) -> bool:
    """Whether a title is that of a document with measures of its own."""
    kind = document_kind(title)
    return kind is not None and kind not in _LETTERS


def ends_title(line: str) -> bool:
    """Whether a line of the title of an annex is its last: it ends with a kind, or as lists and tables do."""
    return document_kind(line) is not None or line.endswith(("名单", "表", "目录", "名录", "一览表"))


def is_link(title: str) -> bool:
    """Whether the title of an attachment is the name of a file that a web page offers."""
    return _LINK.search(title) is not None


def is_letter_title(title: str) -> bool:
    """Whether a title is that of a notice, a reply, a report: nothing goes on behind it.

    >>> is_letter_title("关于印发某市行动方案的通知"), is_letter_title("某市行动方案")
    (True, False)
    """
    return document_kind(title) in _LETTERS


def sets_no_tasks(title: str) -> bool:
    """Whether a title is that of a statute or of a notice of days off: what it lays down is nobody's task.

    >>> sets_no_tasks("某市数据条例"), sets_no_tasks("网络安全法"), sets_no_tasks("某市督查办法")
    (True, True, False)
    """
    return (title.endswith(_STATUTES) and not title.endswith(_NO_STATUTES)) or any(word in title for word in _DAYS_OFF)


def split_titles(lines: Sequence[str]) -> Iterator[range]:
    """The titles that lines hold, each as a range of lines; a web page repeats the title, an office breaks it.

    >>> list(split_titles(["关于印发甲市行动方案的通知", "关于印发甲市行动", "方案的通知"]))
    [range(0, 1), range(1, 3)]
    """
    begin = 0
    for end in range(1, len(lines) + 1):
        whole = "".join(lines[begin:end])
        if end == len(lines) or is_whole_title(whole, lines[end]):
            yield range(begin, end)
            begin = end


def is_whole_title(title: str, behind: str) -> bool:
    """Whether a title is complete, and the line behind it does not go on with it."""
    kind = document_kind(title)
    if kind is None or title.count("\u300a") != title.count("\u300b") or title.count("(") != title.count(")"):
        return False
    return (kind in _LETTERS or not any(word in title for word in _ISSUES)) and not behind.startswith(_GOES_ON)
