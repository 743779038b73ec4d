"""Which words of a numbered item are its heading (field guide 3.4)."""

import re
from collections import defaultdict
from collections.abc import Sequence
from typing import NamedTuple

from plan_extract.structure.numbering import Marker
from plan_extract.text import Stretch
from plan_extract.vocab import words

LONGEST_HEADING = 40  # of a heading that runs into its text; longer ones are sentences
_LONGEST_LINE = 80  # of a heading that has its line for itself
_STOP = re.compile(r'[()《》"。\n]')
_OBLIGATION = re.compile("[要应须需可将]")
_UNIT_ENDINGS = words("unit_endings")


class Item(NamedTuple):
    """A numbered item before it is a clause: its marker, and its paragraphs, the first without the marker."""

    marker: Marker | None
    paragraphs: tuple[Stretch, ...]


def find_headings(folded: str, items: Sequence[Item], parents: Sequence[int | None]) -> list[Stretch | None]:
    """The heading of each item, or None where it is plain sentences.

    Siblings vote: where most of them have no heading, what looks like one is the first sentence of the text.
    """
    with_children = set(parents)
    found = [_heading(folded, item, index in with_children) for index, item in enumerate(items)]
    votes: defaultdict[tuple[int | None, str], int] = defaultdict(int)
    for item, parent, heading in zip(items, parents, found, strict=True):
        if item.marker:
            votes[parent, item.marker.family] += 1 if heading else -1
    return [
        heading if item.marker and votes[parent, item.marker.family] >= 0 else None
        for item, parent, heading in zip(items, parents, found, strict=True)
    ]


def _heading(folded: str, item: Item, has_children: bool) -> Stretch | None:
    """What could be the heading of one item, looked at by itself."""
    first = item.paragraphs[0]
    stop = _first_stop(folded, first)
    alone = stop is None or stop == first.end - 1
    if alone and stop is not None and not has_children and len(item.paragraphs) == 1:
        return None
    heading = Stretch(first.start, stop if stop is not None else first.end)
    words_ = heading.of(folded)
    if not words_ or len(words_) > (_LONGEST_LINE if alone else LONGEST_HEADING):
        return None
    if words_.endswith((";", ",", "、")) or _has_obliged_subject(words_):
        return None
    return Stretch(heading.start, heading.end - words_.endswith(("。", ":")))


def _has_obliged_subject(words_: str) -> bool:
    """各牵头部门要…: a named subject under an obligation makes a sentence, not a heading."""
    for found in _OBLIGATION.finditer(words_):
        subject = words_[: found.start()]
        if subject.endswith(_UNIT_ENDINGS) and "," not in subject:
            return True
    return False


def _first_stop(folded: str, paragraph: Stretch) -> int | None:
    """The first 。 that stands outside brackets and quotes."""
    depth = 0
    quoted = False
    for found in _STOP.finditer(folded, *paragraph):
        char = found[0]
        if char == "。" and not depth and not quoted:
            return found.start()
        depth += (char in "(《") - (char in ")》" and depth > 0)
        quoted ^= char == '"'
    return None
