"""A Word document in the layout of an annex: paper, margins, fonts and page numbers of GB/T 9704, and one table."""

import io
from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any
from xml.sax.saxutils import escape

from plan_extract.writers.extras import needed
from plan_extract.writers.office import settled, visible

with needed("docx", "python-docx"):
    from docx import Document
    from docx.enum.section import WD_ORIENT
    from docx.enum.style import WD_STYLE_TYPE
    from docx.enum.text import WD_ALIGN_PARAGRAPH as ALIGN
    from docx.oxml import parse_xml
    from docx.oxml.ns import nsdecls, qn
    from docx.shared import Mm, Pt

Row = str | Sequence[str]

_W = nsdecls("w")
_PAPER = {"page_width": 297, "page_height": 210}
_MARGINS = {"top_margin": 28, "bottom_margin": 26, "left_margin": 37, "right_margin": 35, "footer_distance": 14}
_TWIPS = 56.7  # to a millimetre
_CELL_MARGINS = {"above": 28, "margin": 57}
_TITLE_MOST = 255
# Name, East Asian font, size in points, alignment, height of a line in points.
_STYLES = (
    ("附件标识", "黑体", 16, ALIGN.LEFT, 28),
    ("附件标题", "方正小标宋简体", 22, ALIGN.CENTER, 36),
    ("附件正文", "仿宋", 16, ALIGN.LEFT, 28),
    ("附件表头", "黑体", 10.5, ALIGN.CENTER, 15),
    ("附件分组", "楷体", 10.5, ALIGN.LEFT, 15),
    ("附件表格", "仿宋", 10.5, ALIGN.LEFT, 15),
    ("附件居中", "仿宋", 10.5, ALIGN.CENTER, 15),
    ("附件说明", "仿宋", 10.5, ALIGN.LEFT, 15),
    ("附件页码", "宋体", 14, ALIGN.RIGHT, 16),
)
_LATIN = "Times New Roman"
_BODY = "仿宋"
_TABLE = """
<w:tbl {w}><w:tblPr><w:tblW w:w="{width}" w:type="dxa"/><w:jc w:val="center"/>
<w:tblBorders>{borders}</w:tblBorders><w:tblLayout w:type="fixed"/>
<w:tblCellMar><w:top w:w="{above}" w:type="dxa"/><w:left w:w="{margin}" w:type="dxa"/><w:bottom w:w="{above}" w:type="dxa"/>
<w:right w:w="{margin}" w:type="dxa"/></w:tblCellMar>
</w:tblPr><w:tblGrid>{grid}</w:tblGrid></w:tbl>"""
_BORDERS = "".join(
    f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="auto"/>'
    for side in ("top", "left", "bottom", "right", "insideH", "insideV")
)
_ROW = "<w:tr {w}><w:trPr><w:cantSplit/>{more}</w:trPr>{cells}</w:tr>"
_CELL = """
<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{span}<w:vAlign w:val="center"/></w:tcPr>
<w:p><w:pPr><w:pStyle w:val="{style}"/>{keep}</w:pPr><w:r><w:t xml:space="preserve">{words}</w:t></w:r></w:p></w:tc>"""
_PAGE = '<w:fldSimple {w} w:instr=" PAGE "><w:r><w:t>1</w:t></w:r></w:fldSimple>'


class Annex:
    """A document in the making; `close` gives its bytes."""

    def __init__(self, title: str, generator: str, made: datetime) -> None:
        self._document = Document()
        properties = self._document.core_properties
        properties.title, properties.author, properties.comments = visible(title)[:_TITLE_MOST], "", generator
        properties.created = properties.modified = made
        for style in _STYLES:
            self._add_style(*style)
        self._set_defaults()
        self._set_up_paper()

    def line(self, words: str, style: str) -> None:
        """A paragraph."""
        self._document.add_paragraph(visible(words), style)

    def table(self, widths: Sequence[int], heads: Sequence[str], rows: Iterable[Row], centred: frozenset[int]) -> None:
        """A table: widths in millimetres, a row as the texts of its cells, or as one text over the whole width."""
        grid = "".join(f'<w:gridCol w:w="{_twips(width)}"/>' for width in widths)
        whole = _twips(sum(widths))
        table = parse_xml(_TABLE.format(w=_W, width=whole, borders=_BORDERS, grid=grid, **_CELL_MARGINS))
        table.append(
            _row((_cell(words, width, "附件表头") for words, width in zip(heads, widths, strict=True)), head=True)
        )
        styles = ["附件居中" if number in centred else "附件表格" for number in range(len(widths))]
        for row in rows:
            if isinstance(row, str):
                table.append(_row([_cell(row, sum(widths), "附件分组", span=len(widths))]))
            else:
                table.append(_row(map(_cell, row, widths, styles)))
        self._document.element.body.insert_element_before(table, "w:sectPr")

    def close(self) -> bytes:
        """The finished document: for the same content the same bytes."""
        made = io.BytesIO()
        self._document.save(made)
        return settled(made.getvalue())

    def _add_style(self, name: str, font: str, size: float, alignment: ALIGN, height: float) -> None:
        style: Any = self._document.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
        style.font.size = Pt(size)
        style.paragraph_format.alignment = alignment
        style.paragraph_format.line_spacing = Pt(height)
        style.paragraph_format.space_before = style.paragraph_format.space_after = Pt(0)
        _set_fonts(style, font)

    def _set_defaults(self) -> None:
        """Chinese is what the text is in: it decides where lines may break."""
        _set_fonts(self._document.styles["Normal"], _BODY)
        (language,) = self._document.styles.element.xpath("w:docDefaults/w:rPrDefault/w:rPr/w:lang")
        language.set(qn("w:eastAsia"), "zh-CN")

    def _set_up_paper(self) -> None:
        """Landscape; the number of an odd page stands on the right, of an even one on the left."""
        section = self._document.sections[0]
        section.orientation = WD_ORIENT.LANDSCAPE
        for name, length in {**_PAPER, **_MARGINS}.items():
            setattr(section, name, Mm(length))
        self._document.settings.odd_and_even_pages_header_footer = True
        for footer, alignment in ((section.footer, ALIGN.RIGHT), (section.even_page_footer, ALIGN.LEFT)):
            paragraph = footer.paragraphs[0]
            paragraph.style = "附件页码"
            paragraph.alignment = alignment
            paragraph.add_run("　— ")
            paragraph._p.append(parse_xml(_PAGE.format(w=_W)))
            paragraph.add_run(" —　")


def _set_fonts(style: Any, font: str) -> None:
    style.font.name = _LATIN
    style.element.rPr.rFonts.set(qn("w:eastAsia"), font)


def _row(cells: Iterable[str], *, head: bool = False) -> Any:
    """A row that stays on one page; the head stands on every page."""
    return parse_xml(_ROW.format(w=_W, more="<w:tblHeader/>" if head else "", cells="".join(cells)))


def _cell(words: str, width: int, style: str, span: int = 1) -> str:
    """A cell; one over several columns stays on the page of the row below it."""
    spanned = f'<w:gridSpan w:val="{span}"/>' if span > 1 else ""
    keep = "<w:keepNext/>" if span > 1 else ""
    shown = escape(visible(words))
    return _CELL.format(width=_twips(width), span=spanned, style=style, keep=keep, words=shown)


def _twips(millimetres: int) -> int:
    return round(millimetres * _TWIPS)
