"""Document numbers (发文字号): `org〔year〕n号` in the spellings that occur (GB/T 9704-2012, 7.2.5; field guide 8).

Patterns match the reading copy, where every bracket is `( )` and no space is left. They need `regex` (scripts, one
group name in several forms), so this module is imported only for texts in which a number can stand.
"""

from collections.abc import Iterator
from typing import NamedTuple

import regex

from plan_extract.model import DocumentNumber
from plan_extract.text import Text


class Form(NamedTuple):
    """A spelling of document numbers, how it is written in its normal form, and examples that it alone reads."""

    name: str
    pattern: str
    norm: str
    examples: tuple[str, ...]


_ORG = r"(?P<org>\p{Han}[\p{Han}()]{0,18}\p{Han})"
_YEAR = r"(?P<year>(?:19|20)\d\d)"
_NUMBER = r"(?P<number>\d{1,5})号"

# Order matters: the more regular form first.
FORMS = (
    Form(
        "standard",
        rf"{_ORG}\({_YEAR}年?\)第?{_NUMBER}",
        "{org}〔{year}〕{number}号",
        ("浙政发(2018)4号", "皖科办复(2022年)第149号"),
    ),
    Form(
        "order",
        rf"(?P<org>\p{{Han}}{{2,20}}(?:令|公告))(?:\(?{_YEAR}年?\)?)?第{_NUMBER}",
        "{org}{year}第{number}号",
        ("国务院令第706号", "国家发展改革委令2016年第44号"),
    ),
    Form(
        "no_bracket",
        rf"{_ORG}\(?{_YEAR}\)?(?P<number>\d{{1,3}})号",
        "{org}〔{year}〕{number}号",
        ("滨教函202011号", "国办发(2018104号"),
    ),
)
_FORMS = regex.compile("|".join(f"(?P<{form.name}>{form.pattern})" for form in FORMS))
# what runs into a number that stands in a sentence
_LEAD_IN = regex.compile(r"(?:.*(?:根据|依据|按照|落实|贯彻|关于|印发|以及|参照|详见|[和及与以见的等]))?")


def find_document_numbers(text: Text, start: int, end: int) -> Iterator[DocumentNumber]:
    """The document numbers in a range of the reading copy, with their normal forms."""
    for found in _FORMS.finditer(text.folded, start, end):
        yield _record(text, found)


def match_document_number(text: Text, start: int, end: int) -> DocumentNumber | None:
    """The document number that a range of the copy is, but for brackets around it."""
    folded = text.folded
    if folded.startswith("(", start) and folded.endswith(")", start, end):
        start, end = start + 1, end - 1
    found = _FORMS.fullmatch(folded, start, end)
    return _record(text, found) if found else None


def _record(text: Text, found: "regex.Match[str]") -> DocumentNumber:
    form = next(form for form in FORMS if found[form.name])
    lead_in = _LEAD_IN.match(text.folded, *found.span("org")).end()
    start = lead_in if found.end("org") - lead_in > 1 else found.start()
    org, year = text.words(start, found.end("org")), found["year"]
    printed_year = f"{year}年" if year and form.name == "order" else year or ""
    return DocumentNumber(
        text=text.words(start, found.end()),
        org=org,
        year=int(year) if year else None,
        number=int(found["number"]),
        norm=form.norm.format(org=org, year=printed_year, number=int(found["number"])),
        span=text.span(start, found.end()),
    )
