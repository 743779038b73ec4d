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
LETTERS = "".join(chr(0xE000 + sort) for sort in range(11))
YEARS, YEAR, YEAR_END, HALF, QUARTER, MONTH, MONTH_END, XUN, DAY, PLAN, DURATION = tuple(LETTERS)

_MONTH = r"(?:1[0-2]|0?[1-9]|十[一二]?|[一二三四五六七八九])月"
_PART = r"年?[底末]|年?初|年中|中(?=前|[,。;、)\n]|$)|[上下]半年|第?[一二三四]季度"
_BEGIN = '(?=[0-9一二三四五六七八九十两上下第"])'  # of every atom: most places are passed over by one look
_ATOM = re.compile(
    rf"{_BEGIN}(?:(?P<since>(?:19|20)\d{{2}})年?(?:-+|~|至|到)(?P<till>(?:19|20)\d\d)年"
    rf"|(?:(?P<year>(?:19|20)\d\d)年(?:度(?=[末底内上下]))?|(?<![\d.])(?={_MONTH}|[上下]半年|第?[一二三四]季度))"
    rf"(?:(?P<month>{_MONTH})份?(?:(?P<day>[12]\d|3[01]|0?[1-9])[日号](?:\((?:星期|周).\))?|(?P<point>[底末初]|[上中下]旬))?|(?P<part>{_PART}))?"
    r'|"?(?P<plan>十[一二三四五六])五"?(?:规划)?(?=期|时期|末)'
    r"|(?P<count>(?<![\d.])\d{1,4}|[一二两三四五六七八九十]{1,3})(?:-(?P<most>\d{1,4}))?(?P<unit>个?工作日|个?月|个?季度|个?小时|年|日|天|周))"
)
_OFFSET = re.compile(r"P(?P<count>\d+)(?P<unit>[DWMQY])")
_DAYS = {"D": 1, "W": 7}
_MONTHS = {"M": 1, "Q": 3, "Y": 12}
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
    """The atoms of a range; `year` is the one to take where none is printed, `not_before` what no such day precedes."""
    for found in _ATOM.finditer(folded, start, end):
        atom = _duration(found) if found["count"] else _date(found, year, not_before)
        if atom is not None:
            yield atom
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
        first = 1951 + 5 * to_int(found["plan"])
        return Atom(PLAN, *found.span(), date(first, 1, 1), date(first + 4, 12, 31), "year")
    sort, precision = _sort(found)
    days: tuple[date | None, date | None] | None
    days = _days(found, sort, int(found["year"])) if found["year"] else _unprinted_year(found, sort, year, not_before)
    return Atom(sort, *found.span(), *days, precision, found["year"] is None) if days else None


def _sort(found: "re.Match[str]") -> tuple[str, Precision]:
    part, point = found["part"] or "", found["point"] or ""
    if found["day"]:
        return DAY, "day"
    if found["month"]:
        return (XUN, "xun") if point[:1] in _THIRDS else (MONTH_END if point in _LAST and point else MONTH, "month")
    if "半年" in part:
        return HALF, "half"
    if "季度" in part:
        return QUARTER, "quarter"
    return YEAR_END if part[-1:] in _LAST and part else YEAR, "year"


def _unprinted_year(
    found: "re.Match[str]", sort: str, year: int | None, not_before: date | None
) -> tuple[date | None, date | None] | None:
    if not_before is None:
        return _days(found, sort, year) if year else (None, None)
    years = (year or not_before.year, not_before.year, not_before.year + 1)
    readings = [days for year in years if (days := _days(found, sort, year))]
    return next((days for days in readings if days[1] >= not_before), None)


def _days(found: "re.Match[str]", sort: str, year: int) -> tuple[date, date] | None:
    """The first and the last day that a date with this year can mean; None where there is no such day."""
    if sort == HALF:
        return (
            (date(year, 1, 1), date(year, 6, 30))
            if found["part"][0] == "上"
            else (date(year, 7, 1), date(year, 12, 31))
        )
    if sort == QUARTER:
        month = 3 * to_int(found["part"].strip("第季度"))
        return date(year, month - 2, 1), _month_end(year, month)
    if sort == YEAR and found["part"]:
        return (date(year, *_APPROXIMATE[found["part"][-1]]),) * 2
    if sort in (YEAR, YEAR_END):
        return date(year, 12, 31) if sort == YEAR_END else date(year, 1, 1), date(year, 12, 31)
    month = to_int(found["month"][:-1])
    if sort == DAY:
        day = int(found["day"])
        return (date(year, month, day),) * 2 if day <= _month_end(year, month).day else None
    if sort == XUN:
        third = _THIRDS[found["point"][0]]
        return date(year, month, 10 * third + 1), date(year, month, 10 * third + 10) if third < 2 else _month_end(
            year, month
        )
    return _month_end(year, month) if sort == MONTH_END else date(year, month, 1), _month_end(year, month)


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
