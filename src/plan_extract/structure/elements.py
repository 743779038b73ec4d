"""What an unnumbered paragraph looks like by itself: a title, a date, addressees, an organisation (GB/T 9704-2012, 7).

Each paragraph gets one letter; the order of the elements is then a pattern over the letters (`header.py`).
"""

import re
from datetime import date

from plan_extract.folding import fold
from plan_extract.structure.labels import is_entry, is_metadata
from plan_extract.structure.numbering import HAN_DIGITS, Marker, to_int
from plan_extract.structure.segments import Segments
from plan_extract.text import INVISIBLE, Stretch, Text
from plan_extract.vocab import words

_UNIT_ENDINGS = words("unit_endings")
_SENTENCE_MARKS = frozenset('\u3002;:,!?"\u300a\u300b0123456789')
_NUMERAL = r"(\d{1,2}|[一二三四五六七八九十]{1,3})"
DAY = re.compile(rf"((?:19|20|[一二][九〇零Oo])[\d〇零一二三四五六七八九Oo]{{2}})年{_NUMERAL}月{_NUMERAL}日")
SEAL = re.compile(r"[(\uff08](?:代?盖?章|代印)[)\uff09]$")  # of a body that signs for one without a seal
_DASHED_DAY = re.compile(r"((?:19|20)\d\d)[-./](\d{1,2})[-./](\d{1,2})(?!\d)")
_MOST_COPIED = 6  # lines of those who get a copy
_LONGEST_NAMES = 300  # of the organisations of one line
_BLANKS = re.compile(rf"[\s{INVISIBLE}]+")
_NOTE = re.compile(r"\([^()\u3002]{2,20}(?:公开|删减|删节|发布)[^()\u3002]{0,10}\)")
_COVER = re.compile(r"印发给?你们|转发给?你们|现将.{1,200}印发|同意.{0,10}现.{0,4}(?:印|转)发")
ATTACHMENT = re.compile(r"附件(?::?(?P<number>\d{1,2})(?!\d)[:.、]?|:) ?(?P<title>[^ ].*)(?<!\u3002)")
_NEXT_ATTACHMENT = re.compile(r"(?P<number>\d{1,2})[.、](?P<title>[^\u3002;]{4,80})")
_ANNEX = re.compile(r"附[件表录图](?:\d{1,2}|[一二三四五六七八九十]{1,2})?[:.]?")
_OMITTED = re.compile(r"\(?(?:此件)?略(?:\([^()]*\)|\)|[,\u3002]|$)")
_RECIPIENTS = re.compile(r"[^\u3002;:]{2,300}:")
_ADDRESSED = re.compile(r"各(?!位)|有关单位|(?:府|厅|局|部|委|会|团|司|办|院|校|区|位|门)(?:\([^()]*\))?[,、:]")
_PROSE = ("为", "根据", "按照", "依据", "经", "现", "近", "结合", "围绕", "本")
_ABOVE_TITLE = frozenset("KX")  # letters of the lines of a web page's table
_PRINTED = re.compile(r"抄送:|.{0,40}日印发$")


def is_organisation(text: str) -> bool:
    """Whether a folded line names an organisation and nothing else, (代章) behind it left out."""
    text = SEAL.sub("", text)
    return 2 <= len(text) <= 60 and text.endswith(_UNIT_ENDINGS) and _SENTENCE_MARKS.isdisjoint(text)


def _is_day(text: str) -> bool:
    bracketed = text.startswith("(") and text.endswith(")")
    return DAY.fullmatch(text, bracketed, len(text) - bracketed) is not None


def _is_document_number(text: str) -> bool:
    if not text.endswith(("号", "号)")):
        return False
    from plan_extract.structure.docnumbers import match_document_number  # brings regex, which most lines do not need

    return match_document_number(Text(text), 0, len(text)) is not None


def _is_recipients(text: str) -> bool:
    if text.startswith(_PROSE) or text.endswith("如下:"):
        return False
    return _RECIPIENTS.fullmatch(text) is not None and _ADDRESSED.search(text) is not None


def _is_title(text: str) -> bool:
    return len(text) <= 120 and text[-1] not in "\u3002;,、" and "\u3002" not in text and ":" not in text


# 2015年8月27日某市第十二届人民代表大会常务委员会通过
_ADOPTED = re.compile(r"\(?.{0,60}年.{1,60}(?:通过|批准|公布|修订|修正|施行)\)?")


# What an unnumbered paragraph looks like by itself; a numbered one is M, one of a metadata table K, anything else prose, P.
# D date, A note, B adoption, N number, H heading of an annex, F attachment, E elision, C cover text, X copies and printing,
# R addressees, O organisation, T title.
# Order matters: an addressee line names organisations, and an organisation could be a short title.
LETTERS = (
    ("D", _is_day),
    ("A", _NOTE.fullmatch),
    ("B", _ADOPTED.fullmatch),
    ("N", _is_document_number),
    ("H", _ANNEX.fullmatch),
    ("F", ATTACHMENT.fullmatch),
    ("E", _OMITTED.match),
    ("C", _COVER.search),
    ("X", _PRINTED.match),
    ("R", _is_recipients),
    ("O", is_organisation),
    ("T", _is_title),
)


def read_letters(segments: Segments, metadata: frozenset[int]) -> str:
    """The letters of all paragraphs; `metadata` are the indices of those that belong to a metadata table."""
    letters: list[str] = []
    cells = {index for table in segments.tables for index in range(table.first, table.last)}
    copied = 0  # lines since 抄送, where it goes on
    attachments = 0  # announced so far, where the last paragraph announced one
    signed = False  # whether a day has stood behind the last item: then web pages add what they like
    for index, (paragraph, marker) in enumerate(zip(segments.paragraphs, segments.markers, strict=True)):
        words_ = paragraph.of(segments.text.folded)
        if index in cells:
            letters.append("P")
            continue
        letter = "K" if index in metadata else "M" if marker else "X" if is_metadata(words_) else _letter(words_)
        signed = letter == "D" or (signed and letter != "M")
        if letter == "P" and (signed or set(letters) <= _ABOVE_TITLE) and is_entry(words_):
            letter = "X"
        if letter in "PT" and len(words_) < _LONGEST_NAMES and split_organisations(segments.text, paragraph):
            letter = "O"
        if letter == "F":
            attachments = max(1, attachments)
        elif attachments and marker and _goes_on(words_, marker, attachments):
            letter, attachments = "F", attachments + 1
        else:
            attachments = 0
        if copied and letter in "PTO" and copied < _MOST_COPIED:
            letter = "X"
        copied = copied + 1 if copied and letter == "X" else int(words_.startswith("抄送"))
        if words_.endswith("印发"):
            copied = 0
        letters.append(letter)
    return "".join(letters)


def split_organisations(text: Text, place: Stretch) -> list[str]:
    """The organisations that a line names, parted by blanks, as the file has them; none, where it names anything else."""
    names = [name for name in _BLANKS.split(text.span(*place).of(text.raw)) if name] if place.start < place.end else []
    return names if all(is_organisation(fold(name)) for name in names) else []


def _letter(paragraph: str) -> str:
    return next((letter for letter, looks_so in LETTERS if looks_so(paragraph)), "P")


def _goes_on(paragraph: str, marker: Marker, announced: int) -> bool:
    """Whether a numbered line is the next attachment of a list, not an item."""
    return marker.family == "ar" and marker.number == announced + 1 and bool(_NEXT_ATTACHMENT.fullmatch(paragraph))


def match_attachment(folded: str, paragraph: Stretch) -> "re.Match[str] | None":
    """The number and the title of the attachment that a line announces, as groups."""
    return ATTACHMENT.fullmatch(folded, *paragraph) or _NEXT_ATTACHMENT.fullmatch(folded, *paragraph)


def read_day(words_: str) -> date | None:
    """The day that a folded text begins with, in Chinese or as 2024-02-04; None where there is no such day."""
    words_ = words_.lstrip("(")
    if found := _DASHED_DAY.match(words_):
        year, month, day = (int(part) for part in found.groups())
    elif found := DAY.match(words_):
        year = int("".join(str(HAN_DIGITS.get(digit, digit)) for digit in found[1].replace("O", "0").replace("o", "0")))
        month, day = to_int(found[2]), to_int(found[3])
    else:
        return None
    try:
        return date(year, month, day)
    except ValueError:
        return None
