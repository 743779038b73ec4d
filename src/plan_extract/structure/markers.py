"""The markers of all paragraphs: what looks like one by itself, looked at again in its place."""

import re
from collections.abc import Sequence

from plan_extract.structure.numbering import Marker, match_marker
from plan_extract.text import HAN, Stretch

_BARE_NUMBER = re.compile(rf"(?P<number>[1-9]\d?)(?={HAN})")
_MEASURES = frozenset("年月日个项万亿")  # behind a number that counts
_LONGEST_SUBTITLE = 40
_LONGEST_CHAPTER = 20
_FIRST = 6  # paragraphs among which a subtitle stands


def find_markers(folded: str, paragraphs: Sequence[Stretch]) -> list[Marker | None]:
    """The marker of each paragraph; a subtitle behind a dash has none, a 1 before a 1.1 is one (field guide 3.1)."""
    markers = [match_marker(folded, paragraph.start) for paragraph in paragraphs]
    for index, (marker, paragraph) in enumerate(zip(markers, paragraphs, strict=True)):
        if marker is None:
            markers[index] = _above_decimals(folded, paragraph, markers[index + 1 : index + 2])
        elif marker.family == "dash" and index < _FIRST and _is_subtitle(folded, paragraph, markers, index):
            markers[index] = None
    _number_siblings(folded, paragraphs, markers)
    return markers


def _number_siblings(folded: str, paragraphs: Sequence[Stretch], markers: list[Marker | None]) -> None:
    """Mark the chapters beside one above decimals that have none themselves: 1工作目标, 2重点任务, 2.1…, 3保障措施."""
    chapters = {one.printed: index for index, one in enumerate(markers) if one and _is_chapter(one)}
    found = {}
    for index, paragraph in enumerate(paragraphs) if chapters else ():
        bare = _BARE_NUMBER.match(folded, *paragraph) if markers[index] is None else None
        if bare and _is_title(folded, paragraph, bare.end()):
            found[int(bare["number"])] = (index, Marker("dec", *bare.span(), None, bare["number"]))
    for step in (1, -1):
        known = sorted((int(number) for number in chapters), reverse=step < 0)
        for number in known:
            place = chapters[str(number)]
            while (other := found.get(number + step)) and (other[0] - place) * step > 0:
                (place, markers[other[0]]), number = other, number + step


def _is_chapter(marker: Marker) -> bool:
    return marker.family == "dec" and "." not in marker.printed


def _is_title(folded: str, paragraph: Stretch, behind: int) -> bool:
    words = folded[behind : paragraph.end]
    return len(words) <= _LONGEST_CHAPTER and words.isalpha() and words[0] not in _MEASURES


def _above_decimals(folded: str, paragraph: Stretch, following: Sequence[Marker | None]) -> Marker | None:
    """1总则, where 1.1 follows."""
    below = following[0] if following else None
    found = _BARE_NUMBER.match(folded, *paragraph) if below and below.family == "dec" else None
    if (
        not found
        or folded[found.end()] in _MEASURES
        or not below
        or not below.printed.startswith(f"{found['number']}.")
    ):
        return None
    return Marker("dec", found.start(), found.end(), None, found["number"])


def _is_subtitle(folded: str, paragraph: Stretch, markers: Sequence[Marker | None], index: int) -> bool:
    """Whether a line behind a dash stands under the title, before any item, with no other bullet behind it."""
    following = markers[index + 1] if index + 1 < len(markers) else None
    before = all(marker is None for marker in markers[:index])
    short = paragraph.end - paragraph.start <= _LONGEST_SUBTITLE and not folded.endswith(("\u3002", ";"), *paragraph)
    return index > 0 and before and short and (following is None or following.family != "dash")
