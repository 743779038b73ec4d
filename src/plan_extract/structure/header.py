"""The head and the tail of a document: title, number, addressees, signature, date, note, attachments (GB/T 9704-2012, 7).

Every paragraph outside the numbered body gets one letter for what it looks like by itself; the order of the
elements is then a pattern over the letters. In a notice that issues a plan the signature stands before the plan.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import NamedTuple

from plan_extract import model
from plan_extract.structure.issuers import locate
from plan_extract.structure.numbering import HAN_DIGITS, to_int
from plan_extract.structure.segments import Segments
from plan_extract.structure.titles import document_kind
from plan_extract.text import Span, Stretch, Text, fold
from plan_extract.vocab import words

_UNIT_ENDINGS = words("unit_endings")
_SENTENCE_MARKS = frozenset('。;:,!?"《》0123456789')
_NUMERAL = r"(\d{1,2}|[一二三四五六七八九十]{1,3})"
_DAY = re.compile(rf"((?:19|20|[一二][九〇零Oo])[\d〇零一二三四五六七八九Oo]{{2}})年{_NUMERAL}月{_NUMERAL}日")
_PERIOD = re.compile(r"((?:19|20)\d\d)年?(?:-+|~|至)((?:19|20)\d\d)年")
_NOTE = re.compile(r"\([^()。]{2,20}(?:公开|删减|删节|发布)[^()。]{0,10}\)")
_COVER = re.compile(r"印发给?你们|转发给?你们|现将.{1,200}印发|同意.{0,10}现.{0,4}(?:印|转)发")
_ATTACHMENT = re.compile(r"附件(?=[\d:.、])(?P<number>\d{0,2})[:.、]?(?P<title>.+)(?<!。)")
_OMITTED = re.compile(r"\(?(?:此件)?略(?:\([^()]*\)|\)|[,。]|$)")
_ISSUING_TITLE = re.compile(r".{2,40}关于.{2,120}的(?:通知|意见|决定|函|批复)")
_BETWEEN_RECIPIENTS = re.compile(r",|、(?=各|国务院)|(?<=[府部委办局厅院署会社行])、")
_LINK = re.compile(r"\.(?:pdf|docx?|wps|ofd|xlsx?|zip|rar)$", re.IGNORECASE)


class Part(NamedTuple):
    """A part of the document with a numbering of its own: its paragraphs, by index, half-open."""

    name: str
    first: int
    last: int


class Header(NamedTuple):
    """What stands around the numbered body.

    `elements` says which paragraphs (by index) are no clauses but elements of the document, and which.
    """

    document: model.Document
    parts: tuple[Part, ...]
    elements: dict[int, str]
    attachments: tuple[model.Attachment, ...]


def _is_document_number(text: str) -> bool:
    if not text.endswith(("号", "号)")):
        return False
    from plan_extract.structure.docnumbers import match_document_number  # brings regex, which most lines do not need

    return match_document_number(Text(text), 0, len(text)) is not None


def _is_organisation(text: str) -> bool:
    return 2 <= len(text) <= 60 and text.endswith(_UNIT_ENDINGS) and _SENTENCE_MARKS.isdisjoint(text)


def _is_title(text: str) -> bool:
    return len(text) <= 120 and text[-1] not in "。;:,、" and "。" not in text


# What an unnumbered paragraph (a numbered one is M) looks like by itself: D date, A note, N number, F attachment, E elision,
# C cover text, R addressees, O organisation, T title; anything else is prose, P.
# Order matters: an addressee line names organisations, and an organisation could be a short title.
LETTERS = (
    ("D", _DAY.fullmatch),
    ("A", _NOTE.fullmatch),
    ("N", _is_document_number),
    ("F", _ATTACHMENT.fullmatch),
    ("E", _OMITTED.match),
    ("C", _COVER.search),
    ("R", re.compile(r"[^。;:]{2,300}:").fullmatch),
    ("O", _is_organisation),
    ("T", _is_title),
)

# How the elements follow each other at the head; the first form that fits is taken.
_HEAD = r"(?P<title>T{0,5})(?P<document_number>N?)"
_COVERED = r"(?P<issuers>O*)(?P<issued_on>D)(?P<release_note>A?)(?P<plan_title>T{1,4})"
FORMS = (
    # a notice that issues a plan: its signature stands before the plan; either it says so or a numbered plan follows
    re.compile(rf"{_HEAD}(?P<recipients>R?)(?P<cover>P{{0,20}}?C[PC]{{0,20}}?){_COVERED}"),
    re.compile(rf"{_HEAD}(?P<recipients>R?)(?P<cover>[PCM]{{1,40}}?){_COVERED}(?=[^M]*M)"),
    # the plan by itself
    re.compile(rf"{_HEAD}(?P<issued_on>D?)(?P<recipients>R?)"),
)
# The signature under a plan, read from the end; the first form that fits is taken.
TAILS = (
    re.compile(r"[EF]*(?P<release_note>A?)(?P<issued_on>D)(?P<issuers>O*)"),
    # behind it what a web page adds: 打印本页, 相关解读
    re.compile(r"(?P<web>[^MPC]{1,8}?)(?P<release_note>A?)(?P<issued_on>D)(?P<issuers>O+)"),
)


def read_header(segments: Segments, *, issuer: str | None = None, issued_on: date | None = None) -> Header:
    """Read what stands around the numbered body; `issuer` and `issued_on` override what the text says."""
    text, paragraphs = segments.text, segments.paragraphs
    letters = "".join(
        "M" if marker else _letter(paragraph.of(text.folded))
        for paragraph, marker in zip(paragraphs, segments.markers, strict=True)
    )
    runs = _runs(letters)
    parts = _parts(runs, len(paragraphs))
    runs.pop("cover", None)  # it has clauses of its own
    signature = _signature(letters)
    elements = {index: name for some in (signature, runs) for name, run in some.items() for index in run}
    elements |= {index: "attachment" for index, letter in enumerate(letters) if letter in "FE"}
    attachments = tuple(_attachments(segments, letters))
    lines = {name: paragraphs[run.start : run.stop] for name, run in (signature | runs).items() if name != "web"}
    document = _document(text, lines, attachments, issuer, issued_on)
    return Header(document, parts, elements, attachments)


def _letter(paragraph: str) -> str:
    return next((letter for letter, looks_so in LETTERS if looks_so(paragraph)), "P")


def _runs(letters: str) -> dict[str, range]:
    """Which paragraphs are which element of the head."""
    found = next(filter(None, (form.match(letters) for form in FORMS)))
    return {name: range(*found.span(name)) for name in found.re.groupindex if found[name]}


def _signature(letters: str) -> dict[str, range]:
    """Which paragraphs are which element of the signature under the plan, if there is one."""
    found = next(filter(None, (form.match(letters[::-1]) for form in TAILS)), None)
    if found is None:
        return {}
    count = len(letters)
    places = {name: found.span(name) for name in found.re.groupindex if found[name]}
    return {name: range(count - end, count - start) for name, (start, end) in places.items()}


def _parts(runs: dict[str, range], count: int) -> tuple[Part, ...]:
    body = runs["plan_title"].start if "plan_title" in runs else 0
    cover = (Part("cover", 0, body),) if body else ()
    return (*cover, Part("body", body, count))


def _attachments(segments: Segments, letters: str) -> Iterator[model.Attachment]:
    """The lines that announce attachments; one that is only a file name is a link of the web page."""
    text = segments.text
    for index, paragraph in enumerate(segments.paragraphs):
        found = _ATTACHMENT.fullmatch(text.folded, *paragraph) if letters[index] == "F" else None
        if found:
            omitted = letters[index + 1 : index + 2] == "E"
            yield model.Attachment(
                number=int(found["number"]) if found["number"] else None,
                title=text.words(*found.span("title")),
                status="linked" if _LINK.search(found["title"]) else "omitted" if omitted else "missing",
                span=text.span(*found.span("title")),
            )


def _document(
    text: Text,
    lines: Mapping[str, Sequence[Stretch]],
    attachments: Sequence[model.Attachment],
    issuer: str | None,
    issued_on: date | None,
) -> model.Document:
    """The elements as a record."""
    found = {name: "".join(text.words(*line) for line in some) for name, some in lines.items()}
    spans = {name: text.span(some[0].start, some[-1].end) for name, some in lines.items()}
    inferred = []
    if "title" not in found and (link := _title_of_link(attachments)):
        found["title"], spans["title"] = link
        inferred.append("title")
    plan_title = found.get("plan_title", found.get("title"))
    for given, name in ((issuer, "issuers"), (issued_on, "issued_on")):
        if given:
            spans.pop(name, None)  # what the caller gives stands nowhere
    issuers = (issuer,) if issuer else tuple(text.words(*line) for line in lines.get("issuers", ()))
    region, level = locate(issuers[0]) if issuers else (None, None)
    return model.Document(
        title=found.get("title"),
        plan_title=plan_title,
        kind=_kind(plan_title),
        cover_kind=_kind(found.get("title")) if "plan_title" in found else None,
        document_number=found.get("document_number"),
        issuers=issuers,
        recipients=tuple(_recipients(found.get("recipients", ""))),
        issued_on=issued_on or _day(found.get("issued_on")),
        period=_period(plan_title),
        release_note=found.get("release_note", "")[1:-1] or None,
        region=region,
        level=level,
        inferred=tuple(inferred),
        spans=spans,
    )


def _title_of_link(attachments: Sequence[model.Attachment]) -> tuple[str, Span] | None:
    """The title of the notice itself, where the page offers it for download under its title."""
    for attachment in attachments:
        link = _LINK.search(fold(attachment.title))
        title = attachment.title[: link.start()] if link else attachment.title
        if attachment.status == "linked" and _ISSUING_TITLE.fullmatch(fold(title)):
            return title, Span(attachment.span.start, attachment.span.start + len(title))
    return None


def _kind(title: str | None) -> str | None:
    return document_kind(fold(title)) if title else None


def _recipients(line: str) -> Iterator[str]:
    """The addressees one by one: a comma parts them, and a 、 where a whole name or 各 follows one."""
    start = 0
    folded = fold(line)
    for found in _BETWEEN_RECIPIENTS.finditer(folded):
        yield line[start : found.start()]
        start = found.end()
    if rest := line[start:].rstrip(":\uff1a\u2236"):
        yield rest


def _day(line: str | None) -> date | None:
    """The day a full date line names; None where there is no such day."""
    found = _DAY.fullmatch(fold(line)) if line else None
    if found is None:
        return None
    year = int("".join(str(HAN_DIGITS.get(digit, digit)) for digit in found[1].replace("O", "0").replace("o", "0")))
    try:
        return date(year, to_int(found[2]), to_int(found[3]))
    except ValueError:
        return None


def _period(title: str | None) -> model.Period | None:
    found = _PERIOD.search(fold(title)) if title else None
    if found is None or found[1] > found[2]:
        return None
    return model.Period(start=date(int(found[1]), 1, 1), end=date(int(found[2]), 12, 31))
