"""Whether a time expression limits work (field guide 6): history, conditions, rates and attributes do not.

Each expression is judged by the words around it in its phrase. `EXCLUSIONS` are the settings in which it only looks
like a limit; what may as well be an attribute (2022年, 三年内) is a limit only where it leads.
"""

import re
from datetime import date
from typing import NamedTuple

from plan_extract.extraction.context import Context
from plan_extract.extraction.dated import DatedPhrase
from plan_extract.extraction.dates import DAY, DURATION, LETTERS, YEAR, YEARS
from plan_extract.extraction.labelling import LabelRole
from plan_extract.extraction.quantities import find_runs
from plan_extract.extraction.shapes import has_ending
from plan_extract.extraction.timefields import ends_entry
from plan_extract.extraction.timeforms import LIST, Form
from plan_extract.text import Stretch
from plan_extract.vocab import words


class Exclusion(NamedTuple):
    """A setting of expressions of some forms: what ends right before, begins right behind, or comes later in the phrase."""

    name: str
    forms: tuple[str, ...]
    before: tuple[str, ...]
    behind: tuple[str, ...]
    later: tuple[str, ...]
    examples: tuple[str, ...]


_EVERY = ("every", "every_in")
_WITHIN = ("within", "within_of_event")
_IN_A_YEAR = ("date", "at_end", "before", "interval", "from")
# the second year of a period, the year before: 上一年度1月, 考核期第2年的10月
_OTHER_YEARS = ("上年", "上年度", "去年", "次年", "翌年", "同年", "当年", DURATION, f"{DURATION}度", f"{DURATION}的")
EXCLUSIONS = (
    Exclusion(
        "rate", _EVERY, (), tuple("0123456789每") + words("rates"), (), ("单个企业每年最高50万元", "每人每月300元")
    ),
    Exclusion("definition", _EVERY, (), ("为",), (), ("每两年为一个考核期",)),
    Exclusion("slogan", _EVERY, ('"', "到", "至"), (), (), ('倡导"每周少开一天车"', "目标分解到每年")),
    Exclusion("past", ("to", "until", "at_end", "date", "before"), ("截", "截止"), ("已",), (), ("截至2020年底",)),
    Exclusion(
        "outlook", ("to",), ("展望", "达", "提高", "增加", "增长", "上升", "下降", "恢复"), (), (), ("展望至2035年",)
    ),
    Exclusion("holiday", ("interval", "date"), (), ("放假", "上班", "调休"), (), ("2020年1月1日至3日放假",)),
    Exclusion(
        "period",
        ("interval", "years"),
        ("公示期为", "公示时间为", "规划期为", "规划期限为"),
        (),
        (),
        ("公示期为2022年3月17日至3月23日",),
    ),
    Exclusion("another_year", _IN_A_YEAR, _OTHER_YEARS, (), (), ("时间为上一年度1月至12月",)),
    Exclusion(
        "condition",
        _WITHIN,
        (),
        ("未", "仍未", "无", "没有", "有", "均", "累计", "连续", "存在", "与"),
        (),
        ("一年内未受处罚", "2年内与被评单位存在聘用关系"),
    ),
    Exclusion(
        "in_force",
        ("within",),
        (),
        ("不得", "不再", "不予"),
        ("实行", "享受", "取消", "暂停"),
        ("三年内不得申报", "两年内对其实行优惠"),
    ),
    Exclusion("five_years", ("five_year_plan",), (), ("是", "为"), (), ('"十四五"时期是关键时期',)),
    Exclusion(
        "name",
        ("regularly",),
        ("的", "建立", "健全", "完善", "实行", "强化", "加强", "形成", "和"),
        ("减", "免", "存"),
        (),
        ("强化定期报告制度",),
    ),
)
_ENTRIES = ("ongoing", "at_once", "whole_year")  # they limit work only as the entry of a form
_PERIODS = ("date", "at_end", "interval", "years", "five_year_plan")
_LEADING = ("date", "at_end", "years", "this_year", "this_year_end", "five_year_plan", "within", "before_season")
_BARE = ("date", "at_end", "years", "this_year_end", "before_season")
_LEADS = words("time_lead_ins")
_NO_LEADS = ("关于", "对于", "由于", "基于")
_ACTIONS = words("result_verbs")
# what a subject comes to by a date between the two, and what ends no subject
_VERBS = words("dated_verbs")
_SHARES = ("占比", "同比", "环比")
_NO_SUBJECT_ENDS = tuple("比较自从以至截于在由按据对与和及到的是为将把了在已")
_SET = ("要于", "应于", "须于", "需于", "请于", "务必于", "定于")
# later in the phrase they make a time limit of a date with a subject behind it: 2025年再生铝产量达到1150万吨
_RESULTS = words("level_verbs")
_NO_RESULT = "完成情况"
_SINCE = "以来"
_NUMBER = re.compile("[0-9]")
_BENEFITS = words("benefits")
_NEAR = 100
_NEAR_PLACE = 18
_LONGEST_SENTENCE = 200
_IN_FORCE = ("施行", "生效", "正式施行")
_IN_FORCE_WHERE_NAMED = ("实施", "执行", "试行", "正式实施")
_THIS_DOCUMENT = "本"
_VALIDITY = "有效期"
_OBJECT = ("对", "将", "把")
_CONNECTORS = ("、", "和", "及", "与")
_LISTED = f"{LETTERS}、和及与"
_THE = "的"
# of a thing: 2022年底前开工未完工的项目, 1月1日前登记注册的企业
_ATTRIBUTE = re.compile(
    "(?:(?:开工|建成|竣工|投产|签约|批复|立项)?[但而]?尚?未[^的,]{1,6}|(?:登记|注册|备案|获批|立项|入库)[^的,]{0,6})的"
)


class Setting(NamedTuple):
    """An expression in its phrase: its form, where its letters begin and end, its last day, what its label announces."""

    form: Form
    phrase: DatedPhrase
    first: int
    last: int
    end: date | None
    field: LabelRole | None

    @property
    def before(self) -> str:
        """The letters of the phrase before the expression, as far as they can matter."""
        return self.phrase.letters[max(0, self.first - _NEAR) : self.first]

    @property
    def behind(self) -> str:
        """The letters of the phrase behind the expression, as far as they can matter."""
        return self.phrase.letters[self.last : self.last + _NEAR]


def binds(context: Context, found: Setting) -> bool:
    """Whether an expression limits work."""
    form, before, behind = found.form.name, found.before, found.behind
    if found.field == "other" or form in _ENTRIES:
        return found.field == "time" or (form == "whole_year" and _sums(found))
    if found.field == "time" and ends_entry(behind):
        return True
    if _is_past(context, found) or _is_attribute(found) or _is_validity(context, found):
        return False
    if any(form in exclusion.forms and _excludes(exclusion, before, behind) for exclusion in EXCLUSIONS):
        return False
    if form == "every" and found.phrase.letters.startswith("按", found.first):
        return not behind or behind.startswith(_ACTIONS)
    if form not in _LEADING or _stands_before_verb(before, behind):
        return True
    return _leads(before) and (form not in _BARE or _goes_on(context, found))


def _sums(found: Setting) -> bool:
    """Whether a year is said to bring an amount: 全年新建高标准农田665万亩."""
    return not found.before and found.behind.startswith(_ACTIONS) and _NUMBER.search(found.behind) is not None


def _is_past(context: Context, found: Setting) -> bool:
    """Whether a period ended before the issue, or before the year of the plan where nobody knows the issue.

    What has recurred since a time in the past is a habit, not a task.
    """
    if found.form.kind == "recurring":
        start = found.phrase.start
        return _SINCE in context.text.folded[max(0, start - _NEAR) : start].rpartition("。")[2]
    today = context.issued_on or (date(context.year, 1, 1) if context.year else None)
    return found.form.name in _PERIODS and bool(today and found.end and found.end < today)


def _is_attribute(found: Setting) -> bool:
    """Whether an expression belongs to a thing (2020年前建成的小区) or to a condition (…前完成改造的,给予…)."""
    before, behind = found.before, found.behind
    if behind[:1] in (_THE, "度") or (behind[2:3] == _THE and behind[:2].isalpha()) or _ATTRIBUTE.match(behind):
        return True
    return found.phrase.letters.endswith(_THE) or (before.endswith(_OBJECT) and _THE in behind)


def _is_validity(context: Context, found: Setting) -> bool:
    """Whether an expression says from when or until when the document itself is in force."""
    if found.form.name == "from" and found.behind.startswith(_IN_FORCE_WHERE_NAMED):
        return _THIS_DOCUMENT in found.before
    if found.form.name == "until" and found.phrase.letters.startswith(_VALIDITY, found.first):
        start = found.phrase.start
        said = context.text.folded[max(0, start - 3) : max(0, start - 1)]
        return not found.before and said in (*_IN_FORCE, *_IN_FORCE_WHERE_NAMED)
    return found.form.name == "from" and found.behind.startswith(_IN_FORCE)


def _excludes(exclusion: Exclusion, before: str, behind: str) -> bool:
    if before.endswith(exclusion.before) or behind.startswith(exclusion.behind):
        return True
    return any(word in behind for word in exclusion.later)


def _stands_before_verb(before: str, behind: str) -> bool:
    """Whether an expression stands between a subject and the verb of what is to be: 港口吞吐量2025年突破700万标箱."""
    if behind.startswith(_ACTIONS) and has_ending(before):
        return True  # 市教育局2021年9月组织检查
    named = before.endswith(_SHARES) or not before.endswith(_NO_SUBJECT_ENDS)
    named = named and len(before) > 1 and before[-1].isalpha()
    return named and behind.startswith(_VERBS)


def _leads(before: str) -> bool:
    """Whether an expression opens its phrase, or stands behind a word that a time limit follows or another date."""
    if len(before) > 1 and before.endswith(_CONNECTORS) and before[-2] in LETTERS:
        return True
    return not before or (before.endswith(_LEADS) and not before.endswith(_NO_LEADS))


def _counts(context: Context, phrase: DatedPhrase, index: int) -> bool:
    """Whether things are counted or measured behind a date, in no sentence on benefits: 2024年治理流动沙地60万亩."""
    folded, start = context.text.folded, phrase.place(index)
    stop = folded.find("\u3002", start, start + _LONGEST_SENTENCE)
    sentence = folded[start : stop if stop >= 0 else start + _LONGEST_SENTENCE]
    return any(find_runs(folded, Stretch(start, phrase.place(len(phrase.letters))))) and not any(
        word in sentence for word in _BENEFITS
    )


def _goes_on(context: Context, found: Setting) -> bool:
    """Whether a bare date is followed by what is to be done by then; a day on a line of its own is that of a signature."""
    letters, before = found.phrase.letters, found.before
    further = LIST.match(letters, found.last)
    last = further.end() if further else found.last
    behind = letters[last : last + _NEAR]
    if before.endswith("(") and behind[:1] == ")":  # 动员部署阶段(2022年3月)
        return not before.endswith("》(") and (letters[found.first] not in (YEAR, YEARS) or "阶段" in before)
    if not behind:
        signs = letters == DAY and context.text.folded.startswith("\n", found.phrase.place(last))
        return not signs
    if behind.startswith(_ACTIONS) or (before.endswith(_SET) and letters[found.first] not in (YEAR, YEARS)):
        return True
    if behind.startswith("在") and any(behind.find(word, 3, _NEAR_PLACE) > 0 for word in _ACTIONS if len(word) > 1):
        return True  # 2021年在全省启动普查
    if behind.startswith(("度", "版", "后", "以来", "以后", "之后")):
        return False
    behind = behind.replace(_NO_RESULT, "")
    planned = not before.strip(_LISTED) and not context.reports
    return any(word in behind for word in _RESULTS) or (planned and _counts(context, found.phrase, last))
