"""References to other documents: what stands in 《》, its number, and what the plan does with it (field guide 8)."""

import re
from typing import NamedTuple

from plan_extract.extraction.context import Context
from plan_extract.model import Reference, Relation
from plan_extract.text import Stretch, Text


class Form(NamedTuple):
    """What stands before or behind a title and says the relation; each example is read by it and by none before it."""

    name: Relation
    before: str | None
    behind: str | None
    examples: tuple[str, ...]


# Order matters: 为贯彻落实《…》,制定本方案 names a basis, though 落实 stands there.
FORMS = (
    Form("issue", r"现将", r"(?:已经.*同意,?)?(?:现)?(?:印发|转发)", ("现将《甲》印发给你们",)),
    Form("repeal", None, r"(?:停止执行|同时废止|废止|失效)", ("《甲》同时废止",)),
    Form("suspend", r"(?:暂停|不再执行|暂时调整)(?:实施|执行)?", None, ("不再执行《甲》",)),
    Form(
        "amend",
        r"(?:修订|修改|修编|完善|对)(?:完善)?",
        r"(?:进行)?的?(?:修订|修改)",
        ("修订《甲》", "对《甲》进行修订"),
    ),
    Form(
        "produce",
        r"(?:制定|制订|出台|编制|起草|拟订|拟定|印发|发布)(?:并?实施|出台|印发|发布)?(?:了)?",
        None,
        ("编制《甲》", "制定出台《甲》"),
    ),
    Form(
        "basis",
        r"(?:根据|依据|按照|依照|遵照|为(?:深入|全面|认真)?贯彻落实|为(?:深入|全面|认真)?(?:贯彻|落实))",
        None,
        ("根据《甲》", "为贯彻落实《甲》"),
    ),
    Form(
        "implement",
        r"(?:贯彻落实|贯彻执行|贯彻实施|贯彻|落实|执行|实施|遵守)(?:好)?",
        None,
        ("认真落实《甲》", "实施《甲》"),
    ),
)
_BEFORE = tuple((form.name, re.compile(form.before)) for form in FORMS if form.before)
_BEHIND = tuple((form.name, re.compile(form.behind)) for form in FORMS if form.behind)
_ALIAS = re.compile(r"以下(?:统)?简称[:\"]*(?P<alias>《?[^《》()\",;]{1,20}》?)")
_CALLED = ("简称", "简称:", '简称"', "简称为")
_PHRASE_START = re.compile(r"[(,。;:\n]")
_AND = re.compile(r"[、和与及以]*")
_FARTHEST = 60  # how far before a title its governing word may stand


def find_references(context: Context) -> list[Reference]:
    """The titles in clauses, in order; a title that only defines a short name is no second document."""
    found: list[Reference] = []
    folded, text = context.text.folded, context.text
    end_of_last = number = 0
    for title in context.frames.titles:
        clause = context.owner(title.start)
        if clause is None or title.end - title.start < 3 or folded.endswith(_CALLED, 0, title.start):
            continue
        number = number + 1 if found and found[-1].clause == clause.id else 1
        bracket = _bracket_behind(context, title.end)
        behind = bracket.end if bracket else title.end
        joined = bool(found) and _AND.fullmatch(folded, end_of_last, title.start) is not None
        alias = _ALIAS.search(folded, *bracket) if bracket else None
        found.append(
            Reference(
                id=f"{clause.id}^{number}",
                title=_title(text.words(title.start + 1, title.end - 1)),
                document_number=_document_number(text, bracket) if bracket else None,
                relation=found[-1].relation if joined else _relation(folded, title, behind),
                alias=text.words(*alias.span("alias")) if alias else None,
                span=text.span(*title),
                clause=clause.id,
                rule="title",
            )
        )
        end_of_last = behind
    return found


def _bracket_behind(context: Context, place: int) -> Stretch | None:
    """The bracket that begins at a place."""
    return next((frame for frame in context.frames.brackets(place, place + 1)), None)


def _document_number(text: Text, bracket: Stretch) -> str | None:
    """The normal form of the first number in the bracket behind a title."""
    if "号" not in bracket.of(text.folded):
        return None
    from plan_extract.structure.docnumbers import find_document_numbers  # brings regex

    number = next(find_document_numbers(text, *bracket), None)
    return number.norm if number else None


def _title(words: str) -> str:
    """The words between the outer marks, with inner marks as 〈 〉 whatever the page made of them."""
    for mark in "《<":
        words = words.replace(mark, "〈")
    for mark in "》>":
        words = words.replace(mark, "〉")
    return words


def _relation(folded: str, title: Stretch, behind: int) -> Relation:
    """The relation that the nearest governing word gives; what stands behind a title is nearer than what is before."""
    for relation, pattern in _BEHIND:
        if pattern.match(folded, behind):
            return relation
    start = max(
        title.start - _FARTHEST,
        *(found.end() for found in _PHRASE_START.finditer(folded, max(0, title.start - _FARTHEST), title.start)),
        0,
    )
    nearest: tuple[int, Relation] = (-1, "mention")
    for relation, pattern in _BEFORE:
        for found in pattern.finditer(folded, start, title.start):
            if found.end() > nearest[0]:
                nearest = (found.end(), relation)
    return nearest[1]
