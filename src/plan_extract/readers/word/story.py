"""A story of a document, which is read from its begin to its end: the body, a text box, the footnotes."""

from collections.abc import Iterable, Iterator
from typing import NamedTuple
from xml.etree.ElementTree import Element

from plan_extract.readers.word.document import BLOCKS, TABLE, Document, Line, Piece
from plan_extract.readers.word.markup import child, value
from plan_extract.readers.word.numbering import Counters
from plan_extract.readers.word.runs import Runs
from plan_extract.readers.word.tables import read_table


class _Open(NamedTuple):
    """A paragraph as far as it is read; it goes on with the next where its mark is deleted or hidden.

    `number` has the number of the paragraph whose mark is hidden, which Word shows with its words.
    """

    words: str = ""
    place: int | None = None
    number: str | None = None
    boxes: tuple[Element | str, ...] = ()


class Story:
    """Lists count and fields go on within a story, and not beyond it. `anchor` is the paragraph on which a text box hangs."""

    def __init__(self, document: Document, anchor: int | None = None) -> None:
        self.document = document
        self._counters = Counters(document.numbering)
        self._runs = Runs(document)
        self.anchor = anchor

    def lines(self, parent: Element) -> list[Line]:
        """The lines of what stands in an element: its paragraphs, and the rows of its tables."""
        lines: list[Line] = []
        open_one = _Open()
        for block in self.document.within(parent, BLOCKS):
            if block.tag == TABLE:
                lines += self._close(open_one, None)
                lines += read_table(self, block)
                open_one = _Open()
                continue
            open_one = self._read(block, open_one)
            if not self._goes_on(block):
                lines += self._close(open_one, block)
                open_one = _Open()
            elif open_one.words and open_one.number is None and not self._is_deleted(block):
                open_one = open_one._replace(number=self._number(block, open_one.words))
        lines += self._close(open_one, None)
        return lines

    def words(self, parent: Element) -> str:
        """All of it in one line."""
        return " ".join(piece.words for line in self.lines(parent) for piece in line if piece.words)

    def _read(self, paragraph: Element, before: _Open) -> _Open:
        words = self._runs.words(paragraph)
        place = self.document.paragraphs.get(paragraph, self.anchor)
        return _Open(
            before.words + words,
            before.place if before.words else place,
            before.number,
            (*before.boxes, *self._runs.boxes),
        )

    def _goes_on(self, paragraph: Element) -> bool:
        properties = child(paragraph, "pPr")
        mark = child(properties, "rPr")
        style = value(properties, "pStyle") or self.document.styles.default
        return self._is_deleted(paragraph) or self.document.styles.is_hidden(mark, style)

    def _is_deleted(self, paragraph: Element) -> bool:
        return self.document.is_gone(child(paragraph, "pPr", "rPr"))

    def _number(self, paragraph: Element, words: str) -> str:
        return self._counters.label(self.document.stated(paragraph), words)

    def _close(self, open_one: _Open, last: Element | None) -> Iterator[Line]:
        """The lines of a paragraph, and of the text boxes that hang on it; none where nothing is to be seen."""
        number = open_one.number
        if number is None:
            number = self._number(last, open_one.words) if last is not None else ""
        for words in (number + open_one.words).split("\n"):
            if words.strip():
                yield (Piece(words, open_one.place),)
        for box in open_one.boxes:
            if isinstance(box, str):
                yield from _plain(box.splitlines(), open_one.place)
            else:
                yield from Story(self.document, open_one.place).lines(box)


def _plain(texts: Iterable[str], place: int | None) -> Iterator[Line]:
    return ((Piece(words, place),) for words in texts if words.strip())
