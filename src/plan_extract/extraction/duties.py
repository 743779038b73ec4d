"""What a frame says of duties: labels before the units, closing verbs behind them (field guide 4.2, 4.3)."""

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Literal, NamedTuple, cast

from plan_extract.extraction.units import Mention, split_units
from plan_extract.model import Role
from plan_extract.text import HAN, Stretch
from plan_extract.vocab import alternatives, table, words

Mode = Literal["by_duty"] | None
LabelRole = Role | Literal["time", "person", "contact", "other"]


class Closing(NamedTuple):
    """A verb that closes a list of units and says their role; its examples are read by it and by none before it."""

    name: str
    pattern: str
    role: Role
    mode: Mode
    examples: tuple[str, ...]


# Order matters: 按职责分工负责 ends in 负责, 牵头负责 does too.
CLOSINGS = (
    Closing("by_duty_support", r"按(?:各自)?职责(?:分工)?配合", "support", "by_duty", ("按职责分工配合", "按职责配合")),
    Closing(
        "by_duty",
        r"(?:按照?(?:各自)?(?:职责|职能)(?:和?分工)?|按照?(?:各自)?分工|分工|分别|各自|共同按职责)"
        r"(?:分别|共同|抓好|做好|具体)?(?:负责|落实|实施|推进|抓好落实)?|各负其责",
        "responsible",
        "by_duty",
        ("按职责分工负责", "分别负责", "按职责分工分别负责", "分工负责", "各负其责"),
    ),
    Closing(
        "lead",
        r"(?:共同|总)?牵头(?:负责|组织|督导|落实|抓总|实施|推进|组织实施|汇总)?|主办",
        "lead",
        None,
        ("牵头", "牵头负责", "共同牵头", "主办"),
    ),
    Closing(
        "support",
        r"(?:积极|主动|密切|协同|协助|支持)*(?:配合|参与|参加|协同|协助|协办|支持)(?:落实|实施)?",
        "support",
        None,
        ("配合", "参与", "积极支持配合", "协办"),
    ),
    Closing("guide", r"(?:负责|业务|加强)?指导(?:落实|督促)?", "guide", None, ("指导", "负责指导")),
    Closing("supervise", r"(?:负责)?(?:督导|督办|督促|监督|考核|验收)", "supervise", None, ("督导", "负责考核")),
    Closing(
        "responsible",
        r"(?:具体|主要|共同|联合|总体)?(?:负责|组织)?(?:负责|落实|实施|承担|推进|负总责|落实到位)(?:落实|实施)?",
        "responsible",
        None,
        ("负责", "负责落实", "具体负责", "落实", "负总责"),
    ),
)
_BY_NAME = {closing.name: closing for closing in CLOSINGS}
_LABELS = cast(dict[str, LabelRole], {row["stem"]: row["role"] for row in table("labels")})
LABEL = rf"(?P<label>(?:{HAN}|/){{0,8}}{alternatives(words('label_heads'))}(?:\([^()]{{1,8}}\))?):"
CLOSING_AT_END = f"(?:{'|'.join(f'(?P<{closing.name}>{closing.pattern})' for closing in CLOSINGS)})$"
_LABEL = re.compile(LABEL)
_CLOSING = re.compile(CLOSING_AT_END)
# The first pieces of a frame that speak of roles: a label at the start of one, a verb at its end.
_BOUNDARY = re.compile(r"[(),;。、\n]")
_LEADING = ("、", ",", ";", "。", "\n", "由", "请", "并", "以及", "其中")
_AND = ("和", "与", "及")  # right behind a verb: A牵头和B配合; behind a comma it begins a name, 和平区
_WITH = "会同"
_NOBODY = "、,;。\n-/无"  # what an empty cell holds


class Duty(NamedTuple):
    """Units that share a role, by their places in the frame, and the rule that gave them the role."""

    role: Role
    units: tuple[Mention, ...]
    rule: str


class Duties(NamedTuple):
    """What a frame says: its first label, its duties, and whether it holds nothing that is no unit (`clean`)."""

    label: Stretch | None
    duties: tuple[Duty, ...]
    mode: Mode
    open_ended: bool
    clean: bool


def label_role(label: str) -> LabelRole | None:
    """What a label announces: a role of units, or `time`, `person`, `contact`, `other`; None if it says nothing.

    >>> label_role("第一责任单位"), label_role("协同责任单位"), label_role("完成时限")
    ('lead', 'support', 'time')
    """
    return next((role for stem, role in _LABELS.items() if stem in label), None)


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
        self.mode: Mode = None
        self.duties: list[Duty] = []
        self.clean = True
        self.open_ended = False

    @property
    def labelled(self) -> Role | None:
        """The role that the last label gave, if it announced units."""
        return None if self.role in ("time", "person", "contact", "other") else cast(Role | None, self.role)

    def read(self) -> Duties:
        """Take the units piece by piece."""
        begin = 0
        for piece_start, piece_end in self._pieces():
            if found := _LABEL.match(self.frame, piece_start, piece_end):
                self._take(begin, piece_start, None)
                self.label = self.label or Stretch(*found.span("label"))
                self.role, begin = label_role(found["label"]), found.end()
            if closing := _CLOSING.search(self.frame, max(begin, piece_start), piece_end):
                self._take(begin, closing.start(), _BY_NAME[str(closing.lastgroup)])
                begin = closing.end()
        self._take(begin, len(self.frame), None)
        return Duties(self.label, tuple(self.duties), self.mode, self.open_ended, self.clean and bool(self.duties))

    def _pieces(self) -> Iterator[tuple[int, int]]:
        depth = begin = 0
        for found in _BOUNDARY.finditer(self.frame):
            if found[0] in "()":
                depth = max(0, depth + (1 if found[0] == "(" else -1))
            elif not depth:
                yield begin, found.start()
                begin = found.end()
        yield begin, len(self.frame)

    def _take(self, start: int, end: int, closing: Closing | None) -> None:
        """The units between the last cue and this one."""
        if closing and closing.mode:
            self.mode = closing.mode
        start += bool(start) and self.frame.startswith(_AND, start, end)
        while self.frame.startswith(_LEADING, start, end):
            start += 2 if self.frame.startswith(("以及", "其中"), start) else 1
        if self.role in ("time", "person", "contact", "other") or not self.frame[start:end].strip(_NOBODY):
            return
        together = self.frame.find(_WITH, start, end)
        if together >= 0:
            self._add(start, together, "lead", "with")
            self._add(together + len(_WITH), end, "support", "with")
        else:
            self._add(start, end, *self._role(closing))

    def _add(self, start: int, end: int, role: Role, rule: str) -> None:
        units = split_units(self.frame[start:end])
        moved = (Mention(start + unit.start, start + unit.end, unit.collective) for unit in units.mentions)
        self.duties.append(Duty(role, tuple(moved), rule))
        self.open_ended |= units.open_ended
        self.clean &= units.clean

    def _role(self, closing: Closing | None) -> tuple[Role, str]:
        """A verb that names a role of its own stands above the label; a plain 负责 does not."""
        if closing and (self.labelled is None or closing.role != "responsible"):
            return closing.role, closing.name
        return (self.labelled, "label") if self.labelled else ("responsible", "unmarked")
