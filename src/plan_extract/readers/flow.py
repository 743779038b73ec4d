"""What a web page shows, line by line, as a browser breaks it."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from plan_extract.readers.blocks import Block
from plan_extract.readers.listing import is_numbered, markers_of
from plan_extract.readers.markup import BLOCKS, Element
from plan_extract.readers.options import Options
from plan_extract.readers.tables import read_table
from plan_extract.vocab import words

_HIDDEN = frozenset(words("html_hidden"))
_PARTS = ("nav", "aside", "footer", "article", "main")
_INVISIBLE = re.compile(
    r"display\s*:\s*none|visibility\s*:\s*hidden|mso-hide\s*:\s*all|mso-element\s*:\s*comment-list", re.IGNORECASE
)
_BLANK = re.compile(r"[ \t\n\r\f]+")
_LINE_END = re.compile(r"\r\n?|\n")
_FILE = re.compile(r"\.(?:docx?|wps|pdf|ofd|xlsx?|et|rtf|odt|pptx?|zip|rar|7z)\b", re.IGNORECASE)


@dataclass(slots=True)
class _Level:
    """An element that is being walked: what is left of it, and whether it is a link or words laid out by blanks."""

    element: Element
    children: Iterator[Element | str]
    linked: bool
    pre: bool


class Flow:
    """The lines of one element; `revised` says that there were tracked changes in it."""

    def __init__(self, path: str, options: Options) -> None:
        self.blocks: list[Block] = []
        self.named: list[Element] = []  # the blocks of the page that have a class, an id or a role
        self.head: list[Element] = []  # what it says of itself, in `meta` and `title`
        self.revised = False
        self._path = path
        self._options = options
        self._left_out = "del" if options.revisions == "accept" else "ins"
        self._tables = 0
        self._words: list[str] = []
        self._linked = 0
        self._file = False
        self._waiting: list[str] = []  # numbers of items that show nothing yet
        self._markers: dict[int, str] = {}  # by the id of the item

    def read(self, root: Element) -> list[Block]:
        """The lines, in order; elements are told where theirs begin and end."""
        levels = [self._enter(root, linked=False, pre=False)]
        while levels:
            level = levels[-1]
            child = next(level.children, None)
            if child is None:
                self._leave(levels.pop().element)
            elif isinstance(child, str):
                self._take(child, level)
            elif child.name in ("br", "hr"):
                self._end_line(level.element)
            elif self._is_shown(child) and not (child.name == "table" and self._take_table(child)):
                levels.append(self._enter(child, level.linked, level.pre))
        return self.blocks

    def _enter(self, element: Element, linked: bool, pre: bool) -> _Level:
        if element.name in BLOCKS:
            self._end_line(element.parent or element)
            element.begin = len(self.blocks)
            if element.name in _PARTS or element.has("class") or element.has("id") or element.has("role"):
                self.named.append(element)
            self._enter_list(element)
        elif element.name == "a" and (target := element.get("href").strip()):
            self._file = self._file or _FILE.search(target) is not None or element.has("download")
            linked = not target.startswith("#")
        return _Level(element, iter(element.children), linked, pre or element.name in ("pre", "xmp"))

    def _enter_list(self, element: Element) -> None:
        if element.name == "ol":
            self._markers.update((id(item), marker) for item, marker in markers_of(element))
        elif element.name == "li":
            self._waiting.append(self._markers.get(id(element), ""))

    def _leave(self, element: Element) -> None:
        if element.name in BLOCKS:
            self._end_line(element)
            element.end = len(self.blocks)
            if element.name == "li" and self._waiting:
                self._waiting.pop()

    def _take(self, text: str, level: _Level) -> None:
        """Words of the line; where blanks lay them out, of several."""
        if level.linked:
            self._linked += sum(map(len, text.split()))
        first, *others = _LINE_END.split(text) if level.pre else [text]
        self._words.append(first)
        for other in others:
            self._end_line(level.element)
            self._words.append(other)

    def _end_line(self, home: Element) -> None:
        line = _BLANK.sub(" ", "".join(self._words)).strip(" ") if self._words else ""
        if line and not line.isspace():
            if any(self._waiting) and not is_numbered(line.strip()):
                line = "".join(f"{marker} " for marker in self._waiting if marker) + line
            self._waiting = []
            self.blocks.append(Block(line, self._linked, home, (), self._file))
        self._words, self._linked, self._file = [], 0, False

    def _is_shown(self, element: Element) -> bool:
        if element.name in ("ins", "del"):
            self.revised = True
        elif element.name in ("meta", "title"):
            self.head.append(element)
        if element.name in _HIDDEN or element.name == self._left_out or element.has("hidden"):
            return False
        return not (element.has("style") and _INVISIBLE.search(element.get("style")))

    def _take_table(self, table: Element) -> bool:
        """Take the rows of a table; not where it lays out the page."""
        rows = read_table(table, self._tables + 1, self._path, self._read_cell)
        if rows is None:
            return False
        self._end_line(table.parent or table)
        self._tables += 1
        table.begin = len(self.blocks)
        self.blocks += rows
        table.end = len(self.blocks)
        return True

    def _read_cell(self, cell: Element) -> list[Block]:
        if not self._is_shown(cell):
            return []
        inner = Flow(self._path, self._options)
        found = inner.read(cell)
        self.revised = self.revised or inner.revised
        return found
