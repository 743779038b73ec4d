"""Places that a list names without the end that only the last of them has: 临汾、侯马、洪洞经济开发区管委会 (field guide 4.7)."""

import re
from collections.abc import Sequence

from plan_extract.extraction.kinds import is_field
from plan_extract.extraction.shapes import has_ending
from plan_extract.text import HAN, Stretch

_ENDED_PLACE = (
    rf"{HAN}{{2,3}}?(?P<end>[市县区](?:人民)?政府|{HAN}{{0,6}}(?:[新园]区|开发区|高新区)(?:管委会|管理委员会))"
)
_BARE = 3  # characters of a place without the word of its level
JOINS = ("、", "和", "与", "及", "以及")  # what peers stand between; a comma begins another group


def shared_ends(listed: str, places: Sequence[Stretch]) -> list[str]:
    """What each of the places leaves out, since the last of its peers says it.

    >>> shared_ends("合肥、六安市政府", [Stretch(0, 2), Stretch(3, 8)])
    ['市政府', '']
    """
    ends: list[str] = []
    end, begin = "", -1  # of the last of the peers behind, and where the next of them begins
    for place in reversed(places):
        words = place.of(listed)
        if not (end and _is_bare_place(words) and listed[place.end : begin] in JOINS):
            end = found["end"] if (found := re.fullmatch(_ENDED_PLACE, words)) else ""
            ends.append("")
        else:
            ends.append(end)
        begin = place.start
    return ends[::-1]


def _is_bare_place(words: str) -> bool:
    """Whether words may be a place without the word of its level."""
    return (
        2 <= len(words) <= _BARE and words[-1] not in "省市州盟县区旗" and not has_ending(words) and not is_field(words)
    )
