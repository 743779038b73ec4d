"""The plan in every format that is read: file to JSON, in multiples of the same from its text."""

from collections.abc import Callable
from shutil import which

from benchmarks.in_process import medians, milliseconds, ratio
from benchmarks.report import Row
from benchmarks.texts import PLAN
from making_docx import numbered_plan, typed_plan
from making_html import page as web_page
from making_ofd import ofd
from making_ofd import pages_of as ofd_pages
from making_pdf import pages_of as pdf_pages
from making_pdf import pdf
from plan_extract.pipeline import parse_source
from plan_extract.readers import read_bytes
from plan_extract.writers import render

_TEXT = "text in UTF-8"
_ROUNDS_OF_OFFICE = 3


def rows() -> list[Row]:
    """A row for each format; those that LibreOffice converts only where it is there."""
    raw = PLAN.read_text("utf-8")
    lines = [line.strip() for line in raw.splitlines() if line.strip()]
    data = {
        _TEXT: raw.encode(),
        "text in GB18030": raw.encode("gb18030"),
        "web page": web_page(lines).encode(),
        "Word, numbers typed": typed_plan(raw),
        "Word, numbers of Word": numbered_plan(raw),
        "PDF": pdf(*pdf_pages(lines)),
        "OFD": ofd(*ofd_pages(lines)),
    }
    seconds = medians({name: _whole_way(one) for name, one in data.items()})
    found = [_row(name, seconds) for name in data if name != _TEXT]
    if which("soffice"):
        words = "".join("".join(f"\\u{ord(char)}?" for char in line) + "\\par\n" for line in lines)
        older = {_TEXT: data[_TEXT], "RTF, by LibreOffice": f"{{\\rtf1\\ansi {words}}}".encode()}
        seconds = medians({name: _whole_way(one) for name, one in older.items()}, _ROUNDS_OF_OFFICE)
        found.append(_row("RTF, by LibreOffice", seconds))
    return found


def _row(name: str, seconds: dict[str, list[float]]) -> Row:
    return Row(f"{name}: file to JSON, x {_TEXT}", milliseconds(seconds[name]), ratio(seconds, name, _TEXT))


def _whole_way(data: bytes) -> Callable[[], object]:
    return lambda: render(parse_source(*read_bytes(data, "plan")), "jsonl")
