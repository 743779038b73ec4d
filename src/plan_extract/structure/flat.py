"""Where a person would begin a new line in a document that stands on a single one.

The breaks of such a text are lost, or one space is left of each. What is left is the order of its numbers: an item
begins where a sentence has ended and the number is the next one of its family, or the first of one below.
"""

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator

from plan_extract.structure.numbering import HAN_NUMERAL, MOST_SKIPPED, match_marker
from plan_extract.text import HAN, Span
from plan_extract.vocab import alternatives

_STEP = re.compile(
    rf"第(?:{HAN_NUMERAL}{{1,6}}|\d{{1,3}})[章节条]|\({HAN_NUMERAL}{{1,3}}\)|{HAN_NUMERAL}{{1,3}}[、.]|\d{{1,2}}[.、](?!\d)"
)
_UPPER = re.compile(rf"第.{{1,6}}[章节条]|{HAN_NUMERAL}{{1,3}}、")
_GAP = re.compile(r"\s+")
_ENDS = frozenset('\u3002;:!?)"》')
_ALNUM = re.compile(r"[0-9A-Za-z]")
_DATE = re.compile(r"\d{4}\s?年\s?\d{1,2}\s?月")
_RANKS = {"zhang": 0, "jie": 1, "tiao": 2, "cn": 3, "cnp": 4, "ar": 5}
_LONGEST_HEADING = 45
_LONGEST_HEAD = 3000
_YEAR = r"\((?:19|20)\d\d\)"
_KIND = alternatives(("通知", "意见", "方案", "办法", "措施", "决定", "计划", "函", "文件", "细则"))
_DAY = r"20\d\d年\d{1,2}月\d{1,2}日"
# What parts the elements of a head that has lost its spaces too; each cuts where its empty group stands.
_HEAD_CUTS = tuple(
    re.compile(pattern)
    for pattern in (
        rf"{_KIND}()(?={HAN}{{1,12}}{_YEAR}第?\d{{1,4}}号)",  # before the number
        rf"{_YEAR}第?\d{{1,4}}号()(?!\))",  # behind it
        rf"(?:号|{_KIND})()(?=各{HAN}{{1,20}}[、,(:])",  # before the addressees
        r"各[^\u3002:;]{1,200}(?:府|门|位|局|委|会|团|司|行|构)(?:\([^()]{1,6}\))?:()",  # behind them
        rf"(?:执行|落实|实施|施行|遵照)\u3002()(?=[^\u3002]{{2,200}}?{_DAY})",  # before the signature
        rf"{_DAY}()(?=\(|{HAN})(?!印发)",  # behind its date
        r"\((?:此|本)[^()]{1,12}\)()",  # behind the note
        r"\d日印发()",
        rf"(?:府|厅|局|部|委|室|院|会)()(?={_DAY}(?:\(|抄送|\s|{HAN}))(?!{_DAY}印发)",
        rf"{_KIND}()(?=为[^\u3002]{{4,120}},)",  # before the preamble
    )
)
# What parts the elements behind the last item.
_WEB_TAIL = re.compile(r"[\u3002)](?=(?:相关|政策)?解读:|扫一扫|附件下载|相关链接)")
_TAIL_CUTS = tuple(
    re.compile(pattern)
    for pattern in (
        r"[\u3002)]()(?=(?:相关)?解读|扫一扫|来源:|抄送:|附件|字号)",
        rf"\u3002()(?={HAN}{{4,40}}{_DAY})",  # before the signature
        rf"{_DAY}()(?=\(|抄送)",  # behind its date
        rf"(?:府|厅|局|部|委|室|院|会)()(?={_DAY}(?:\(|抄送|$))",
        r"(?:负责|落实|牵头|配合|参与|参加|推进)\)()(?=各(?:地|级|有关|部门|市|县|区|省|乡|单位)[^\u3002]{0,30}[要应])",
    )
)


def find_cuts(folded: str, line: Span) -> list[int]:
    """The places of a line where a new one begins, ascending; positions are those of `folded`."""
    end = _web_tail(folded, line)
    steps = list(_find_steps(folded, Span(line.start, end)))
    body = steps[0] if steps else line.end
    gaps = list(_find_gaps(folded, line, steps))
    head = _find_places(_HEAD_CUTS, folded, line.start, min(body, line.start + _LONGEST_HEAD))
    tail = _find_places(_TAIL_CUTS, folded, max(body, line.end - _LONGEST_HEAD), line.end)
    return sorted(cut for cut in {*steps, *gaps, *head, *tail, end} if line.start < cut <= end and cut < line.end)


def _web_tail(folded: str, line: Span) -> int:
    """Where the links of a web page begin behind the last sentence; the end of the line, where there are none."""
    last = folded.rfind("\u3002", line.start, line.end)
    found = _WEB_TAIL.search(folded, max(last, line.start, line.end - _LONGEST_HEAD), line.end)
    return found.end() if found else line.end


def find_upper_items(folded: str, line: Span) -> list[int]:
    """Where chapters, articles and items of the top level begin right behind a sentence; lower ones may enumerate."""
    found: list[int] = []
    for step in _find_steps(folded, line):
        headed = bool(found) and _is_headed(folded, found[-1], step)
        if _UPPER.match(folded, step) and (headed or folded.startswith("\u3002", step - 1)):
            found.append(step)
    return found


def _find_steps(folded: str, line: Span) -> Iterator[int]:
    """Where the items begin: where a sentence has ended, or right behind the heading of the item above."""
    last: dict[str, int] = {}  # the number seen last of each family
    behind, outer = line.start, len(_RANKS)
    for found in _STEP.finditer(folded, line.start, line.end):
        marker = match_marker(folded, found.start())
        if marker is None or marker.number is None or marker.family not in _RANKS:
            continue
        rank = _RANKS[marker.family]
        headed = outer < rank and _is_heading(folded, behind, marker.start)
        if _follows(marker.number, last.get(marker.family)) and (headed or _ends_before(folded, line, marker.start)):
            last[marker.family] = marker.number
            behind, outer = marker.end, rank
            yield marker.start


def _follows(number: int, last: int | None) -> bool:
    """Whether a number is the first of its family or goes on with it; printed numbers repeat and skip."""
    return number == 1 or (last is not None and last <= number <= last + MOST_SKIPPED)


def _ends_before(folded: str, line: Span, place: int) -> bool:
    """Whether a sentence, a bracket or a word parted by a space ends before a place."""
    return place == line.start or folded[place - 1] in _ENDS or folded[place - 1].isspace()


def _is_heading(folded: str, start: int, end: int) -> bool:
    """Whether words can be a heading that has lost its line."""
    return 2 <= end - start <= _LONGEST_HEADING and "\u3002" not in folded[start:end].rstrip().removesuffix("\u3002")


def _find_gaps(folded: str, line: Span, steps: list[int]) -> Iterator[int]:
    """Where a space is left of a break: anywhere in head and tail; in the body behind a sentence or a heading only."""
    tail = folded.rfind("\u3002", line.start, line.end)
    for gap in _GAP.finditer(folded, line.start, line.end):
        end, start = gap.span()
        if start == line.end or not _can_break(folded, end, start):
            continue
        item = bisect_right(steps, start) - 1
        if item < 0 or end > tail > 0 or folded[end - 1] in _ENDS or _is_headed(folded, steps[item], end):
            yield start


def _can_break(folded: str, end: int, start: int) -> bool:
    """Whether a space may stand for a break: not beside a digit or a letter, unless a date or an item begins there."""
    if _ALNUM.match(folded, start):
        return bool(_DATE.match(folded, start) or _STEP.match(folded, start))
    return not _ALNUM.match(folded, end - 1)


def _is_headed(folded: str, item: int, end: int) -> bool:
    """Whether an item has shown its heading and nothing else when a gap comes."""
    marker = match_marker(folded, item)
    return marker is not None and _is_heading(folded, marker.end, end)


def _find_places(patterns: Iterable["re.Pattern[str]"], folded: str, start: int, end: int) -> Iterator[int]:
    for pattern in patterns:
        for found in pattern.finditer(folded, start, end):
            yield found.start(1)
