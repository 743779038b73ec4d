"""The source text as HTML: every visible character in its place, regions as backgrounds, values as links."""

from itertools import groupby

from plan_extract.model import Severity
from plan_extract.text import Span
from plan_extract.writers.page.book import Book
from plan_extract.writers.page.markup import Markup, element, escaped, joined
from plan_extract.writers.page.pieces import Piece
from plan_extract.writers.page.regions import LOOSE, REGIONS
from plan_extract.writers.page.values import Value

_SEVERITIES: tuple[Severity, ...] = ("error", "warning", "info")


def source_text(book: Book) -> Markup:
    """All lines of the source, each a block that ends with a line end."""
    shown = _Shown(book)
    return joined([shown.line(number) for number in range(len(book.pieces.places))])


class _Shown:
    """What is to be shown of each piece and each line."""

    def __init__(self, book: Book) -> None:
        self.book = book
        count = book.pieces.count
        self.values: list[list[Value]] = [[] for _ in range(count)]
        self.first: list[set[Value]] = [set() for _ in range(count)]
        self.doubts: list[set[Severity]] = [set() for _ in range(count)]
        self.edges: dict[int, set[Severity]] = {}
        for value in sorted(book.values, key=lambda one: one.span.end - one.span.start):
            if run := book.pieces.run(value.span):
                self.first[run.first].add(value)
                for number in range(run.first, run.first + run.size):
                    self.values[number].append(value)
        self._mark_doubts()

    def _mark_doubts(self) -> None:
        """Doubts about words underline them; one about a whole task or clause stands at the edge of its lines."""
        plan, pieces = self.book.plan, self.book.pieces
        wholes = {one.span for one in plan.tasks} | {one.span for one in plan.clauses}
        for finding in plan.diagnostics:
            if finding.span is not None and finding.span in wholes:
                for number in self._lines_of(finding.span):
                    self.edges.setdefault(number, set()).add(finding.severity)
            elif finding.span and (run := pieces.run(finding.span)):
                for number in range(run.first, run.first + run.size):
                    self.doubts[number].add(finding.severity)

    def _lines_of(self, span: Span) -> list[int]:
        places = self.book.pieces.places
        return [number for number, line in enumerate(places) if line.start < span.end and span.start < line.end]

    def line(self, number: int) -> Markup:
        """One line; its region is its own class where it has only one."""
        pieces = self.book.pieces.lines[number]
        groups = [(REGIONS[region], list(some)) for region, some in groupby(pieces, self._region)]
        inner = [(region, joined([self._piece(piece) for piece in some])) for region, some in groups]
        edge = next((f"edge {one}" for one in _SEVERITIES if one in self.edges.get(number, ())), "")
        if len(inner) > 1:
            content = joined([element("span", words, class_=region) for region, words in inner])
            partly = "partly" if any(region == REGIONS[LOOSE] for region, _ in inner) else ""
            return element("div", content, "\n", class_=" ".join(filter(None, ("line", partly, edge))))
        region, words = inner[0] if inner else ("", Markup())
        return element("div", words, "\n", class_=" ".join(filter(None, ("line", region, edge))))

    def _region(self, piece: Piece) -> int:
        return self.book.painted[piece.start]

    def _piece(self, piece: Piece) -> Markup:
        words = escaped(self.book.raw[piece.start : piece.end])
        if piece.number is None:
            return words
        values = self.values[piece.number]
        kinds = " ".join(dict.fromkeys(value.kind for value in values))
        shortest = values[0] if values and values[0] in self.first[piece.number] else None
        doubt = next((one for one in _SEVERITIES if one in self.doubts[piece.number]), "")
        classes = " ".join(filter(None, (kinds, doubt and f"doubt {doubt}")))
        begins = shortest.kind.split()[0] if shortest else None
        target = next((f"#{value.target}" for value in values if value.target), None)
        name = "a" if target else "span"
        return element(name, words, id=f"s{piece.number}", class_=classes, href=target, data_k=begins)
