"""Group 2, the elements of the document: title, number, issuer, date, attachments (GB/T 9704, field guide 2)."""

import re
from collections.abc import Iterator

from plan_extract.diagnostics.seen import Check, Finding, Seen
from plan_extract.folding import fold
from plan_extract.text import without_layout

_MASKED = r"[发發函字规办文][\u3014\[(](?:20)?[xX×*]{0,4}[\u3015\])]第?[\dxX×*]{1,4}[号號]"
_NUMBER = r"(.+)\((\d{4})年?\)第?0*(\d+)[号號]"
_UNBRACKETED = r"[发發函字规办文通电复秘(](20\d{3,6}[号號])"
_SHORTEST_AMBIGUOUS = 5  # digits: a year and a number
_LONGEST_NUMBER = 16  # 发(20××)第1234号
_MASKS = frozenset("xX×*")


def _document_number_missing(seen: Seen) -> Iterator[Finding]:
    if seen.plan.tasks and seen.plan.document.document_number is None:
        yield Finding()


def _title_inferred(seen: Seen) -> Iterator[Finding]:
    if "title" in seen.plan.document.inferred:
        yield Finding(seen.plan.document.spans["title"], words=seen.plan.document.title or "")


def _attachment_unresolved(seen: Seen) -> Iterator[Finding]:
    for attachment in seen.plan.attachments:
        if attachment.status in ("omitted", "missing"):
            yield Finding(attachment.span, words=attachment.title)


def _signature_missing(seen: Seen) -> Iterator[Finding]:
    document = seen.plan.document
    elements = (("发文机关署名", document.issuers), ("成文日期", document.issued_on))
    lacking = [name for name, found in elements if not found]
    if seen.plan.tasks and lacking:
        yield Finding(words="、".join(lacking))


def _not_a_plan(seen: Seen) -> Iterator[Finding]:
    if not seen.plan.tasks:
        yield Finding()


def _date_conflict(seen: Seen) -> Iterator[Finding]:
    return _conflicts(seen, "issued_on")


def _document_number_conflict(seen: Seen) -> Iterator[Finding]:
    return _conflicts(seen, "document_number")


def _conflicts(seen: Seen, element: str) -> Iterator[Finding]:
    return (Finding(one.span, words=one.text) for one in seen.plan.document.conflicts if one.element == element)


def _title_missing(seen: Seen) -> Iterator[Finding]:
    if seen.plan.tasks and seen.plan.document.title is None:
        yield Finding()


def _document_number_unusual(seen: Seen) -> Iterator[Finding]:
    """The document's own number in another spelling than the standard's: [2018], (2018), 第4号, 04号."""
    span = seen.plan.document.spans.get("document_number")
    printed = without_layout(span.of(seen.segments.text.raw)) if span else ""
    if span and (found := re.fullmatch(_NUMBER, fold(printed))):
        norm = f"{found[1]}\u3014{found[2]}\u3015{found[3]}号"
        if "\u3014" not in printed or fold(printed) != fold(norm):
            yield Finding(span, words=f"{printed}，规范写法为 {norm}")


def _document_number_masked(seen: Seen) -> Iterator[Finding]:
    for begin, words in _numbers(seen):
        masked = "()" in words or not _MASKS.isdisjoint(words)
        if masked and (found := re.search(rf"{_MASKED}$", words)):
            yield seen.stands((begin + found.start(), begin + found.end()))


def _document_number_ambiguous(seen: Seen) -> Iterator[Finding]:
    """A number without brackets: in 函202011号 nothing says where the year ends."""
    for begin, words in _numbers(seen):
        if words[-_SHORTEST_AMBIGUOUS - 1 : -1].isdecimal() and (found := re.search(f"{_UNBRACKETED}$", words)):
            yield seen.stands((begin + found.start(), begin + found.end()))


def _numbers(seen: Seen) -> Iterator[tuple[int, str]]:
    """What may be document numbers: the words that end with a 号, and where they begin."""
    folded = seen.segments.text.folded
    for sign in "号號":
        place = folded.find(sign)
        while place >= 0:
            begin = max(0, place + 1 - _LONGEST_NUMBER)
            yield begin, folded[begin : place + 1]
            place = folded.find(sign, place + 1)


def _recipients_missing(seen: Seen) -> Iterator[Finding]:
    document = seen.plan.document
    if seen.plan.tasks and document.cover_kind == "通知" and not document.recipients:
        yield Finding()


CHECKS = (
    Check("PE201", "META_DOCNUM_MISSING", "info", "文中没有本文件的发文字号", _document_number_missing),
    Check(
        "PE202", "META_TITLE_INFERRED", "info", "公文标题未按格式印出，由网页信息或附件推得：{words}", _title_inferred
    ),
    Check("PE203", "ATTACHMENT_UNRESOLVED", "warning", "附件未见或从略：{words}", _attachment_unresolved),
    Check("PE204", "SIGNATURE_MISSING", "info", "未见{words}", _signature_missing),
    Check("PE205", "NOT_A_PLAN", "info", "没有读出任务，可能不是计划类文件", _not_a_plan),
    Check(
        "PE206", "META_DATE_CONFLICT", "warning", "网页信息表的成文日期与署名不一致，取署名：{words}", _date_conflict
    ),
    Check("PE207", "META_DOCNUM_CONFLICT", "warning", "文首有不一致的发文字号：{words}", _document_number_conflict),
    Check("PE208", "META_TITLE_MISSING", "info", "未见公文标题", _title_missing),
    Check("PE209", "DOCNUM_NOT_STANDARD", "info", "发文字号写法不规范：{words}", _document_number_unusual),
    Check("PE210", "DOCNUM_YEAR_MASKED", "warning", "发文字号未填全：{words}", _document_number_masked),
    Check("PE211", "DOCNUM_AMBIGUOUS", "warning", "字号缺括号，年份与序号难分：{words}", _document_number_ambiguous),
    Check("PE212", "RECIPIENTS_MISSING", "info", "通知未见主送机关", _recipients_missing),
)
