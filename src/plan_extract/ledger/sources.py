"""The words of the source and where they stand."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from operator import attrgetter

from plan_extract.errors import MisuseError
from plan_extract.model import Plan
from plan_extract.text import Span, Text
from plan_extract.whereabouts import Whereabouts

_LABEL_LINE = re.compile(r"\s*[^\W\d]{2,12}:")  # 责任单位：at the head of a line: lines of labels are no running text


class Sources:
    """The file of a plan, to cite from; raises MisuseError where the plan does not hold its text."""

    def __init__(self, plan: Plan) -> None:
        if plan.source.text is None:
            raise MisuseError("no_text", name=plan.source.name or "-")
        self._text = Text(plan.source.text)
        self.whereabouts = Whereabouts(plan.source, plan.source.text)
        self._furniture = plan.coverage.furniture

    def place(self, span: Span | None) -> str:
        """Where a place begins, as `77:5`; nothing for no place."""
        return self.whereabouts.place(span.start) if span else ""

    def words(self, spans: Iterable[Span], behind: int) -> str:
        """What the file has at these places, without layout and furniture.

        A line for each place, for each line of labels, and for what stands below a heading, at `behind`.
        """
        return "\n".join(words for span in spans if (words := self._cite(span, behind)))

    def _cite(self, span: Span, behind: int) -> str:
        folded = self._text.folded
        paragraphs: list[list[Span]] = []
        depth = 0  # inside a bracket a label at the head of a line is the rest of one that the page has broken
        for line in self._text.lines(span, self._furniture_in(span)):
            headed = line.start <= behind < line.end and not self._text.raw[line.start : behind].strip()
            labelled = depth <= 0 and _LABEL_LINE.match(folded, line.start, line.end)
            if headed or labelled or not paragraphs:
                paragraphs.append([])
                depth = 0
            paragraphs[-1].append(line)
            depth += folded.count("(", line.start, line.end) - folded.count(")", line.start, line.end)
        return "\n".join(filter(None, self._text.reading(paragraphs).surface.split("\n")))

    def _furniture_in(self, span: Span) -> tuple[Span, ...]:
        first = bisect_right(self._furniture, span.start, key=attrgetter("end"))
        return self._furniture[first : bisect_left(self._furniture, span.end, key=attrgetter("start"))]
