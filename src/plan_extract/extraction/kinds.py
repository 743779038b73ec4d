"""Kinds of public bodies below the centre: a local name is a place, or the word of its level, and the words of a kind."""

import functools
from typing import NamedTuple

from plan_extract.extraction.meanings import Meaning
from plan_extract.extraction.places import LEVEL_WORDS, Place
from plan_extract.vocab import by_name, rows

# How an ending is written, and which it is; `=` where the words of the kind are the whole name.
_ENDINGS = (
    ("委员会", "委员会"),
    ("办公室", "办公室"),
    ("中心", "中心"),
    ("委", "委员会"),
    ("办", "办公室"),
    ("厅", "厅"),
    ("局", "局"),
    ("室", "室"),
    ("馆", "馆"),
    ("", "="),
)
ANY_LEVEL = "pmcx"
SHORT = "s"  # stands for a place by its short name, as branches of central bodies have it
# 市场监管局 has no 市 in front
_NO_LEVEL = ("市场", "市容", "市政", "市民", "市区", "区域", "区块", "县域", "县城", "省会", "省际", "旗舰")
DEPARTMENTS = ("行政主管部门", "主管部门", "行政部门", "职能部门", "部门")
_RANKS = ("国务院", "中央", "地方")
_LONGEST_MERGED = 24
_LONGEST_PART = 8


class Kind(NamedTuple):
    """A row of bodies.tsv."""

    name: str
    aliases: str
    endings: str
    region: str
    valid_from: str
    valid_to: str
    successor: str
    canonical: str

    def has(self, levels: str, ending: str) -> bool:
        """Whether a place of one of the levels has this body under this ending."""
        groups = (group.split(":") for group in self.endings.split(" "))
        return any(ending in endings.split("|") and not set(levels).isdisjoint(letters) for letters, endings in groups)

    def official(self, place: Place, ending: str) -> str | None:
        """The full official name at a place."""
        if self.canonical == "-":
            return None
        name = self.name + ending.strip("=")
        committee = "委员会" if place.name.endswith("自治区") else "委"
        party = f"中共{place.name}{committee}{name[1:]}"
        return (self.canonical or "{R}{N}").format(R=place.name, N=name, P=place.short, C=party)


_MERGED = Kind("", "", "mcx:局", "", "", "", "", "-")


def is_called(words: str, levels: str) -> bool:
    """Whether any body of one of the levels is called so.

    >>> is_called("商务厅", "p"), is_called("商务厅", "x"), is_called("教育体育局", "x"), is_called("招手局", "x")
    (True, False, True, False)
    """
    return any(kind.has(levels, ending) for kind, ending in _kinds(words))


def is_field(words: str, *, merged: bool = True) -> bool:
    """Whether departments are named by these words, those of a level left out: 财政, 市财政, 省级住房城乡建设.

    `merged`: also where they are those of several in a row, 教育体育.

    >>> is_field("市财政"), is_field("文化和旅游"), is_field("流通")
    (True, True, False)
    """
    bare = words.removeprefix(own_level_word(words) or next(filter(words.startswith, _RANKS), "")).removeprefix("级")
    return bare in _index() or (merged and _is_merged(bare))


def is_department(name: str) -> bool:
    """Whether a name is that of a field and a word for department: 财政部门, 自然资源主管部门."""
    return any(name.endswith(word) and is_field(name.removesuffix(word)) for word in DEPARTMENTS)


@functools.lru_cache(maxsize=4096)
def own_level_word(name: str) -> str | None:
    """The word of its level that a name begins with; 团市委 has it in its middle.

    >>> own_level_word("市市场监管局"), own_level_word("市场监管局"), own_level_word("团省委")
    ('市', None, '省')
    """
    if name.startswith("团") and name.endswith("委") and name[1:-1] in LEVEL_WORDS:
        return name[1:-1]
    word = next((word for word in LEVEL_WORDS if name.startswith(word) and name != word), None)
    return word if word and (_kinds(name.removeprefix(word)) or not name.startswith(_NO_LEVEL)) else None


@functools.lru_cache(maxsize=4096)
def local_bodies(words: str, place: Place | None, levels: str, level_word: str) -> tuple[Meaning, ...]:
    """What the words may stand for at a place of one of the levels; the rows of its region go before the others.

    `level_word` goes before the name of a successor.

    >>> [one.official for one in local_bodies("住建局", Place("深圳市", "c"), "c", "市")]
    ['深圳市住房和建设局']
    """
    found = [(kind, ending) for kind, ending in _kinds(words) if kind.has(levels, ending)]
    if SHORT in levels:
        found = [(kind, ending) for kind, ending in found if "{R}" in kind.canonical or "{P}" in kind.canonical]
    here = [one for one in found if place and place.name in one[0].region.split("|")]
    anywhere = [one for one in found if not one[0].region]
    if found and not here and not anywhere:
        return (Meaning(None),)
    return tuple(
        Meaning(
            kind.official(place, ending) if place else None,
            kind.valid_from,
            kind.valid_to,
            kind.successor and level_word + kind.successor.replace("~", ending),
        )
        for kind, ending in here or anywhere
    )


@functools.lru_cache(maxsize=4096)
def _kinds(words: str) -> tuple[tuple[Kind, str], ...]:
    """The kinds of bodies that are called so, each with the ending that was written."""
    found = tuple(
        (kind, ending)
        for written, ending in _ENDINGS
        if words.endswith(written)
        for kind in (Kind(*row) for row in _index().get(words.removesuffix(written), ()))
        if kind.has(ANY_LEVEL + SHORT, ending)
    )
    return found or (((_MERGED, "局"),) if words.endswith("局") and _is_merged(words.removesuffix("局")) else ())


def _is_merged(words: str) -> bool:
    """Whether words are those of several kinds in a row, as merged offices are called: 教育体育, 文化广电和旅游."""
    parts = 0
    while 0 < len(words) <= _LONGEST_MERGED:
        length = next((size for size in range(_LONGEST_PART, 1, -1) if words[:size] in _index()), 0)
        if not length:
            return False
        parts += 1
        words = words[length:].removeprefix("和")
    return parts > 1 and not words


@functools.cache
def _index() -> dict[str, list[list[str]]]:
    return by_name(rows("bodies"))
