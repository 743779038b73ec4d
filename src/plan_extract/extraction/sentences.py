"""Who a sentence obliges: its named subjects, where no annotation says who is responsible (field guide 4.1, 4.9)."""

import re
from collections.abc import Callable, Iterator
from itertools import groupby
from typing import NamedTuple

from plan_extract.extraction.duties import Duty, read_duties
from plan_extract.extraction.openings import are_sure, find_headed, find_opening, find_titled
from plan_extract.extraction.shapes import could_act
from plan_extract.extraction.subjects import (
    MODAL,
    Named,
    find_actor,
    find_agent,
    find_partners,
    find_subject,
    list_units,
)
from plan_extract.extraction.units import Mention
from plan_extract.model import Role
from plan_extract.structure.clauses import Clause
from plan_extract.text import Stretch

_OBLIGING = {"task", "guarantee", "phase"}  # what guidelines and principles say obliges nobody
_SENTENCE = re.compile(r"[^。;!?\n]+")
_MARK = re.compile(r"[(),]")
_WHEN_LEADING = r"[于自在][^,]{2,22}?(?:前|内|底|后)(?=牵头)"  # 要于6月底前牵头建立
_LEADING = ("切实", "充分", "主动", "积极", "认真", "履行", "发挥", "承担", "负责", "好", "起")  # 发挥牵头作用
_SUPPORTING = ("积极", "主动", "密切", "全力", "大力", "认真", "切实")
_SUPPORTS = ("配合", "协助", "参与", "协同配合", "支持配合")
_POINTED = ("支持", "协同")  # they support only where nothing is named that they are for
_POINTERS: dict[str, Role] = {"牵头单位": "lead", "牵头部门": "lead", "配合单位": "support", "配合部门": "support"}
_APPOINTED = tuple("为" + pointer for pointer in _POINTERS)
_BY_PLACE = ("第一", "首", "其他", "其余", "其它")  # a directive for lists: 列首位的单位为牵头单位
_CLOSINGS = ("参与", "参加", "配合", "协助", "支持", "落实", "实施", "推进", "指导", "监督", "督导", "督办")
_PAUSES = ("", ",", "。", ";", "、", "\n")
_LEAD_IN = ("今年", "明年", "同时", "其中", "原则上", "并", "以及", "一是", "二是", "三是", "四是", "五是", "六是")
_LONGEST_LIST = 120
_PENALTIES = ("警告", "罚款", "责令", "处分", "没收", "追究", "予以处理", "依法处理")


class SentenceDuty(NamedTuple):
    """A sentence and the duties of its subjects, by positions of the copy; `subject` holds all their units."""

    sentence: Stretch
    subject: Stretch
    duties: tuple[Duty, ...]
    open_ended: bool


def find_sentence_duties(
    folded: str, clause: Clause, known: Callable[[str], bool] | None = None
) -> Iterator[SentenceDuty]:
    """The sentences of a clause in which named bodies are obliged to do something.

    Recipients of reports and objects of measures are not: only what stands before the verb counts, or behind 由 or 请.
    An article (第一条) rules what many should do, firms among them: it obliges who is said to be in charge, and known
    bodies. A plain verb obliges those at the beginning of a sentence who are `known` bodies or sets of them,
    各市县组织编制评估; without `known`, as in a report, it obliges nobody.
    """
    if clause.role not in _OBLIGING or not clause.leaf:
        return
    named = find_titled(folded, clause, known) if known else None
    if named:
        place = Stretch(named.units[0].start, named.units[-1].end)
        yield SentenceDuty(
            Stretch(place.start, clause.own.end),
            place,
            tuple(_by_name(folded, named.units, "responsible")),
            named.open_ended,
        )
    for found in _SENTENCE.finditer(folded, *clause.own):
        duties: list[Duty] = []
        open_ended = False
        sentence = Stretch(*found.span())
        opening = find_opening(folded, sentence, known) if known else None
        for some, more in _duties(folded, sentence, clause, opening, known):
            if some[0].rule == "sentence_partner":
                if not (duties or named):
                    continue
                if duties and duties[-1].role == "responsible":
                    duties[-1] = duties[-1]._replace(role="lead")
            duties += some
            open_ended |= more
        if (
            not duties
            and known
            and (headed := find_headed(folded, sentence, known))
            and sentence.start > clause.own.start
        ):
            duties, open_ended = list(_by_name(folded, headed.units, "responsible")), headed.open_ended
        if duties:
            subject = Stretch(duties[0].units[0].start, duties[-1].units[-1].end)
            yield SentenceDuty(sentence, subject, tuple(duties), open_ended)


def _duties(
    folded: str, sentence: Stretch, clause: Clause, opening: Named | None, known: Callable[[str], bool] | None
) -> Iterator[tuple[list[Duty], bool]]:
    """What each phrase of a sentence says of duties, and whether 等 leaves its list open.

    `opening` are those whom a plain verb at its beginning obliges; in a phase of work it does so everywhere.
    """
    acts = clause.role == "phase"
    listed = sentence.start
    obliged = False
    for phrase in _phrases(folded, sentence):
        start = listed
        if folded.startswith(_LEAD_IN, listed, phrase.end):
            start += next(len(word) for word in _LEAD_IN if folded.startswith(word, listed, phrase.end))
        whole = Stretch(start, phrase.end)
        named = _obliged(folded, whole, "条" in clause.id, known)
        if named is None:
            first = opening is not None and start == opening.units[0].start and opening.end <= phrase.end
            named = find_actor(folded, *whole) if acts else opening if first else None
        partners = find_partners(folded, named.end if named else start, phrase.end)
        duties: list[Duty] = []
        if named and named.units:
            role = _role(folded, named, phrase.end, leads=partners is not None)
            duties += _by_name(folded, named.units, role)
        if partners:
            duties.append(Duty("support", partners.units, "sentence_partner"))
        if duties:
            yield duties, any(one.open_ended for one in (named, partners) if one)
        elif closed := _appointed(folded, whole) or (_closed(folded, whole) if obliged else None):
            duties, more = closed
            yield duties, more
        obliged |= bool(duties)
        goes_on = not duties and phrase.end - start < _LONGEST_LIST and list_units(folded, start, phrase.end)
        listed = start if goes_on else phrase.end + 1


def _obliged(folded: str, phrase: Stretch, ruling: bool, known: Callable[[str], bool] | None) -> Named | None:
    """The bodies that a phrase obliges; in an article (`ruling`) those in charge, and known ones."""
    named = find_agent(folded, phrase, ruling=ruling) or find_subject(folded, phrase, ruling=ruling)
    if named or not (ruling and known) or any(word in phrase.of(folded) for word in _PENALTIES):
        return named
    named = find_agent(folded, phrase, ruling=False) or find_subject(folded, phrase, ruling=False)
    return named if named and are_sure(folded, named, known) else None


def _appointed(folded: str, phrase: Stretch) -> tuple[list[Duty], bool] | None:
    """The units that a phrase makes something by its last word: 市财政局为配合单位."""
    words = phrase.of(folded)
    if not words.endswith(_APPOINTED) or any(word in words for word in _BY_PLACE):
        return None
    pointer = next(word for word in _POINTERS if words.endswith(word))
    start = phrase.start + words.startswith(("以", "由"))
    named = list_units(folded, start, phrase.end - len(pointer) - 1)
    return ([Duty(_POINTERS[pointer], named.units, "sentence_subject")], named.open_ended) if named else None


def _closed(folded: str, phrase: Stretch) -> tuple[list[Duty], bool] | None:
    """The units of a phrase that is nothing but them and a closing verb, as brackets hold: 市财政局、市民政局参与."""
    words = phrase.of(folded)
    if not words.endswith(_CLOSINGS) or len(words) > _LONGEST_LIST:
        return None
    read = read_duties(words)
    names = [unit.name(words) for duty in read.duties for unit in duty.units]
    if not read.clean or read.label or len(read.duties) > 1 or not all(map(could_act, names)):
        return None
    role, units, _ = read.duties[0]
    moved = tuple(unit._replace(start=phrase.start + unit.start, end=phrase.start + unit.end) for unit in units)
    return [Duty(role, moved, "sentence_subject")], read.open_ended


def _phrases(folded: str, sentence: Stretch) -> Iterator[Stretch]:
    """What stands between commas outside of brackets."""
    depth, begin = 0, sentence.start
    for mark in _MARK.finditer(folded, *sentence):
        if mark[0] != ",":
            depth = max(0, depth + (1 if mark[0] == "(" else -1))
        elif not depth:
            yield Stretch(begin, mark.start())
            begin = mark.end()
    yield Stretch(begin, sentence.end)


def _by_name(folded: str, units: tuple[Mention, ...], role: Role) -> Iterator[Duty]:
    """The units of a subject in the role of its verb, but those whose own name says another (牵头部门)."""
    roles = [_pointed(folded[unit.start : unit.end]) or role for unit in units]
    for said, peers in groupby(zip(roles, units, strict=True), lambda pair: pair[0]):
        yield Duty(said, tuple(unit for _, unit in peers), "sentence_subject")


def _pointed(name: str) -> Role | None:
    return next((role for pointer, role in _POINTERS.items() if name.endswith(pointer)), None)


def _role(folded: str, named: Named, end: int, *, leads: bool) -> Role:
    """The role that the verb behind a subject gives it."""
    modal = MODAL.match(folded, named.end, end)
    verb = modal.end() if modal and modal[0] not in ("牵头", "会同", "负责", "配合") else named.end
    if folded.startswith(("于", "自", "在"), verb) and (when := re.match(_WHEN_LEADING, folded[verb:end])):
        verb += when.end()
    if leads or folded.startswith(("牵头", "会同"), _behind(folded, verb, _LEADING), end):
        return "lead"
    verb = _behind(folded, verb, _SUPPORTING)
    alone = folded.startswith(_POINTED, verb) and folded[verb + 2 : verb + 3] in _PAUSES
    return "support" if alone or folded.startswith(_SUPPORTS, verb) else "responsible"


def _behind(folded: str, place: int, adverbs: tuple[str, ...]) -> int:
    """The place behind any number of adverbs."""
    while folded.startswith(adverbs, place):
        place += next(len(word) for word in adverbs if folded.startswith(word, place))
    return place
