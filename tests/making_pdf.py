"""PDF files as the tests of their reader need them: text in a font that every viewer has, pages, columns, pictures."""

import io
from collections.abc import Sequence
from itertools import zip_longest

from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.lib.utils import ImageReader
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen.canvas import Canvas

from making_ofd import HEIGHT as ROWS
from making_ofd import wrapped

FONT = "STSong-Light"
WIDTH, HEIGHT = 595, 842
LEFT, TOP, SIZE, LEADING = 74, 102, 16, 28  # points, from the left upper corner
_GRAY = b"P5 2 2 255\n\x00\xff\xff\x00"
pdfmetrics.registerFont(UnicodeCIDFont(FONT))

Line = tuple[float, float, str]
Rule = tuple[float, float, float, float]


def pdf(
    *pages: Sequence[Line],
    rules: Sequence[Sequence[Rule]] = (),
    size: float = SIZE,
    turned: int = 0,
    password: str = "",
    picture: bool = False,
) -> bytes:
    """Pages of words, each at a place: from the left, from the top, in points; `rules` are the lines of each page."""
    made = io.BytesIO()
    encrypt = StandardEncryption(password) if password else None
    canvas = Canvas(made, pagesize=(WIDTH, HEIGHT), invariant=True, encrypt=encrypt)
    for page, ruled in zip_longest(pages, rules, fillvalue=()):
        canvas.setPageRotation(turned)
        canvas.setFont(FONT, size)
        if picture:
            canvas.drawImage(ImageReader(io.BytesIO(_GRAY)), 0, 0, WIDTH, HEIGHT)
        for x, y, words in page:
            canvas.drawString(x, HEIGHT - y, words)
        for x0, y0, x1, y1 in ruled:
            canvas.line(x0, HEIGHT - y0, x1, HEIGHT - y1)
        canvas.showPage()
    canvas.save()
    return made.getvalue()


def pages_of(paragraphs: Sequence[str], head: str = "") -> list[list[Line]]:
    """Pages with a number at the foot of each, and with a running head if there is one."""
    lines = wrapped(paragraphs)
    pages: list[list[Line]] = []
    for start in range(0, len(lines), ROWS):
        words = [
            (LEFT + indent * SIZE, TOP + LEADING * row, line)
            for row, (indent, line) in enumerate(lines[start : start + ROWS])
        ]
        around = [(270.0, 800.0, f"\u2014 {len(pages) + 1} \u2014")] + ([(LEFT, 60.0, head)] if head else [])
        pages.append([*words, *around])
    return pages
