"""One value as an entry tells it: its words as a link, what was made of them, and on what basis."""

from datetime import date

from plan_extract.model import Deadline, Deliverable, PersonMention, Reference, Target, UnitMention
from plan_extract.writers.page.book import Book
from plan_extract.writers.page.markup import Markup, element, joined
from plan_extract.writers.page.strings import STRINGS
from plan_extract.writers.page.values import unit_kind

_SIGNS = {">=": "\u2265", "<=": "\u2264", ">": ">", "<": "<", "~": "\u2248"}
_PERCENT = "%"


def day(when: date) -> Markup:
    """A date as ISO writes it."""
    return element("time", when.isoformat())


def small(*content: str, class_: str = "") -> Markup:
    """What is said of a value beside its words."""
    return element("small", *content, class_=class_)


def spaced(*parts: str) -> list[str]:
    """Parts with a space between them, empty ones left out."""
    found = [part for part in parts if part]
    return [piece for part in found for piece in (" ", part)][1:]


def unit(book: Book, one: UnitMention, above: str | None = None) -> Markup:
    """A unit with its basis; `above` is the clause that an inherited one was written in."""
    return element("li", *spaced(book.link(one.span, one.text, class_=unit_kind(one)), _basis(book, one.basis, above)))


def person(book: Book, one: PersonMention, above: str | None = None) -> Markup:
    """A person with the kind of duty and its basis."""
    kind = small(book.words.say(f"person_{one.role}"))
    return element("li", *spaced(book.link(one.span, one.text, class_="person"), kind, _basis(book, one.basis, above)))


def _basis(book: Book, basis: str, above: str | None = None) -> Markup:
    if basis == "explicit":
        return Markup()
    told = book.words.say(f"basis_{basis}")
    return small(*spaced(told, above if basis == "inherited" and above else ""), class_=f"basis {basis}")


def period(book: Book, freq: str | None) -> str:
    """How often: in words, else as ISO 8601 writes it; nothing where it is not said."""
    return book.words.say(f"freq_{freq}") if f"freq_{freq}" in STRINGS else freq or ""


def deadline(book: Book, one: Deadline) -> Markup:
    """A time limit in words, what kind it is, and the days it comes to."""
    days = joined([day(when) for when in (one.start, one.end) if when], " \u2013 ")
    told = small(
        *spaced(book.words.say(f"time_{one.kind}"), days, period(book, one.freq), f"({one.hedge})" if one.hedge else "")
    )
    return element("li", *spaced(book.link(one.span, one.text, class_="deadline"), told, _basis(book, one.basis)))


def target(book: Book, one: Target) -> Markup:
    """A target: its metric, the words of its value, and the value as a number."""
    relation = _SIGNS.get(one.op) or book.words.say(f"op_{one.op}")
    change = book.words.say(f"change_{one.change}") if one.change else ""
    until = [" ", book.words.say("time_by"), " ", day(one.by)] if one.by else []
    rest = [part for part in (period(book, one.per), one.baseline, f"({one.hedge})" if one.hedge else "") if part]
    told = small(*spaced(change, relation, _amount(one), *rest), *until)
    metric = element("span", one.metric, class_="metric") if one.metric else ""
    return element("li", *spaced(metric, book.link(one.span, one.text, class_="target"), told))


def _amount(one: Target) -> str:
    """The number with its unit: 95%, 3\u20135 \u4e2a."""
    values = one.value if isinstance(one.value, tuple) else () if one.value is None else (one.value,)
    written = "\u2013".join(f"{value:,}" for value in values)
    return written + (one.unit if one.unit.startswith(_PERCENT) else f" {one.unit}" if one.unit else "")


def reference(book: Book, one: Reference) -> Markup:
    """A document that is referred to, and how."""
    told = small(*spaced(book.words.say(f"relation_{one.relation}"), one.document_number or ""))
    return element("li", *spaced(book.link(one.span, f"\u300a{one.title}\u300b", class_="reference"), told))


def deliverable(book: Book, one: Deliverable) -> Markup:
    """A thing to be brought forth."""
    weak = small(book.words.say("weak")) if one.weak else ""
    return element("li", *spaced(book.link(one.span, one.text, class_="deliverable"), weak))


def rows(book: Book, told: "list[tuple[str, list[Markup]]]") -> Markup:
    """A list of facts: each title (a key of the strings) with its values; titles without values are left out."""
    pairs = [
        element("div", book.words.say(key, "dt"), element("dd", element("ul", joined(values))))
        for key, values in told
        if values
    ]
    return element("dl", joined(pairs)) if pairs else Markup()
