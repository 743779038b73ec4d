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
        subject = Stretch(sentence.start, modal.start())
        units = split_units(subject.of(folded))
        if units.clean:
            role = _role(folded, subject, modal.start())
            return SentenceDuty(sentence, subject, Duty(role, units.mentions, "sentence_subject"), units.open_ended)
    return None


def _role(folded: str, subject: Stretch, modal: int) -> Role:
    if _SUPPORTS.match(folded, modal):
        return "support"
    return "lead" if _LEADS.search(folded, subject.start, modal + 2) else "responsible"
