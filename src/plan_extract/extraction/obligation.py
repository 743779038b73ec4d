"""Whether a phrase obliges an addressee of the plan: benefits to others, conditions and history do not (field guide 7)."""

import re

from plan_extract.extraction.context import Context
from plan_extract.text import Stretch
from plan_extract.vocab import words

_BENEFITS = words("benefits")
_GRANTED = ("给予", "一次性", "予以奖", "予以补")
_GRANTS = (*_GRANTED, "最高", "可申请", "可享受")
_OTHER_OBJECT = (",对", "并对", ",并")
_ASSURES = ("确保", "力争")  # what a benefit to others is to bring about: 给予贴息,确保利率低于1.6%
_SCORES = re.compile(r"[扣得加减计](?:基础分?)?[0-9.]+分")  # of a scale for assessments
_PAST = ("已", "目前", "现有", "截至", "截止", "过去")
_YEAR = re.compile(r"(?:19|20)\d\d(?=年)")
_BASES = ("比", "较", "从", "于", "自", "由")  # before a year with which something is compared
_SENTENCE_ENDS = "。;\n"
_LONGEST_SENTENCE = 300


def obliges(context: Context, phrase: Stretch, dated: int, *, acts: bool) -> bool:
    """Whether the numbers of a phrase may be targets; `dated` is where the last time limit before its end begins.

    `acts` says that all of them are of things to be brought about: a benefit behind them is no condition of theirs.
    """
    folded = context.text.folded
    said = phrase.of(folded)
    if said.endswith("的") or any(word in said for word in _PAST) or _SCORES.search(said):
        return False
    farthest = max(0, phrase.start - _LONGEST_SENTENCE)
    start = max(farthest, dated, *(folded.rfind(end, farthest, phrase.start) + 1 for end in _SENTENCE_ENDS))
    granted = _is_benefit(folded, start, phrase, said) or (not acts and _is_condition(folded, phrase.end))
    return not granted and not _is_past(context, start, phrase.end)


def _is_benefit(folded: str, start: int, phrase: Stretch, said: str) -> bool:
    """Whether others are given something in this phrase or before it."""
    before = "" if said.startswith(_ASSURES) else folded[start : phrase.start]
    return any(word in before for word in _GRANTED) or any(word in said.replace("并给予", "") for word in _BENEFITS)


def _is_condition(folded: str, end: int) -> bool:
    """Whether others are given something later in the sentence for what stands before."""
    ends = (folded.find(stop, end, end + _LONGEST_SENTENCE) for stop in _SENTENCE_ENDS)
    later = folded[end : min((stop for stop in ends if stop >= 0), default=end + _LONGEST_SENTENCE)]
    grant = min((place for word in _GRANTS if (place := later.find(word)) >= 0), default=None)
    return grant is not None and not any(word in later[:grant] for word in _OTHER_OBJECT)


def _is_past(context: Context, start: int, end: int) -> bool:
    """Whether the last year named in a sentence, behind its last time limit, lies before the issue."""
    folded, today = context.text.folded, context.issued_on.year if context.issued_on else context.year
    years = _YEAR.finditer(folded, start, end) if today else ()
    named = [int(year[0]) for year in years if not folded.startswith(_BASES, year.start() - 1)]
    return bool(today and named and named[-1] < today)
