"""What a frame says of duties: labels before units and persons, closing verbs behind units (field guide 4.2, 4.3)."""

import re
from collections.abc import Iterator
from functools import cache, lru_cache
from itertools import groupby
from typing import NamedTuple, cast

from plan_extract.extraction.closings import MARKS, Closing, Mode, find_closing, find_mark
from plan_extract.extraction.labelling import LABEL_AT_START, LABELS, OF_BODIES, PERSONS, LabelRole, label_role
from plan_extract.extraction.persons import PersonList, is_person_list, is_post_list
from plan_extract.extraction.rows import BRACKETS, PLACES_WITH_AND, SEPARATOR
from plan_extract.extraction.shapes import has_ending
from plan_extract.extraction.units import Mention, UnitList, split_units
from plan_extract.model import PersonRole, Role
from plan_extract.text import Stretch
from plan_extract.vocab import alternatives, words

_LABEL = re.compile(LABEL_AT_START)
_LEADING = ("、", ",", ";", "。", "\n", "由", "请", "并", "以及", "其中")
_AND = ("和", "与", "及")  # right behind a verb: A牵头和B配合; behind a comma it begins a name, 和平区
_WITH = "会同"
_GROUPS = (",", ";", "\n")  # what groups of units stand between
_NO_UNITS = (*PERSONS, "time", "contact", "other")
_OF_PERSONS = r"(?:项目|第一|牵头|责任|分管|主管|包抓|包联|挂钩){0,2}(?:领导|责任人|负责人)|联系人|(?:联系)?电话"
_LONG_LABEL = 6
_NOBODY = "、,;。\n-/无"  # what an empty cell holds, or a list that a directive stood in


class Duty(NamedTuple):
    """Units that share a role, by their places in the frame, and the rule that gave them the role."""

    role: Role
    units: tuple[Mention, ...]
    rule: str


class Duties(NamedTuple):
    """What a frame says: its first label, its duties, its persons, and how far its lists hold units (see `UnitList`)."""

    label: Stretch | None
    duties: tuple[Duty, ...]
    persons: tuple[PersonList, ...]
    mode: Mode
    open_ended: bool
    clean: bool
    fair: bool


def _role_of_units(label: str) -> LabelRole | None:
    """The role that a label gives to the units behind it; 责任单位及完成时限 announces more than them."""
    role = label_role(label)
    joint = role == "time" and any(head in label for head in OF_BODIES)
    return (
        next((role for stem, role in LABELS.items() if stem in label and role not in _NO_UNITS), None)
        if joint
        else role
    )


@cache
def _label_inside() -> re.Pattern[str]:
    """A label behind a list that nothing parts from it; compiled by the first frame that could have one."""
    stems = [stem for stem, role in LABELS.items() if role not in ("time", "contact", "other")]
    of_bodies = rf"{alternatives((*stems, '完成'))}(?:责任)?{alternatives(words('label_heads'))}"
    return re.compile(rf"(?P<label>{of_bodies}|{_OF_PERSONS}):")


def _holds_unit(label: str) -> bool:
    """Whether the last unit of the list before seems to be a part of a label: 市住建局完成时限."""
    found = _label_inside().search(f"{label}:")
    return found is not None and has_ending(label[: found.start()])


@lru_cache(maxsize=4096)
def read_duties(frame: str, label: str | None = None) -> Duties:
    """Read the inside of a frame; `label` is one that stands outside of it (a column header).

    >>> frame = "市环保局牵头,市经信委配合,各县市区政府负责落实"
    >>> [(duty.role, [frame[unit.start : unit.end] for unit in duty.units]) for duty in read_duties(frame).duties]
    [('lead', ['市环保局']), ('support', ['市经信委']), ('responsible', ['各县市区政府'])]
    """
    return _Reading(frame, label).read()


class _Reading:
    """One frame being read from left to right."""

    def __init__(self, frame: str, label: str | None) -> None:
        self.frame = frame
        self.role: LabelRole | None = label_role(label) if label else None
        self.label: Stretch | None = None
        self.personal: Stretch | None = None  # the label of persons, if no other is there
        self.mode: Mode = None
        self.duties: list[Duty] = []
        self.persons: list[PersonList] = []
        self.lists: list[UnitList] = []

    @property
    def labelled(self) -> Role | None:
        """The role that the last label gave, if it announced units."""
        return cast(Role | None, self.role) if self._announces_units() else None

    def read(self) -> Duties:
        """Take the units piece by piece."""
        begin = 0
        for start, end, label in self._parts():
            if label:
                role = _role_of_units(label["label"])
                if role != "contact" or self.role or not self.frame[start - 1 : start].isalpha():
                    self._take(begin, start, None)  # of 市财政局联系人: the body has no duty
                self.role, begin = role, label.end()
                self._name(Stretch(*label.span("label")))
            if found := find_closing(self.frame, max(begin, start), end):
                closing, place = found
                apart = self._apart(closing, begin, place.start)
                if apart:
                    self._take(begin, apart, None)
                self._take(apart or begin, place.start, closing, apart=apart is not None)
                begin = place.end
        self._take(begin, len(self.frame), None)
        return Duties(
            self.label or self.personal,
            tuple(self.duties),
            tuple(self.persons),
            self.mode,
            open_ended=any(one.open_ended for one in self.lists),
            clean=bool(self.duties) and all(one.clean for one in self.lists),
            fair=any(one.fair for one in self.lists) and all(one.possible for one in self.lists),
        )

    def _apart(self, closing: Closing, start: int, end: int) -> int | None:
        """Where the units of a verb begin that stand apart from others: behind a semicolon (field guide 4.3).

        A comma parts those who only do the work from the list of a label: 配合单位:A、B,各市人民政府负责落实.
        """
        works = closing.role == "responsible" and self.labelled not in (None, "responsible")
        place = max(self.frame.rfind(mark, start, end - 1) for mark in (_GROUPS if works else _GROUPS[1:])) + 1
        return place if place > start else None

    def _name(self, label: Stretch) -> None:
        """Keep the first label: of units, else of persons."""
        if self._announces_units():
            self.label = self.label or label
        elif self.role in PERSONS:
            self.personal = self.personal or label

    def _announces_units(self) -> bool:
        return self.role not in _NO_UNITS

    def _parts(self) -> Iterator[tuple[int, int, re.Match[str] | None]]:
        """The pieces with the label at the start of each; a label may follow another list without a separator."""
        for start, end in self._pieces():
            label = None
            for found in self._labels(start, end):
                if found.start() > start:
                    yield start, found.start(), label
                start, label = found.start(), found
            yield start, end, label

    def _labels(self, start: int, end: int) -> Iterator[re.Match[str]]:
        """The labels of a piece: at its start, and further on."""
        found = _LABEL.match(self.frame, start, end)
        in_list = self.frame[start - 1 : start] in ("、", ",") if start else False
        if found and not (in_list and found.end("label") - start > _LONG_LABEL and _holds_unit(found["label"])):
            yield found
            start = found.end()
        if self.frame.find(":", start, end) >= 0:
            yield from _label_inside().finditer(self.frame, start, end)

    def _pieces(self) -> Iterator[tuple[int, int]]:
        """What stands between separators; a label may begin one, a verb end one."""
        depth = begin = 0
        for found in SEPARATOR.finditer(self.frame):
            if found[0] in BRACKETS:
                depth = max(0, depth + BRACKETS[found[0]])
            elif not depth:
                yield begin, found.start()
                begin = found.end()
        yield begin, len(self.frame)

    def _take(self, start: int, end: int, closing: Closing | None, *, apart: bool = False) -> None:
        """The units between the last cue and this one."""
        if closing and closing.mode:
            self.mode = closing.mode
        joined = self.frame.startswith(_AND, start, end) and not self.frame.startswith(PLACES_WITH_AND, start, end)
        start += bool(start) and joined
        while self.frame.startswith(_LEADING, start, end):
            start += 2 if self.frame.startswith(("以及", "其中"), start) else 1
        if closing and self.role is None and is_post_list(self.frame[start:end]):
            self.persons.append(PersonList("leader", Stretch(start, end), "verb"))
            return
        if self.role in PERSONS:
            self._take_persons(start, end)
        if not self._announces_units() or not self.frame[start:end].strip(_NOBODY):
            return
        together = self.frame.find(_WITH, start, end)
        if together < 0:
            self._add(start, end, *self._role(closing, apart=apart))
            return
        verb = find_closing(self.frame, start, together)  # A牵头会同B落实
        self._add(start, verb[1].start if verb else together, "lead", "with")
        self._add(together + len(_WITH), end, "support", "with")

    def _take_persons(self, start: int, end: int) -> None:
        """The persons behind a label; bodies may stand in the place of persons in charge."""
        if is_person_list(self.frame[start:end]):
            self.persons.append(PersonList(cast(PersonRole, self.role), Stretch(start, end)))
        elif self.role == "person" and split_units(self.frame[start:end]).clean:
            self._add(start, end, "responsible", "label")

    def _add(self, start: int, end: int, role: Role, rule: str) -> None:
        units = split_units(self.frame[start:end])
        moved = [unit._replace(start=start + unit.start, end=start + unit.end) for unit in units.mentions]
        self.lists.append(units)
        for said, peers in groupby(moved, lambda unit: find_mark(self.frame, unit.start, unit.end)):
            marked = (unit._replace(end=unit.end - len(said)) for unit in peers)
            self.duties.append(Duty(MARKS.get(said, role), tuple(marked), "mark" if said else rule))

    def _role(self, closing: Closing | None, *, apart: bool) -> tuple[Role, str]:
        """A verb that names a role of its own stands above the label, so does one whose units stand apart from the others."""
        if closing and (self.labelled is None or closing.role != "responsible" or apart):
            return closing.role, closing.name
        return (self.labelled, "label") if self.labelled else ("responsible", "unmarked")
