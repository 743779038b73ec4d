"""Departments that a list names by their fields alone: 发展改革、财政等部门 (field guide 4.7, elided suffix)."""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from plan_extract.extraction.kinds import DEPARTMENTS, is_field
from plan_extract.extraction.shapes import has_ending
from plan_extract.text import Stretch
from plan_extract.vocab import alternatives

# 等部门, 等部门(单位), 等有关部门 behind the last field, or 部门, 主管部门 as a part of its name
_END = re.compile(rf"(?P<etc>等(?P<more>[^等]*?))?(?P<kind>{alternatives(DEPARTMENTS)})(?:\((?:单位|机构)\))?$")
_AND = re.compile("和|与|及")


class FieldList(NamedTuple):
    """The places of the fields in a list, what each is short for (部门), whether 等 follows, and the set behind that.

    The last place holds the word for all of them, where no 等 stands between: 发展改革、自然资源主管部门.
    """

    places: tuple[Stretch, ...]
    ending: str
    open_ended: bool
    further: Stretch | None


def read_fields(listed: str, items: Sequence[Stretch]) -> FieldList | None:
    """The departments that the items of a list name by their fields; None where most of them are no known fields.

    >>> copy = "住房城乡建设、文化和旅游、民政和财政等有关部门"
    >>> found = read_fields(copy, (Stretch(0, 6), Stretch(7, 12), Stretch(13, 23)))
    >>> [place.of(copy) for place in found.places], found.ending, found.further.of(copy)
    (['住房城乡建设', '文化和旅游', '民政', '财政'], '部门', '有关部门')
    """
    last = items[-1]
    end = _END.search(listed, *last)
    if end is None or end.start() == last.start:
        return None
    stretches = (*items[:-1], Stretch(last.start, end.start()))
    places = [place for item in stretches if item.start < item.end for place in _parted(listed, item)]
    words = [place.of(listed) for place in places]
    if any(map(has_ending, words)) or sum(map(is_field, words)) * 2 <= len(words):
        return None
    if not end["etc"]:
        places[-1] = Stretch(places[-1].start, last.end)
    further = Stretch(end.start("more"), last.end) if end["more"] else None
    return FieldList(tuple(places), "部门" if further else end["kind"], end["etc"] is not None, further)


def _parted(listed: str, item: Stretch) -> Iterator[Stretch]:
    """The fields that 和, 与, 及 join; never the parts of one field, 文化和旅游."""
    joint = None if is_field(item.of(listed), merged=False) else _AND.search(listed, *item)
    if joint and is_field(listed[item.start : joint.start()]) and is_field(listed[joint.end() : item.end]):
        yield Stretch(item.start, joint.start())
        yield Stretch(joint.end(), item.end)
    else:
        yield item
