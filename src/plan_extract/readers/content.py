"""Which lines of a web page are the document; the rest is what the site sets around it.

Nothing of the document may be lost: where that is in doubt, more is kept, and the page furniture that is left over is known
to the rules that read plain text.
"""

import re
from collections.abc import Sequence
from itertools import accumulate

from plan_extract.readers.blocks import Block
from plan_extract.readers.markup import BLOCKS, Element
from plan_extract.vocab import alternatives
from plan_extract.vocab import table as vocabulary

# What the systems that run web sites of governments call the document.
_CONTENT = re.compile(
    r"(?i)(?:^|\s)(?:UCAP-CONTENT|TRS_(?:UE|PRE)?_?(?:EDITOR|APPENDIX)|view TRS_UEDITOR|pages_content|zoom|zoomcon|article[-_]?"
    r"(?:content|con|body|text)|(?:con|content|news)[-_]?(?:text|txt|con|body)|ewb-article-info|xxgk[-_]?content|bt_content|wz_content)(?=\s|$)"
)
# And what they set around it.
_AROUND = re.compile(
    r"(?i)(?:^|[\s_-])(?:nav\w*|menu|bread\w*|crumbs?|location|position|dqwz|weizhi|share\w*|bdshare\w*|bdsharebuttonbox|jiathis\w*"
    r"|foot\w*|copyright|side(?:bar|nav)?|toolbar|print|qr\w*|ewm|related\w*|xgwj|xgyd|xgjd|pagination|pager|search\w*|login"
    r"|links?|friendlink|yqlj|editor[-_]?in[-_]?charge|zrbj|bianji|pre(?:v|_next)\w*|recommend\w*|hot\w*)(?=[\s\d_-]|$)"
)
_PARTS_AROUND = ("nav", "aside", "footer")
_ROLES_AROUND = ("navigation", "search", "contentinfo", "complementary", "banner")
_SENTENCE = re.compile(r"[\u3002\uff1b;]")
_SHORTEST = 25  # characters of a sentence of the document
_SHORTEST_ROW = 15
_LINKED = 0.6  # of a line that leads elsewhere
_MOST_AROUND = 0.1  # of the text may stand in what is called the surroundings,
_LONGEST_AROUND = 120  # or so many characters where it is short,
_NEVER_AROUND = 0.5  # but never so much
_FEWEST_OF_TEXT = 0.5  # of what is neither link nor surroundings is in the document
_MOST_OF_CONTENT = 0.9  # and so much in what is called the content
_SHORTEST_TITLE = 6
_ENTRY = re.compile(
    rf"\W*{alternatives(row['key'] for row in vocabulary('metadata_keys') if len(row['key']) > 2)}\s*[:\uff1a]"
)
_NUMBER = re.compile(r"[\u3014\[(\uff08]20\d\d[\u3015\])\uff09]\s*(?:第\s*)?\d+\s*号")
_LONGEST_NUMBER = 40
_ATTACHMENT = re.compile(r"附\s*件|附\s*表|附\s*录")


def choose(blocks: Sequence[Block], named: Sequence[Element], titles: Sequence[str]) -> list[Block]:
    """The lines of the document, in order; `titles` is what the page says that it is called, without blanks."""
    around = _find_around(blocks, named)
    begin, end = _bounds(blocks, named, around)
    linked = sum(block.linked for block in blocks[begin:end])
    if linked * 2 > sum(len(block.words) for block in blocks[begin:end]):
        around = [False] * len(blocks)  # a page of links alone
    return [
        block
        for at, block in enumerate(blocks)
        if (begin <= at < end and not around[at]) or _is_of_document(block, titles, at >= end)
    ]


def _find_around(blocks: Sequence[Block], named: Sequence[Element]) -> list[bool]:
    """Which lines are menus, paths, bars to share: links, or what stands in a part that is called so and is no text."""
    around = [_is_linked(block) for block in blocks]
    sums = [0, *accumulate(0 if _is_linked(block) else len(block.words) for block in blocks)]
    most = min(max(sums[-1] * _MOST_AROUND, _LONGEST_AROUND), sums[-1] * _NEVER_AROUND)
    for part in named:
        if sums[part.end] - sums[part.begin] <= most and _is_around(part):
            around[part.begin : part.end] = [True] * (part.end - part.begin)
    return around


def _is_linked(block: Block) -> bool:
    """Whether a line leads elsewhere; neither a sentence does nor the name of a file."""
    return block.linked > _LINKED * len(block.words) and not block.file and not _SENTENCE.search(block.words)


def _is_around(part: Element) -> bool:
    if part.name in _PARTS_AROUND or part.get("role") in _ROLES_AROUND:
        return True
    return any(_AROUND.search(part.get(name)) for name in ("class", "id"))


def _weight(block: Block) -> int:
    """The length of a line that looks like text of a document."""
    if _is_linked(block):
        return 0
    if block.cells:
        return len(block.words) if len(block.words) >= _SHORTEST_ROW else 0
    return len(block.words) if len(block.words) >= _SHORTEST and _SENTENCE.search(block.words) else 0


def _bounds(blocks: Sequence[Block], named: Sequence[Element], around: Sequence[bool]) -> tuple[int, int]:
    """Where the document begins and ends: the part of the page with its sentences; all of it where they are no measure."""
    begin, end = _find_sentences(blocks, named, around)
    lengths = [0 if hidden else len(block.words) for block, hidden in zip(blocks, around, strict=True)]
    return (begin, end) if sum(lengths[begin:end]) >= _FEWEST_OF_TEXT * sum(lengths) else (0, len(blocks))


def _find_sentences(blocks: Sequence[Block], named: Sequence[Element], around: Sequence[bool]) -> tuple[int, int]:
    """The smallest part of the page that holds all sentences, or nearly all and is called the content; and what is beside it."""
    weights = [0 if hidden else _weight(block) for block, hidden in zip(blocks, around, strict=True)]
    sums = [0, *accumulate(weights)]
    told = [part for part in named if sums[part.end] > sums[part.begin] and _is_content(part)]
    if told:
        begin, end = min(part.begin for part in told), max(part.end for part in told)
        if sums[end] - sums[begin] >= _MOST_OF_CONTENT * sums[-1]:
            return _grown(_parent(told[0], begin, end), around)
    full = [at for at, weight in enumerate(weights) if weight]
    if not full:
        return 0, len(blocks)
    return _grown(_parent(blocks[full[0]].home, full[0], full[-1] + 1), around)


def _is_content(part: Element) -> bool:
    return part.name == "article" or any(_CONTENT.search(part.get(name)) for name in ("class", "id"))


def _parent(inner: Element, begin: int, end: int) -> Element:
    """The smallest block around an element that holds these lines."""
    outer = inner
    for outer in inner.ancestors():
        if outer.name in BLOCKS and outer.begin <= begin and end <= outer.end and outer.name not in ("p", "li"):
            break
    return outer


def _grown(part: Element, around: Sequence[bool]) -> tuple[int, int]:
    """A part of the page and the larger ones about it, as long as these add nothing but text."""
    while part.parent:
        outer = _parent(part.parent, part.begin, part.end)
        if any(around[outer.begin : part.begin]) or any(around[part.end : outer.end]):
            return _with_neighbours(part.begin, part.end, outer, around)
        part = outer
    return part.begin, part.end


def _with_neighbours(begin: int, end: int, outer: Element, around: Sequence[bool]) -> tuple[int, int]:
    """A stretch with the lines of a larger part before and behind it, up to those that are no text."""
    while begin > outer.begin and not around[begin - 1]:
        begin -= 1
    while end < outer.end and not around[end]:
        end += 1
    return begin, end


def _is_of_document(block: Block, titles: Sequence[str], behind: bool) -> bool:
    """Whether a line elsewhere on the page says something of the document: its title, its number, a file that goes with it."""
    if _ENTRY.match(block.words) or (len(block.words) <= _LONGEST_NUMBER and _NUMBER.search(block.words)):
        return not _is_linked(block)
    if behind:
        return block.file and _ATTACHMENT.search(block.words) is not None
    return not _is_linked(block) and _is_title(block, titles)


def _is_title(block: Block, titles: Sequence[str]) -> bool:
    words = "".join(block.words.split())
    return len(words) >= _SHORTEST_TITLE and any(title.startswith(words) for title in titles)
