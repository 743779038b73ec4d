"""Time expressions that bind work (field guide 6): the anchor is the issue date of the document, never the clock.

Each phrase is read twice. First its dates and durations become single letters (`dates.Atom`); then the forms of
`timeforms` say which expression the letters and the words around them make, and so which of their days count.
What only looks like a time limit (titles, document numbers, history, attributes like 年度) is no form or does not bind.
"""

import re
from bisect import bisect_left
from collections.abc import Sequence
from datetime import date, timedelta
from typing import Literal

from plan_extract.extraction.binding import Setting, binds
from plan_extract.extraction.context import Context
from plan_extract.extraction.dated import DatedPhrase, dated_phrases
from plan_extract.extraction.dates import MONTH, MONTH_END, YEAR, Atom, after
from plan_extract.extraction.timefields import TimeFields
from plan_extract.extraction.timeforms import FORM, FORM_OF, LIST_BEFORE, Form, frequency
from plan_extract.model import Deadline, Precision
from plan_extract.vocab import Endings

_HEDGE_WORDS = ("力争", "争取", "原则上", "确保")
_LEADING_HEDGES = _HEDGE_WORDS[:3]
_HEDGES = Endings(_HEDGE_WORDS)
_LONGEST_SENTENCE = 200
_WHOLE_YEAR = ("this_year", "whole_year")
_THIS_YEAR = (*_WHOLE_YEAR, "this_year_end", "this_year_end_before")
_SINCE_ISSUE = ("since_issue", "until_since_issue", "within")
_SINCE_EVENT = ("since_event", "within_of_event")
_BEFORE = ("before", "before_of_another_year")
_UNDATED = (
    "before_of_another_year",
    "since_event",
    "within_of_event",
    "at_latest",
    "before_season",
    "ongoing",
    "vague",
    "at_once",
)
_EVENT_BEFORE = r"(?:^|\W|[在于自从应要须并至])(?P<event>[^\W在于自从应要须并至]{2,12})$"
_MID_CENTURY = date(2050, 12, 31)


def find_deadlines(context: Context) -> list[Deadline]:
    """The time expressions in clauses that bind work, in order."""
    found = _found(context)
    return found if context.year or context.issued_on else _with_year_of_period(context, found)


def _found(context: Context) -> list[Deadline]:
    found: list[Deadline] = []
    fields = TimeFields(context)
    for phrase in dated_phrases(context):
        for match in FORM.finditer(phrase.letters) if phrase.clause.id not in context.background else ():
            deadline = _deadline(context, fields, phrase, match)
            if deadline:
                found.append(_beside(context, found[-1], deadline) if found else deadline)
    return [one for index, one in enumerate(found) if one.rule != "vague" or not _is_dated(context, found, index)]


def _with_year_of_period(context: Context, found: list[Deadline]) -> list[Deadline]:
    """Days without a year that lie in the period which the text sets itself: 定于2018年3月至6月开展整治 … 5月底前完成.

    Only where neither an issue date nor the title gives a year, and all periods are of the same one.
    """
    printed = [one for one in found if one.kind == "interval" and one.basis == "explicit"]
    periods = [(one.start, one.end) for one in printed if one.start and one.end]
    if len({day.year for period in periods for day in period}) != 1:
        return found
    first, last = min(start for start, _ in periods), max(end for _, end in periods)
    again = {one.span: one for one in _found(context._replace(year=first.year))}
    dated = [again.get(one.span, one) for one in found]
    return [
        new if new.end and not one.end and first <= (new.start or new.end) and new.end <= last else one
        for one, new in zip(found, dated, strict=True)
    ]


def _is_dated(context: Context, found: Sequence[Deadline], index: int) -> bool:
    """Whether a date stands beside a vague word in its sentence: 抓紧制定,尽快报批,6月底前完成."""
    beside = (one for one in found[max(0, index - 1) : index + 2] if one.end)
    return any(_share_sentence(context, *sorted((one, found[index]), key=lambda one: one.span.start)) for one in beside)


def _share_sentence(context: Context, first: Deadline, second: Deadline) -> bool:
    start, end = context.text.bounds(first.span).end, context.text.bounds(second.span).start
    return end - start <= _LONGEST_SENTENCE and "。" not in context.text.folded[start:end]


def _deadline(context: Context, fields: TimeFields, phrase: DatedPhrase, match: "re.Match[str]") -> Deadline | None:
    form = FORM_OF[str(match.lastgroup)]
    first, last = match.span()
    start, end = phrase.place(first), phrase.place(last)
    first_atom = bisect_left(phrase.atoms, start, key=_start)
    atoms = phrase.atoms[first_atom : bisect_left(phrase.atoms, end, lo=first_atom, key=_start)]
    if form.kind in ("in", "by") and (shared := LIST_BEFORE.match(phrase.letters, last)):
        form, atoms = FORM_OF["before"], (_sharing(atoms[0], phrase, shared.end()),)
    text = context.text
    if form.name == "within_of_event" and (event := re.search(_EVENT_BEFORE, phrase.letters[:first])):
        start = phrase.place(event.start("event"))  # 疫情解除后三个月内
    field = fields.role(phrase, first, last)
    days = _days(form, atoms, phrase, first, context)
    if not binds(context, Setting(form, phrase, first, last, days[1], field)):
        return None
    until = field == "time" and form.kind == "in" and form.name != "whole_year"  # 完成时限:6月 means by its end
    return Deadline(
        clause=phrase.clause.id,
        text=text.words(start, end),
        span=text.span(start, end),
        kind="by" if until else form.kind,
        start=None if until else days[0],
        end=days[1],
        precision=_precision(form, atoms),
        freq=frequency(form, match[0], atoms) if form.kind == "recurring" else None,
        hedge=_hedge(phrase.letters[:first]) or _hedge_behind(text.folded, end),
        basis=_basis(form, atoms),
        rule=form.name,
    )


def _start(atom: Atom) -> int:
    return atom.start


def _sharing(atom: Atom, phrase: DatedPhrase, end: int) -> Atom:
    """A date of a list that shares the 前, and the 底, of the last one: 3月、6月、9月底前."""
    last = phrase.atoms[bisect_left(phrase.atoms, phrase.place(end), key=_start) - 1]
    shares = last.sort == MONTH_END and atom.sort == MONTH
    return atom._replace(sort=MONTH_END) if shares else atom


def _beside(context: Context, previous: Deadline, deadline: Deadline) -> Deadline:
    """A time limit as the one before it in the sentence leaves it."""
    if deadline.rule == "within" and previous.rule in _SINCE_EVENT and _share_sentence(context, previous, deadline):
        return deadline.model_copy(update={"end": None, "basis": "explicit"})  # 受理后一年内,特别复杂的两年内
    return _every_year_too(context, previous, deadline)


def _every_year_too(context: Context, previous: Deadline, deadline: Deadline) -> Deadline:
    """The 每年 of one date holds for the next in the sentence: 每年2月底前完成考核,3月底前公布结果."""
    if not (previous.freq == "P1Y" and previous.rule in ("every_before", *_BEFORE)):
        return deadline
    if deadline.rule not in _BEFORE or deadline.basis != "year_inferred":
        return deadline
    if not _share_sentence(context, previous, deadline):
        return deadline
    return deadline.model_copy(update={"kind": "recurring", "end": None, "freq": previous.freq})


def _hedge(before: str) -> str | None:
    """The hedge right before an expression, or at the beginning of its phrase: 力争消费总量在2025年达峰."""
    return _HEDGES.longest(before.removesuffix("于").removesuffix("在")) or _leading_hedge(before, 0)


def _hedge_behind(folded: str, end: int) -> str | None:
    """The hedge right behind an expression: 2025年,力争建成."""
    return _leading_hedge(folded, end + folded.startswith(",", end))


def _leading_hedge(folded: str, place: int) -> str | None:
    if not folded.startswith(_LEADING_HEDGES, place):
        return None
    return next(word for word in _LEADING_HEDGES if folded.startswith(word, place))


def _days(
    form: Form, atoms: Sequence[Atom], phrase: DatedPhrase, first: int, context: Context
) -> tuple[date | None, date | None]:
    """The first and the last day that a form makes of its atoms."""
    name = form.name
    if name in _THIS_YEAR:
        year = _year_in_force(phrase, first, context)
        return (date(year, 1, 1) if name in _WHOLE_YEAR else None, date(year, 12, 31)) if year else (None, None)
    if name == "mid_century":
        return None, _MID_CENTURY
    if form.kind == "recurring" or name in _UNDATED:
        return None, None
    atom = atoms[-1]
    if name == "within_from":
        end = after(first_day, atom.offset) if (first_day := atoms[0].first) and atom.offset else None
        return first_day, end and end - timedelta(days=1)
    if name in _SINCE_ISSUE:
        return None, after(context.issued_on, atom.offset) if context.issued_on and atom.offset else None
    if name == "before" and atom.sort in (YEAR, MONTH):  # 11月前: before it begins, not before its end
        return None, atom.first - timedelta(days=1) if atom.first else None
    if name in ("interval", "years", "date", "five_year_plan"):
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


def _precision(form: Form, atoms: Sequence[Atom]) -> Precision | None:
    if atoms:
        return atoms[-1].precision
    return "year" if form.name in _THIS_YEAR else "decade" if form.name == "mid_century" else None


def _basis(form: Form, atoms: Sequence[Atom]) -> Literal["explicit", "year_inferred", "issue_date"]:
    if form.name in _SINCE_ISSUE:
        return "issue_date"
    printed = form.kind == "interval" and not atoms[0].inferred  # 2022年5月-6月
    inferred = form.kind != "recurring" and not printed and any(atom.inferred for atom in atoms)
    return "year_inferred" if form.name in _THIS_YEAR or inferred else "explicit"
