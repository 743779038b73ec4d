"""The forms of time expressions over dates and words (field guide 6): which expression the letters of a phrase make."""

import re
from collections.abc import Sequence
from typing import NamedTuple

from plan_extract.extraction.dates import (
    DAY,
    DURATION,
    LETTERS,
    MONTH_END,
    PLAN,
    SPAN,
    YEAR,
    YEAR_END,
    YEARS,
    Atom,
)
from plan_extract.model import DeadlineKind


class Form(NamedTuple):
    """A form of time expression over atoms and words; each example is read by it and by none before it."""

    name: str
    pattern: str
    kind: DeadlineKind
    examples: tuple[str, ...]


_DATE = f"[{YEAR}-{DAY}]"  # any date but a row of them
_TO = "(?:-+|~|至|到)"
_EVENT = r"(?:(?!自|从)(?!在|于)(?!要|应)(?!本)\w){2,12}之日起"  # a class of all six takes ten times as long to compile
# of this document: a warning is issued too (预警发布后1小时内), and so is another document (《办法》印发后)
_KINDS = "意见|方案|通知|办法|措施|细则|计划|规划|规定|政策|要点|清单|预案|通告|公告|决定|条例|纲要|文件|本文"
_THIS = rf"本(?!市|省|县|区)\w{{1,6}}(?<={_KINDS})"
_ISSUE = rf"(?:[自从](?:{_THIS})?|{_THIS}|(?<![^于在、(]))(?:印发|发布|公布|下发)"
_BEFORE = "(?:之|以)?前"
_GLOSS = r"(?:\([^()]{1,8}\))?"
_IN = "(?:之|以)?内"
_SEASON = "汛期|入汛|入冬|春节|国庆节?|元旦|采暖季|供暖季|采暖期|供暖期"
_ENDED = "结束|完成|受理|批准|收到|届满|终了|下达|签订|通过"

_THIS_YEAR = "(?<!明年)(?<!次年)(?<!去年)(?<!上年)(?<![明次去])"  # 年底 is that of this year
# Order matters: a range begins like a date, and what ends in 前 holds a date.
FORMS = (
    Form(
        "interval",
        rf"[自从]?(?:{_DATE}起?{_TO}(?:次年|当年)?{_DATE}|{SPAN})",
        "interval",
        ("2019年1月1日至12月31日", "2021年3月到2022年6月", "2021年3-5月", "2021年3月1日至10日"),
    ),
    Form("years", YEARS, "interval", ("2021-2023年", "2021年至2023年")),
    Form("five_year_plan_end", rf"(?:到)?{PLAN}(?:期)?末", "by", ('"十四五"末', "十四五期末")),
    Form("five_year_plan", rf"{PLAN}(?:期间|时期)", "in", ('"十四五"期间', "十四五时期")),
    Form("mid_century", "到?(?:本|21)世纪中叶", "by", ("到本世纪中叶",)),
    Form("since_issue", rf"{_ISSUE}(?:之日)?[起后]{DURATION}{_IN}", "relative", ("本意见印发之日起30日内",)),
    Form("until_since_issue", rf"{_ISSUE}之日起{DURATION}止", "until", ("自发布之日起3个月止",)),
    Form(
        "since_event",
        rf"[自从]?{_EVENT}{DURATION}{_IN}",
        "relative",
        ("执法决定作出之日起20个工作日内",),
    ),
    # no day can be given: the event has none
    Form(
        "within_of_event",
        rf"(?:(?<=后|後)|(?<=起|时)|(?<={_ENDED})){DURATION}{_IN}",
        "relative",
        ("自受理后5日内", "活动结束10个工作日内"),
    ),
    Form("at_latest", rf"最迟(?:不超过|不晚于){DURATION}", "relative", ("最迟不超过4个小时",)),
    Form("within", rf"{DURATION}{_IN}", "relative", ("三年内", "20个工作日内", "2-3年内")),
    Form(
        "every_before",
        rf"(?:{_DATE}起)?每年(?:{_DATE}|汛|{_SEASON}){_BEFORE}",
        "recurring",
        ("每年2月底前", "每年1月31日前", "每年汛前"),
    ),
    Form(
        "every_month_before",
        rf"每(?:个?月|季度?(?:首月|末月?)?)(?:{DURATION}|底|末){_BEFORE}",
        "recurring",
        ("每月5日前", "每季度末5日前"),
    ),
    Form("every_in", rf"每年(?:{_DATE}(?:{_TO}{_DATE})?|{SPAN})", "recurring", ("每年3月", "每年3-5月")),
    Form(
        "every",
        rf"每(?:{DURATION}|年度?|半年|半个?月|旬|个?季度?|个?月|周|日|天)末?|逐(?:年|月|季度?)|按照?(?:年度?|季度?|月|周)|分(?:年|季)度",
        "recurring",
        ("每年", "每5年", "按年度", "逐月", "每季度末", "每日", "按季", "分年度", "每半月", "每旬"),
    ),
    Form("regularly", r"(?<!不)定期", "recurring", ("定期",)),
    Form(
        "until",
        rf"(?:有效期|(?:实施|执行)?期限|延长|延期|延续|顺延|推迟|展期|持续|执行|实施)[至到]{_DATE}",
        "until",
        ("实施期限至2021年12月31日", "征收期延长至2021年2月28日"),
    ),
    # the day is not printed; 汛前 alone is an attribute (汛前排查)
    Form(
        "before_season",
        rf"(?:{YEAR}汛|{YEAR}?(?:{_SEASON})){_BEFORE}(?!后|、|夕)",
        "by",
        ("2023年汛期前", "入冬前", "春节前"),
    ),
    Form(
        "within_from",
        rf"[自从]?{_DATE}(?:起|开始){DURATION}{_IN}",
        "interval",
        ("2021年起5年内", "自2021年7月1日起三年内"),
    ),
    Form("from", rf"[自从]?{_DATE}(?:起|开始)", "from", ("2018年起", "从2019年1月1日起")),
    Form(
        "before_of_another_year",
        rf"(?:次年|翌年|同年|当年|下一?年度?|第{DURATION}度?)的?{_DATE}{_BEFORE}",
        "by",
        ("次年1月15日前", "第二年的10月底前", "当年6月底前"),
    ),
    Form("before", rf"到?{_DATE}{_GLOSS}{_BEFORE}", "by", ("2018年6月底前", "12月31日前", "11月15日(供暖季)前")),
    Form("to", rf"[到至]{_DATE}", "by", ("到2022年", "到2025年末")),
    Form("at_end", rf"[{YEAR_END}{MONTH_END}]", "by", ("2018年底", "2019年6月底")),
    Form(
        "this_year_end_before", rf"{_THIS_YEAR}(?:(?:今|本|当)?年|今|本)?年底{_BEFORE}", "by", ("年底前", "今年年底前")
    ),
    Form("this_year_end", rf"{_THIS_YEAR}(?:今年|本?年)底", "by", ("今年底", "年底")),
    Form("this_year", rf"{_THIS_YEAR}(?:今|本|当)?年内", "in", ("年内", "今年内")),
    Form("date", rf"{_DATE}(?:内|全年)?", "in", ("2022年", "2019年上半年", "2021年3月")),
    Form("whole_year", "全年", "in", ("完成时限:全年",)),
    Form(
        "ongoing",
        "持续(?:推进|实施|开展|深化|落实)|长期坚持|常态化推进|常态化|持续|长期",
        "ongoing",
        ("完成时限:持续推进", "完成时限:持续实施", "完成时限:长期坚持", "完成时限:常态化"),
    ),
    Form("at_once", "立行立改|立即", "vague", ("完成时限:立行立改",)),
    Form("vague", r"适时|尽快|尽早", "vague", ("适时", "尽快")),
)
# of every form, to pass over most places at once
_BEGIN = rf"(?=[{LETTERS}到至自从本印发公下有实执每逐按分定今当同次翌第年适尽持长期延顺推展最2全常立汛入春国元采供]|\w{{2,12}}之日起)"
FORM = re.compile(f"{_BEGIN}(?:{'|'.join(f'(?P<{form.name}>{form.pattern})' for form in FORMS)})")
FORM_OF = {form.name: form for form in FORMS}
# further dates behind one: 4月15日、7月15日及10月15日
LIST = re.compile(f"(?:(?:、|和|以?及|与){_DATE}){{1,12}}")
LIST_BEFORE = re.compile(f"{LIST.pattern}{_BEFORE}")
_FREQUENCIES = {"年": "P1Y", "半": "P6M", "季": "P3M", "月": "P1M", "周": "P1W", "日": "P1D", "天": "P1D", "旬": "P10D"}
_HALF_A_MONTH = "P15D"


def frequency(form: Form, words: str, atoms: Sequence[Atom]) -> str | None:
    """How often a recurring expression recurs, as an ISO 8601 duration; None where nobody says (定期)."""
    if form.name == "every" and atoms:
        return atoms[0].offset
    if words.startswith(("每半月", "每半个月")):
        return _HALF_A_MONTH
    found = next((char for char in words if char in _FREQUENCIES), None)
    return _FREQUENCIES[found] if found else None
