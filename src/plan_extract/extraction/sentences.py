"""Who a sentence obliges: its named subject, where no annotation says who is responsible (field guide 4.1, 4.9)."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from plan_extract.extraction.duties import Duty
from plan_extract.extraction.units import split_units
from plan_extract.model import Role
from plan_extract.structure.clauses import Clause
from plan_extract.text import Stretch

_SENTENCE = re.compile(r"[^。;!?\n]+")
_MODAL = re.compile(r"应当?|必须|要(?<![重主首紧需必将]要)|须|需|负责|牵头|会同")
_OBLIGING = {"task", "guarantee", "phase"}  # what guidelines and principles say obliges nobody
_SUPPORTS = re.compile(r"(?:应当?|必须|要|须|需)?(?:积极|主动|密切|全力|大力|认真)*(?:支持|配合|协助|协同|参与)")
_LEADS = re.compile(r"牵头|会同")
# a time, a number or 由 before a subject; verbs in it, of which it is an object, a recipient or an attribute
_LEAD_IN = re.compile(r"(?:[^,、]{2,14}(?:前|底|起|内|年|月|日|期间),)?(?:[一二三四五六七八九十]是)?[由请]?")
_NO_SUBJECT = re.compile(r"^(?:经|报|按照?|根据|依据|参照|支持|鼓励|推动|引导|建设(?![局厅委部]))|是|由|推荐|报送|批准")
_LONGEST_SUBJECT = 120


class SentenceDuty(NamedTuple):
    """A sentence, the subject it obliges, and that subject as units with their role."""

    sentence: Stretch
    subject: Stretch
    duty: Duty
    open_ended: bool


def find_sentence_duties(folded: str, clause: Clause) -> Iterator[SentenceDuty]:
    """The sentences of a clause whose subject is a list of units under an obligation.

    Recipients of reports and objects of measures are no subjects: only what stands before the modal verb counts.
    """
    if clause.role not in _OBLIGING or not clause.leaf:
        return
    for found in _SENTENCE.finditer(folded, *clause.own):
        sentence = Stretch(*found.span())
        if duty := _read(folded, sentence):
            yield duty


def _read(folded: str, sentence: Stretch) -> SentenceDuty | None:
    for modal in _MODAL.finditer(folded, sentence.start, min(sentence.end, sentence.start + _LONGEST_SUBJECT)):
        lead_in = _LEAD_IN.match(folded, sentence.start, modal.start())
        subject = Stretch(lead_in.end() if lead_in else sentence.start, modal.start())
        words = subject.of(folded)
        units = split_units(words)
        if units.clean and not _NO_SUBJECT.search(words):
            role = _role(folded, subject, modal.start())
            return SentenceDuty(sentence, subject, Duty(role, units.mentions, "sentence_subject"), units.open_ended)
    return None


def _role(folded: str, subject: Stretch, modal: int) -> Role:
    if _SUPPORTS.match(folded, modal):
        return "support"
    return "lead" if _LEADS.search(folded, subject.start, modal + 2) else "responsible"
