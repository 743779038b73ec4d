"""Footnotes and endnotes: a line each behind the text, in the order in which it refers to them."""

from collections.abc import Iterator
from xml.etree.ElementTree import Element

from plan_extract.readers.word.document import Document, Line, Piece
from plan_extract.readers.word.markup import W, value, whole
from plan_extract.readers.word.numerals import numeral
from plan_extract.readers.word.story import Story

_FORMS = {"footnote": "decimal", "endnote": "lowerRoman"}  # where a document says no other


def read_notes(document: Document, kind: str, root: Element, settings: list[Element]) -> Iterator[Line]:
    """The notes of a kind, each beginning with its mark as Word shows it.

    `settings` are the elements that may say how they are numbered, the first one first.
    """
    elements = {element.get(f"{W}id"): element for element in root.iterfind(f"{W}{kind}")}
    stated = [found for one in settings for found in one.iter(f"{W}{kind}Pr")]
    form = next((form for one in stated if (form := value(one, "numFmt"))), _FORMS[kind])
    number = next((start for one in stated if (start := whole(value(one, "numStart"))) is not None), 1)
    story = Story(document)
    for note in [note for note in document.notes if note.kind == kind]:
        mark = "" if note.custom else numeral(number, form)
        number += not note.custom
        element = elements.pop(note.number, None)
        words = story.words(element).strip() if element is not None else ""
        if words:
            yield (Piece(f"{mark} {words}" if mark else words),)
