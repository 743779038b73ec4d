"""What a name may stand for, and when: names of public bodies come and go with the reforms (field guide 5)."""

from collections.abc import Sequence
from typing import NamedTuple


class Meaning(NamedTuple):
    """One body that a name may stand for, and from when to when; days are ISO dates, empty for always.

    `official` is None where the body's place or its full name is not known.
    """

    official: str | None
    valid_from: str = ""
    valid_to: str = ""
    successor: str = ""


class Entry(NamedTuple):
    """What is known of a name: its full official name, whether its kind is known, what took its place since."""

    canonical: str | None = None
    recognised: bool = False
    successor: str | None = None


def judge(meanings: Sequence[Meaning], day: str) -> Entry:
    """What a name stands for on a day; where that is unknown (""), only what never ended.

    >>> old, new = Meaning("国家林业局", "", "2018-04-30", "国家林业和草原局"), Meaning("国家林业和草原局", "2018-03-17")
    >>> judge((old,), "2015-01-01").canonical, judge((old, new), "2018-04-01").canonical, judge((old,), "2022-01-01")
    ('国家林业局', None, Entry(canonical=None, recognised=True, successor='国家林业和草原局'))
    """
    if day:
        held = [one for one in meanings if one.valid_from <= day <= (one.valid_to or day)]
        ended = all("" < one.valid_to < day for one in meanings)
    else:
        held = [] if any(one.valid_to for one in meanings) else list(meanings)
        ended = False
    officials = {one.official for one in held}
    successor = next((one.successor for one in meanings if one.successor), None) if ended else None
    return Entry(officials.pop() if len(officials) == 1 else None, True, successor)
