"""What a task is to bring forth: rules to be drafted, platforms and bodies to be set up (field guide 9)."""

import re
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
# an action begins a phrase, behind adverbs or the obligation of a subject: not every 建设 in a text is a verb
_VERB = rf"{alternatives(words('adverbs'))}*(?P<verb>{alternatives(_VERBS)})"
_FIRST = re.compile(_VERB)
_NEXT = re.compile(rf"[,。;:、\n要应须前年月日内底]{_VERB}")
_HEAD = re.compile(f"(?P<head>{alternatives(_HEADS)})")
_NEXT_ACTION = words("next_actions")
_FURTHER_VERBS = words("further_verbs")
_JOINTS = ("和", "并", "与", "或")
_PHRASE_END = re.compile(r"[,。;:!?\n]")
_LONGEST = 60
_NEIGHBOURHOOD = 12  # how many characters behind a word jieba may see


def find_deliverables(text: Text, stretch: Stretch) -> list[Deliverable]:
    """The deliverables in the text of a task, in order: the noun phrase from the verb to its head."""
    first = _FIRST.match(text.folded, *stretch)
    actions = [*([first] if first else []), *_NEXT.finditer(text.folded, *stretch)]
    return [found for action in actions if (found := _deliverable(text, action["verb"], action.end(), stretch.end))]


def _deliverable(text: Text, verb: str, start: int, end: int) -> Deliverable | None:
    """What stands behind a verb, if it comes to a head: at the end of the phrase, or before the next action."""
    folded = text.folded
    if not _is_edge(folded, verb, start) or folded.startswith("、", start):  # 规划、建设、管理制度
        return None
    start = _behind_further_verbs(folded, start, end)
    phrase = _phrase(folded, start, min(end, start + _LONGEST))
    head = _ENDINGS.longest(phrase)
    if head is None:
        phrase, head = _before_next_action(folded, start, phrase)
    if head is None or len(head) == len(phrase):
        return None
    end = start + len(phrase)
    sort, weak, _ = _WORDS[verb]
    return Deliverable(
        text=text.words(start, end),
        weak=weak or (sort != "draft" and _WORDS[head].weak),
        span=text.span(start, end),
        rule=f"{sort}_verb",
    )


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


def _before_next_action(folded: str, start: int, phrase: str) -> tuple[str, str | None]:
    """The phrase up to a head that the next action follows."""
    for inner in _HEAD.finditer(phrase):
        if phrase.startswith(_NEXT_ACTION, inner.end()) and _is_edge(folded, inner["head"], start + inner.end()):
            return phrase[: inner.end()], inner["head"]
    return phrase, None


def _phrase(folded: str, start: int, end: int) -> str:
    """What is left of a phrase; a bracket in the middle of it (乡镇(街道)) belongs to it, one at its end does not."""
    broken = _PHRASE_END.search(folded, start, end)
    phrase = folded[start : broken.start() if broken else end]
    if phrase.rfind("(") > phrase.rfind(")") or phrase.endswith(")"):
        phrase = phrase[: phrase.rfind("(")]
    return phrase.removesuffix("等")


def _is_edge(folded: str, word: str, end: int) -> bool:
    """Whether a word ends here; jieba is asked only where what follows could make a longer word of it."""
    if folded[end] not in _WORDS[word].followers:
        return True
    return len(word) in word_edges(folded[end - len(word) : end + _NEIGHBOURHOOD])
