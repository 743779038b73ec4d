"""PDF with a text layer: the lines of its pages by the places of the glyphs, in reading order.

A page whose text stands in two columns is read column by column, and a note says so; tables are those that lines are ruled
for.
"""

from collections.abc import Iterator
from contextlib import closing
from ctypes import c_double
from math import hypot
from typing import Any, NamedTuple

from plan_extract.errors import MisuseError, UnreadableError
from plan_extract.model import Source
from plan_extract.readers.glyphs import Glyph
from plan_extract.readers.linear import Linear
from plan_extract.readers.options import Options
from plan_extract.readers.pages import add_pages, sheet_of
from plan_extract.readers.ruling import Stroke
from plan_extract.readers.strokes import strokes_of

MEDIA_TYPE = "application/pdf"
_MOST_PAGES = 5_000
_MOST_CHARACTERS = 20_000_000
_FEWEST = 10  # characters of a page that has a text
_HYPHEN = 2  # what the library makes of one at the end of a line
_HIGH, _LOW = range(0xD800, 0xDC00), range(0xDC00, 0xE000)


class _Page(NamedTuple):
    """A page: its glyphs, its lines that are no text, its width and height, and whether it shows pictures."""

    glyphs: list[Glyph]
    strokes: list[Stroke]
    width: float
    height: float
    pictured: bool


def read(data: bytes, path: str, _: Options) -> tuple[Source, str]:
    """The text layer, each line with its page and box.

    Raises UnreadableError for what is damaged, encrypted or a scan, and MisuseError where pypdfium2 is missing.
    """
    try:
        import pypdfium2
    except ImportError:
        raise MisuseError("needs_reader", path=path, package="pypdfium2", extra="pdf") from None

    try:
        with closing(pypdfium2.PdfDocument(data)) as document:
            pages = list(_pages(document, path))
    except pypdfium2.PdfiumError as error:
        key = "encrypted" if "password" in str(error).lower() else "damaged"
        raise UnreadableError(key, path=path, reason=error) from None
    if _is_scan(pages):
        raise UnreadableError("scanned", path=path)
    linear = Linear()
    sheets = [
        sheet_of(number, page.glyphs, page.strokes, page.width, page.height, linear)
        for number, page in enumerate(pages, 1)
    ]
    add_pages(linear, sheets, path)
    return linear.reading(data, path, MEDIA_TYPE)


def _pages(document: Any, path: str) -> Iterator[_Page]:
    from pypdfium2 import raw

    if len(document) > _MOST_PAGES:
        raise UnreadableError("too_large", path=path)
    left = _MOST_CHARACTERS
    for index in range(len(document)):
        with closing(document[index]) as page, closing(page.get_textpage()) as text:
            left -= text.count_chars()
            if left < 0:
                raise UnreadableError("too_large", path=path)
            view = _View.of(page)
            glyphs = [glyph for glyph in _glyphs(text, view) if view.shows(glyph)]
            pictured = len(glyphs) < _FEWEST and any(True for _ in page.get_objects([raw.FPDF_PAGEOBJ_IMAGE]))
            yield _Page(glyphs, strokes_of(page, view.place), view.width, view.height, pictured)


class _View(NamedTuple):
    """The part of a page that is shown, and how it is turned: places from its left upper corner, as the reader sees it."""

    left: float
    bottom: float
    right: float
    top: float
    turned: int

    @classmethod
    def of(cls, page: Any) -> "_View":
        """The view of a page."""
        left, bottom, right, top = page.get_cropbox()
        return cls(left, bottom, right, top, page.get_rotation())

    @property
    def width(self) -> float:
        """As the reader sees it."""
        return self.top - self.bottom if self.turned in (90, 270) else self.right - self.left

    @property
    def height(self) -> float:
        """As the reader sees it."""
        return self.right - self.left if self.turned in (90, 270) else self.top - self.bottom

    def place(self, x: float, y: float) -> tuple[float, float]:
        """A point of the page."""
        if self.turned == 90:
            return y - self.bottom, x - self.left
        if self.turned == 180:
            return self.right - x, y - self.bottom
        if self.turned == 270:
            return self.top - y, self.right - x
        return x - self.left, self.top - y

    def shows(self, glyph: Glyph) -> bool:
        """Whether a glyph lies on the page."""
        return 0 <= (glyph.left + glyph.right) / 2 <= self.width and 0 <= glyph.baseline <= self.height


def _glyphs(text: Any, view: _View) -> Iterator[Glyph]:
    """The glyphs in the order of the file, without the blanks and line ends that the library adds."""
    from pypdfium2 import raw

    box, matrix, x, y = raw.FS_RECTF(), raw.FS_MATRIX(), c_double(), c_double()
    high = 0
    for index in range(text.count_chars()):
        code = raw.FPDFText_GetUnicode(text, index)
        if code in _HIGH:
            high = code
            continue
        if code in _LOW and high:
            code = 0x10000 + (high - 0xD800 << 10) + code - 0xDC00
        high = 0
        if code == _HYPHEN:
            code = ord("-")
        if code <= 0x20 or code in _LOW or code in (0x7F, 0xA0, 0xAD, 0xFFFE, 0xFFFF) or code > 0x10FFFF:
            continue
        if raw.FPDFText_IsGenerated(text, index) == 1 or not raw.FPDFText_GetLooseCharBox(text, index, box):
            continue
        raw.FPDFText_GetCharOrigin(text, index, x, y)
        corners = [view.place(box.left, box.bottom), view.place(box.right, box.top)]
        (left, right), (top, bottom) = (sorted(edges) for edges in zip(*corners, strict=True))
        raw.FPDFText_GetMatrix(text, index, matrix)
        # The box of a comma is as low as the comma in some fonts; the size of the font is that of the line.
        size = raw.FPDFText_GetFontSize(text, index) * hypot(matrix.c, matrix.d) or bottom - top
        yield Glyph(chr(code), left, right, view.place(x.value, y.value)[1], size)


def _is_scan(pages: list[_Page]) -> bool:
    """Whether most pages are pictures with next to no text."""
    return 2 * sum(page.pictured for page in pages) > len(pages)
