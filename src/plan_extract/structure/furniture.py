"""What a page or a web site puts around the text: page numbers, running heads, links to print and to share.

It can stand inside a sentence, even inside a name; it is set aside, and accounted for (field guide 10).
"""

import re
from collections import Counter
from collections.abc import Collection, Sequence

from plan_extract.structure.lines import Line
from plan_extract.vocab import words

_LONGEST = 80
# - 3 - · 23 · 第 1 页 共 14 页
_PAGE_NUMBER = re.compile(r"[-·]+\d{1,4}[-·]+|第\d{1,4}页(?:[,/]?共\d{1,4}页)?")
# lines that only part: ---, ====, and the marks of a heading in Markdown; a link in it; where to share
_RULE = re.compile(r"[-=*_~]{3,}|\*\*|#{1,6}|-\(.+\)\(/.*|(?:微[博信]|QQ(?:空间|好友)?)+")
_REGISTRATION = re.compile(r"公网安备\d|ICP备\d|网站标识码:")
_PUBLISHED = ("发布时间:", "发布日期:", "更新时间:", "更新日期:")
_OF_DOCUMENT = ("索引", "发文", "成文", "文号")  # keys of what a document says of itself
_BYLINE = ("字体", "字号", "来源:", "浏览", "阅读", "点击", "网站")  # beside it, in one line
_TOP = 20  # lines, among which a web site says when and where it published the text
_CONTENTS = ("目录", "目次")
_LEADERS = re.compile(r"[.\u00b7\u2026-]*\d*$")
_SHORTEST_PAGE = 12  # in lines; the numbers of table rows follow each other faster
_FEWEST_PAGES = 3
_FEWEST_DOUBLES = 2
_WEB = frozenset(word for word in words("web_furniture") if not word.endswith("\u2026"))
_WEB_BEGINS = tuple(word[:-1] for word in words("web_furniture") if word.endswith("\u2026"))
_FOOT = words("web_foot")
# with which nearly no line of a text begins
_FIRST = frozenset("-=*_~#微Q\u00b7") | {word[0] for word in words("web_furniture")}


def find_furniture(lines: Sequence[Line], aside: Collection[int]) -> set[int]:
    """The indices of the lines that are no part of the text; `aside` is where some begin of which that is known."""
    short = [index for index, line in enumerate(lines) if len(line.words) <= _LONGEST]
    pages = {index for index in short if _PAGE_NUMBER.fullmatch(lines[index].words)}
    pages |= _bare_numbers(lines, short)
    pages |= _contents(lines) | _doubles(lines)
    web = {index for index, line in enumerate(lines) if line.tag or (line.words[0] in _FIRST and _is_web(line.words))}
    web |= _foot(lines, short, web) | {index for index in short[:_TOP] if _is_byline(lines[index].words)}
    web |= {index for index, line in enumerate(lines) if line.span.start in aside} if aside else set()
    return pages | web | (_running_heads(lines, pages) if len(pages) >= _FEWEST_PAGES else set())


def _is_web(words_: str) -> bool:
    bare = words_.strip("*").lstrip("\u00b7")
    return bare.startswith(_WEB_BEGINS) or bare.rstrip(":") in _WEB or _RULE.fullmatch(words_) is not None


def _is_byline(words_: str) -> bool:
    """Whether a line says when a web site published the text, and where to read or to print it."""
    published = any(one in words_ for one in _PUBLISHED) and any(one in words_ for one in _BYLINE)
    return published and not any(one in words_ for one in _OF_DOCUMENT)


def _foot(lines: Sequence[Line], short: Sequence[int], web: set[int]) -> set[int]:
    """The registration of a web site, and who runs it on the lines around."""
    found: set[int] = set()
    for index in short:
        if ("备" in lines[index].words or "码" in lines[index].words) and _REGISTRATION.search(lines[index].words):
            found.add(index)
            for step in (-1, 1):
                at = index + step
                while 0 <= at < len(lines) and (at in web or lines[at].words.startswith(_FOOT)):
                    found.add(at)
                    at += step
    return found


def _contents(lines: Sequence[Line]) -> set[int]:
    """A table of contents: from its title to where its first entry comes again (field guide 3.7)."""
    title = next((index for index, line in enumerate(lines[:_LONGEST]) if line.words in _CONTENTS), -1)
    if title < 0 or title + 1 == len(lines):
        return set()
    first = _LEADERS.sub("", lines[title + 1].words)
    for end in range(title + 2, len(lines)):
        if lines[end].words.startswith(first):
            return set(range(title, end))
    return set(range(title, len(lines))) if all("\u3002" not in line.words for line in lines[title:]) else {title}


def _doubles(lines: Sequence[Line]) -> set[int]:
    """Lines that repeat the one before, where a page prints its headings twice to make them bold."""
    same = {index for index in range(1, len(lines)) if lines[index].words == lines[index - 1].words}
    return same if sum(lines[index].marked for index in same) >= _FEWEST_DOUBLES else set()


def _bare_numbers(lines: Sequence[Line], short: Sequence[int]) -> set[int]:
    """Numbers alone on their lines that count the pages: each is one more than the last, a page behind it."""
    chains: dict[int, tuple[int, int]] = {}  # by its last number: how long a chain is, and where it ends
    before: dict[int, int] = {}
    longest = (0, -1)
    for index in short:
        words_ = lines[index].words
        cell = index + 1 < len(lines) and lines[index + 1].tag  # of a table: it numbers a row
        if len(words_) <= 3 and words_.isascii() and words_.isdecimal() and words_[0] != "0" and not cell:
            length, last = chains.get(int(words_) - 1, (0, -1))
            if length and index - last >= _SHORTEST_PAGE:
                before[index] = last
            else:
                length = 0
            chains[int(words_)] = (length + 1, index)
            longest = max(longest, (length + 1, index))
    if longest[0] < _FEWEST_PAGES:
        return set()
    index = longest[1]
    found = {index}
    while (index := before.get(index, -1)) >= 0:
        found.add(index)
    return found


def _running_heads(lines: Sequence[Line], pages: set[int]) -> set[int]:
    """Lines beside the page numbers that are the same on most of the pages."""
    beside = {index + step for index in pages for step in (-2, -1, 1, 2)} - pages
    counted = Counter(lines[index].words for index in beside if 0 <= index < len(lines))
    same = {
        words_
        for words_, count in counted.items()
        if count >= _FEWEST_PAGES and count * 2 >= len(pages) and words_[0].isalpha()
    }
    return {index for index in beside if 0 <= index < len(lines) and lines[index].words in same}
