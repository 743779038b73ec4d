"""What a task is to bring forth: rules to be drafted, platforms and bodies to be set up (field guide 9)."""

import re
from typing import NamedTuple

from plan_extract.extraction.words import word_edges
from plan_extract.model import Deliverable
from plan_extract.text import Stretch, Text
from plan_extract.vocab import Endings, alternatives, table, words

_ROWS = {row["word"]: row for row in table("deliverables")}
_HEADS = tuple(word for word, row in _ROWS.items() if row["sort"] == "head")
_ENDINGS = Endings(_HEADS)
_VERBS = tuple(word for word, row in _ROWS.items() if row["sort"] != "head")
# an action begins a phrase, behind adverbs or the obligation of a subject: not every 建设 in a text is a verb
_VERB = rf"{alternatives(words('adverbs'))}*(?P<verb>{alternatives(_VERBS)})"
_FIRST = re.compile(_VERB)
_NEXT = re.compile(rf"[,。;:、\n要应须前年月日内底]{_VERB}")
_HEAD = re.compile(f"(?P<head>{alternatives(_HEADS)})")
_NEXT_ACTION = words("next_actions")
_PHRASE_END = re.compile(r"[,。;:!?\n]")
_LONGEST = 60
_NEIGHBOURHOOD = 12  # how many characters behind a word jieba may see


def find_deliverables(text: Text, stretch: Stretch) -> list[Deliverable]:
    """The deliverables in the text of a task, in order: the noun phrase from the verb to its head."""
    found: list[Deliverable] = []
    first = _FIRST.match(text.folded, *stretch)
    for action in (*([first] if first else []), *_NEXT.finditer(text.folded, *stretch)):
        thing = _thing(text.folded, action.start("verb"), action.end(), stretch.end)
        if thing:
            found.append(
                Deliverable(
                    text=text.words(action.end(), thing.end),
                    weak=_is_weak(action["verb"], thing.head),
                    span=text.span(action.end(), thing.end),
                    rule=f"{_ROWS[action['verb']]['sort']}_verb",
                )
            )
    return found


class _Thing(NamedTuple):
    """The noun phrase behind a verb: where it ends, and the head that it ends in."""

    end: int
    head: str


def _is_weak(verb: str, head: str) -> bool:
    """完善 of anything, and a 机制 or 体系 that is not drafted: hard to check as done."""
    if _ROWS[verb]["weak"]:
        return True
    return _ROWS[verb]["sort"] != "draft" and bool(_ROWS[head]["weak"])


def _thing(folded: str, verb: int, start: int, end: int) -> _Thing | None:
    """The noun phrase behind a verb, if it comes to a head: at the end of the phrase, or before the next action."""
    if not _is_edge(folded, verb, start):
        return None
    phrase = _phrase(folded, start, min(end, start + _LONGEST))
    head = _ENDINGS.longest(phrase)
    if head:
        return _Thing(start + len(phrase), head) if len(head) < len(phrase) else None
    for inner in _HEAD.finditer(phrase):
        if phrase.startswith(_NEXT_ACTION, inner.end()) and _is_edge(
            folded, start + inner.start(), start + inner.end()
        ):
            return _Thing(start + inner.end(), inner["head"])
    return None


def _phrase(folded: str, start: int, end: int) -> str:
    """What is left of a phrase; a bracket in the middle of it (乡镇(街道)) belongs to it, one at its end does not."""
    broken = _PHRASE_END.search(folded, start, end)
    phrase = folded[start : broken.start() if broken else end]
    if phrase.rfind("(") > phrase.rfind(")") or phrase.endswith(")"):
        phrase = phrase[: phrase.rfind("(")]
    return phrase.removesuffix("等")


def _is_edge(folded: str, start: int, end: int) -> bool:
    """Whether a word ends here; jieba is asked only where what follows could make a longer word of it."""
    word = folded[start:end]
    if folded[end] not in _ROWS[word]["followers"]:
        return True
    return end - start in word_edges(folded[start : end + _NEIGHBOURHOOD])
