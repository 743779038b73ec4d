"""Document numbers (发文字号): `org〔year〕n号` in the spellings that occur (GB/T 9704-2012, 7.2.5; field guide 8).

Patterns match the reading copy, where every bracket is `( )` and no space is left but between digits. They need `regex`
(scripts, one group name in several forms, a search from the end), so this module is imported only for texts in which
a number can stand.
"""

import functools
from collections.abc import Iterable, Iterator
from typing import NamedTuple

import regex

from plan_extract.model import DocumentNumber
from plan_extract.structure.numbering import to_int
from plan_extract.text import Text
from plan_extract.vocab import table


class Form(NamedTuple):
    """A spelling of document numbers, how it is written in its normal form, and examples that it alone reads."""

    name: str
    pattern: str
    norm: str
    examples: tuple[str, ...]


_HAN = r"(?:(?![号號])\p{Han})"
_ORG = rf"(?P<org>{_HAN}{{1,40}}(?:{_HAN}|\({_HAN}{{1,4}}\){_HAN}{{0,3}}))"
_CODE = rf"(?P<org>{_HAN}{{1,40}}[发發函字规办文通电复秘])"
_BODY = rf"(?:{_HAN}{{1,20}}[部委局署厅院会行]、){{0,6}}{_HAN}{{1,40}}"
_ISSUED = r"(?:令|公告|通告)"
_YEAR = r"(?P<year>(?:1 ?9|2 ?0) ?\d ?\d)"
_DIGITS = r"(?P<number>\d(?: ?\d){0,4})"
_NUMBER = rf"{_DIGITS}[号號]"
_NUMERAL = r"(?:[一二三四五六七八九]百零?)?(?:[一二三四五六七八九]?十)?[一二三四五六七八九]?"
_NTH = rf"\n?第(?![号號])(?P<number>\d{{1,5}}|{_NUMERAL})[号號]"

# Order matters: the more regular form first.
FORMS = (
    Form(
        "standard",
        rf"{_ORG}\({_YEAR}年?\)第?{_NUMBER}",
        "{org}〔{year}〕{number}号",
        ("浙政发(2018)4号", "皖科办复(2022年)第149号", "甲建(科)发(2020)13号"),
    ),
    Form("order", rf"(?P<org>{_BODY}{_ISSUED}){_NTH}", "{org}第{number}号", ("国务院令第706号", "主席令第八十七号")),
    Form(
        "order_of_year",
        rf"(?P<org>{_BODY}{_ISSUED})\(?{_YEAR}年?\)?{_NTH}",
        "{org}{year}年第{number}号",
        ("国家发展改革委令2016年第44号", "财政部、税务总局公告2019年第39号"),
    ),
    Form(
        "order_of_session",
        rf"(?P<org>{_BODY}{_ISSUED})\((?P<session>第?(?:\d{{1,2}}|{_NUMERAL})届)\){_NTH}",
        "{org}〔{session}〕第{number}号",
        ("某市人民代表大会常务委员会公告(15届)第95号",),
    ),
    Form(
        "order_behind",
        rf"(?P<org>{_BODY}[部委局署厅院会府行])(?P<dated>{_YEAR}年)?{_NTH}(?P<issued>{_ISSUED})",
        "{org}{issued}{dated}第{number}号",
        ("国务院第493号令", "财政部2019年第39号公告"),
    ),
    Form(
        "series",
        rf"{_ORG}\({_YEAR}年?\)(?P<letters>{_HAN}字)第?{_NUMBER}",
        "{org}〔{year}〕{letters}{number}号",
        ("某协发(2022)宣字9号",),
    ),
    Form(
        "year_masked",
        rf"{_CODE}\((?:20)?[xX×*]{{0,4}}\)第?{_NUMBER}",
        "{org}〔〕{number}号",
        ("国發()33號", "某政发(20××)5号"),
    ),
    Form("bracket_late", rf"{_ORG}{_YEAR}\({_DIGITS}\)[号號]", "{org}〔{year}〕{number}号", ("某科通2023(33)号",)),
    Form(
        "bracket_turned",
        rf"{_ORG}\({_YEAR}年?(?:\(第?|第){_NUMBER}",
        "{org}〔{year}〕{number}号",
        ("某物发(2019(150号", "某政发(2019第5号"),
    ),
    Form(
        "bracket_closed_only",
        rf"(?<![(\p{{Han}}]){_CODE}{_YEAR}年?\)第?{_NUMBER}",
        "{org}〔{year}〕{number}号",
        ("某政发2019)15号",),
    ),
    Form(
        "bracket_missing",
        rf"(?:{_ORG}\(|{_CODE}){_YEAR}(?P<number>\d{{1,4}})[号號]",
        "{org}〔{year}〕{number}号",
        ("滨教函202011号", "国办发(2018104号"),
    ),
)
_LONGEST_CODE = 12  # the longest of 1,429 that occur in 4,000 numbers has 9 characters
_NAME_ENDINGS = ("令", "公告", "通告", *"府厅局委会部院署")
_JOINERS = "和与及或等"
_CLOSERS = ("》", ")", "号", '"')  # of a title or number: what follows may be 和


def find_document_numbers(text: Text, start: int, end: int) -> Iterator[DocumentNumber]:
    """The document numbers in a range of the reading copy, in order, with their normal forms."""
    folded = text.folded
    signs = folded.count("号", start, end) + folded.count("號", start, end)
    numbers: dict[int, tuple[Form, regex.Match[str]]] = {}
    for form in FORMS:
        if len(numbers) < signs:  # most often the first form has read them all, and no other need be compiled
            for found in _compiled(form).finditer(folded, start, end):
                numbers.setdefault(found.end("number"), (form, found))
    for _, (form, found) in sorted(numbers.items()):
        begin = _org_start(folded, *found.span("org"))
        if begin is not None:
            yield _record(text, form, found, begin)


def match_document_number(text: Text, start: int, end: int) -> DocumentNumber | None:
    """The document number that a range of the copy is, but for brackets around it."""
    folded = text.folded
    if folded.startswith("(", start) and folded.endswith(")", start, end):
        start, end = start + 1, end - 1
    for form in FORMS:
        found = _compiled(form).match(folded, start, end)  # of a pattern that runs back: it ends at the end
        if found and found.start() == start:
            return _record(text, form, found, start) if _org_start(folded, *found.span("org")) == start else None
    return None


@functools.cache
def _compiled(form: Form) -> "regex.Pattern[str]":
    """From the end: most places are passed over for lack of a 号, without a look at the characters before them."""
    return regex.compile(f"(?r){form.pattern}")


def _org_start(folded: str, start: int, end: int) -> int | None:
    """Where the issuer begins in the characters before the year; None where that is not to be seen."""
    is_name = folded.endswith(_NAME_ENDINGS, start, end)
    first = start + (folded[start] in "年月日" and folded[start - 1 : start].isdigit())
    begin = max(first, _behind_last(_words_before("any" if is_name else "code"), folded, first, end))
    if folded[begin] in _JOINERS and (begin > start or folded[start - 1 : start] in _CLOSERS):
        begin += 1
    if not is_name:
        begin = max(begin, _behind_last(_JOINERS, folded, begin + 1, end))
    is_whole = begin > start or folded[start - 1 : start] in _CLOSERS or not folded[start - 1 : start].isalpha()
    return begin if is_whole and (is_name or end - begin <= _LONGEST_CODE) else None


def _behind_last(words: Iterable[str], folded: str, start: int, end: int) -> int:
    """The place behind the last of some words, at least two characters before the end; 0 where none stands."""
    places = ((folded.rfind(word, start, end - 2), word) for word in words)
    return max((place + len(word) for place, word in places if place >= 0), default=0)


@functools.cache
def _words_before(kind: str) -> tuple[str, ...]:
    """What may run into a whole name (`any`), or into a code too (`code`)."""
    return tuple(row["word"] for row in table("before_numbers") if row["before"] in ("any", kind))


def _record(text: Text, form: Form, found: "regex.Match[str]", start: int) -> DocumentNumber:
    groups = {name: words.replace(" ", "") for name, words in found.groupdict("").items()}
    number = to_int(groups["number"])
    org = text.words(start, found.end("org"))
    return DocumentNumber(
        text=text.words(start, found.end()),
        org=org,
        year=int(groups["year"]) if groups.get("year") else None,
        number=number,
        norm=form.norm.format_map(groups | {"org": org, "number": number}),
        span=text.span(start, found.end()),
    )
