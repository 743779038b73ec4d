"""OFD files made by hand, for the tests of their reader."""

import io
import zipfile
from collections.abc import Sequence
from xml.sax.saxutils import escape, quoteattr

SPACE = 'xmlns:ofd="http://www.ofdspec.org/2016"'
SIZE = 5.64  # millimetres: 三号
LEADING = 10.2
LEFT, TOP, BOTTOM = 28.0, 37.0, 275.0
WIDTH, HEIGHT = 28, 22  # characters of a line, lines of a page


def text(
    words: str, x: float, baseline: float, *, size: float = SIZE, extra: str = "", deltas: str | None = None
) -> str:
    """A text object of one line: its words from x on, on a baseline, in millimetres."""
    if deltas is None:
        deltas = f"g {len(words) - 1} {size}" if len(words) > 1 else ""
    return (
        f'<ofd:TextObject ID="1" Font="1" Size="{size}" Boundary="{x} {baseline - size} {len(words) * size} {1.2 * size}" {extra}>'
        f'<ofd:TextCode X="0" Y="{size}" DeltaX={quoteattr(deltas)}>{escape(words)}</ofd:TextCode></ofd:TextObject>'
    )


def rule(x0: float, y0: float, x1: float, y1: float, extra: str = "") -> str:
    """A path object of one line, in millimetres."""
    return path(f"M 0 0 L {x1 - x0} {y1 - y0}", (x0, y0, x1 - x0, y1 - y0), extra)


def path(data: str, boundary: tuple[float, float, float, float], extra: str = "") -> str:
    """A path object; its operators count from the corner of its boundary."""
    box = " ".join(map(str, boundary))
    return f'<ofd:PathObject ID="9" Boundary="{box}" {extra}><ofd:AbbreviatedData>{data}</ofd:AbbreviatedData></ofd:PathObject>'


def page(objects: str, *, templates: str = "", area: str = "") -> str:
    """The content of a page."""
    return (
        f'<?xml version="1.0" encoding="UTF-8"?><ofd:Page {SPACE}>{templates}{area}<ofd:Content>'
        f'<ofd:Layer ID="1" Type="Body">{objects}</ofd:Layer></ofd:Content></ofd:Page>'
    )


def wrapped(paragraphs: Sequence[str]) -> list[tuple[int, str]]:
    """The lines of a page, each with the characters that it is indented by."""
    found: list[tuple[int, str]] = []
    for paragraph in paragraphs:
        words, indent = paragraph, 2
        while words:
            found.append((indent, words[: WIDTH - indent]))
            words, indent = words[WIDTH - indent :], 0
    return found


def pages_of(paragraphs: Sequence[str]) -> list[str]:
    """Pages with a number at the foot of each, lines broken where the page ends them."""
    lines = wrapped(paragraphs)
    found: list[str] = []
    for start in range(0, len(lines), HEIGHT):
        objects = [
            text(words, LEFT + indent * SIZE, TOP + row * LEADING)
            for row, (indent, words) in enumerate(lines[start : start + HEIGHT])
        ]
        number = f"\u2014 {len(found) + 1} \u2014"
        found.append(page("".join(objects) + text(number, 100, BOTTOM, size=4.2)))
    return found


def document(pages: int, *, templates: str = "", place: str = "Pages/Page_{}/Content.xml") -> str:
    """The root of a document of so many pages."""
    told = "".join(f'<ofd:Page ID="{at}" BaseLoc="{place.format(at)}"/>' for at in range(pages))
    return (
        f"<ofd:Document {SPACE}><ofd:CommonData><ofd:PageArea><ofd:PhysicalBox>0 0 210 297</ofd:PhysicalBox></ofd:PageArea>"
        f"{templates}</ofd:CommonData><ofd:Pages>{told}</ofd:Pages></ofd:Document>"
    )


def archive(entries: dict[str, str]) -> bytes:
    """A zip archive of texts."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as file:
        for name, content in entries.items():
            file.writestr(zipfile.ZipInfo(name), content, zipfile.ZIP_DEFLATED)
    return packed.getvalue()


def root(*documents: str) -> str:
    """OFD.xml of these documents."""
    bodies = "".join(f"<ofd:DocBody><ofd:DocRoot>{name}</ofd:DocRoot></ofd:DocBody>" for name in documents)
    return f'<ofd:OFD {SPACE} Version="1.0" DocType="OFD">{bodies}</ofd:OFD>'


def ofd(*pages: str, templates: str = "", further: dict[str, str] | None = None) -> bytes:
    """A file of one document."""
    return archive(
        {
            "OFD.xml": root("Doc_0/Document.xml"),
            "Doc_0/Document.xml": document(len(pages), templates=templates),
            **{f"Doc_0/Pages/Page_{at}/Content.xml": content for at, content in enumerate(pages)},
            **(further or {}),
        }
    )
