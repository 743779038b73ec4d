"""The words of a paragraph: its runs, without what is hidden, deleted or an instruction."""

from collections.abc import Iterator
from xml.etree.ElementTree import Element

from plan_extract.readers.word.document import Document, Note
from plan_extract.readers.word.markup import ALTERNATE, W, child, chosen, value
from plan_extract.readers.word.symbols import symbol

_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
_MATH = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
_STRICT_MATH = "{http://purl.oclc.org/ooxml/officeDocument/math}"
_TEXT_PATH = "{urn:schemas-microsoft-com:vml}textpath"  # the words of WordArt
_BREAKS = str.maketrans("\n\r\t", "   ")
_SIGNS = {
    f"{W}tab": " ",
    f"{W}ptab": " ",
    f"{W}br": "\n",
    f"{W}cr": "\n",
    f"{W}noBreakHyphen": "-",
    f"{_MATH}den": "/",
    f"{_STRICT_MATH}den": "/",
}
_TEXTS = frozenset((f"{W}t", f"{W}delText", f"{_MATH}t", f"{_STRICT_MATH}t"))
_SILENT = frozenset(f"{W}{name}" for name in ("pPr", "rPr", "rt", "rubyPr", "sdtPr", "instrText", "delInstrText"))
_MOST_FIELDS = 100  # inside each other
_NOTES = {f"{W}footnoteReference": "footnote", f"{W}endnoteReference": "endnote"}


class Runs:
    """Reads the paragraphs of one story, in order: a field that one begins another may end.

    `boxes` are what hangs on the last paragraph read: the contents of text boxes, and the words of WordArt.
    """

    def __init__(self, document: Document) -> None:
        self._document = document
        self._told: list[bool] = []  # of the fields that are open, whether the instruction is over and the result begun
        self._parts: list[str] = []
        self._style: str | None = None
        self.boxes: list[Element | str] = []

    def words(self, paragraph: Element) -> str:
        """The words of a paragraph, its line breaks among them."""
        self._parts, self.boxes = [], []
        self._style = value(paragraph, "pPr", "pStyle") or self._document.styles.default
        open_ones: list[Iterator[Element]] = [iter(paragraph)]
        while open_ones:
            element = next(open_ones[-1], None)
            if element is None:
                open_ones.pop()
            elif (inner := self._enter(element)) is not None:
                open_ones.append(inner)
        self._told = [told for told in self._told if told]  # an instruction that does not end must not hide the rest
        return "".join(self._parts)

    def _enter(self, element: Element) -> Iterator[Element] | None:
        """Take what an element says, and give what is inside it that may say more."""
        tag = element.tag
        if tag in _TEXTS:
            self._say(_text(element))
        elif tag in self._document.changes:
            return iter(element) if self._document.is_kept(element) else None
        elif tag == f"{W}r":
            return self._run(element)
        elif tag == ALTERNATE:
            return chosen(element)
        elif tag not in _SILENT:
            return self._sign(element)
        return None

    def _run(self, run: Element) -> Iterator[Element] | None:
        if self._document.styles.is_hidden(child(run, "rPr"), self._style):
            return run.iterfind(f"{W}fldChar")
        return iter(run)

    def _sign(self, element: Element) -> Iterator[Element] | None:
        tag = element.tag
        if tag in _SIGNS:
            self._say(_SIGNS[tag])
        elif tag == f"{W}sym":
            self._say(symbol(element.get(f"{W}char"), element.get(f"{W}font")))
        elif tag == f"{W}fldChar":
            self._field(element.get(f"{W}fldCharType"))
        elif tag in _NOTES:
            custom = element.get(f"{W}customMarkFollows", "0").lower() not in ("0", "false", "off")
            self._document.notes.append(Note(_NOTES[tag], element.get(f"{W}id", ""), custom))
        elif tag == f"{W}txbxContent":
            self.boxes.append(element)
            return None
        elif tag == _TEXT_PATH:
            self.boxes.append(element.get("string", ""))
        return iter(element)

    def _field(self, kind: str | None) -> None:
        if kind == "begin" and len(self._told) < _MOST_FIELDS:
            self._told.append(False)
        elif kind == "separate" and self._told:
            self._told[-1] = True
        elif kind == "end" and self._told:
            self._told.pop()

    def _say(self, words: str) -> None:
        if all(self._told):
            self._parts.append(words)


def _text(element: Element) -> str:
    text = element.text or ""
    return (text if element.get(_SPACE) == "preserve" else text.strip(" \t\r\n")).translate(_BREAKS)
