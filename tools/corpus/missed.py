"""What looks like an annotation or a time limit and was not read as one: where a rule may be missing.

The patterns are wide and share nothing with those of the package: they are to find what those do not know.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from plan_extract import Plan, Span
from plan_extract.structure.segments import split_segments
from plan_extract.text import Stretch, Text


class Sighting(NamedTuple):
    """Words that were not read: where they begin in the file, and what stands before them, in them and behind them."""

    start: int
    before: str
    words: str
    behind: str


class Missed(NamedTuple):
    """Brackets, labels and lines that speak of bodies; time words in tasks: those that limit, and the others."""

    brackets: tuple[Sighting, ...] = ()
    labels: tuple[Sighting, ...] = ()
    lines: tuple[Sighting, ...] = ()
    limits: tuple[Sighting, ...] = ()
    times: tuple[Sighting, ...] = ()


# A bracket that its paragraph leaves open counts as well: it may be broken off.
_BRACKET = re.compile(r"\((?:[^()\n]|\([^()\n]*\))*(?:\)|(?=\n))")
_ENDINGS = "部|局|委|厅|办|署|政府|单位|部门|党组|办公室|领导小组|专班|中心|集团|公司|银行|分行|海关|法院|检察院|联社|工会|妇联|协会|街道"
_BODY = re.compile(rf"(?:{_ENDINGS})(?=[、,;。:()/\n和及与等按牵负配参分会协各]|$)")
_ENDING = re.compile(rf"(?:{_ENDINGS})$")
_LONGEST_ENDING = 4
_DUTY = re.compile(r"牵头|负责|配合|主办|承办|责任(?:单位|部门)|(?:分工|分别|政府|单位|部门)落实")
_GLOSS = re.compile(rf"(?:以下|简称|不?含|包括|如|即|指).*|.*号|{_ENDINGS}")
_SENTENCE_ENDS = "。;!?:\n"

_STEM = "(?:责任|牵头|配合|主管|负责|承办|主办|协办|落实|实施|参与|参加|指导|督导|督办|支持|协同|主责|执行)"
_HEAD = "(?:单位|部门|处室|科室|股室|主体|机关|机构|司局|地区)"
_HAN = r"[^\W\d_]"
# With a colon, or as the head of a column or a bracket of its own.
_LABEL = re.compile(
    rf"(?<![^。;!?,()\-\n])(?:{_HAN}{{0,4}}{_STEM}(?:(?:{_HAN}|[、/]){{0,6}}{_HEAD})?(?:\([^()\n]{{1,8}}\))?:"
    rf"|{_HAN}{{0,2}}{_STEM}{{1,2}}{_HEAD}(?=[)\n]))"
)
# Nothing but bodies: a table cell, or the rest of an annotation that was broken off.
_PIECE = rf"(?:[^、,;。:\n]*(?:{_ENDINGS}|牵头|负责|配合|落实)等?|[^、,;。:\n]{{1,4}})"
_LINE = re.compile(rf"(?m)^{_PIECE}(?:[、,;]{_PIECE})+[、,。]?$")

_MONTH = r"(?:1[0-2]|0?[1-9]|十[一二]?|[一二三四五六七八九])月份?(?:[上中下]旬|[底末初]|\d{1,2}[日号])?"
_PART = r"年?[底末初]|年[中内]|[上下]半年|第?[一二三四1-4]季度"
_TIME = re.compile(
    r"(?<![较比])(?P<to>[到至])?(?:"
    rf"(?:(?:19|20)\d\d年?(?:[-~至到]+(?:19|20)\d\d)?年度?|[今本明当次]年度?)(?:{_MONTH}|{_PART})?(?:[-~至到]+(?:{_MONTH}|{_PART}))?"
    rf"|(?<![\d.]){_MONTH}|年[底末内]|[上下]半年|第?[一二三四1-4]季度|季度末"
    r"|\"?十[三四五六]五\"?(?=期?末|期间|时期)"
    r"|(?<![\d.])\d+个?(?:工作日|日|天|月|年)(?=之?内|以内)"
    r")(?P<limit>期?[底末]?[之以]?[前内]|期?末|期间|时期|起|开始)?"
)
_LIMITING = re.compile(r"(?:[底末内旬日号]|半年|季度)$")
_YEAR = re.compile(r"(?:19|20)\d\d")
_TITLE = re.compile(r"《[^》\n]*》")
_AROUND = 12


def find_missed(plan: Plan, raw: str) -> Missed:
    """What may have been missed in the text of a plan, each in the order of the text."""
    copy = split_segments(Text(raw)).text
    read = [one.span for one in plan.assignments if one.rule != "sentence_subject"]
    brackets = _unread(copy, read, _brackets(copy.folded))
    read += [copy.span(*one) for one in brackets]
    labels = _unread(copy, read, (Stretch(*found.span()) for found in _LABEL.finditer(copy.folded)))
    read += [one.span for one in plan.assignments] + list(plan.document.spans.values())
    lines = _unread(copy, read, _lines(copy.folded))
    times = list(_times(plan, copy))
    limits = [found for found in times if found["to"] or found["limit"] or _LIMITING.search(found[0])]
    return Missed(
        _sightings(copy, brackets),
        _sightings(copy, labels),
        _sightings(copy, lines),
        _sightings(copy, (Stretch(*found.span()) for found in limits)),
        _sightings(copy, (Stretch(*found.span()) for found in times if found not in limits)),
    )


def _unread(copy: Text, read: Sequence[Span], found: Iterable[Stretch]) -> list[Stretch]:
    return [one for one in found if not _touches(read, copy.span(*one))]


def _touches(spans: Iterable[Span], place: Span) -> bool:
    return any(span.start < place.end and place.start < span.end for span in spans)


def _brackets(folded: str) -> Iterator[Stretch]:
    """Brackets with bodies or duties in them, behind a sentence or right before its stop.

    Those inside a sentence gloss the word before them, and so does a body behind a body: 市场监管局(知识产权局)。
    """
    for found in _BRACKET.finditer(folded):
        before, inside = folded[max(0, found.start() - _LONGEST_ENDING) : found.start()], found[0].strip("()")
        duty = _DUTY.search(inside)
        behind_stop = before[-1:] in _SENTENCE_ENDS
        before_stop = folded[found.end() : found.end() + 1] in _SENTENCE_ENDS
        gloss = _ENDING.search(before) or _GLOSS.fullmatch(inside)
        speaks = duty or (_BODY.search(inside) and (behind_stop or not gloss))
        if speaks and (behind_stop or before_stop):
            yield Stretch(*found.span())


def _lines(folded: str) -> Iterator[Stretch]:
    return (Stretch(*found.span()) for found in _LINE.finditer(folded) if len(_BODY.findall(found[0])) > 1)


def _times(plan: Plan, copy: Text) -> Iterator["re.Match[str]"]:
    """Time words in the clauses of tasks that lie in no deadline, no title and no year before the issue."""
    read = [one.span for one in plan.deadlines]
    issued = plan.document.issued_on
    titles = [copy.span(*found.span()) for found in _TITLE.finditer(copy.folded)]
    owners = {task.clause for task in plan.tasks}
    for clause in plan.clauses:
        stretch = copy.bounds(clause.span)
        for found in _TIME.finditer(copy.folded, *stretch) if clause.id in owners else ():
            years = [int(year) for year in _YEAR.findall(found[0])]
            past = issued is not None and years and max(years) < issued.year
            if not past and not _touches([*read, *titles], copy.span(*found.span())):
                yield found


def _sightings(copy: Text, found: Iterable[Stretch]) -> tuple[Sighting, ...]:
    end = len(copy.folded)
    return tuple(
        Sighting(
            copy.span(*one).start,
            copy.words(max(0, copy.folded.rfind("\n", 0, one.start) + 1, one.start - _AROUND), one.start),
            copy.words(*one),
            copy.words(one.end, min(end, one.end + _AROUND, copy.folded.find("\n", one.end))),
        )
        for one in found
    )
