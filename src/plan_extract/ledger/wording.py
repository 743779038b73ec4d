"""Values of the record in the words of a ledger: the printed ones first, what else is known of them in brackets."""

from collections.abc import Iterable

from plan_extract.model import Deadline, Target

_LONG_TITLE = 30
_BASES = {"explicit": "", "year_inferred": "年份系推得", "issue_date": "自成文日期起算"}
# What a figure does, and the characters by which its words say so already.
_CHANGES = {"increase": ("增加", "增升涨提扩"), "decrease": ("减少", "减降缩压"), "multiply": ("倍增", "倍番")}


def brief(words: str) -> str:
    """A title where it only recalls what its number names: the beginning of one that is a whole sentence."""
    return words if len(words) <= _LONG_TITLE else f"{words[:_LONG_TITLE]}…"


def one_by_one(words: Iterable[str]) -> list[str]:
    """Each of some words once, in their order."""
    return list(dict.fromkeys(words))


def as_printed(deadline: Deadline) -> str:
    """A time limit with its hedge as they stand in the text: 力争2018年底."""
    return f"{deadline.hedge or ''}{deadline.text}"


def with_basis(deadline: Deadline) -> str:
    """A time limit beside its day, which the words alone may not give: 6月底前（年份系推得）."""
    return _with_details(as_printed(deadline), (_BASES[deadline.basis] if deadline.end else "",))


def with_day(deadline: Deadline) -> str:
    """A time limit with the day it ends on, if it has one, and how its year is known: 力争2018年底（2018-12-31）."""
    days = deadline.end.isoformat() if deadline.end else ""
    return _with_details(as_printed(deadline), (days, _BASES[deadline.basis] if deadline.end else ""))


def in_words(target: Target) -> str:
    """A target as metric and figure, and in brackets what else is known: 碳排放强度：20%以上（减少，较2020年）.

    A change stands there only where neither metric nor figure says it.
    """
    words = target.text if target.metric in target.text else f"{target.metric}：{target.text}"
    change, signs = _CHANGES[target.change] if target.change else ("", "")
    details = (
        target.hedge if target.hedge and target.hedge not in words else "",
        "" if set(signs) & set(words) else change,
        f"较{target.baseline}" if target.baseline else "",
        every(target.per) if target.per else "",
        f"至{target.by.isoformat()}" if target.by else "",
    )
    return _with_details(words, details)


def every(period: str) -> str:
    """A frequency in words; one that has none stands as it is.

    >>> every("P3M"), every("P2W")
    ('每季度', 'P2W')
    """
    return _EVERY.get(period, period)


def _with_details(words: str, details: Iterable[str]) -> str:
    known = "，".join(detail for detail in details if detail)
    return f"{words}（{known}）" if known else words


_EVERY = {"P1D": "每日", "P1W": "每周", "P1M": "每月", "P3M": "每季度", "P6M": "每半年", "P1Y": "每年"}
