"""A workbook of tables to read and to print: one look for all its sheets.

Every sheet is a table with its header in the first row: frozen, filtered, repeated on every page of A4 landscape, as
wide as the page.
"""

import io
import re
from collections.abc import Sequence
from datetime import date
from typing import Any, NamedTuple

from plan_extract.writers.extras import needed
from plan_extract.writers.heights import FONT_SIZE, column_width, row_height
from plan_extract.writers.office import settled, visible

with needed("xlsx", "XlsxWriter"):
    import xlsxwriter


class Column(NamedTuple):
    """A column: its head, its least and greatest width in half-width characters, whether its cells are centred."""

    head: str
    least: float
    most: float
    centred: bool = False


class Day(NamedTuple):
    """A day that stands for more than one."""

    day: date


Cell = str | int | date | Day | None

LONGEST = 32_767  # characters that a cell holds, in UTF-16
CUT = "……（过长，已截断）"
_FONT = {"font_name": "宋体", "font_size": FONT_SIZE}
_LOOK = {**_FONT, "align": "left", "valign": "top", "text_wrap": True, "border": 1, "border_color": "#808080"}
_HEAD = {"bold": True, "align": "center", "valign": "vcenter", "bg_color": "#D9E1F2"}
_SIGNS = "=+-@\uff1d\uff0b\uff0d\uff20"  # what a cell must not begin with, lest it becomes a formula when it is edited
_DAY = "yyyy-mm-dd"
_PAPER_A4 = 9
_MARGINS = {"left": 0.4, "right": 0.4, "top": 0.8, "bottom": 0.6}
_FIXED = re.compile(rb'(<row [^>]*?) customHeight="1"')
_TITLE_MOST = 80  # of the 255 characters that a page header may have


class Book:
    """A workbook in the making; `close` gives its bytes."""

    def __init__(self, title: str, properties: dict[str, object]) -> None:
        self._file = io.BytesIO()
        self._book = xlsxwriter.Workbook(self._file, {"in_memory": True})
        self._book.set_properties({"title": title, **properties})
        self._title = title
        self._styles: dict[tuple[tuple[str, object], ...], Any] = {}

    def sheet(self, name: str, columns: Sequence[Column], rows: Sequence[Sequence[Cell]], *, frozen: int = 0) -> Any:
        """One table; the first `frozen` columns stay in view. Gives the worksheet of XlsxWriter."""
        sheet = self._book.add_worksheet(name)
        widths = [_width(column, [row[number] for row in rows]) for number, column in enumerate(columns)]
        sheet.set_row(0, row_height((column.head, width) for column, width in zip(columns, widths, strict=True)))
        for number, (column, width) in enumerate(zip(columns, widths, strict=True)):
            sheet.set_column(number, number, width)
            sheet.write_string(0, number, column.head, self.style(**_HEAD))
        for line, row in enumerate(rows, 1):
            words = (value if isinstance(value, str) else "" for value in row)
            sheet.set_row(line, row_height(zip(words, widths, strict=True)))
            for number, value in enumerate(row):
                self._write(sheet, line, number, value, columns[number])
        sheet.freeze_panes(1, frozen)
        sheet.autofilter(0, 0, len(rows), len(columns) - 1)
        self._set_up_pages(sheet, name)
        return sheet

    def style(self, **more: object) -> Any:
        """The common look with something more, each made once."""
        key = tuple(sorted(more.items()))
        if key not in self._styles:
            self._styles[key] = self._book.add_format({**_LOOK, **more})
        return self._styles[key]

    def mark(self, **look: object) -> Any:
        """What a rule of the workbook puts over the look of a cell."""
        return self._book.add_format(look)

    def close(self) -> bytes:
        """The finished workbook."""
        self._book.close()
        return settled(self._file.getvalue(), _free_heights)

    def _write(self, sheet: Any, line: int, number: int, value: Cell, column: Column) -> None:
        look: dict[str, object] = {"align": "center"} if column.centred else {}
        if isinstance(value, Day):
            sheet.write_datetime(line, number, value.day, self.style(**look, num_format=f'{_DAY}"等"'))
        elif isinstance(value, date):
            sheet.write_datetime(line, number, value, self.style(**look, num_format=_DAY))
        elif isinstance(value, int):
            sheet.write_number(line, number, value, self.style(**look))
        elif value:
            words = fitting(visible(value))
            if words.startswith(tuple(_SIGNS)):
                look["quote_prefix"] = True
            sheet.write_string(line, number, words, self.style(**look))
        else:
            sheet.write_blank(line, number, None, self.style(**look))

    def _set_up_pages(self, sheet: Any, name: str) -> None:
        sheet.set_landscape()
        sheet.set_paper(_PAPER_A4)
        sheet.set_margins(**_MARGINS)
        sheet.fit_to_pages(1, 0)
        sheet.repeat_rows(0)
        title = self._title if len(self._title) <= _TITLE_MOST else f"{self._title[:_TITLE_MOST]}…"
        sheet.set_header(f'&C&14&"黑体,Regular"{visible(title).replace("&", "&&")}\n&11{name}')
        sheet.set_footer("&C第 &P 页，共 &N 页")


def fitting(words: str) -> str:
    """Words that a cell can hold: what is too long is cut, and says so."""
    if len(words) * 2 <= LONGEST or len(encoded := words.encode("utf-16-le")) <= LONGEST * 2:
        return words
    return encoded[: 2 * (LONGEST - len(CUT))].decode("utf-16-le", "ignore") + CUT


def _width(column: Column, values: Sequence[Cell]) -> float:
    longest = max((len(value) for value in values if isinstance(value, str)), default=0)
    return column_width(longest, column.least, column.most)


def _free_heights(name: str, content: bytes) -> bytes:
    """Heights as those that a program found itself: it finds them anew when the text changes, which fixed ones forbid."""
    return _FIXED.sub(rb"\1", content) if name.startswith("xl/worksheets/") else content
