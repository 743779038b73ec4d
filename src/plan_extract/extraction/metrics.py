"""What a value is said of: the words before it, read from the value leftwards (field guide 7).

A comparator stands right before the value, adverbs and hedges before that, a time or a base of comparison among them;
what is left is the metric: 全省|单位生产总值能耗|比2020年|力争|下降|14%.
"""

import re
from collections.abc import Sequence
from typing import Literal, NamedTuple, cast

from plan_extract.model import Operator
from plan_extract.text import Stretch
from plan_extract.vocab import Endings, table, words

Change = Literal["increase", "decrease", "multiply"] | None


class Comparator(NamedTuple):
    """What right before a value says how it is meant: its operator and change, and where it begins."""

    op: Operator
    change: Change
    start: int


_ROWS = {row["word"]: row for row in table("comparators")}
# 提高到, 降至: the value is a level, not a difference
_TO_A_LEVEL = {
    word + to
    for word in (*(one for one, row in _ROWS.items() if row["change"]), "降", "增", "升", "减")
    for to in "到至"
}
_COMPARATORS = Endings((*_ROWS, *_TO_A_LEVEL))
_NOT = Endings(("不", "不得", "不应", "不宜", "不能", "不可", "不准", "不允许"))
HEDGE_WORDS = ("力争", "争取", "原则上", "初步", "基本")
HEDGES = Endings(HEDGE_WORDS)
_FILLERS = Endings((*words("value_adverbs"), *HEDGE_WORDS))
_LEAD_INS = (*words("metric_lead_ins"), *HEDGE_WORDS[:3])  # 基本养老保险 begins with no hedge
_BASES = ("比", "较", "在")
_FORMER = ("上年", "上一年", "去年", "同期", "现状")
_LONGEST_BASE = 12
_FROM = ("从", "由")
_RESULTS = ("实现", "确保", "力争", "争取", "将")
HEADS = Endings(words("metric_heads"))
_MEASURES = tuple("率量额值度数耗比积")  # how most measures end, whatever their name
# what a quantity is divided by
_PER = re.compile(
    r".{0,8}?(?:单位(?:地区|国内)?(?:生产总值|GDP)|(?:规模以上)?(?:工业)?单位(?:工业)?(?:增加值|产值|产品)|万元(?:地区)?(?:生产总值|GDP|(?:工业)?增加值)|人均|亩均)"
)
_AND_OTHERS = re.compile(r"等\d{1,2}[项种类个](?:主要)?(?:污染物|指标|品种|行业)|等(?=重点|主要)")
_MOST_LONGER = 2  # characters that the last of a list may be longer than the others before the head they share
_NUMERALS = tuple("一二三四五六七八九十")  # 一、二星级
_LONGEST = 60
_SHORTEST = 2


class Said(NamedTuple):
    """The words of a metric (empty where they stand before another value), and the hedge among the words behind it."""

    metric: Stretch
    hedge: str | None


def find_comparator(folded: str, start: int, end: int) -> Comparator | None:
    """The comparator that ends at a place, with the 不 before it."""
    before = folded[max(start, end - _LONGEST) : end]
    word = _COMPARATORS.longest(before)
    if word is None:
        return None
    row = _ROWS.get(word)
    if row is None:
        return Comparator("reach", None, end - len(word))
    negation = _NOT.longest(before.removesuffix(word)) if row["opposite"] else None
    op = row["opposite"] if negation else row["op"]
    return Comparator(cast(Operator, op), cast(Change, row["change"] or None), end - len(word) - len(negation or ""))


def read_metric(
    folded: str, start: int, end: int, times: Sequence[Stretch] = (), passed: Sequence[Stretch] = ()
) -> Said:
    """What a metric is between two places: times and adverbs at its ends are none of it, nor are numbers at its end.

    `passed` are the numbers before it: 从5%提高到8%.
    """
    start, hedge = max(start, end - _LONGEST), None
    while True:
        filler = _FILLERS.longest(folded[start:end])
        other = next((place for place in (*times, *passed) if place.end == end and start <= place.start), None)
        base = _base(folded, start, end)
        if filler:
            hedge = filler if filler in HEDGE_WORDS else hedge
            end -= len(filler)
        elif other:
            end = other.start - folded.startswith(_FROM, other.start - 1)
        elif base:
            end = base
        else:
            break
    first = start
    start = max((time.end for time in times if start <= time.start and time.end <= end - _SHORTEST), default=start)
    result, word = max((folded.rfind(word, start, end), word) for word in _RESULTS)
    if start <= result <= end - len(word) - _SHORTEST:
        start = result + len(word)
        said = (
            word
            if word in HEDGE_WORDS
            else next((one for one in HEDGE_WORDS if folded.endswith(one, first, result)), None)
        )
        hedge = hedge or said
    start, opening = _skip_lead_ins(folded, start, end)
    return Said(Stretch(start, end), hedge or opening)


def _base(folded: str, start: int, end: int) -> int | None:
    """Where a base of comparison begins that ends at a place: 比2020年, 较上年同期, 在2020年基础上."""
    begin = max(folded.rfind(word, max(start, end - _LONGEST_BASE), end) for word in _BASES)
    base = folded[begin + 1 : end]
    named = base.startswith(_FORMER) or (base[:4].isdecimal() and base[4:5] == "年")
    founded = base.endswith("基础上") or not folded.startswith("在", begin)
    return begin if begin >= 0 and named and founded else None


def _skip_lead_ins(folded: str, start: int, end: int) -> tuple[int, str | None]:
    hedge = None
    while lead_in := next((word for word in _LEAD_INS if folded.startswith(word, start, end)), None):
        hedge = lead_in if lead_in in HEDGE_WORDS else hedge
        start += len(lead_in)
    return start, hedge


def share_metrics(names: str, count: int) -> list[str] | None:
    """The metrics of a list that has as many as there are values, each with the head that they share.

    >>> share_metrics("单位GDP能源消耗和二氧化碳排放", 2)
    ['单位GDP能源消耗', '单位GDP二氧化碳排放']
    >>> share_metrics("乘用车和商用车新车排放强度", 2), share_metrics("锂电材料、光纤行业非电能源占比", 2)
    (['乘用车新车排放强度', '商用车新车排放强度'], None)
    >>> share_metrics("绿色防控、统防统治覆盖率", 2), share_metrics("客运量和货运量", 2), share_metrics("能耗", 2)
    (['绿色防控覆盖率', '统防统治覆盖率'], ['客运量', '货运量'], None)
    """
    for joints in ("、", "、和", "、及", "、与"):
        parts = names.removesuffix("等")
        for joint in joints:
            parts = parts.replace(joint, "\n")
        found = parts.split("\n")
        if len(found) == count and all(found) and not any(part.endswith(_NUMERALS) for part in found):
            *others, last = found
            if etc := _AND_OTHERS.search(last):
                return [part + last[etc.end() :] for part in (*others, last[: etc.start()])]
            own, shared = _own_and_shared(others[0], last)
            if shared and len(own) > len(max(others, key=len)) + _MOST_LONGER:
                return None  # 锂电材料、光纤行业非电能源占比: nobody knows where what they share begins
            named = [part if _is_measure(part) else part + shared for part in others] + [own + shared]
            return _with_base(named)
    return None


def _with_base(names: list[str]) -> list[str]:
    """Names of a list with what the first says for all: 单位生产总值能源消耗和二氧化碳排放 are both of the product."""
    base = _PER.match(names[0])
    return [name if base is None or _PER.match(name) else base[0] + name for name in names]


def _own_and_shared(first: str, last: str) -> tuple[str, str]:
    """What the last name of a list has for itself, and what it shares with the others: 商用车|新车排放强度, 氨氮|减排量."""
    head = HEADS.longest(last) or ""
    if head in ("", last):
        return last, ""
    parallel = last.find(first[-1], 1, len(last) - len(head))
    own = parallel + 1 if parallel > 0 and not _is_measure(first) else len(last) - len(head)
    return last[:own], last[own:]


def _is_measure(name: str) -> bool:
    """Whether a name of a list says by itself what is measured: 客运量, 能耗."""
    return HEADS.longest(name) is not None or name.endswith(_MEASURES)
