"""Dates and durations as they are written: the atoms of which time expressions are made (field guide 6).

A date atom knows the first and the last day it can mean. A year left out is taken from the date before it, else from
the plan's title or the issue date, so that the day does not lie before the issue.
"""

import re
from collections.abc import Iterator
from datetime import MAXYEAR, date, timedelta
from typing import NamedTuple

from plan_extract.model import Precision
from plan_extract.structure.numbering import to_int

# One letter for each sort of atom: in the forms of `deadlines` it stands for the atom itself.
LETTERS = "".join(chr(0xE000 + sort) for sort in range(12))
YEARS, YEAR, YEAR_END, HALF, QUARTER, MONTH, MONTH_END, XUN, DAY, SPAN, PLAN, DURATION = tuple(LETTERS)

_TO = "(?:-+|~|至|到)"
_HAN = "一二三四五六七八九十"
_MONTH = f"(?:1[0-2]|0?[1-9]|十(?:一|二)?|[{_HAN}])月"
_DAY = r"(?:[12]\d|3[01]|0?[1-9])"
_QUARTER = rf"第?(?:\w(?:、|{_TO})(?:第?\w、)?第?)?\w季度"
_PART = rf"年?(?:底|末)|年?初|年中|中(?=前|、|\)|$)|(?:上|下)半年|{_QUARTER}[底末]?"
_BEGIN = f'(?=[0-9{_HAN}两上下第今明"])'  # of every atom: most places are passed over by one look
_ATOM = re.compile(
    rf"{_BEGIN}(?:(?P<since>(?:19|20)\d\d)年?{_TO}(?P<till>(?:19|20)\d\d)年"
    rf"|(?:(?P<year>(?:19|20)\d\d)年(?:度(?=末|底|内|上|下))?"
    rf"|(?P<said>[今明]年)(?![以来是的度底末内年上下一二三四第]|工作)"
    rf"|(?<![\d.])(?=(?:\d\d?{_TO})?{_MONTH}|(?:上|下)半年|{_QUARTER}))"
    rf"(?:(?:(?P<first_month>1[0-2]|0?[1-9]){_TO}(?=\d))?(?P<month>{_MONTH})份?"
    rf"(?:(?P<day>{_DAY})(?:日|号)(?:\((?:星期|周).\))?(?:{_TO}(?P<last_day>{_DAY})(?:日|号))?"
    rf"|(?P<point>底|末|初|(?:上|中|下)旬))?|(?P<part>{_PART}))?"
    r'|"?十(?P<plan>\w)五"?(?:规划)?(?=期|时期|末)'
    rf"|(?P<count>(?<![\d.])\d{{1,4}}|[{_HAN}两]{{1,3}})(?:(?:-|~|至)(?P<most>\d{{1,4}}))?"
    r"(?P<unit>个?工作日|个?月|个?季度|个?小时|年|日|天|周))"
)
_BEGINS = re.compile(rf"起|开始|{_TO}(?:次年|当年)?\d")
_OFFSET = re.compile(r"P(?P<count>\d+)(?P<unit>[DWMQY])")
_DAYS = {"D": 1, "W": 7}
_MONTHS = {"M": 1, "Q": 3, "Y": 12}
_NUMBERS = {char: number for number, char in enumerate(_HAN, 1)} | {str(number): number for number in range(1, 5)}
_LAST = "底末"
_THIRDS = {"上": 0, "初": 0, "中": 1, "下": 2}
_APPROXIMATE = {"初": (1, 1), "中": (6, 30)}
_DURATION_UNITS = {
    "工作日": "P{}WD",
    "月": "P{}M",
    "季度": "P{}Q",
    "小时": "PT{}H",
    "年": "P{}Y",
    "日": "P{}D",
    "天": "P{}D",
    "周": "P{}W",
}


class Atom(NamedTuple):
    """A date or a duration: its sort, its place in the reading copy, and what it can mean.

    `first` and `last` are the days of a date; `offset` is a duration (ISO 8601; `P20WD` are working days);
    `inferred` says that the year is not printed.
    """

    sort: str
    start: int
    end: int
    first: date | None = None
    last: date | None = None
    precision: Precision | None = None
    inferred: bool = False
    offset: str | None = None


def find_atoms(folded: str, start: int, end: int, year: int | None, not_before: date | None) -> Iterator[Atom]:
    """The atoms of a range; `year` is the one to take where none is printed, `not_before` what no such day precedes.

    >>> [(atom.start, atom.end, str(atom.last)) for atom in find_atoms("1.4月底前完成", 2, 8, 2018, None)]
    [(2, 5, '2018-04-30')]
    """
    for found in _ATOM.finditer(folded[start:end]):  # a slice, so that the marker before it is no part of a number
        atom = _duration(found) if found["count"] else _date(found, year, not_before)
        if atom is not None and atom.start < atom.end:  # of 0-8月 there is no first month
            yield atom._replace(start=start + atom.start, end=start + atom.end)
            if atom.last is not None and not atom.inferred:
                year = atom.last.year


def _duration(found: "re.Match[str]") -> Atom:
    count = to_int(found["most"] or found["count"])
    offset = _DURATION_UNITS[found["unit"].removeprefix("个")].format(count)
    return Atom(DURATION, *found.span(), offset=offset)


def _date(found: "re.Match[str]", year: int | None, not_before: date | None) -> Atom | None:
    """A date; without days where no year is to be had; None where there is no such day."""
    if found["since"]:
        return Atom(YEARS, *found.span(), date(int(found["since"]), 1, 1), date(int(found["till"]), 12, 31), "year")
    if found["plan"]:
        return _five_years(found)
    sort, precision = _sort(found)
    days: tuple[date | None, date | None] | None
    days = _days(found, sort, int(found["year"])) if found["year"] else _unprinted_year(found, sort, year, not_before)
    return Atom(sort, *found.span(), *days, precision, found["year"] is None) if days else None


def _five_years(found: "re.Match[str]") -> Atom | None:
    """The years of a five-year plan: the eleventh began in 2006."""
    number = _NUMBERS.get(found["plan"])
    first = 2001 + 5 * number if number else 0
    return Atom(PLAN, *found.span(), date(first, 1, 1), date(first + 4, 12, 31), "year") if first else None


def _sort(found: "re.Match[str]") -> tuple[str, Precision]:
    part, point = found["part"] or "", found["point"] or ""
    if found["day"]:
        return SPAN if found["last_day"] else DAY, "day"
    if found["month"]:
        ending = MONTH_END if point in _LAST and point else SPAN if found["first_month"] else MONTH
        return (XUN, "xun") if point[:1] in _THIRDS else (ending, "month")
    if "半年" in part:
        return HALF, "half"
    if "季度" in part:
        return MONTH_END if part[-1] in _LAST else QUARTER, "quarter"
    return YEAR_END if part[-1:] in _LAST and part else YEAR, "year"


def _unprinted_year(
    found: "re.Match[str]", sort: str, year: int | None, not_before: date | None
) -> tuple[date | None, date | None] | None:
    if said := found["said"]:
        return _days(found, sort, not_before.year + (said == "明年")) if not_before else (None, None)
    if not_before is None:
        return _days(found, sort, year) if year else (None, None)
    if _BEGINS.match(found.string, found.end()):  # 自1月1日起, 1月至6月: what has begun may lie behind
        starts = [days for one in ((year,) if year else _around(not_before)) if (days := _days(found, sort, one))]
        return min(starts, key=lambda days: abs(days[0] - not_before), default=None)
    years = (year or not_before.year, not_before.year, not_before.year + 1)
    readings = [days for year in years if (days := _days(found, sort, year))]
    return next((days for days in readings if days[1] >= not_before), None)


def _around(day: date) -> tuple[int, int]:
    return day.year, day.year + 1


def _days(found: "re.Match[str]", sort: str, year: int) -> tuple[date, date] | None:
    """The first and the last day that a date with this year can mean; None where there is no such day."""
    if found["month"]:
        return _days_of_month(found, sort, year)
    if sort == HALF:
        first = 1 if found["part"][0] == "上" else 7
        return date(year, first, 1), _month_end(year, first + 5)
    if "季度" in (found["part"] or ""):
        quarters = [
            _NUMBERS.get(char, 5)
            for char in found["part"].partition("季度")[0]
            if char.isalnum() and char not in "第至到"
        ]
        if max(quarters, default=5) > 4:
            return None
        return date(year, 3 * quarters[0] - 2, 1), _month_end(year, 3 * quarters[-1])
    if sort == YEAR and found["part"]:
        return (date(year, *_APPROXIMATE[found["part"][-1]]),) * 2
    return date(year, 12, 31) if sort == YEAR_END else date(year, 1, 1), date(year, 12, 31)


def _days_of_month(found: "re.Match[str]", sort: str, year: int) -> tuple[date, date] | None:
    month = to_int(found["month"][:-1])
    end = _month_end(year, month)
    if found["day"]:
        first, last = int(found["day"]), int(found["last_day"] or found["day"])
        return (date(year, month, first), date(year, month, last)) if first <= last <= end.day else None
    if sort == XUN:
        third = _THIRDS[found["point"][0]]
        return date(year, month, 10 * third + 1), date(year, month, 10 * third + 10) if third < 2 else end
    if sort == SPAN:
        first = int(found["first_month"])
        return (date(year, first, 1), end) if first <= month else None
    return end if sort == MONTH_END else date(year, month, 1), end


def _month_end(year: int, month: int) -> date:
    return date(year + month // 12, month % 12 + 1, 1) - timedelta(days=1)


def after(day: date, offset: str) -> date | None:
    """The day a duration after another; None for working days and hours, which need a calendar of holidays.

    >>> after(date(2018, 11, 16), "P30D"), after(date(2019, 1, 31), "P1M"), after(date(2018, 11, 16), "P20WD")
    (datetime.date(2018, 12, 16), datetime.date(2019, 2, 28), None)
    """
    found = _OFFSET.fullmatch(offset)
    if found is None:
        return None
    count = int(found["count"])
    if found["unit"] in _DAYS:
        return day + timedelta(days=count * _DAYS[found["unit"]])
    months = day.year * 12 + day.month - 1 + count * _MONTHS[found["unit"]]
    year, month = divmod(months, 12)
    return None if year > MAXYEAR else date(year, month + 1, min(day.day, _month_end(year, month + 1).day))
