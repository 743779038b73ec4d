"""Plain text in the encodings that Chinese offices use; what was used is reported, nothing is ever replaced."""

import codecs
import functools
import re

from plan_extract.errors import UnreadableError
from plan_extract.model import Source
from plan_extract.readers.linear import source_of
from plan_extract.readers.options import Options

# A byte order mark decides at once. The longer ones first: that of UTF-32 begins with that of UTF-16.
_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_UNMARKED = ("gb18030", "big5", "utf-16-le", "utf-16-be", "utf-32-le", "utf-32-be")  # of equals the first is taken
# What files say of themselves, and what it means: programs write GB 2312 for all that came after it.
_TOLD = {
    "utf-8": "utf-8",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "gb18030": "gb18030",
    "big5": "big5",
    "big5hkscs": "big5hkscs",
}
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f]")
_MOST_CONTROL = 0.1  # the share of control characters that a text may have: Word leaves cell marks
_SAMPLE = 20_000  # characters that are looked at to tell text from chance
_ASCII = re.compile(r"[\t-\r\x1b\x20-\x7e]+")  # says nothing: it is the same in most encodings
_PLAUSIBLE = 0.85
_FEWEST_FURTHER = 16  # bytes beyond one a character: two of a Han character
# Blanks, dots, dashes, quotes, circled and Roman numbers, comparisons, squares and circles, full width
_SIGNS = (
    "\u00a0\u00b0\u00b1\u00b7\u00d7\u2002\u2003\u2014\u2015\u2018-\u201d\u2026\u2030\u2103\u2160-\u216b\u2264-\u2267\u2460-\u249b"
    "\u25a0-\u25cf\u3000-\u3017\u3220-\u3229\ufeff\uff01-\uff5e"
)


def read(data: bytes, path: str, options: Options) -> tuple[Source, str]:
    """Decode a text file: byte order mark, UTF-8, then the encoding in which it looks most like Chinese.

    Raises UnreadableError for binary data and for bytes that no encoding explains.
    """
    encoding, raw = decode(data, path, options)
    return source_of(data, path, "text/plain", encoding, raw), raw


def decode(data: bytes, path: str, options: Options, told: str = "") -> tuple[str, str]:
    """The encoding of a text and the text in it; `told` is what the text says of it, which need not be so.

    Raises UnreadableError.
    """
    if options.encoding:
        return options.encoding, _as_told(data, path, options.encoding)
    return _decode(data, path, _meant(told))


def _meant(told: str) -> str:
    try:
        return _TOLD.get(codecs.lookup(told).name, "")
    except (LookupError, ValueError):
        return ""


def _as_told(data: bytes, path: str, encoding: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        raise UnreadableError("undecodable", path=path, tried=encoding, offset=error.start) from None


def _decode(data: bytes, path: str, told: str) -> tuple[str, str]:
    for mark, encoding in _MARKS:
        if data.startswith(mark) and (raw := _strict(data, encoding)) is not None:
            return encoding, raw
    raw = _strict(data, "utf-8")
    if raw is not None and _is_text(raw) and (_is_certain(data, raw) or _likeness(raw) >= _PLAUSIBLE):
        return "utf-8", raw
    candidates = (told, *_UNMARKED) if told else _UNMARKED
    readings = {encoding: found for encoding in candidates if (found := _strict(data, encoding)) is not None}
    likeness = {encoding: _likeness(found) for encoding, found in readings.items()}
    best = max(likeness, key=lambda encoding: likeness[encoding], default=None)
    if best is not None and likeness[best] >= _PLAUSIBLE:
        return best, readings[best]
    if raw is not None and _is_text(raw):
        return "utf-8", raw
    if b"\0" in data:
        raise UnreadableError("binary", path=path)
    raise UnreadableError("undecodable", path=path, tried=", ".join(("utf-8", *_UNMARKED[:2])), offset=_no_utf8(data))


def _is_certain(data: bytes, raw: str) -> bool:
    """Whether UTF-8 is no chance: ASCII alone, or so much else that no other encoding would look like it."""
    return len(data) == len(raw) or len(data) - len(raw) >= _FEWEST_FURTHER


def _no_utf8(data: bytes) -> int:
    """The first byte that is no UTF-8."""
    try:
        data.decode("utf-8")
    except UnicodeDecodeError as error:
        return error.start
    return len(data)


def _is_text(raw: str) -> bool:
    return len(_CONTROL.findall(raw[:_SAMPLE])) <= _MOST_CONTROL * len(raw[:_SAMPLE])


def _strict(data: bytes, encoding: str) -> str | None:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError:
        return None


def _likeness(raw: str) -> float:
    """The share of common Han (GB 2312 level 1, Big5 level 1) and Chinese signs in a sample of what is not ASCII.

    A wrong decoding gives characters all the same, but rare ones, and of wide characters control characters.
    """
    sample = _ASCII.sub("", raw)[:_SAMPLE]
    return len(_common().findall(sample)) / len(sample) if sample else 1.0


def _level_one(encoding: str, leads: range, trails: range) -> str:
    pairs = (bytes((lead, trail)) for lead in leads for trail in trails)
    return b"".join(pairs).decode(encoding, "ignore")


@functools.cache
def _common() -> "re.Pattern[str]":
    han = _level_one("gb2312", range(0xB0, 0xD8), range(0xA1, 0xFF)) + _level_one(
        "big5", range(0xA4, 0xC7), range(0x40, 0xFF)
    )
    return re.compile(f"[{_SIGNS}{han}]")
