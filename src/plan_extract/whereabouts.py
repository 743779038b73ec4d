"""Where values stand in the original file, in the short words in which all outputs say it."""

from bisect import bisect_right

from plan_extract.model import Place, Source
from plan_extract.text import Lines


class Whereabouts:
    """The places of a source and its text.

    Of a text file `77:5`, line and column; of pages `p3@72,140`, the page and the left upper corner of the line there, in
    points; of paragraphs `¶12`, and `¶12[1:2:3]` in the third cell of the second row of the first table.
    """

    def __init__(self, source: Source, raw: str) -> None:
        self.in_lines = not source.places
        self._lines = Lines(raw)
        self._places = source.places

    def place(self, offset: int) -> str:
        """What is said of the character there."""
        if self.in_lines:
            return "{}:{}".format(*self._lines.place(offset))
        return _told(self._places[max(0, bisect_right(self._places, offset, key=lambda one: one.start) - 1)])

    def line_and_column(self, offset: int) -> tuple[int, int]:
        """Line and column in the text, whatever the original, from 1."""
        return self._lines.place(offset)


def _told(place: Place) -> str:
    if place.page is not None:
        corner = "@{:.0f},{:.0f}".format(*place.box[:2]) if place.box else ""
        return f"p{place.page}{corner}{_cell(place)}"
    return f"\u00b6{place.paragraph}{_cell(place)}"


def _cell(place: Place) -> str:
    return f"[{place.cell}]" if place.cell else ""
