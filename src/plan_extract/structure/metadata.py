"""The table that a web page sets around a document: index number, issuer, date, number (field guide 2)."""

import functools
import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from plan_extract.structure.labels import find_keys, is_entry
from plan_extract.text import HAN, Stretch
from plan_extract.vocab import alternatives, table

_FIELDS = {row["key"]: row["field"] for row in table("metadata_keys")}
_KEY = re.compile(rf"[\u00b7*]*(?P<key>{HAN}{{2,6}})\**[:|]\|?\**")
_LABEL = re.compile(rf"{HAN}{{2,8}}:.")
_FEWEST = 2  # entries of a table; one may be a sentence's own words
_LONGEST = 60  # paragraphs


class Entry(NamedTuple):
    """A value of the table: the element it gives (`other` where none), and where it stands; it may be empty."""

    field: str
    value: Stretch


class Metadata(NamedTuple):
    """The table: its entries in order, and the paragraphs it takes, by index."""

    entries: tuple[Entry, ...]
    paragraphs: frozenset[int]

    def find(self, field: str) -> Stretch | None:
        """The first value of an element that is not empty."""
        return next((value for name, value in self.entries if name == field and value.start < value.end), None)


def read_metadata(folded: str, paragraphs: Sequence[Stretch], marked: Sequence[bool]) -> Metadata:
    """The table among the paragraphs before the first item or behind the last; a value may stand in the paragraph behind its key.

    `marked` says which paragraphs are items; a bullet is none. What stands between two keys belongs to the table too, if it is a label with a value.
    """
    entries: list[Entry] = []
    taken: list[int] = []
    waiting = ""  # the key whose value has not come yet
    doubtful = -1  # what could be the value of a key that nobody reads: of the last key it is none
    for index in _outside(marked):
        paragraph = paragraphs[index]
        if found := list(_entries(folded, paragraph)):
            entries += found
            if (
                taken
                and doubtful < 0
                and all(_LABEL.match(folded, *between) for between in paragraphs[taken[-1] + 1 : index])
            ):
                taken += range(taken[-1] + 1, index)
            waiting = found[-1].field if found[-1].value.start == paragraph.end else ""
            taken += [doubtful, index] if doubtful >= 0 else [index]
            doubtful = -1
        elif waiting == "other":
            doubtful, waiting = index, ""
        elif waiting:
            entries.append(Entry(waiting, paragraph))
            waiting = ""
            taken.append(index)
    taken += list(_around(folded, paragraphs, marked, taken))
    if len(entries) < _FEWEST and any(entry.field != "other" for entry in entries):
        return Metadata((), frozenset())
    return Metadata(tuple(entries), frozenset(taken))


def _around(folded: str, paragraphs: Sequence[Stretch], marked: Sequence[bool], taken: Sequence[int]) -> Iterator[int]:
    """The entries with keys that nobody knows, beside those of a table."""
    for begin in taken if len(taken) >= _FEWEST else ():
        for step in (-1, 1):
            index = begin + step
            while 0 <= index < len(paragraphs) and not (marked[index] or index in taken):
                if not is_entry(paragraphs[index].of(folded)):
                    break
                yield index
                index += step


def _outside(marked: Sequence[bool]) -> Iterator[int]:
    """The paragraphs before the first item and behind the last one."""
    items = [index for index, is_item in enumerate(marked) if is_item]
    first, last = (items[0], items[-1] + 1) if items else (len(marked), len(marked))
    yield from range(min(first, _LONGEST))
    yield from range(max(last, len(marked) - _LONGEST), len(marked))


@functools.cache
def _keys_inside() -> re.Pattern[str]:
    """A key behind the value of another, where only blanks parted them: 发文字号:国办发〔2020〕88号 发布日期:2020-07-23."""
    return re.compile(rf"(?<=[\d号府厅室局委部会]){alternatives(_FIELDS)}:")


def _entries(folded: str, paragraph: Stretch) -> Iterator[Entry]:
    """The keys of a paragraph with what stands behind each; a `|` parts them where one row holds several."""
    glued = find_keys(paragraph.of(folded))
    ends = [start for _, start, _ in glued[1:]] + [paragraph.end - paragraph.start]
    for (key, _, behind), end in zip(glued, ends, strict=bool(glued)):
        yield Entry(_FIELDS[key], Stretch(behind, end).shift(paragraph.start))
    begin = paragraph.start
    while (found := _KEY.match(folded, begin, paragraph.end)) and found["key"] in _FIELDS:
        bar = folded.find("|", found.end(), paragraph.end)
        further = _keys_inside().search(folded, found.end(), paragraph.end) if bar < 0 else None
        end = bar if bar >= 0 else further.start() if further else paragraph.end
        yield Entry(_FIELDS[found["key"]], Stretch(found.end(), end))
        begin = end + (bar >= 0)
