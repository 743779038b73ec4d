"""Numbers with their units, as they are written: the atoms of which targets are made (field guide 7).

A run is what stands between two words: one quantity, or several that the same words govern (15%、10%和26%).
"""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from plan_extract.text import Stretch
from plan_extract.vocab import words

Number = int | float
Value = Number | tuple[Number, Number] | None

_NUMBER = r"\d[\d,]{0,17}(?:\.\d{1,9})?"  # no plan counts higher, and a float holds it
_QUANTITY = re.compile(
    rf"(?<![\d.A-Za-z(-])(?<!第)(?P<low>{_NUMBER})(?:(?P<low_scale>%|亿|万)?(?:-+|~|至|到)(?P<high>{_NUMBER}))?(?P<scale>万亿|亿|万)?"
    r"|全面?覆盖|不得(?:增加|增长)|翻一?番|翻两番|零增长|同步"
)
_MORE = re.compile(rf"(?:-+|~|至|到)(?P<high>{_NUMBER})(?P<scale>万亿|亿|万)?")  # of a range that says its unit twice
_SCALES = {"万亿": 10**12, "亿": 10**8, "万": 10**4}
_UNITS = frozenset(words("measure_words"))
_PER = _UNITS | {"年", "月", "时", "秒", "万人", "千人", "百户", "万元"}
_LONGEST_UNIT = max(map(len, _UNITS))
_TIMES = frozenset(("天", "日", "小时", "分钟", "工作日", "个工作日", "学时", "课时"))
_ATTRIBUTES = frozenset(("%", "‰", "个百分点", "百分点", "岁", "级", "层", "点", "倍", *_TIMES))
_BOUNDS = ("以上", "以下", "以内", "左右")
_QUALIFIERS = (
    "及以上",
    "及以下",
    "(含",
    "多",
    "余",
    "以后",
    "以前",
)  # what they follow is a class of things or an estimate
_COMPARED = (
    "达到",
    "达",
    "低于",
    "高于",
    "超过",
    "大于",
    "小于",
    "降至",
    "降到",
    "提高到",
    "提高至",
    "控制在",
    "保持在",
)
_LONGEST_PHRASE = 200
_JOINTS = ("、", "和", "及", "与", "以及", "和、")
# value, unit of what is said without a number
_WORDS: dict[str, tuple[Value, str]] = {
    "覆盖": (100, "%"),
    "不得": (0, ""),
    "翻番": (2, "倍"),
    "翻一番": (2, "倍"),
    "翻两番": (4, "倍"),
    "零增长": (0, "%"),
    "同步": (None, ""),
}


class Quantity(NamedTuple):
    """A number with its unit, or what is said without one (`word`: 覆盖, 翻番 …); `bound` is 以上, 左右 … behind it."""

    start: int
    end: int
    value: Value
    unit: str
    bound: str
    word: str

    @property
    def counts(self) -> bool:
        """Whether things are counted, not measured or timed."""
        return not self.word and self.unit not in _ATTRIBUTES

    @property
    def times(self) -> bool:
        """Whether it is a length of time."""
        return self.unit in _TIMES


def find_runs(folded: str, phrase: Stretch) -> Iterator[tuple[Quantity, ...]]:
    """The runs of quantities in a phrase, in order; a number without any unit is one only as a ratio."""
    run: list[Quantity] = []
    for found in _QUANTITY.finditer(folded, *phrase):
        quantity = None if _is_quoted(folded, phrase.start, found.start()) else _quantity(folded, found, phrase.end)
        if quantity is None or (run and quantity.start < run[-1].end):
            continue
        if run and folded[run[-1].end : quantity.start] not in _JOINTS:
            yield from _finished(folded, run)
            run = []
        run.append(quantity)
    yield from _finished(folded, run)


def _is_quoted(folded: str, start: int, place: int) -> bool:
    """Whether a quotation opens right before a place: "36条办法" is a name."""
    return folded[place - 1 : place] == '"' and folded.count('"', max(start, place - _LONGEST_PHRASE), place) % 2 == 1


def _quantity(folded: str, found: "re.Match[str]", end: int) -> Quantity | None:
    if not found["low"]:
        word = "覆盖" if found[0].endswith("覆盖") else found[0][:2] if found[0].startswith("不得") else found[0]
        return Quantity(*found.span(), *_WORDS[word], "", word)
    place = found.end()
    unit = _longest(_UNITS, folded, place)
    place += len(unit)
    if unit and folded.startswith("/", place) and (per := _longest(_PER, folded, place + 1)):
        unit, place = f"{unit}/{per}", place + 1 + len(per)
    if place > end or folded.startswith(_QUALIFIERS, place):
        return None
    value = _value(found)
    if unit and (more := _MORE.match(folded, place, end)) and folded.startswith(unit, more.end()):  # 5个-6个
        value = (
            _number(found["low"], _SCALES.get(found["scale"], 1)),
            _number(more["high"], _SCALES.get(more["scale"], 1)),
        )
        place = more.end() + len(unit)
    bounds = (*_BOUNDS, "内") if unit in _TIMES else _BOUNDS
    bound = next((word for word in bounds if folded.startswith(word, place)), "")
    if (
        not unit
        and folded[place + len(bound) : place + len(bound) + 1].isalnum()
        and not folded.startswith(_JOINTS, place)
    ):
        return None  # 2025年 is none of a list
    return Quantity(found.start(), place + len(bound), value, unit, bound, "")


def _longest(known: frozenset[str], folded: str, start: int) -> str:
    """The longest known word that stands at a place."""
    lengths = range(_LONGEST_UNIT, 0, -1)
    return next((folded[start : start + length] for length in lengths if folded[start : start + length] in known), "")


def _finished(folded: str, run: Sequence[Quantity]) -> Iterator[tuple[Quantity, ...]]:
    """A run whose numbers have units: one that is left out (20、10个百分点, 20个、10个百分点) is that of the last.

    A ratio has none: 利用系数达到0.6; it stands behind a comparator, and at the end of its words.
    """
    if not run or not (run[-1].unit or run[-1].word or _is_ratio(folded, run)):
        return
    unit, bound = run[-1].unit, run[-1].bound
    yield tuple(
        quantity._replace(unit=unit if unit.startswith(quantity.unit) else quantity.unit, bound=quantity.bound or bound)
        for quantity in run
    )


def _is_ratio(folded: str, run: Sequence[Quantity]) -> bool:
    compared = folded.endswith(_COMPARED, 0, run[0].start)
    return compared and len(run) == 1 and not folded[run[0].end : run[0].end + 1].isalnum()


def _value(found: "re.Match[str]") -> Value:
    scale = _SCALES.get(found["scale"], 1)
    low = _number(found["low"], _SCALES.get(found["low_scale"], scale))
    return (low, _number(found["high"], scale)) if found["high"] else low


def _number(digits: str, scale: int) -> Number:
    """An exact whole number where it is one: 1.2 times 10^8 must not become 120000000.00000001."""
    whole, _, decimals = digits.replace(",", "").partition(".")
    value, rest = divmod(int(whole + decimals) * scale, 10 ** len(decimals))
    return float(digits.replace(",", "")) * scale if rest else value
