"""What all paragraphs of a document share: its styles and lists, what becomes of its tracked changes, what it refers to."""

from collections.abc import Iterator
from typing import NamedTuple
from xml.etree.ElementTree import Element

from plan_extract.readers.word.markup import ALTERNATE, W, child, chosen
from plan_extract.readers.word.numbering import Numbering
from plan_extract.readers.word.styles import Styles

PARAGRAPH, TABLE = f"{W}p", f"{W}tbl"
BLOCKS = frozenset((PARAGRAPH, TABLE))
_INSERTED = frozenset((f"{W}ins", f"{W}moveTo"))
_DELETED = frozenset((f"{W}del", f"{W}moveFrom"))
_WRAPPERS = frozenset(f"{W}{name}" for name in ("sdt", "sdtContent", "customXml", "smartTag"))
_MOST_REPEATED = 2_000_000  # characters that merged cells say again


class Piece(NamedTuple):
    """Words of a line, and where they stand: in which paragraph of the body, in which cell, each counted from 1."""

    words: str
    paragraph: int | None = None
    cell: str | None = None


Line = tuple[Piece, ...]  # a paragraph, or the cells of a row


class Note(NamedTuple):
    """A reference to a footnote or an endnote; its mark stands in the text itself where it is `custom`."""

    kind: str
    number: str
    custom: bool


class Document:
    """The parts of a document that its paragraphs need, and what has been met while they were read."""

    def __init__(self, body: Element, styles: Element | None, numbering: Element | None, accept: bool) -> None:
        self.styles = Styles(styles)
        self.numbering = Numbering(numbering, self.styles)
        self.accept = accept
        self.changes = _INSERTED | _DELETED
        self.gone = _DELETED if accept else _INSERTED
        self.revised = False
        self.notes: list[Note] = []
        self.paragraphs: dict[Element, int] = {}
        self.tables: dict[Element, int] = {}
        self._repeated = 0
        self._count(body)

    def _count(self, body: Element) -> None:
        """Number the paragraphs and the tables, those of cells too, those of text boxes not."""
        waiting = [body]
        while waiting:
            element = waiting.pop()
            if element.tag == PARAGRAPH:
                self.paragraphs[element] = len(self.paragraphs) + 1
                continue
            if element.tag == TABLE:
                self.tables[element] = len(self.tables) + 1
            waiting += reversed(element)

    def within(self, parent: Element, wanted: frozenset[str]) -> Iterator[Element]:
        """The elements of these names in one, through what merely wraps them; what is deleted is left out."""
        open_ones = [iter(parent)]
        while open_ones:
            for element in open_ones[-1]:
                if element.tag in wanted:
                    yield element
                elif element.tag == ALTERNATE:
                    open_ones.append(chosen(element))
                    break
                elif element.tag in _WRAPPERS or self.is_kept(element):
                    open_ones.append(iter(element))
                    break
            else:
                open_ones.pop()

    def is_kept(self, element: Element) -> bool:
        """Whether an element wraps a tracked change that leaves what it wraps in the text."""
        if element.tag not in self.changes:
            return False
        self.revised = True
        return element.tag not in self.gone

    def is_gone(self, properties: Element | None) -> bool:
        """Whether the properties of a mark, a row or a cell say that a tracked change takes it away."""
        found = [element.tag for element in properties if element.tag in self.changes] if properties is not None else []
        self.revised = self.revised or bool(found)
        return any(tag in self.gone for tag in found)

    def stated(self, paragraph: Element) -> Element | None:
        """The properties of a paragraph, those before a tracked change where that is rejected."""
        properties = child(paragraph, "pPr")
        change = child(properties, "pPrChange")
        if change is None:
            return properties
        self.revised = True
        return properties if self.accept else child(change, "pPr")

    def repeat(self, piece: Piece) -> Piece:
        """Words that are said again; raises OverflowError where this has no end."""
        self._repeated += len(piece.words)
        if self._repeated > _MOST_REPEATED:
            raise OverflowError
        return piece
