"""Group 1, the text as it was found: what a page, a web site or a copy has done to it (field guide 10)."""

import re
from bisect import bisect_right
from collections.abc import Callable, Iterator

from plan_extract.diagnostics.seen import Check, Finding, Seen
from plan_extract.model import SourceNote
from plan_extract.structure.grids import COLUMNS, OF_BODIES

_MOST_BREAKS = 10
_TRADITIONAL = "機發關實縣"  # none of them is a simplified character, and no plan does without them all
_TRADITIONAL_SHARE = 200  # one of so many characters
# Patterns are compiled when first a text has what they begin with.
_ABRIDGED = r"\((?:此处|以下|下文|本文|此件|内容|正文|具体内容)?(?:有所?|已?从)?(?:略|省略|删减|删节|节选)\)"
_ABRIDGED_SIGNS = ("略)", "删", "节选)")
_PINYIN = r"[(\uff08][a-z]{0,5}[āáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜ][a-zāáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜ]{0,5}[)\uff09]"
_TONES = "āáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜ"
_FEWEST_SYLLABLES = 3
_CUT = (",", "、", ":", "和", "与", "及", "的")
_SHORTEST_CUT = 20
_BLANK = r"(?:(?<![^\n])|(?<=\D)\d{2,4}|[xX×*]{1,4})年[xX×*]{0,2}月[xX×*]{0,2}日"
_BLANK_SIGNS = ("年月", "月日", "年×", "年x", "年X", "年*")
_BARE_DATE = re.compile(r"\n20[012]\d{3,5}\n")
_MARKUP = r"(?:[\s|*#:+=-]|<[^>]*>|&\w+;)+"
_QUOTES = ("\u201c\u201c", "\u201d\u201d")
_BRACKETS = (("(\uff08", ")\uff09"), ("\u3014[\uff3b\u3010", "\u3015]\uff3d\u3011"), ("\u300a", "\u300b"))


def _line_break_joined(seen: Seen) -> Iterator[Finding]:
    """Each of a few line breaks by itself; in a text whose lines a page has cut they are one thing to know."""
    found = list(_joined(seen))
    if len(found) > _MOST_BREAKS:
        yield Finding(words=f"共 {len(found)} 处，首处 {found[0].words}")
    else:
        yield from found


def _joined(seen: Seen) -> Iterator[Finding]:
    for position in seen.segments.joints:
        span = seen.segments.text.span(position - 1, position + 1)
        owner = bisect_right(seen.plan.clauses, span.start, key=lambda clause: clause.span.start) - 1
        around = (
            seen.segments.text.words(max(0, position - 2), position),
            seen.segments.text.words(position, position + 2),
        )
        yield Finding(span, seen.plan.clauses[owner].id if owner >= 0 else None, "|".join(around))


def _running_head_removed(seen: Seen) -> Iterator[Finding]:
    """What stands on the page, but for the marks of tables, of bold words and of a web page's elements."""
    raw = seen.segments.text.raw
    furniture = [one for one in seen.plan.coverage.furniture if not re.fullmatch(_MARKUP, one.of(raw))]
    if furniture:
        first = " ".join(furniture[0].of(raw).split())
        yield Finding(furniture[0], words=f"共 {len(furniture)} 处，首处 {first}")


def _traditional_script(seen: Seen) -> Iterator[Finding]:
    raw = seen.segments.text.raw
    if sum(map(raw.count, _TRADITIONAL)) * _TRADITIONAL_SHARE > len(raw):
        yield Finding()


def _text_abridged(seen: Seen) -> Iterator[Finding]:
    """A remark that something was left out; an attachment left out is told as such."""
    folded = seen.segments.text.folded
    if any(sign in folded for sign in _ABRIDGED_SIGNS):
        for found in re.finditer(_ABRIDGED, folded):
            line = folded[folded.rfind("\n", 0, found.start()) + 1 : found.start()]
            if not line.startswith("附"):
                yield seen.stands(found.span())


def _text_truncated(seen: Seen) -> Iterator[Finding]:
    """A last paragraph that stops within a sentence or within a bracket."""
    for last in seen.segments.paragraphs[-1:]:
        words = last.of(seen.segments.text.folded)
        if len(words) >= _SHORTEST_CUT and (words.endswith(_CUT) or words.count("(") > words.count(")")):
            yield seen.stands((last.end - _SHORTEST_CUT, last.end))


def _date_damaged(seen: Seen) -> Iterator[Finding]:
    """年 月 日 without their numbers, and a line of numbers without 年月日."""
    folded = seen.segments.text.folded
    if any(sign in folded for sign in _BLANK_SIGNS):
        yield from (seen.stands(found.span()) for found in re.finditer(_BLANK, folded))
    for found in _BARE_DATE.finditer(folded):
        yield seen.stands((found.start() + 1, found.end() - 1))


def _quote_doubled(seen: Seen) -> Iterator[Finding]:
    surface = seen.segments.text.surface
    for sign in _QUOTES:
        if (place := surface.find(sign)) >= 0:
            yield seen.stands((place, place + len(sign)), surface[max(0, place - 4) : place + 6].strip("\n"))


def _pinyin_injection(seen: Seen) -> Iterator[Finding]:
    """Syllables in brackets behind characters, as web pages that fear copying put them there."""
    surface = seen.segments.text.surface
    found = re.findall(_PINYIN, surface) if any(vowel in surface for vowel in _TONES) else []
    if len(found) >= _FEWEST_SYLLABLES:
        yield Finding(words=f"共 {len(found)} 处，首处 {found[0]}")


def _table_unparsed(seen: Seen) -> Iterator[Finding]:
    """The head of a column of bodies on a line by itself, where no table was recognised."""
    folded = seen.segments.text.folded
    tables = [range(table.first, table.last) for table in seen.segments.tables]
    longest = max(map(len, COLUMNS))
    for index, paragraph in enumerate(seen.segments.paragraphs):
        if paragraph.end - paragraph.start <= longest:
            words = paragraph.of(folded)
            if words.endswith(OF_BODIES) and words in COLUMNS and not any(index in table for table in tables):
                yield seen.stands(paragraph)


def _bracket_unbalanced(seen: Seen) -> Iterator[Finding]:
    for openers, closers in _BRACKETS:
        if _opened(seen.segments.text.surface, openers, closers):
            for clause in seen.plan.clauses:
                if _opened(clause.text, openers, closers) > 0:
                    yield Finding(clause.span, clause.id, next(sign for sign in openers if sign in clause.text))


def _opened(text: str, openers: str, closers: str) -> int:
    return sum(map(text.count, openers)) - sum(map(text.count, closers))


def _noted(note: SourceNote) -> Callable[[Seen], Iterator[Finding]]:
    """What the reader of the file has noted."""
    return lambda seen: iter([Finding()] if note in seen.plan.source.notes else [])


CHECKS = (
    Check("PE101", "LINE_BREAK_JOINED", "info", "段落中的断行已接合：{words}", _line_break_joined),
    Check("PE102", "RUNNING_HEAD_REMOVED", "info", "页码、页眉等版面杂项未读入：{words}", _running_head_removed),
    Check("PE103", "TRADITIONAL_SCRIPT", "info", "文字为繁体，按繁体原文列出", _traditional_script),
    Check("PE104", "TEXT_ABRIDGED", "warning", "文中注明有删略：{words}", _text_abridged),
    Check("PE105", "TEXT_TRUNCATED", "warning", "文末似被截断：{words}", _text_truncated),
    Check("PE106", "DATE_DAMAGED", "warning", "日期残缺或未填：{words}", _date_damaged),
    Check("PE107", "QUOTE_DOUBLED", "info", "引号重复：{words}", _quote_doubled),
    Check("PE108", "PINYIN_INJECTION", "warning", "文字之后混入拼音：{words}", _pinyin_injection),
    Check("PE109", "TABLE_UNPARSED", "warning", "似为表格，未能按表格读取，表头：{words}", _table_unparsed),
    Check("PE110", "BRACKET_UNBALANCED", "warning", "括号或书名号不成对，多出“{words}”", _bracket_unbalanced),
    Check("PE111", "REVISIONS_PRESENT", "warning", "文件含有未处理的修订标记", _noted("revisions")),
    Check("PE112", "TWO_COLUMN_LAYOUT", "warning", "页面分栏排版，按栏次读入", _noted("two_columns")),
    Check("PE113", "TEXT_DRAWN", "warning", "有的文字以图形绘出，未能读入", _noted("paths")),
    Check("PE114", "FILE_CONVERTED", "info", "文件经 LibreOffice 转换后读入", _noted("converted")),
)
