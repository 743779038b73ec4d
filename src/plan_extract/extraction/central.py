"""Central bodies and the branches of the central bank by their names."""

import functools
from collections import defaultdict

from plan_extract.extraction.meanings import Meaning
from plan_extract.extraction.places import leading_places, leading_short_name
from plan_extract.vocab import by_name, rows

# A central body may be called like this in any document; its bare names (发展改革委) are those of local bodies too.
_STARTS = ("国家", "国务院", "中国", "中央", "中共", "中华", "全国", "最高")
_ENDS = ("部", "署", "总局", "总社", "监会")
_BANK = ("中国人民银行", "人民银行", "人行")
_BANK_REFORM = (
    "2023-08-18"  # a branch for each province and prefecture, in place of those of cities; source: bodies.tsv
)
_LONGEST = 24


def central_bodies(name: str) -> tuple[Meaning, ...]:
    """The central bodies that documents of the centre call so.

    >>> [one.official for one in central_bodies("发展改革委")], central_bodies("商务厅")
    (['中华人民共和国国家发展和改革委员会'], ())
    """
    return tuple(Meaning(official, *validity) for official, _, *validity in _index().get(_key(name), ()))


def is_absolute(name: str) -> bool:
    """Whether a name that is central is so in any document: 国家发展改革委, 财政部."""
    return name.startswith(_STARTS) or name.endswith(_ENDS)


def is_branch(name: str) -> bool:
    """Whether a name begins with that of a central body and goes on with a place: 中国证监会广东监管局."""
    return any(
        leading_short_name(name[end:])
        for end in range(4, min(len(name) - 2, _LONGEST))
        if is_absolute(name[:end]) and central_bodies(name[:end])
    )


def bank_branch(name: str) -> tuple[Meaning, ...]:
    """The branch of the central bank that a name stands for; its place stands behind the bank's own name.

    >>> bank_branch("人行杭州中心支行")
    (Meaning(official='中国人民银行杭州中心支行', valid_from='', valid_to='2023-08-18', successor=''),)
    """
    words = next((name.removeprefix(bank) for bank in _BANK if name.startswith(bank)), None)
    if words is None:
        return ()
    places, rest = leading_places(words)
    official = f"中国人民银行{words}".replace("营管部", "营业管理部")
    if places and rest == "分行":
        return (Meaning(official, valid_from=_BANK_REFORM),)
    if (places or leading_short_name(words)) and official.endswith(("中心支行", "分行", "营业管理部")):
        return (Meaning(official, valid_to=_BANK_REFORM),)
    return (Meaning(None),)


@functools.cache
def _index() -> dict[str, list[list[str]]]:
    found: defaultdict[str, list[list[str]]] = defaultdict(list)
    for name, bodies in by_name(rows("central")).items():
        found[_key(name)] += bodies
    return found


def _key(name: str) -> str:
    """A name without what may be left out or shortened in that of a central body."""
    name = name.removeprefix("中华人民共和国").removeprefix("国家").removeprefix("中国")
    return f"{name}员会" if name.endswith("委") else f"{name}公室" if name.endswith("办") else name
