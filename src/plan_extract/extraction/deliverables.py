"""What a task is to bring forth: rules to be drafted, platforms and bodies to be set up (field guide 9)."""

import re

from plan_extract.extraction.words import word_edges
from plan_extract.model import Deliverable
from plan_extract.text import Stretch, Text
from plan_extract.vocab import alternatives, ending, table, words

_ROWS = {row["word"]: row for row in table("deliverables")}
_HEADS = tuple(word for word, row in _ROWS.items() if row["sort"] == "head")
_VERBS = tuple(word for word, row in _ROWS.items() if row["sort"] != "head")
# an action begins a phrase, behind adverbs or the obligation of a subject: not every 建设 in a text is a verb
_VERB = rf"{alternatives(words('adverbs'))}*(?P<verb>{alternatives(_VERBS)})"
_FIRST = re.compile(_VERB)
_NEXT = re.compile(rf"[,。;:、\n要应须前年月日内底]{_VERB}")
_HEAD = re.compile(f"(?P<head>{alternatives(_HEADS)})")
_NEXT_ACTION = words("next_actions")
_PHRASE_END = re.compile(r"[,。;:!?()\n]")
_BRACKET_AT_END = re.compile(r"\([^()]*\)?$")
_LONGEST = 60
_NEIGHBOURHOOD = 12  # how many characters behind a word jieba may see


def find_deliverables(text: Text, stretch: Stretch) -> list[Deliverable]:
    """The deliverables in the text of a task, in order: the noun phrase from the verb to its head."""
    found: list[Deliverable] = []
    first = _FIRST.match(text.folded, *stretch)
    for action in (*([first] if first else []), *_NEXT.finditer(text.folded, *stretch)):
        thing = _thing(text.folded, action.start("verb"), action.end(), stretch.end)
        head = thing and _head_at_end(text.folded, thing)
        if thing and head:
            found.append(
                Deliverable(
                    text=text.words(*thing),
                    weak=_is_weak(action["verb"], head),
                    span=text.span(*thing),
                    rule=f"{_ROWS[action['verb']]['sort']}_verb",
                )
            )
    return found


def _is_weak(verb: str, head: str) -> bool:
    """完善 of anything, and a 机制 or 体系 that is not drafted: hard to check as done."""
    if _ROWS[verb]["weak"]:
        return True
    return _ROWS[verb]["sort"] != "draft" and bool(_ROWS[head]["weak"])


def _thing(folded: str, verb: int, start: int, end: int) -> Stretch | None:
    """The noun phrase behind a verb, if it comes to a head: at the end of the phrase, or before the next action."""
    if not _is_edge(folded, verb, start):
        return None
    limit = _phrase_end(folded, start, min(end, start + _LONGEST))
    limit -= folded[limit - 1] == "等"
    if _head_at_end(folded, Stretch(start, limit)):
        return Stretch(start, limit)
    for head in _HEAD.finditer(folded, start, limit):
        if folded.startswith(_NEXT_ACTION, head.end(), limit) and _is_edge(folded, head.start(), head.end()):
            return Stretch(start, head.end())
    return None


def _phrase_end(folded: str, start: int, end: int) -> int:
    """The end of a phrase; brackets in the middle of it (乡镇(街道)) belong to it, one at its end does not."""
    depth = 0
    for found in _PHRASE_END.finditer(folded, start, end):
        if found[0] in "()":
            depth += 1 if found[0] == "(" else -1
        elif depth <= 0:
            end = found.start()
            break
    closing = _BRACKET_AT_END.search(folded, start, end)
    return closing.start() if closing else end


def _head_at_end(folded: str, thing: Stretch) -> str | None:
    head = ending(thing.of(folded), _HEADS)
    return head if head and len(head) < thing.end - thing.start else None


def _is_edge(folded: str, start: int, end: int) -> bool:
    """Whether a word ends here; jieba is asked only where what follows could make a longer word of it."""
    word = folded[start:end]
    if folded[end : end + 1] not in tuple(_ROWS[word]["followers"]):
        return True
    return end - start in word_edges(folded[start : end + _NEIGHBOURHOOD])
