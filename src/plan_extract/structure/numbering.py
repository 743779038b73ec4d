"""How a numbered clause begins: marker families and the numbers they print (field guide 3.1).

Patterns match the reading copy (`Text.folded`), where every bracket is `( )`, every dash `-` and every stop `.`.
"""

import functools
import re
from typing import NamedTuple, cast

from plan_extract.model import MarkerFamily

HAN_DIGITS = {
    char: value
    for value, chars in enumerate(("〇零", "一", "二两", "三", "四", "五", "六", "七", "八", "九"))
    for char in chars
}
HAN_NUMERAL = "[一二三四五六七八九十百零]"
_HAN = HAN_NUMERAL + "{1,6}"  # 一百一十一 has five
CIRCLED = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳"
_BULLETS = "·●■▲◆◇○□★※➢"


def to_int(numeral: str) -> int:
    """The value of a numeral as it is printed in markers and dates: `十二`, `二十一`, `一百零三`, `12`, `③`.

    >>> to_int("二十一"), to_int("十"), to_int("一百零三"), to_int("12"), to_int("③")
    (21, 10, 103, 12, 3)
    """
    if numeral.isdecimal():
        return int(numeral)
    if numeral in CIRCLED:
        return CIRCLED.index(numeral) + 1
    value = digit = 0
    for char in numeral:
        if char in HAN_DIGITS:
            digit = HAN_DIGITS[char]
        else:
            value += (digit or 1) * {"十": 10, "百": 100}[char]
            digit = 0
    return value + digit


class Family(NamedTuple):
    """A marker family: how it looks at the start of a paragraph, with examples that it alone reads."""

    name: str
    pattern: str
    examples: tuple[str, ...]


# Order matters: the first family that matches has the marker.
FAMILIES = (
    Family("zhang", rf"第(?:{_HAN}|\d{{1,3}})章", ("第一章总则", "第12章附则")),
    Family("jie", rf"第(?:{_HAN}|\d{{1,3}})节(?![能日约课])", ("第一节一般规定", "第三节监督检查")),
    Family(
        "tiao",
        rf"第(?:{_HAN}|\d{{1,3}})条(?![第款规的例])",
        ("第一条为了加强督办工作", "第十二条(信息公开)本办法"),
    ),
    Family("cn", rf"{_HAN}(?:、|\.(?!\d))", ("一、总体要求", "二十一、保障措施", "三.组织实施")),
    Family("cnp", rf"\({_HAN}\)[、.]?", ("(一)指导思想。", "(二十)加强监管", "(三)、基本原则")),
    Family(
        "dec",
        r"\d{1,2}(?:\.[1-9]\d?){1,3}(?![\d.%A-Za-z万亿版级倍元吨米度个年月日])(?=[^\d\n])",
        ("1.1制定目的", "1.2.1国家级(Ⅰ级)", "1.1 5G基站建设"),
    ),
    Family(
        "ar",
        r"\d{1,3}[.、:](?!\d)|[1-9]\d{0,2}[.、](?=\d{3}|\d{1,2}(?:[A-Za-z]|月|日))",
        ("1.加强政治建设。", "12、建立台账", "1.2024年完成编制", "2.5G基站建设", "3.12345热线"),
    ),
    Family("arp", r"\(\d{1,3}\)|\d{1,3}\)", ("(1)落实责任", "3)加强宣传")),
    Family("circ", rf"[{CIRCLED}]", ("①报考临床类专业的人员", "⑫其他")),
    Family("dash", rf"(?:-{{1,4}}(?!\d)|[{_BULLETS}])(?=\W?\w)", ("---坚持目标引领。", "●重点工程", "-到2025年")),
    Family("let", r"[A-Za-z][.)、](?![A-Za-z])", ("A.优秀", "b)合格")),
    Family("zl", r"专栏\d{0,2}:?", ("专栏1重大工程",)),
)
# from chapters down; and how far a number may lie behind the one before it
RANKS = {family: rank for rank, family in enumerate(("zhang", "jie", "tiao", "cn", "cnp", "ar", "arp", "circ"))}
MOST_SKIPPED = 3
MARKER = re.compile("|".join(f"(?P<{family.name}>{family.pattern})" for family in FAMILIES))
_NUMERAL = re.compile(rf"{_HAN}|\d+|[{CIRCLED}]")


class Marker(NamedTuple):
    """A marker: its family, its place in the reading copy, the number it shows (None for bullets), and itself.

    Its place takes in the space that a digit behind it needs: 1.1 5G基站.
    """

    family: MarkerFamily
    start: int
    end: int
    number: int | None
    printed: str

    def ordinal(self, place: int) -> str:
        """Its part of a clause's path, half-width; bullets take their place among their siblings.

        >>> match_marker("(十二)完善机制", 0).ordinal(1)
        '(十二)'
        """
        if self.family == "dash":
            return f"—{place}"
        if self.family == "arp":
            return f"({self.number})"
        return self.printed.rstrip("、.:)") + (")" if self.family == "cnp" else "")


def has_marker(folded: str, position: int = 0) -> bool:
    """Whether a marker begins at this position of the reading copy."""
    return MARKER.match(folded, position) is not None


def match_marker(folded: str, position: int) -> Marker | None:
    """The marker that begins at this position of the reading copy."""
    found = MARKER.match(folded, position)
    if found is None or found.lastgroup is None:
        return None
    number = None if found.lastgroup == "dec" else _number(found[0])
    start, end = found.span()
    end += folded.startswith(" ", end)
    return Marker(cast(MarkerFamily, found.lastgroup), start, end, number, found[0])


@functools.lru_cache(maxsize=1024)
def _number(printed: str) -> int | None:
    """The number in a marker; there are few markers, and every document has them."""
    numeral = _NUMERAL.search(printed)
    return to_int(numeral[0]) if numeral else None
