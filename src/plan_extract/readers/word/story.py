"""A story of a document, which is read from its begin to its end: the body, a text box, the footnotes."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from xml.etree.ElementTree import Element

from plan_extract.readers.word.document import BLOCKS, TABLE, Document, Line, Piece
from plan_extract.readers.word.markup import child, value
from plan_extract.readers.word.numbering import Counters
from plan_extract.readers.word.runs import Runs
from plan_extract.readers.word.tables import read_table


@dataclass
class _Open:
    """A paragraph as far as it is read; it goes on with the next where its mark is deleted or hidden.

    `number` is that of the paragraph whose mark is hidden, which Word shows before the words that run on.
    """

    words: list[str] = field(default_factory=list)
    place: int | None = None
    number: str | None = None
    boxes: list[Element | str] = field(default_factory=list)
    last: Element | None = None


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
                lines += self._close(open_one)
                lines += read_table(self, block)
                open_one = _Open()
            elif not self._read(block, open_one):
                lines += self._close(open_one, whole=True)
                open_one = _Open()
        lines += self._close(open_one)
        return lines

    def words(self, parent: Element) -> str:
        """All of it in one line."""
        return " ".join(piece.words for line in self.lines(parent) for piece in line if piece.words)

    def _read(self, paragraph: Element, open_one: _Open) -> bool:
        """Add a paragraph to the one that is open; whether this goes on behind it."""
        words = self._runs.words(paragraph)
        if not open_one.words:
            open_one.place = self.document.paragraphs.get(paragraph, self.anchor)
        if words:
            open_one.words.append(words)
        open_one.boxes += self._runs.boxes
        open_one.last = paragraph
        properties = child(paragraph, "pPr")
        mark = child(properties, "rPr")
        if self.document.is_gone(mark):
            return True
        hidden = self.document.styles.is_hidden(mark, value(properties, "pStyle") or self.document.styles.default)
        if hidden and open_one.words and open_one.number is None:
            open_one.number = self._number(paragraph, open_one.words[0])
        return hidden

    def _number(self, paragraph: Element, words: str) -> str:
        return self._counters.label(self.document.stated(paragraph), words)

    def _close(self, open_one: _Open, *, whole: bool = False) -> Iterator[Line]:
        """The lines of a paragraph and of the text boxes that hang on it; a `whole` one has a number without words too."""
        text, number = "".join(open_one.words), open_one.number
        if number is None and open_one.last is not None and (whole or text):
            number = self._number(open_one.last, text)
        for words in f"{number or ''}{text}".split("\n"):
            if words.strip():
                yield (Piece(words, open_one.place),)
        for box in open_one.boxes:
            if isinstance(box, str):
                yield from _plain(box.splitlines(), open_one.place)
            else:
                yield from Story(self.document, open_one.place).lines(box)


def _plain(texts: Iterable[str], place: int | None) -> Iterator[Line]:
    return ((Piece(words, place),) for words in texts if words.strip())
