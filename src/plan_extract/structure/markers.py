"""The markers of all paragraphs: what looks like one by itself, looked at again in its place."""

import re
from collections.abc import Sequence

from plan_extract.structure.numbering import Marker, match_marker
from plan_extract.text import HAN, Stretch

_BARE_NUMBER = re.compile(rf"(?P<number>[1-9]\d?)(?={HAN})")
_MEASURES = frozenset("年月日个项万亿")  # behind a number that counts
_LONGEST_SUBTITLE = 40
_FIRST = 6  # paragraphs among which a subtitle stands


def find_markers(folded: str, paragraphs: Sequence[Stretch]) -> list[Marker | None]:
    """The marker of each paragraph; a subtitle behind a dash has none, a 1 before a 1.1 is one (field guide 3.1)."""
    markers = [match_marker(folded, paragraph.start) for paragraph in paragraphs]
    for index, (marker, paragraph) in enumerate(zip(markers, paragraphs, strict=True)):
        if marker is None:
            markers[index] = _above_decimals(folded, paragraph, markers[index + 1 : index + 2])
        elif marker.family == "dash" and index < _FIRST and _is_subtitle(folded, paragraph, markers, index):
            markers[index] = None
    return markers


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
