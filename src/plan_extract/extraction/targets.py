"""Quantified targets: which value an addressee of the plan is obliged to reach or respect (field guide 7).

Each number is read with the words on both sides of it inside its phrase: a comparator, the metric before it or the
thing counted behind it. Numbers of names, dates, benefits and conditions are none.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from datetime import date
from typing import Literal, NamedTuple

from plan_extract.extraction.context import Context
from plan_extract.extraction.frames import phrases
from plan_extract.model import Deadline, Operator, Target
from plan_extract.text import Stretch
from plan_extract.vocab import alternatives, words


class Form(NamedTuple):
    """A form of target: the cue that ends right before its value, and what follows it; each example is its own only.

    The metric stands before the cue, but for a form whose `behind` names it.
    """

    name: str
    cue: str
    behind: str
    examples: tuple[str, ...]


_NUMBER = r"\d[\d,]{0,17}(?:\.\d{1,9})?"  # no plan counts higher, and a float holds it
_UNITS = alternatives(words("measure_words"))
_VALUE = re.compile(
    rf"(?<![\d.第A-Za-z(\"-])(?P<low>{_NUMBER})(?:(?:-|~|至|到)(?P<high>{_NUMBER}))?(?P<scale>万亿|亿|万)?"
    rf"(?P<unit>{_UNITS})(?P<after>以上|以下|以内|左右)?"
    r"|(?P<coverage>全面?覆盖)|(?P<freeze>不得(?:增加|增长))"
)
_HEDGE = r"(?P<hedge>力争|争取|原则上|初步|基本)?"
_COMPARE = (
    r"(?P<compare>不(?:[应得宜能可准]|允许)?(?:低于|少于|超过|高于|大于)|达到|达|超过|突破|高于|低于|控制在|稳定在|保持在|维持在"
    r"|(?:提高|提升|增加|扩大|上升|增长|下降|降低|减少|缩短|压缩|压减|整合|降|增)[到至]|增长|提高|提升|增加|新增|下降|降低|减少|压减|约)"
)
_VERBS = alternatives(words("count_verbs"))

# Order matters: what is counted stands behind the number, what is measured before it.
FORMS = (
    Form("coverage", r"", r"$", ("实现政务钉钉全覆盖", "实现业务市级全覆盖")),
    Form("freeze", rf"{_HEDGE}", r"$", ("各级政府文件和会议数量原则上不得增加",)),
    Form(
        "count",
        rf"{_HEDGE}{_VERBS}(?P<compare>不少于|不低于|超过|约)?",
        r"(?P<metric>[^\d].*)",
        ("确定10个左右重点课题", "推出100项具有较大知名度的体育精品赛事"),
    ),
    Form(
        "measure",
        rf"{_HEDGE}(?:均|分别|应当?|须|宜|要)*{_COMPARE}",
        r"$",
        ("畜禽粪污综合利用率达到75%以上", "全国农机总动力超过10亿千瓦"),
    ),
    Form("level", r"(?<=率)", r"$", ("城镇调查失业率6%左右",)),
)
_FORMS = tuple((form, re.compile(f"{form.cue}$"), re.compile(form.behind)) for form in FORMS)
_FIXED: dict[str, tuple[int, str]] = {"coverage": (100, "%"), "freeze": (0, "")}
_LIKELY = re.compile(r"[0-9全不](?:(?<=[0-9])(?![0-9年月日.])|(?<=全)面?覆盖|(?<=不)得增)")
_OPERATORS: dict[str, Operator] = {
    "以上": ">=", "以下": "<=", "以内": "<=", "左右": "~", "不低于": ">=", "不少于": ">=", "不超过": "<=", "不高于": "<=",
    "不大于": "<=", "控制在": "<=", "超过": ">", "突破": ">", "高于": ">", "低于": "<", "稳定在": "keep", "保持在": "keep",
    "维持在": "keep", "约": "~",
}  # fmt: skip
_CHANGES: dict[str, Literal["increase", "decrease"]] = {
    "增长": "increase", "提高": "increase", "提升": "increase", "增加": "increase", "新增": "increase",
    "下降": "decrease", "降低": "decrease", "减少": "decrease", "压减": "decrease",
}  # fmt: skip
_PLAIN_NOT = re.compile(r"^不(?:[应得宜能可准]|允许)")
_SCALES = {"万亿": 10**12, "亿": 10**8, "万": 10**4}
_WINDOW = 60  # how far from a value its metric may stand
_LONGEST_CUE = 16
_ACHIEVED = "实现"  # 全覆盖 is a target only as what is to be achieved, not in a slogan
_BENEFIT = re.compile(r"给予|奖励|补助|补贴|资助|最高|每亩|每人|满\d|年满|注册资本|面积(?:达到|超过)")
_PHRASE_END = re.compile(r"[,。;]")
_SENTENCE_END = re.compile("。")
_LONGEST_SENTENCE = 500
_LEAD_IN = re.compile(r"(?:到|至)?(?:\d{4}年(?:底|起)?)?(?:将|使|把|确保|力争|争取|实现|其中|全面|推动|促进)*")


class _Reading(NamedTuple):
    """A value read by a form: the match of the value, that of the cue before it, and where its metric stands."""

    form: Form
    value: "re.Match[str]"
    cue: "re.Match[str]"
    metric: Stretch

    def group(self, name: str) -> str:
        """What a named group of the value or its cue holds; nothing where neither has it."""
        return next((found[name] for found in (self.value, self.cue) if found.groupdict().get(name)), "")


def find_targets(context: Context, deadlines: Sequence[Deadline]) -> list[Target]:
    """The targets in clauses, in order; a date before them in the sentence is the one to reach them by."""
    folded = context.text.folded
    days = [deadline for deadline in deadlines if deadline.kind in ("by", "in")]
    found: list[Target] = []
    for phrase in phrases(folded, 0, len(folded), _LIKELY):
        clause = context.owner(phrase.end - 1)
        if clause and not _BENEFIT.search(folded, *phrase):
            own = Stretch(max(phrase.start, clause.own.start), phrase.end)
            found += (_target(context, reading, days, deadlines) for reading in _readings(folded, own))
    return found


def _readings(folded: str, phrase: Stretch) -> Iterator[_Reading]:
    for value in _VALUE.finditer(folded, *phrase):
        for form, cue, behind in _FORMS:
            if (form.name if form.name in _FIXED else None) != (value.lastgroup if value.lastgroup in _FIXED else None):
                continue
            left = cue.search(folded, max(phrase.start, value.start() - _LONGEST_CUE), value.start())
            right = behind.match(folded, value.end(), min(phrase.end, value.end() + _WINDOW))
            if left and right and (metric := _metric(folded, form, phrase, left, right)):
                yield _Reading(form, value, left, metric)
                break


def _target(context: Context, reading: _Reading, days: Sequence[Deadline], deadlines: Sequence[Deadline]) -> Target:
    text = context.text
    start, end = reading.value.span()
    if reading.form.name == "freeze":
        start = reading.metric.start
    elif reading.group("compare"):
        start = reading.cue.start("compare")
    span = text.span(start, end)
    value, unit = _FIXED.get(reading.form.name) or (_value(reading.value), reading.group("unit"))
    return Target(
        metric=text.words(*reading.metric),
        op=_operator(reading),
        value=value,
        unit=unit,
        change="increase" if reading.form.name == "freeze" else _CHANGES.get(reading.group("compare")),
        by=_date_before(context, start, days),
        per=_rhythm_before(context, start, deadlines),
        hedge=reading.group("hedge") or None,
        text=text.words(start, end),
        span=span,
        rule=reading.form.name,
    )


def _metric(folded: str, form: Form, phrase: Stretch, cue: "re.Match[str]", behind: "re.Match[str]") -> Stretch | None:
    """What is measured: the noun before the cue, or the head of what is counted behind the value."""
    if form.name == "count":
        start, end = behind.span("metric")
        return Stretch(max(start, folded.rfind("的", start, end - 1) + 1), end)
    start, end = max(phrase.start, cue.start() - _WINDOW), cue.start()
    if form.name == "coverage":
        start = folded.rfind(_ACHIEVED, start, end) + len(_ACHIEVED)
        return Stretch(start, end) if start >= len(_ACHIEVED) and end - start > 1 else None
    lead_in = _LEAD_IN.match(folded, start, end)
    start = lead_in.end() if lead_in and lead_in.end() < end else start
    return Stretch(start, end) if end - start > 1 else None


def _operator(reading: _Reading) -> Operator:
    if reading.form.name == "freeze":
        return "<="
    said = _OPERATORS.get(reading.group("after")) or _OPERATORS.get(_PLAIN_NOT.sub("不", reading.group("compare")))
    return said or ("range" if reading.group("high") else "reach")


def _value(found: "re.Match[str]") -> int | float | tuple[int | float, int | float]:
    scale = _SCALES.get(found["scale"], 1)
    low = _number(found["low"], scale)
    return (low, _number(found["high"], scale)) if found["high"] else low


def _number(digits: str, scale: int) -> int | float:
    """An exact whole number where it is one: 1.2 times 10^8 must not become 120000000.00000001."""
    whole, _, decimals = digits.replace(",", "").partition(".")
    value, rest = divmod(int(whole + decimals) * scale, 10 ** len(decimals))
    return float(digits.replace(",", "")) * scale if rest else value


def _date_before(context: Context, start: int, days: Sequence[Deadline]) -> date | None:
    """The last date before a target, in the same sentence."""
    day = _last_before(context, start, days, _SENTENCE_END, _LONGEST_SENTENCE)
    return day.end if day else None


def _rhythm_before(context: Context, start: int, deadlines: Sequence[Deadline]) -> str | None:
    """How often a target is to be reached: the 每年 before it in its phrase."""
    deadline = _last_before(context, start, deadlines, _PHRASE_END, _WINDOW)
    return deadline.freq if deadline else None


def _last_before(
    context: Context, start: int, deadlines: Sequence[Deadline], stop: "re.Pattern[str]", farthest: int
) -> Deadline | None:
    """The last deadline before a place of the copy, not too far from it and with no stop between."""
    index = bisect_right(deadlines, context.text.span(start, start + 1).start, key=_place) - 1
    if index < 0:
        return None
    end = context.text.bounds(deadlines[index].span).end
    return None if start - end > farthest or stop.search(context.text.folded, end, start) else deadlines[index]


def _place(deadline: Deadline) -> int:
    return deadline.span.start
