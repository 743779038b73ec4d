"""Which words of a numbered item are its heading (field guide 3.4)."""

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from plan_extract.model import MarkerFamily
from plan_extract.structure.labels import is_label
from plan_extract.structure.numbering import Marker
from plan_extract.text import Stretch
from plan_extract.vocab import table, words

LONGEST_HEADING = 40  # of a heading that runs into its text; longer ones are sentences
_LONGEST_LINE = 80  # of a heading that has its line for itself
_LEFT_OUT = ("(略)", "(省略)")
_LISTED = "以下"  # 专家享有以下权利:
_LONGEST_TITLED = 12  # of what stands before a colon
_ASSIGNS = ("负责", "牵头", "责任单位", "责任部门", "责任处室", "责任科室", "配合单位", "主办单位")
_STOP = re.compile(r'[()《》"。\n]')
_OBLIGATION = re.compile("要|应|须|需|可|将")
# 所需, 主要, 供应, 应急, 可再生 hold the signs of an obligation and are none
_BEFORE = {"要": tuple("主重首纲摘紧"), "应": tuple("供响相适效对反"), "须": tuple("必所急供"), "需": tuple("必所急供")}
_BEHIND = {"应": tuple("急诉尽用对变"), "需": tuple("求要"), "可": tuple("再持靠行")}
_OF_RULES = (",", "由", "应当", "根据", "按照", "依据", "负责", "是指", "包括", "纳入", "不得", "适用于")
_NO_SUBJECTS = ("大局", "格局", "布局", "场所", "社会")
_UNIT_ENDINGS = words("unit_endings")
_USUAL = tuple(
    sorted((row["heading"] for row in table("section_roles") if len(row["heading"]) > 3), key=len, reverse=True)
)


class Item(NamedTuple):
    """A numbered item before it is a clause: its marker, and its paragraphs, the first without the marker.

    Of a table its paragraphs are its head and the lines of its cells; `columns` are the heads of its columns, `rows` its
    cells by column where the lines say which cells they are.
    """

    marker: Marker | None
    paragraphs: tuple[Stretch, ...]
    columns: tuple[str, ...] = ()
    rows: tuple[Mapping[int, Stretch], ...] = ()


def find_headings(folded: str, items: Sequence[Item], parents: Sequence[int | None]) -> list[Stretch | None]:
    """The heading of each item, or None where it is plain sentences.

    Siblings vote: where most of them have no heading, what looks like one is the first sentence of the text. A colon
    ends a heading only where it does so for all of them.
    """
    with_children = set(parents)
    found = [_heading(folded, item, index in with_children) for index, item in enumerate(items)]
    families = [item.marker.family if item.marker else None for item in items]
    groups: defaultdict[tuple[int | None, MarkerFamily | None], list[int]] = defaultdict(list)
    for index, parent in enumerate(parents):
        groups[parent, families[index]].append(index)
    headings: list[Stretch | None] = [None] * len(items)
    shares: dict[MarkerFamily | None, float] = {}
    bracketed = [_in_brackets(folded, item) for item in items]
    for (_, family), members in groups.items():
        if family is None:
            continue
        if any(bracketed[index] for index in members):
            for index in members:
                headings[index] = bracketed[index]
            continue
        votes = sum(found[index] is not None for index in members) / len(members)
        if votes == 0.5 or len(members) == 1:  # undecided: as in the whole family
            if family not in shares:
                shares[family] = _share(found, families, family)
            votes = shares[family]
        elected = votes >= 0.5
        titled: list[Stretch | None] = []
        if family == "dec" or (len(members) > 1 and not elected):
            titled = [_before_colon(folded, items[index].paragraphs[0]) for index in members]
        chosen = titled if titled and all(titled) else [found[index] if elected else None for index in members]
        for index, heading in zip(members, chosen, strict=True):
            headings[index] = heading
    return headings


def _share(found: Sequence[Stretch | None], families: Sequence[MarkerFamily | None], family: MarkerFamily) -> float:
    """The share of the items of a family that seem to have a heading."""
    of_family = [one is not None for one, other in zip(found, families, strict=True) if other == family]
    return sum(of_family) / len(of_family)


def _in_brackets(folded: str, item: Item) -> Stretch | None:
    """第一条(目的依据)为了…: the title that an article has in brackets."""
    first = item.paragraphs[0]
    if not item.marker or item.marker.family != "tiao" or not folded.startswith("(", first.start):
        return None
    end = folded.find(")", first.start, first.start + _LONGEST_TITLED + 8)
    return (
        Stretch(first.start + 1, end) if end > 0 and folded[first.start + 1 : end].replace("、", "").isalnum() else None
    )


def _before_colon(folded: str, paragraph: Stretch) -> Stretch | None:
    """一、元旦:12月30日至1月1日放假: a few words before a colon."""
    colon = folded.find(":", *paragraph)
    words_ = folded[paragraph.start : colon] if colon >= 0 else ""
    plain = words_.replace("(", "").replace(")", "")
    titled = 0 < len(words_) <= _LONGEST_TITLED and plain.isalnum() and _LISTED not in words_
    return Stretch(paragraph.start, colon) if titled else None


def _heading(folded: str, item: Item, has_children: bool) -> Stretch | None:
    """What could be the heading of one item, looked at by itself."""
    first = item.paragraphs[0]
    stop = _first_stop(folded, first)
    alone = stop is None or stop == first.end - 1
    heading = Stretch(first.start, stop if stop is not None else first.end)
    if heading.end - heading.start > LONGEST_HEADING and (torn := _torn(folded, first)):
        heading = torn
    elif stop is not None and not has_children and _is_whole(folded, item, stop):
        return None
    words_ = heading.of(folded)
    if begin := find_assigning(words_):
        heading = heading._replace(end=heading.start + begin)
        words_ = words_[:begin]
    if len(words_) > (_LONGEST_LINE if alone else LONGEST_HEADING):
        return None
    if (
        not words_.rstrip("\u3002:")
        or words_.endswith((";", ",", "、"))
        or (words_.endswith(":") and _LISTED in words_)
    ):
        return None
    if _has_obliged_subject(words_) or _is_rule(item, words_):
        return None
    return Stretch(heading.start, heading.end - words_.endswith(("\u3002", ":")))


def find_assigning(words_: str) -> int | None:
    """Where the bracket begins with which words end, if it says who does something."""
    begin = words_.rfind("(")
    while begin > 0 and words_.count("(", begin) < words_.count(")", begin):  # brackets inside the last one
        begin = words_.rfind("(", 0, begin)
    assigns = words_.endswith(")") and begin >= 0 and any(word in words_[begin:] for word in _ASSIGNS)
    return begin if assigns else None


def _is_rule(item: Item, words_: str) -> bool:
    """Whether the first sentence of an article lays something down: 每两年为一个考核期,考核得分…."""
    article = item.marker is not None and item.marker.family == "tiao"
    return article and any(sign in words_ for sign in _OF_RULES)


def _is_whole(folded: str, item: Item, stop: int) -> bool:
    """Whether the first sentence is the whole item: nothing but an annotation stands behind it."""
    rest = folded[stop + 1 : item.paragraphs[0].end]
    bracketed = rest.startswith("(") and rest.find(")") == len(rest) - 1 and rest not in _LEFT_OUT
    labelled = is_label(rest) and not rest.startswith("(")
    return (not rest or bracketed or labelled) and all(is_label(line.of(folded)) for line in item.paragraphs[1:])


def _torn(folded: str, paragraph: Stretch) -> Stretch | None:
    """A heading that has lost its line: one of the usual ones, or words before the 一是 with which its text begins."""
    if folded.startswith(_USUAL, paragraph.start):
        known = next(words_ for words_ in _USUAL if folded.startswith(words_, paragraph.start))
        return Stretch(paragraph.start, paragraph.start + len(known))
    first = folded.find("一是", paragraph.start, paragraph.start + _LONGEST_LINE)
    words_ = folded[paragraph.start : first] if first > 0 else ""
    return Stretch(paragraph.start, first) if words_.replace(",", "").replace('"', "").isalnum() else None


def _has_obliged_subject(words_: str) -> bool:
    """各牵头部门要…: a named subject under an obligation makes a sentence, not a heading."""
    for found in _OBLIGATION.finditer(words_):
        sign, subject = found[0], words_[: found.start()]
        if subject[-1:] in _BEFORE.get(sign, ()) or words_[found.end() : found.end() + 1] in _BEHIND.get(sign, ()):
            continue
        if subject.endswith(_UNIT_ENDINGS) and "," not in subject and not subject.endswith(_NO_SUBJECTS):
            return True
    return False


def _first_stop(folded: str, paragraph: Stretch) -> int | None:
    """The first 。 that stands outside brackets and quotes."""
    first = _STOP.search(folded, *paragraph)
    if first is None or first[0] == "。":  # as in most headings
        return first.start() if first else None
    depth = 0
    quoted = False
    for found in _STOP.finditer(folded, first.start(), paragraph.end):
        char = found[0]
        if char == "。" and not depth and not quoted:
            return found.start()
        depth += (char in "(《") - (char in ")》" and depth > 0)
        quoted ^= char == '"'
    return None
