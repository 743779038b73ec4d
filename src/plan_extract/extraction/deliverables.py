"""What a task is to bring forth: rules to be drafted, platforms and bodies to be set up (field guide 9)."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from plan_extract.extraction.words import word_edges
from plan_extract.model import Deliverable
from plan_extract.text import Stretch, Text
from plan_extract.vocab import Endings, alternatives, table, words


class _Word(NamedTuple):
    """A verb or a head: its sort, whether it is hard to check as done, what could go on with it to a longer word."""

    sort: str
    weak: bool
    followers: str


_WORDS = {row["word"]: _Word(row["sort"], bool(row["weak"]), row["followers"]) for row in table("deliverables")}
_HEADS = tuple(word for word, row in _WORDS.items() if row.sort == "head")
_ENDINGS = Endings(_HEADS)
_VERBS = tuple(word for word, row in _WORDS.items() if row.sort != "head")
_DRAFTS = tuple(word for word in _VERBS if _WORDS[word].sort == "draft")
# behind what it rests on or is for, and behind who is to do it: 依托甲平台建设, 结合实际制定, 推动各领域编制
_MEANS = ("依托", "通过", "围绕", "聚焦", "结合", "按照", "按", "根据", "面向", "针对", "借助", "分", "逐", "对")
_OF_OTHERS = ("会同", "推动", "推进", "组织", "统筹", "指导")
# an action begins a phrase, behind adverbs or the obligation of a subject: not every 建设 in a text is a verb
_VERB = rf"{alternatives(words('adverbs'))}*(?P<verb>{alternatives(_VERBS)})"
_LATER = (
    rf"{alternatives((*_MEANS, *_OF_OTHERS))}[^,。;:、\n《》]{{1,30}}?"
    rf"(?P<later>{alternatives(_DRAFTS)}|(?<![的和与及机资])(?<!城乡)(?:建设|构建|打造|建立))"  # 机构|建立, 投资建设的
)
_NEXT = re.compile(rf"[,。;:、\n要应须前年月日内底](?:{_VERB}|(?<![、前年月日内底]){_LATER})")
_HEAD = re.compile(f"(?P<head>{alternatives(_HEADS)})")
_NEXT_ACTION = words("next_actions")
_FURTHER_VERBS = words("further_verbs")
_JOINTS = ("和", "并", "与", "或")
_LIST_JOINTS = ("、", "和", "及", "与", "以及")
_PHRASE_END = re.compile(r"[,。;:!?\n]")
# 等部门规章, 等相关制度: what the things before it are called together
_AND_OTHERS = re.compile(
    r"等(?:相关|有关|一批|系列|配套)?(?:部门规章|法律法规|规章|文件|制度|标准|规范|政策|规定|技术规范)?$"
)
_EMPTY = re.compile("(?:相关|相应|有关|各项|必要的)+")
_ITSELF = "本此该"
_GOES_ON = ("的", "和", "并", "或")
_OTHERS_DO = "鼓励"  # up to the end of its sentence
_PUBLISHED = ("目录", "清单", "名录", "名单", "指南", "指引", "标准", "要点")
_TITLE_ENDS = frozenset(["", *",。;:!?\n、和及与并(("])
_SHORTEST = 2  # of what must stand before a head behind 相关: 相关工作机制 is none
_LONGEST = 60
_LONGEST_SENTENCE = 300
_NEIGHBOURHOOD = 12  # how many characters behind a word jieba may see


class _Thing(NamedTuple):
    """Where a thing stands, and its head; None of a title."""

    start: int
    end: int
    head: str | None


def find_deliverables(text: Text, stretch: Stretch) -> list[Deliverable]:
    """The deliverables in the text of a task, in order: the noun phrases from the verb to their heads, or titles."""
    folded = text.folded
    found: dict[int, Deliverable] = {}
    encourages = folded.find(_OTHERS_DO, *stretch) >= 0
    for verb, end in _actions(folded, stretch):
        if encourages and _is_left_to_others(folded, stretch.start, end):
            continue
        sort, weak, _ = _WORDS[verb]
        for start, last, head in _things(folded, verb, end, stretch.end):
            found[start] = Deliverable(
                text=text.words(start, last),
                weak=weak or (sort == "build" and head is not None and _WORDS[head].weak),
                span=text.span(start, last),
                rule=f"{sort}_verb",
            )
    return [found[start] for start in sorted(found)]


def _actions(folded: str, stretch: Stretch) -> Iterator[tuple[str, int]]:
    """The verbs that may bring something forth, each with the place behind it."""
    place = stretch.start - 1
    for found in _NEXT.finditer(f"。{stretch.of(folded)}"):  # as if behind a stop
        yield found["verb"] or found["later"], place + found.end()


def _is_left_to_others(folded: str, start: int, place: int) -> bool:
    """Whether the sentence only encourages: 鼓励企业参与,共同制定标准."""
    begin = max(folded.rfind(end, max(start, place - _LONGEST_SENTENCE), place + 1) for end in "。;\n") + 1
    return folded.startswith(_OTHERS_DO, max(begin, start))


def _things(folded: str, verb: str, start: int, end: int) -> list[_Thing]:
    """What stands behind a verb, if it comes to a head: at the end of the phrase, or before the next action."""
    if not _is_edge(folded, verb, start) or folded.startswith("、", start):  # 规划、建设、管理制度
        return []
    start = _behind_further_verbs(folded, start, end)
    if folded.startswith("《", start):
        return list(_titles(folded, start, end)) if _WORDS[verb].sort == "draft" else []
    phrase = _phrase(folded, start, min(end, start + _LONGEST))
    head = _ENDINGS.longest(phrase)
    if head is None:
        phrase, head = _up_to_inner_head(folded, start, phrase)
    if head is None or _is_empty(phrase, head) or (_WORDS[verb].sort == "publish" and head not in _PUBLISHED):
        return []
    return [_Thing(start, start + len(phrase), head)]


def _titles(folded: str, start: int, end: int) -> Iterator[_Thing]:
    """The titles of papers to be drafted, one behind another: 制定《甲办法》《乙细则》."""
    while folded.startswith("《", start):
        close = folded.find("》", start, end)
        if close < 0 or folded[close + 1 : close + 2] not in _TITLE_ENDS | {"《"}:
            return
        if close > start + 1:
            yield _Thing(start + 1, close, None)
        start = close + 1 + folded.startswith(("、", "和", "及", "与"), close + 1)


def _behind_further_verbs(folded: str, start: int, end: int) -> int:
    """Where the verbs end that go on with the first: 建立完善, 制定并实施; but 制定|实施方案."""
    place = start + folded.startswith(_JOINTS, start, end)
    while folded.startswith(_FURTHER_VERBS, place, end):
        place += next(len(verb) for verb in _FURTHER_VERBS if folded.startswith(verb, place))
        if folded.startswith(_HEADS, place):
            break
        start = place
        place += folded.startswith(_JOINTS, start, end)
    return start


def _up_to_inner_head(folded: str, start: int, phrase: str) -> tuple[str, str | None]:
    """The phrase up to the first head that the next action follows, else to the last with more of its list: 名录|和分布图."""
    listed: re.Match[str] | None = None
    for inner in _HEAD.finditer(phrase):
        acts, more = phrase.startswith(_NEXT_ACTION, inner.end()), phrase.startswith(_LIST_JOINTS, inner.end())
        if (acts or more) and _is_edge(folded, inner["head"], start + inner.end()):
            if acts:
                return phrase[: inner.end()], inner["head"]
            listed = inner
    return (phrase[: listed.end()], listed["head"]) if listed else (phrase, None)


def _is_empty(phrase: str, head: str) -> bool:
    """Whether a phrase names nothing: a head alone (相关制度), the paper itself (本办法), what goes on (和改造…, 的办法)."""
    if phrase.startswith(_GOES_ON):
        return True
    if phrase[0] in _ITSELF and _ENDINGS.longest(phrase) == phrase[1:].removeprefix("实施"):
        return True
    empty = _EMPTY.match(phrase)
    rest = len(phrase) - len(head) - (empty.end() if empty else 0)
    return rest <= (_SHORTEST if empty else 0)


def _phrase(folded: str, start: int, end: int) -> str:
    """What is left of a phrase; a bracket in the middle of it (乡镇(街道)) belongs to it, one at its end does not."""
    broken = _PHRASE_END.search(folded, start, end)
    phrase = folded[start : broken.start() if broken else end]
    if phrase.endswith(")") or ("(" in phrase and phrase.rfind("(") > phrase.rfind(")")):
        phrase = phrase[: phrase.rfind("(")]
    others = _AND_OTHERS.search(phrase)
    return (
        phrase[: others.start()] if others and _ENDINGS.longest(phrase[: others.start()]) else phrase.removesuffix("等")
    )


def _is_edge(folded: str, word: str, end: int) -> bool:
    """Whether a word ends here; jieba is asked only where what follows could make a longer word of it."""
    if folded[end] not in _WORDS[word].followers:
        return True
    return len(word) in word_edges(folded[end - len(word) : end + _NEIGHBOURHOOD])
