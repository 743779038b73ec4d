"""The document that the plan came in: its parts, its attachments, the file, and where its characters went."""

from collections import Counter

from plan_extract.text import LAYOUT
from plan_extract.writers.page import facts
from plan_extract.writers.page.book import Book
from plan_extract.writers.page.markup import Markup, element, joined
from plan_extract.writers.page.regions import REGIONS

_ELEMENTS = ("title", "plan_title", "document_number", "issuers", "recipients", "issued_on", "release_note")


def card(book: Book) -> Markup:
    """The parts of the document, each a link to its words where they are printed."""
    document = book.plan.document
    told = [_pair(book, key, _element(book, key)) for key in _ELEMENTS]
    told.append(_pair(book, "kind", document.kind or ""))
    if document.period:
        told.append(_pair(book, "period", f"{document.period.start} \u2013 {document.period.end}"))
    told.append(_pair(book, "region", document.region or ""))
    if book.plan.attachments:
        told.append(_pair(book, "attachments", element("ul", joined(_attachments(book)))))
    return element("dl", joined(told))


def _pair(book: Book, key: str, content: str) -> Markup:
    shown = content or book.words.say("none", "small")
    return element("div", book.words.say(key, "dt"), element("dd", shown))


def _element(book: Book, key: str) -> str:
    document = book.plan.document
    value = getattr(document, key)
    words = "\u3001".join(value) if isinstance(value, tuple) else str(value or "")
    span = document.spans.get(key)
    shown = book.link(span, words) if span and words else words
    if key in document.inferred and words:
        return joined(facts.spaced(shown, book.words.say("inferred", "small")))  # type: ignore[arg-type]
    return shown


def _attachments(book: Book) -> list[Markup]:
    return [
        element("li", book.link(one.span, one.title), " ", book.words.say(f"attachment_{one.status}", "small"))
        for one in book.plan.attachments
    ]


def file_card(book: Book) -> Markup:
    """The file that was read, and by what."""
    plan, source = book.plan, book.plan.source
    size = element("span", str(source.characters), " (", book.words.say("visible"), f" {plan.coverage.characters})")
    told = [
        _pair(book, "file", source.name or ""),
        _pair(book, "code_points", size),
        _pair(book, "encoding", source.encoding or ""),
        _pair(book, "sha256", element("code", source.sha256)),
        _pair(book, "generator", f"{plan.generator.name} {plan.generator.version}"),
    ]
    return element("dl", joined(told))


def region_counts(book: Book) -> dict[str, int]:
    """How many visible characters each region has."""
    counts = Counter(region for region, char in zip(book.painted, book.raw, strict=True) if not LAYOUT.match(char))
    return {name: counts[index] for index, name in enumerate(REGIONS)}


def region_legend(book: Book) -> Markup:
    """The regions of the text with their sizes; those that do not occur are left out."""
    counts = region_counts(book)
    return joined(
        [
            element(
                "li",
                book.words.say(f"region_{name}", class_=f"swatch {name}"),
                facts.small(" ", f"{counts[name]:,}", " ", book.words.say("characters")),
            )
            for name in ("task", "goal", "head", "furniture", "loose")
            if counts[name]
        ]
    )
