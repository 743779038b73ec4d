"""The figures as a page: one file with drawings, that asks for nothing and runs nothing."""

import base64
import hashlib
from collections.abc import Sequence
from itertools import accumulate
from pathlib import Path

from plan_extract.messages import Language
from plan_extract.statistics.tally import Figures, Tally
from plan_extract.statistics.words import said, total
from plan_extract.writers.page.markup import Markup, element, escaped, joined

_WIDTH = 760
_LABEL = 240  # width of the names
_LONGEST = 34  # half-width characters that fit into it
_ROW = 24
_COUNT = 70  # width of the numbers behind the bars
_DRAWN = 40  # rows of a drawing; the table has them all
_PAGE = """<!DOCTYPE html>
<html lang="{language}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'sha256-{digest}'; img-src data:">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>{title}</title>
<link rel="icon" href="data:,">
<style>{style}</style>
</head>
<body>
<h1>{title}</h1>
{body}
</body>
</html>
"""


def as_page(tally: Tally, language: Language) -> bytes:
    """The page in a language."""
    style = (Path(__file__).parent / "page.css").read_text("utf-8")
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    body = joined([_section(figures, language) for figures in tally.figures()], "\n")
    name = "zh-Hans" if language == "zh" else "en"
    title = escaped(said("title", language))
    return _PAGE.format(language=name, digest=digest, style=style, title=title, body=body).encode(errors="replace")


def _section(figures: Figures, language: Language) -> Markup:
    head = element("h2", said(figures.name, language))
    if figures.name == "totals":
        pairs = [
            (element("dt", total(str(name), language)), element("dd", f"{count:,}")) for name, count in figures.rows
        ]
        return element("section", head, element("dl", joined([element("div", *pair) for pair in pairs])))
    if not figures.rows:
        return element("section", head, element("p", said("none", language)))
    shown = figures.rows[-_DRAWN:] if figures.name == "months" else figures.rows[:_DRAWN]
    counts = [name for name, cell in zip(figures.columns, figures.rows[0], strict=True) if isinstance(cell, int)]
    parts = counts[:-1] or counts  # what stands behind the parts is their sum
    note = said("some", language).format(count=len(shown), all=len(figures.rows))
    return element(
        "section",
        head,
        _legend(parts, language) if len(parts) > 1 else Markup(),
        _bars(shown, len(parts), said(figures.name, language), language),
        element("p", note) if len(shown) < len(figures.rows) else Markup(),
        element("details", element("summary", said("all", language)), _table(figures, language)),
    )


def _legend(parts: Sequence[str], language: Language) -> Markup:
    items = [
        element("li", Markup("<i></i>"), said(name, language), class_=f"c{number}") for number, name in enumerate(parts)
    ]
    return element("ul", joined(items), class_="legend")


def _bars(rows: Sequence[tuple[str | int, ...]], parts: int, title: str, language: Language) -> Markup:
    """A row a name: its counts as pieces of a bar, and their sum."""
    values = [[int(cell) for cell in row if isinstance(cell, int)][:parts] for row in rows]
    most = max(map(sum, values)) or 1
    drawn = [
        _bar(
            number, " ".join(str(cell) for cell in row if isinstance(cell, str)) or said("none", language), counts, most
        )
        for number, (row, counts) in enumerate(zip(rows, values, strict=True))
    ]
    height = _ROW * len(rows)
    frame: dict[str, str | int] = {
        "viewBox": f"0 0 {_WIDTH} {height}",
        "width": _WIDTH,
        "height": height,
        "role": "img",
    }
    return element("svg", element("title", title), joined(drawn), **frame)


def _bar(number: int, name: str, counts: Sequence[int], most: int) -> Markup:
    y, x, pieces = _ROW * number, float(_LABEL), []
    for colour, count in enumerate(counts):
        width = (_WIDTH - _LABEL - _COUNT) * count / most
        place: dict[str, str | int] = {
            "x": f"{x:.1f}",
            "y": y + 4,
            "width": f"{width:.1f}",
            "height": _ROW - 8,
            "class_": f"c{colour}",
        }
        pieces += [element("rect", **place)] if count else []
        x += width
    label = element("text", element("title", name), _short(name), x=_LABEL - 8, y=y + 17, class_="name")
    return element("g", label, joined(pieces), element("text", f"{sum(counts):,}", x=f"{x + 6:.1f}", y=y + 17))


def _short(name: str) -> str:
    """As much of a name as fits."""
    widths = accumulate(1 if one < "\u1100" else 2 for one in name)
    fitting = sum(width <= _LONGEST for width in widths)
    return name if fitting == len(name) else f"{name[: fitting - 1]}\u2026"


def _table(figures: Figures, language: Language) -> Markup:
    heads = [element("th", said(name, language), scope="col") for name in figures.columns]
    body = [
        element(
            "tr", joined([element("td", f"{cell:,}") if isinstance(cell, int) else element("th", cell) for cell in row])
        )
        for row in figures.rows
    ]
    table = element("table", element("thead", element("tr", joined(heads))), element("tbody", joined(body)))
    return element("div", table, class_="wide")
