"""Time expressions that bind work (field guide 6): the anchor is the issue date of the document, never the clock.

Each phrase is read twice. First its dates and durations become single letters (`dates.Atom`); then `FORMS`, an ordered
table, says which expression the letters and the words around them make, and so which of their days count.
What only looks like a time limit (titles, document numbers, history, attributes like 年度) is no form or is dropped.
"""

import re
from bisect import bisect_left
from collections.abc import Sequence
from datetime import date, timedelta
from typing import Literal, NamedTuple

from plan_extract.extraction.context import Context
from plan_extract.extraction.dated import DatedPhrase, dated_phrases
from plan_extract.extraction.dates import (
    DAY,
    DURATION,
    HALF,
    LETTERS,
    MONTH,
    MONTH_END,
    PLAN,
    QUARTER,
    XUN,
    YEAR,
    YEAR_END,
    Atom,
    after,
)
from plan_extract.extraction.duties import LABEL, LabelRole, label_role
from plan_extract.model import Deadline, DeadlineKind
from plan_extract.vocab import words


class Form(NamedTuple):
    """A form of time expression over atoms and words; each example is read by it and by none before it."""

    name: str
    pattern: str
    kind: DeadlineKind
    examples: tuple[str, ...]


_POINT = f"[{DAY}{XUN}{MONTH_END}{YEAR_END}{HALF}{QUARTER}]"
_DATE = f"[{DAY}{XUN}{MONTH}{MONTH_END}{YEAR}{YEAR_END}{HALF}{QUARTER}]"
_EVENT = r"[^\W自从在于要应]{2,12}之日起"

# Order matters: a range begins like a date, and what ends in 前 holds a date.
FORMS = (
    Form("interval", rf"{_DATE}(?:-+|~|至|到){_DATE}", "interval", ("2019年1月1日至12月31日", "2021年3月到2022年6月")),
    Form("five_year_plan_end", rf"(?:到)?{PLAN}(?:期)?末", "by", ('"十四五"末', "十四五期末")),
    Form("five_year_plan", rf"{PLAN}(?:期间|时期)", "in", ('"十四五"期间', "十四五时期")),
    Form(
        "since_issue",
        rf"[自从]?(?:本\w{{1,6}})?(?:印发|发布|公布|下发)(?:之日)?[起后]{DURATION}之?内",
        "relative",
        ("本意见印发之日起30日内",),
    ),
    Form(
        "since_event",
        rf"[自从]?{_EVENT}(?<!(?:印发|发布|公布|下发)之日起){DURATION}之?内",
        "relative",
        ("执法决定作出之日起20个工作日内",),
    ),
    # no day can be given: the event has none, and 压缩至 sets a length
    Form("within_of_event", rf"(?<=[后起时至到]){DURATION}之?内", "relative", ("自受理后5日内", "审批时限压缩至3日内")),
    Form("within", rf"{DURATION}之?内", "relative", ("三年内", "20个工作日内", "2-3年内")),
    Form("every_before", rf"(?:{_DATE}起)?每年{_DATE}(?:之|以)?前", "recurring", ("每年2月底前", "每年1月31日前")),
    Form("every_month_before", rf"每月(?:{DURATION}|底|末)前", "recurring", ("每月5日前",)),
    Form(
        "every",
        rf"每(?:{DURATION}|年度?|半年|个?季度|个?月|周)末?|逐[年月季]|按照?(?:年度|季度|月)(?!计划|工作|目标)",
        "recurring",
        ("每年", "每5年", "按年度", "逐月", "每季度末"),
    ),
    Form("regularly", r"(?<!不)定期", "recurring", ("定期",)),
    Form("until", rf"(?:有效期|实施期限|执行期限)[至到]{_DATE}", "until", ("实施期限至2021年12月31日",)),
    Form("from", rf"[自从]?{_DATE}(?:起|开始)", "from", ("2018年起", "从2019年1月1日起")),
    Form("before", rf"到?{_DATE}(?:之|以)?前", "by", ("2018年6月底前", "12月31日前")),
    Form("to", rf"[到至]{_DATE}", "by", ("到2022年", "到2025年末")),
    Form("at_end", rf"[{YEAR_END}{MONTH_END}]", "by", ("2018年底", "2019年6月底")),
    Form("this_year_end", r"(?:今年|本?年)底(?:之|以)?前?", "by", ("年底前", "今年底")),
    Form("this_year", r"(?:今|本|当)?年内", "in", ("年内", "今年内")),
    Form("date", rf"{_DATE}内?", "in", ("2022年", "2019年上半年", "2021年3月")),
    Form("ongoing", r"持续推进|长期坚持|持续|长期", "ongoing", ("完成时限:持续推进", "完成时限:长期坚持")),
    Form("vague", r"适时|尽快|尽早", "vague", ("适时", "尽快")),
)
_LONGEST_HEDGE = 4  # 原则上于
_HEDGE = re.compile(r"(力争|争取|原则上|确保)[于在]?$")
_BEGIN = rf"(?=[{LETTERS}到至自从本印发公下有实执每逐按定今当年适尽持长]|{_EVENT})"  # of every form, to pass over most places at once
_FORM = re.compile(f"{_BEGIN}(?:{'|'.join(f'(?P<{form.name}>{form.pattern})' for form in FORMS)})")
_BY_NAME = {form.name: form for form in FORMS}
_RESULT = words("result_verbs")
_LABEL_BEFORE = re.compile(f"{LABEL}$")
_LONGEST_LABEL = 16
_RATE = re.compile(r"(?:最高|不超过|给予|补助|补贴|奖励|\d)")
_THIS_YEAR = ("this_year", "this_year_end")
_UNDATED = (
    "since_event",
    "within_of_event",
    "every_before",
    "every_month_before",
    "every",
    "regularly",
    "ongoing",
    "vague",
)
_FREQUENCIES = {"年": "P1Y", "半": "P6M", "季": "P3M", "月": "P1M", "周": "P1W"}


def find_deadlines(context: Context) -> list[Deadline]:
    """The time expressions in clauses that bind work, in order."""
    return [
        deadline
        for phrase in dated_phrases(context)
        for match in _FORM.finditer(phrase.letters)
        if (deadline := _deadline(context, phrase, match))
    ]


def _deadline(context: Context, phrase: DatedPhrase, match: "re.Match[str]") -> Deadline | None:
    form = _BY_NAME[str(match.lastgroup)]
    first, last = match.span()
    start, end = phrase.place(first), phrase.place(last)
    first_atom = bisect_left(phrase.atoms, start, key=_start)
    atoms = phrase.atoms[first_atom : bisect_left(phrase.atoms, end, lo=first_atom, key=_start)]
    text = context.text
    field = _field(text.folded, phrase.start) if first == 0 else None
    days = _days(form.name, atoms, phrase, first, context)
    if not _binds(context, form, phrase, first, last, days, field):
        return None
    until = field == "time" and form.kind == "in"  # 完成时限:6月 means by its end
    return Deadline(
        clause=phrase.clause.id,
        text=text.words(start, end),
        span=text.span(start, end),
        kind="by" if until else form.kind,
        start=None if until else days[0],
        end=days[1],
        precision=atoms[-1].precision if atoms else "year" if form.name in _THIS_YEAR else None,
        freq=_frequency(match[0], atoms) if form.kind == "recurring" else None,
        hedge=_hedge(phrase, first),
        basis=_basis(form, atoms),
        rule=form.name,
    )


def _start(atom: Atom) -> int:
    return atom.start


def _hedge(phrase: DatedPhrase, first: int) -> str | None:
    found = _HEDGE.search(phrase.letters, max(0, first - _LONGEST_HEDGE), first)
    return found[1] if found else None


def _days(
    name: str, atoms: Sequence[Atom], phrase: DatedPhrase, first: int, context: Context
) -> tuple[date | None, date | None]:
    """The first and the last day that a form makes of its atoms."""
    if name in _THIS_YEAR:
        year = _year_in_force(phrase, first, context)
        return (date(year, 1, 1) if name == "this_year" else None, date(year, 12, 31)) if year else (None, None)
    if not atoms or name in _UNDATED:
        return None, None
    atom = atoms[-1]
    if name in ("since_issue", "within"):
        return None, after(context.issued_on, atom.offset) if context.issued_on and atom.offset else None
    if name == "before" and atom.sort in (YEAR, MONTH):  # 11月前: before it begins, not before its end
        return None, atom.first - timedelta(days=1) if atom.first else None
    if name in ("interval", "date", "five_year_plan"):
        return _in_order(atoms[0].first, atom)
    return (atom.first, None) if name == "from" else (None, atom.last)


def _in_order(first: date | None, end: Atom) -> tuple[date | None, date | None]:
    """An interval: 11月至次年3月 where the year is left out, and none where a printed one runs backwards."""
    if first is None or end.last is None or first <= end.last:
        return first, end.last
    if not end.inferred:
        return None, None
    beyond = timedelta(days=end.precision != "day")  # so that the end of February stays one
    day = after(end.last + beyond, "P1Y")
    return first, day and day - beyond


def _year_in_force(phrase: DatedPhrase, first: int, context: Context) -> int | None:
    """The year whose end 年底 means, not before the issue; 今年 looks at no date before it."""
    issued = context.issued_on.year if context.issued_on else None
    year = context.year if phrase.letters.startswith(("今", "本年", "当年"), first) else phrase.year
    return max(year, issued) if year and issued else year or issued


def _field(folded: str, place: int) -> LabelRole | None:
    """What a label right before a place announces: 完成时限: a time, 成文日期: another thing."""
    label = _LABEL_BEFORE.search(folded, max(0, place - _LONGEST_LABEL), place)
    return label_role(label["label"]) if label else None


def _binds(
    context: Context,
    form: Form,
    phrase: DatedPhrase,
    first: int,
    last: int,
    days: tuple[date | None, date | None],
    field: LabelRole | None,
) -> bool:
    """Whether an expression limits work: not history, not a bare date in the middle of a phrase, not a rate."""
    if field == "other" or form.name == "ongoing":
        return field == "time"
    if field == "time" and phrase.letters[last : last + 1] in ("", ")"):
        return True
    if form.name in ("date", "at_end", "interval") and context.issued_on and days[1] and days[1] < context.issued_on:
        return False
    if form.name == "date" or form.name == "at_end":
        leads = first == 0 or phrase.letters[first - 1] in "于在、(" or _hedge(phrase, first) is not None
        return leads and (last == len(phrase.letters) or phrase.letters.startswith(_RESULT, last))
    return form.kind != "recurring" or not _RATE.match(phrase.letters, last)


def _frequency(words_: str, atoms: Sequence[Atom]) -> str | None:
    if atoms and atoms[0].offset and words_.startswith("每"):
        return atoms[0].offset
    found = next((unit for unit in words_ if unit in _FREQUENCIES), None)
    return _FREQUENCIES[found] if found else None


def _basis(form: Form, atoms: Sequence[Atom]) -> Literal["explicit", "year_inferred", "issue_date"]:
    if form.name in ("since_issue", "within"):
        return "issue_date"
    return "year_inferred" if form.name in _THIS_YEAR or any(atom.inferred for atom in atoms) else "explicit"
