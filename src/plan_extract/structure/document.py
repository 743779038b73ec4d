"""The elements of a document as a record: what the text prints stands above what a web page says of it."""

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Literal, NamedTuple

from plan_extract import model
from plan_extract.folding import fold
from plan_extract.structure.elements import (
    SEAL,
    is_organisation,
    match_attachment,
    read_day,
    split_organisations,
)
from plan_extract.structure.issuers import locate, locate_title, split_joint
from plan_extract.structure.metadata import Metadata
from plan_extract.structure.parts import Part
from plan_extract.structure.recipients import split_recipients
from plan_extract.structure.segments import Segments
from plan_extract.structure.titles import document_kind, is_link
from plan_extract.text import Stretch, Text

_PERIOD = re.compile(r"((?:19|20)\d\d)年?(?:-+|~|至)((?:19|20)\d\d)(?:年|\)\"?$)")
_DIGITS = "一二三四五六七八九"
_FIVE_YEARS = re.compile(f'"?十([{_DIGITS}])五"?(?!年)')  # 十四五; the 十一五 began in 2006
_FIRST_OF_TENS = 2006
_ISSUING_TITLE = re.compile(r".{2,40}关于.{2,120}的(?:通知|意见|决定|函|批复)")
_ISSUED = re.compile(r"[印转]发\u300a(?P<title>[^\u300a\u300b]{4,80})\u300b的通知$")
_COVERED = re.compile(r"\u300a(?P<title>[^\u300a\u300b]{4,80})\u300b(?=已?经|印发)")
_TITLE_ISSUER = re.compile(
    r"(?P<issuers>[^\u300a\u300b\d]{2,40}?)(?:等\d{1,2}个?(?:部门|单位))?(?=关于|印发|转发|(?:19|20)\d\d年)"
)
# elements that the record keeps a place for
_PRINTED = ("title", "plan_title", "document_number", "issuers", "recipients", "issued_on", "release_note")


class Elements(NamedTuple):
    """What was found around the body: the paragraphs of each element by index, the web page's table, the annexes."""

    segments: Segments
    letters: str
    runs: Mapping[str, Sequence[int]]
    metadata: Metadata
    annexes: Sequence[Part]


class _Announced(NamedTuple):
    """An attachment as a line announces it."""

    number: int | None
    title: Stretch
    status: Literal["present", "omitted", "linked", "missing"]


def read_document(
    elements: Elements, issuer: str | None, issued_on: date | None
) -> tuple[model.Document, tuple[model.Attachment, ...]]:
    """The record of the elements, and the attachments that are announced; the caller's issuer and date win."""
    text = elements.segments.text
    announced = tuple(_announced(elements))
    places = _printed(elements)
    inferred = _complete(places, elements, announced)
    issuers = _issuers(places, elements, inferred)
    for given, name in ((issuer, "issuers"), (issued_on, "issued_on")):
        if given:
            places.pop(name, None)  # what the caller gives stands nowhere
            inferred.discard(name)
    words = {name: text.words(*place) for name, place in places.items()}
    issuers = (issuer,) if issuer else issuers
    plan_title = words.get("plan_title", words.get("title"))
    region, level = locate(issuers[0]) if issuers else locate_title(fold(plan_title or ""))
    inferred |= {"region"} if region and not issuers else set()
    document = model.Document(
        title=words.get("title"),
        plan_title=plan_title,
        kind=_kind(plan_title),
        cover_kind=_kind(words["title"]) if "plan_title" in words and "title" in words else None,
        document_number=words.get("document_number"),
        issuers=issuers,
        recipients=tuple(split_recipients(words.get("recipients", ""))),
        issued_on=issued_on or (read_day(fold(words["issued_on"])) if "issued_on" in words else None),
        period=_period(plan_title),
        release_note=words.get("release_note", "")[1:-1] or None,
        region=region,
        level=level,
        inferred=tuple(sorted(inferred)),
        conflicts=tuple(_conflicts(elements, words)),
        spans={name: text.span(*places[name]) for name in _PRINTED if name in places},
    )
    return document, tuple(_attachment(text, one) for one in announced)


def _printed(elements: Elements) -> dict[str, Stretch]:
    """Where the elements stand that have paragraphs of their own."""
    paragraphs = elements.segments.paragraphs
    return {
        name: Stretch(paragraphs[run[0]].start, paragraphs[run[-1]].end)
        for name, run in elements.runs.items()
        if name in _PRINTED
    }


def _complete(places: dict[str, Stretch], elements: Elements, announced: Sequence[_Announced]) -> set[str]:
    """Add what the text does not print in its place; the names of what was taken from elsewhere."""
    folded, known = elements.segments.text.folded, set(places)
    number = places.get("document_number")
    if number and number.of(folded).startswith("("):
        places["document_number"] = Stretch(number.start + 1, number.end - 1)
    _compare_title(places, elements)
    for name in ("title", "document_number", "issued_on"):
        place = elements.metadata.find(name)
        if place and name not in places and (name != "issued_on" or read_day(place.of(folded))):
            places[name] = place
    annexes = (Stretch(annex.title[0].start, annex.title[-1].end) for annex in elements.annexes if annex.title)
    for title in (*_titles_of_links(folded, announced), *annexes):
        places.setdefault("title", title)
    if "plan_title" not in places and (issued := _issued_title(places, elements)):
        places["plan_title"] = issued
    return set(places) - known


def _compare_title(places: dict[str, Stretch], elements: Elements) -> None:
    """Mend a title by that of the web page: where it is none, or begins with the words of menus."""
    folded = elements.segments.text.folded
    printed, told = places.get("title"), elements.metadata.find("title")
    if printed and told and not document_kind(printed.of(folded)):
        places["title"] = told
    elif printed and told and printed.of(folded).endswith(told.of(folded)):
        places["title"] = Stretch(printed.end - len(told.of(folded)), printed.end)


def _conflicts(elements: Elements, words: Mapping[str, str]) -> Iterator[model.Conflict]:
    """Where the web page, or another line of the head, has another date or number than the one that was taken."""
    text, paragraphs = elements.segments.text, elements.segments.paragraphs
    numbers = [paragraphs[index] for index in elements.runs.get("web", ()) if elements.letters[index] == "N"]
    others: list[tuple[Literal["issued_on", "document_number"], Stretch]] = [
        ("document_number", one) for one in numbers
    ]
    others += [("document_number", value) for name, value in elements.metadata.entries if name == "document_number"]
    others += [("issued_on", value) for name, value in elements.metadata.entries if name == "issued_on"]
    for name, place in others:
        taken, other = fold(words.get(name, "")), place.of(text.folded).strip("()")
        differs = other != taken.strip("()") if name == "document_number" else read_day(other) != read_day(taken)
        if taken and other and differs:
            yield model.Conflict(element=name, text=text.words(*place), span=text.span(*place))


def _issued_title(places: Mapping[str, Stretch], elements: Elements) -> Stretch | None:
    """The title of the plan, where only the notice that issues it names it."""
    folded, title = elements.segments.text.folded, places.get("title")
    if title and (found := _ISSUED.search(folded, *title)):
        return Stretch(*found.span("title"))
    cover = elements.letters.find("C")
    found = _COVERED.search(folded, *elements.segments.paragraphs[cover]) if cover >= 0 else None
    return Stretch(*found.span("title")) if found else None


def _issuers(places: dict[str, Stretch], elements: Elements, inferred: set[str]) -> tuple[str, ...]:
    """The issuers as the signature prints them, else as the web page or the title names them."""
    text = elements.segments.text
    if signed := elements.runs.get("issuers"):
        return tuple(name for index in signed for name in _organisations(text, elements.segments.paragraphs[index]))
    place = elements.metadata.find("issuers")
    if place is None and (title := places.get("title")):
        found = _TITLE_ISSUER.match(text.folded, *title)
        place = Stretch(*found.span("issuers")) if found else None
    if place is None or not all(is_organisation(fold(name)) for name in _organisations(text, place)):
        return ()
    places["issuers"] = place
    inferred.add("issuers")
    return tuple(_organisations(text, place))


def _organisations(text: Text, place: Stretch) -> list[str]:
    """The organisations of a line, parted by white space, or by their names; one, where not every part of it names one."""
    names = split_organisations(text, place) or [text.words(*place)]
    return [name for joint in names for name in split_joint(SEAL.sub("", joint))]


def _announced(elements: Elements) -> Iterator[_Announced]:
    """The lines that announce attachments; one that is only a file name is a link of the web page."""
    folded = elements.segments.text.folded
    for index, paragraph in enumerate(elements.segments.paragraphs):
        found = match_attachment(folded, paragraph) if elements.letters[index] == "F" else None
        if found:
            number, title = int(found["number"]) if found["number"] else None, Stretch(*found.span("title"))
            omitted = elements.letters[index + 1 : index + 2] == "E"
            present = any(_is_annex(folded, annex, number, title) for annex in elements.annexes)
            linked = is_link(found["title"])
            yield _Announced(
                number, title, "linked" if linked else "present" if present else "omitted" if omitted else "missing"
            )


def _is_annex(folded: str, annex: Part, number: int | None, title: Stretch) -> bool:
    """Whether an annex in the text is the attachment that a line announces: by its number, else by its title."""
    if number is not None and annex.marker and annex.marker.number is not None:
        return annex.marker.number == number
    return "".join(line.of(folded) for line in annex.title) == title.of(folded)


def _attachment(text: Text, announced: _Announced) -> model.Attachment:
    title = announced.title
    return model.Attachment(
        number=announced.number, title=text.words(*title), status=announced.status, span=text.span(*title)
    )


def _titles_of_links(folded: str, announced: Sequence[_Announced]) -> Iterator[Stretch]:
    """The title of the notice itself, where the page offers it for download under its title."""
    for _, place, status in announced:
        title = Stretch(place.start, place.end if status != "linked" else folded.rindex(".", *place))
        if status == "linked" and _ISSUING_TITLE.fullmatch(folded, *title):
            yield title


def _kind(title: str | None) -> str | None:
    return document_kind(fold(title)) if title else None


def _period(title: str | None) -> model.Period | None:
    found = _PERIOD.search(fold(title)) if title else None
    if found and found[1] <= found[2]:
        return model.Period(start=date(int(found[1]), 1, 1), end=date(int(found[2]), 12, 31))
    named = _FIVE_YEARS.search(fold(title)) if title and not found else None
    if named is None:
        return None
    start = _FIRST_OF_TENS + 5 * _DIGITS.index(named[1])
    return model.Period(start=date(start, 1, 1), end=date(start + 4, 12, 31))
