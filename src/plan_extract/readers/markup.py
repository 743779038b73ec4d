"""The elements of a web page as a tree: forgiving like a browser, in linear time, and no text is ever lost."""

import html
import re
from collections.abc import Iterator

from plan_extract.vocab import words

_DEEPEST = 512  # elements inside each other, as browsers have it; deeper ones become neighbours
_OPENING = re.compile(r"<(?:(?P<close>/?)(?P<name>[a-zA-Z][^\s/>]*)|!--|[!?/])")
_TAG_GOES_ON = re.compile(r">|=\s*[\"']")
_ATTRIBUTE = re.compile(r"([^\s\"'>/=]+)(?:\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s\"'>]+)))?")
_LONG_NUMBER = re.compile(r"&#[xX]?[0-9a-fA-F]{9,};?")  # of no character
_RAW = frozenset(["script", "style", "xmp", "iframe", "noembed", "noframes", "noscript", "textarea", "title"])
_VOID = frozenset(
    ["area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track", "wbr"]
)
BLOCKS = frozenset(words("html_blocks"))
_CELLS = ("td", "th")
_GROUPS = ("tbody", "thead", "tfoot")
_SCOPE = ("td", "th", "caption", "table", "button", "template")  # what no tag inside ends, but one of a table
# What an element ends that is still open, and within which others it does so.
_ENDS: dict[str, tuple[tuple[str, ...], tuple[str, ...]]] = {
    "li": (("li",), (*_SCOPE, "ul", "ol", "menu")),
    "dt": (("dt", "dd"), (*_SCOPE, "dl")),
    "dd": (("dt", "dd"), (*_SCOPE, "dl")),
    "td": (("caption", *_CELLS), ("table",)),
    "th": (("caption", *_CELLS), ("table",)),
    "tr": (("caption", "tr"), ("table",)),
    **dict.fromkeys(_GROUPS, (("caption", "tr", *_GROUPS), ("table",))),
}
_OF_TABLES = frozenset((*_CELLS, *_GROUPS, "tr", "caption", "table"))
_ENDING_P = BLOCKS - _OF_TABLES | {"table"}


class Element:
    """An element: its name in small letters, what stands in it, words as they are and entities decoded."""

    __slots__ = ("_attributes", "_raw", "begin", "children", "end", "name", "nested", "parent")

    def __init__(self, name: str, raw: str, parent: "Element | None") -> None:
        self.name = name
        self.parent = parent
        self.children: list[Element | str] = []
        self.nested = False  # whether a table stands in this one
        self.begin = self.end = 0  # its lines among those of the page, half-open, once they are known
        self._raw = raw
        self._attributes: dict[str, str] | None = None

    def get(self, name: str) -> str:
        """An attribute, empty where there is none."""
        if self._attributes is None:
            self._attributes = {}
            for key, *values in _ATTRIBUTE.findall(self._raw):
                self._attributes.setdefault(key.lower(), decoded("".join(values)))
        return self._attributes.get(name, "")

    def has(self, name: str) -> bool:
        """Whether it has an attribute, be it empty."""
        return name in self._raw.lower() and (self.get(name) != "" or name in (self._attributes or ()))

    def number(self, name: str, default: int) -> int:
        """An attribute that is a whole number."""
        found = re.match(r"\s*([-+]?\d{1,6})", self.get(name)) if name in self._raw.lower() else None
        return int(found[1]) if found else default

    def ancestors(self) -> Iterator["Element"]:
        """The element and those that it stands in, from inside."""
        element: Element | None = self
        while element is not None:
            yield element
            element = element.parent


def decoded(text: str) -> str:
    """A text with its entities decoded.

    >>> decoded("A&amp;B&#12288;&ldquo;")
    'A&B\u3000“'
    """
    return html.unescape(_LONG_NUMBER.sub("\ufffd", text)) if "&" in text else text


def parse_page(page: str) -> Element:
    """The root of the tree of a page."""
    return _Parser(page).parse()


class _Parser:
    def __init__(self, page: str) -> None:
        self._page = page
        self._root = Element("html", "", None)
        self._open = [self._root]
        self._where: dict[str, list[int]] = {}  # of each name: the places in `_open` of those that are open
        self._blocks: list[int] = []
        self._absent: set[str] = set()  # ends that are not found any more

    def parse(self) -> Element:
        """The page, tag by tag."""
        position = 0
        while found := _OPENING.search(self._page, position):
            self._add(self._page[position : found.start()])
            if name := found["name"]:
                end = self._tag_end(found.end())
                position = self._tag(name.lower(), bool(found["close"]), self._page[found.end() : end], end)
            else:
                position = self._comment(found.start(), found.end())
        self._add(self._page[position:])
        return self._root

    def _find(self, sign: str, begin: int) -> int:
        """Where a sign comes next; what has not been found once is not looked for again."""
        at = -1 if sign in self._absent else self._page.find(sign, begin)
        if at < 0:
            self._absent.add(sign)
        return at

    def _tag_end(self, begin: int) -> int:
        """Where a tag ends; where it never does, the next sign that looks like it."""
        position = begin
        while "quotes" not in self._absent and (found := _TAG_GOES_ON.search(self._page, position)):
            if found[0] == ">":
                return found.start()
            position = self._page.find(found[0][-1], found.end()) + 1
            if not position:
                break
        self._absent.add("quotes")
        end = self._find(">", begin)
        return end if end >= 0 else len(self._page)

    def _comment(self, start: int, end: int) -> int:
        if self._page.startswith("<!--", start):
            close = self._find("-->", start + 2)
            return close + 3 if close >= 0 else end  # it never ends: what looks like it hides nothing
        close = self._find(">", end)
        return close + 1 if close >= 0 else end

    def _tag(self, name: str, closing: bool, raw: str, end: int) -> int:
        """Take a tag; where the page goes on behind it, and behind what it hides."""
        if closing:
            self._end(name)
            return end + 1
        if name in _RAW and f"</{name}" not in self._absent:
            found = re.compile(rf"</{name}(?=[\s/>])", re.IGNORECASE).search(self._page, end)
            if found is None:
                self._absent.add(f"</{name}")
            else:
                self._start(name, raw)
                self._open[-1].children.append(decoded(self._page[end + 1 : found.start()]))
                self._end(name)
                return self._tag_end(found.end()) + 1
        elif name not in _RAW:
            self._start(name, raw)
        return end + 1

    def _add(self, text: str) -> None:
        if text:
            self._parent().children.append(decoded(text))

    def _parent(self) -> Element:
        return self._open[min(len(self._open), _DEEPEST) - 1]

    def _last(self, names: tuple[str, ...]) -> int:
        """The place of the innermost of these that is open."""
        last = 0
        for name in names:
            places = self._where.get(name)
            if places and places[-1] > last:
                last = places[-1]
        return last

    def _start(self, name: str, raw: str) -> None:
        if name in _ENDING_P:
            self._end_open(("p",), _SCOPE)
        if name in _ENDS:
            self._end_open(*_ENDS[name])
        if name == "table" and (outer := self._last(("table",))):
            self._open[outer].nested = True
        element = Element(name, raw, self._parent())
        self._parent().children.append(element)
        if name not in _VOID:
            self._where.setdefault(name, []).append(len(self._open))
            if name in BLOCKS:
                self._blocks.append(len(self._open))
            self._open.append(element)

    def _end_open(self, names: tuple[str, ...], within: tuple[str, ...]) -> None:
        bound = self._last(within) if self._last(names) else 0
        while (place := self._last(names)) > bound:
            self._close(place)

    def _end(self, name: str) -> None:
        """An end tag: it ends nothing beyond a cell, and one of words within a paragraph no paragraph."""
        place = self._last((name,))
        bound = self._last(("table",) if name in _OF_TABLES else _SCOPE)
        if name not in BLOCKS and self._blocks:
            bound = max(bound, self._blocks[-1])
        if place and (place > bound or name in ("table", "button", "template")):
            self._close(place)
        elif name in ("p", "br"):
            self._parent().children.append(Element("br", "", self._parent()))

    def _close(self, place: int) -> None:
        while len(self._open) > place:
            element = self._open.pop()
            self._where[element.name].pop()
            if element.name in BLOCKS:
                self._blocks.pop()
