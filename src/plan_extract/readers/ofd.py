"""OFD, the fixed-layout format of Chinese offices (GB/T 33190): the lines of its pages, by the places of their glyphs.

Annotations, seals and attached files are left out: they are parts of their own. What a template prints on every page (a running
head) is on the page. Lengths in the file are millimetres.
"""

import posixpath
from collections.abc import Iterator
from contextlib import suppress
from typing import NamedTuple
from xml.etree.ElementTree import Element

from plan_extract.errors import UnreadableError
from plan_extract.model import Source
from plan_extract.readers.archives import Archive
from plan_extract.readers.glyphs import Glyph, GlyphLine, line_of
from plan_extract.readers.linear import Linear
from plan_extract.readers.ofdpaths import strokes_of
from plan_extract.readers.ofdtext import POINTS, children, glyphs_of, is_upright, local, numbers
from plan_extract.readers.options import Options
from plan_extract.readers.pages import Sheet, add_pages, sheet_of
from plan_extract.readers.paragraphs import Located
from plan_extract.readers.ruling import Stroke

_FEWEST = 10  # characters of a page that is text
_MOST_PATHS = 100  # of a page that is none
_MOST_RULES = 20_000  # paths of a page with tables
_A4 = (0.0, 0.0, 210.0, 297.0)
_OBJECTS = ("Content", "Layer", "PageBlock")


class _Page(NamedTuple):
    """A page: its root, those of its templates, its box: where its left upper corner is, its width and height."""

    roots: tuple[Element, ...]
    box: tuple[float, float, float, float]


def read(data: bytes, path: str, options: Options) -> tuple[Source, str]:
    """The pages of all documents in the file, line by line, each line with its page and its box.

    Raises UnreadableError for a file that is damaged or too large, and for pages of pictures alone.
    """
    archive = Archive(data, path, options)
    linear = Linear()
    characters = 0
    sheets: list[Sheet] = []
    for number, page in enumerate(_pages(archive), 1):
        glyphs, leaning = _text(page, archive)
        found = len(glyphs) + sum(len(line.words) for line in leaning)
        characters += found
        if found < _FEWEST and _count_paths(page) >= _MOST_PATHS:
            linear.note("paths")
        width, height = (POINTS * length for length in page.box[2:])
        sheet = sheet_of(number, glyphs, _strokes(page), width, height, linear)
        sheets.append(sheet._replace(parts=[*sheet.parts, *(Located(number, line) for line in leaning)]))
    add_pages(linear, sheets, path)
    if not sheets:
        raise archive.damaged("no pages")
    if characters < _FEWEST * len(sheets):
        raise UnreadableError("scanned", path=path)
    return linear.reading(data, path, "application/ofd")


def _pages(archive: Archive) -> Iterator[_Page]:
    """The pages of the documents of a file, in order."""
    entries = _Entries(archive)
    for body in children(entries.xml("OFD.xml", ""), "DocBody"):
        for told in children(body, "DocRoot"):
            name = entries.name(told.text, "")
            root = entries.xml(name, "")
            yield from _pages_of(root, name, entries)


def _pages_of(document: Element, name: str, entries: "_Entries") -> Iterator[_Page]:
    common = [one for one in document if local(one) == "CommonData"]
    templates = {one.get("ID", ""): one.get("BaseLoc") for part in common for one in children(part, "TemplatePage")}
    read: dict[str, Element] = {}  # templates, each once
    for pages in children(document, "Pages"):
        for told in children(pages, "Page"):
            root = entries.xml(told.get("BaseLoc"), name)
            used = [one.get("TemplateID", "") for one in children(root, "Template")]
            for key in used:
                if key not in read and key in templates:
                    read[key] = entries.xml(templates[key], name)
            areas = [area for part in (root, *common) for area in children(part, "Area", "PageArea")]
            yield _Page((*(read[key] for key in used if key in read), root), _box(areas, entries))


def _box(areas: list[Element], entries: "_Entries") -> tuple[float, float, float, float]:
    """The first box that is told."""
    for area in areas:
        for box in children(area, "PhysicalBox"):
            try:
                left, top, width, height = numbers(box.text, 4)
            except ValueError as error:
                raise entries.archive.damaged(error) from None
            return left, top, width, height
    return _A4


class _Entries:
    """The parts of the file by the names that they call each other, which may have strokes of either kind."""

    def __init__(self, archive: Archive) -> None:
        self.archive = archive
        self._names = {_plain(name): name for name in archive.names()}

    def name(self, told: str | None, beside: str) -> str:
        """The name of a part that another part names: from its own folder, or from the top."""
        told = (told or "").strip().replace("\\", "/")
        return _plain(told if told.startswith("/") else posixpath.join(posixpath.dirname(beside), told))

    def xml(self, told: str | None, beside: str) -> Element:
        """The root of a part."""
        name = self.name(told, beside)
        return self.archive.xml(self._names.get(name, name))


def _plain(name: str) -> str:
    return posixpath.normpath(name.replace("\\", "/")).lstrip("/")


def _objects(root: Element, *names: str) -> Iterator[Element]:
    """The objects of these names on a page, in layers and in groups."""
    waiting = [root]
    while waiting:
        element = waiting.pop()
        if local(element) in names:
            yield element
        elif element is root or local(element) in _OBJECTS:
            waiting += reversed(element)


def _count_paths(page: _Page) -> int:
    return sum(1 for root in page.roots for _ in _objects(root, "PathObject"))


def _strokes(page: _Page) -> list[Stroke]:
    """The lines of a page that rule its tables; a path that cannot be read is none."""
    strokes: list[Stroke] = []
    if _count_paths(page) <= _MOST_RULES:
        for path in (path for root in page.roots for path in _objects(root, "PathObject")):
            with suppress(ValueError, OverflowError):
                strokes += strokes_of(path, page.box[:2])
    return strokes


def _text(page: _Page, archive: Archive) -> tuple[list[Glyph], list[GlyphLine]]:
    """The glyphs of a page, and the lines that lean, each apart."""
    level: list[Glyph] = []
    leaning: list[GlyphLine | None] = []
    try:
        for root in page.roots:
            for text in _objects(root, "TextObject"):
                if text.get("Visible", "true").lower() in ("false", "0"):
                    continue
                glyphs = list(glyphs_of(text, page.box[:2]))
                if is_upright(text):
                    level += glyphs
                elif glyphs:
                    leaning.append(line_of(glyphs))
    except (ValueError, OverflowError) as error:
        raise archive.damaged(error) from None
    return level, [line for line in leaning if line]
