"""The head and the tail of a document: what its elements are, and in which order they stand (GB/T 9704-2012, 7).

Every paragraph outside the numbered body has a letter for what it looks like by itself (`elements.py`); the order of
the elements is then a pattern over the letters. In a notice that issues a plan the signature stands before the plan.
"""

import re
from collections.abc import Mapping, Sequence
from datetime import date
from typing import NamedTuple

from plan_extract import model
from plan_extract.folding import fold
from plan_extract.structure.document import Elements, read_document
from plan_extract.structure.elements import read_letters
from plan_extract.structure.metadata import read_metadata
from plan_extract.structure.parts import Part, find_parts
from plan_extract.structure.segments import Segments
from plan_extract.structure.titles import document_kind, sets_no_tasks, split_titles

_BEFORE_TABLE = re.compile("O+DA?(?P<title>T{0,3})$")  # a signature and the title of a table without 附件
_OF_ISSUER = ("关于", "印发", "转发", "办公")


class Header(NamedTuple):
    """What stands around the numbered body.

    `elements` says which paragraphs (by index) are no clauses but elements of the document, and which.
    """

    document: model.Document
    parts: tuple[Part, ...]
    elements: dict[int, str]
    attachments: tuple[model.Attachment, ...]


# How the elements follow each other behind the web page's table; the first form that fits is taken.
_HEAD = r"(?P<head>[OTNXB]*)"
_SIGNED = r"[FEX]*(?P<issuers>O*)(?P<issued_on>D)(?P<release_note>A?)"
_TITLED = r"(?P<printed>[FEX]*)(?P<plan_title>T{1,5})(?P<adopted>B*)(?P<drafters>O{0,9})"
FORMS = (
    # a notice that issues a plan: its signature stands before the plan; either it says so or a numbered plan follows
    re.compile(rf"{_HEAD}(?P<recipients>R?)(?P<cover>P{{0,20}}?C[PCFE]{{0,20}}?){_SIGNED}{_TITLED}"),
    re.compile(rf"{_HEAD}(?P<recipients>R?)(?P<cover>[PCFM]{{1,40}}?){_SIGNED}{_TITLED}(?=[^M]*M)"),
    # the plan behind it has no title of its own
    re.compile(rf"{_HEAD}(?P<recipients>R?)(?P<cover>P{{0,20}}?C[PCFE]{{0,20}}?){_SIGNED}(?=P{{1,9}}M)"),
    # the notice itself is lost but for its signature
    re.compile(rf"(?P<issuers>O+)(?P<issued_on>D)(?P<release_note>A?){_TITLED}"),
    # the plan by itself, signed under its title
    re.compile(r"(?P<head>[OTNXB]*T[NXB]*)(?P<issuers>O{1,9})(?P<issued_on>D)(?P<adopted>B*)(?P<recipients>R?)"),
    # the plan by itself
    re.compile(rf"{_HEAD}(?P<issued_on>D?)(?P<adopted>B*)(?P<recipients>R?)"),
)
# The signature under a plan, read from the end; the first form that fits is taken.
TAILS = (
    re.compile(r"(?P<printed>[EFXK]*)(?P<release_note>A?)(?P<issued_on>D)(?P<issuers>O*)"),
    # behind it what a web page adds: 打印本页, 相关解读
    re.compile(r"(?P<web>[^MPC]{1,20}?)(?P<release_note>A?)(?P<issued_on>D)(?P<issuers>O+)"),
    re.compile(r"(?P<web>T{0,3})(?P<issuers>O)(?=[MPCAFE])"),
)


def read_header(segments: Segments, *, issuer: str | None = None, issued_on: date | None = None) -> Header:
    """Read what stands around the numbered body; `issuer` and `issued_on` override what the text says."""
    folded = segments.text.folded
    metadata = read_metadata(
        folded, segments.paragraphs, [marker is not None and marker.family != "dash" for marker in segments.markers]
    )
    letters = read_letters(segments, metadata.paragraphs)
    runs = _head(segments, letters, letters.rfind("K", 0, letters.find("M") if "M" in letters else None) + 1)
    parts = find_parts(segments, letters, _body(runs))
    annex = next((part.first for part in parts if part.marker), len(letters))
    signature = _signature(letters[: _end_of_text(segments, letters, annex)], runs)
    elements = {
        index: name for some in (signature, runs) for name, run in some.items() if name != "cover" for index in run
    }
    runs = signature | runs
    elements |= dict.fromkeys(metadata.paragraphs, "metadata")
    elements |= {index: "attachment" for index, letter in enumerate(letters) if letter in "FE"}
    elements |= {index: "printed" for index in range(letters.rfind("M") + 1, len(letters)) if letters[index] == "X"}
    for part in parts if annex < len(letters) else ():
        for index in range(part.first, part.last) if part.marker else ():
            if index == part.first or segments.paragraphs[index] in part.title:
                elements.pop(index, None)  # the lines that begin an annex are its clause
    found = Elements(segments, letters, runs, metadata, tuple(part for part in parts if part.marker))
    document, attachments = read_document(found, issuer, issued_on)
    if sets_no_tasks(fold(document.plan_title or "")):
        parts = tuple(part._replace(obliges=False) for part in parts)
    return Header(document, parts, elements, attachments)


def _head(segments: Segments, letters: str, begin: int) -> dict[str, Sequence[int]]:
    """Which paragraphs are which element of the head; its table ends before `begin`, and a title can stand above it."""
    found = next(filter(None, (form.match(letters, begin) for form in FORMS)))
    runs: dict[str, Sequence[int]] = {name: range(*found.span(name)) for name in found.re.groupindex if found[name]}
    head = [index for index in (*range(begin), *runs.pop("head", ())) if letters[index] != "K"]
    title = _title(segments, letters, head)
    number = [index for index in head if letters[index] == "N"][-1:]
    web = [index for index in head if index not in (*title, *number)]
    return {name: run for name, run in (("web", web), ("title", title), ("document_number", number)) if run} | runs


def _title(segments: Segments, letters: str, head: Sequence[int]) -> Sequence[int]:
    """The lines of the title among those of the head: the last that is whole, as a web page repeats it before."""
    folded = segments.text.folded
    words = {index: segments.paragraphs[index].of(folded) for index in head if letters[index] in "OT"}
    titles: list[Sequence[int]] = []
    for run in _runs([index for index, line in words.items() if not line.endswith("文件")]):
        lines = [words[index] for index in run]
        titles += [_own(letters, words, run[title.start : title.stop]) for title in split_titles(lines)]
    titles = [title for title in titles if title]
    whole = [title for title in titles if document_kind("".join(words[index] for index in title))]
    return (whole or titles or [[]])[-1]


def _runs(indices: Sequence[int]) -> list[list[int]]:
    """Indices as runs of those that follow each other."""
    runs: list[list[int]] = []
    for index in indices:
        if runs and index == runs[-1][-1] + 1:
            runs[-1].append(index)
        else:
            runs.append([index])
    return runs


def _own(letters: str, words: Mapping[int, str], title: Sequence[int]) -> Sequence[int]:
    """A title without the names of offices above it, unless its words go on with them; none, if nothing else is in it."""
    first = next((place for place, index in enumerate(title) if letters[index] == "T"), len(title))
    if first == len(title):
        return []
    return title if words[title[first]].startswith(_OF_ISSUER) else title[first:]


def _body(runs: Mapping[str, Sequence[int]]) -> int:
    """The first paragraph of the plan, where a notice stands before it."""
    if "plan_title" in runs:
        return runs["plan_title"][0]
    return max(run[-1] for run in runs.values()) + 1 if "cover" in runs else 0


def _end_of_text(segments: Segments, letters: str, annex: int) -> int:
    """Where the signed text ends: before the first annex, or before a table that stands right behind the signature."""
    table = next((one.first for one in segments.tables if one.first < annex), annex)
    found = _BEFORE_TABLE.search(letters, 0, table) if table < annex else None
    return found.start("title") if found else annex


def _signature(letters: str, head: Mapping[str, Sequence[int]]) -> dict[str, Sequence[int]]:
    """Which paragraphs are which element of the signature under the plan, if there is one."""
    found = next(filter(None, (form.match(letters[::-1]) for form in TAILS)), None)
    count, begin = len(letters), max((run[-1] for run in head.values()), default=-1)
    if found is None or count - found.end() <= begin:
        return {}
    places = {name: found.span(name) for name in found.re.groupindex if found[name]}
    return {name: range(count - end, count - start) for name, (start, end) in places.items()}
