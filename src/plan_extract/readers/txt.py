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
_WIDE = ("utf-16-le", "utf-16-be")  # without a mark; ASCII signs leave NUL bytes in them
_NARROW = ("gb18030", "big5")
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f]")
_MOST_CONTROL = 0.1  # the share of control characters that a text may have: Word leaves cell marks
_SAMPLE = 20_000  # characters that are looked at to tell text from chance
_PLAUSIBLE = 0.85


def read(data: bytes, path: str, options: Options) -> tuple[Source, str]:
    """Decode a text file: byte order mark, UTF-8, then the encoding in which it looks most like Chinese.

    Raises UnreadableError for binary data and for bytes that no encoding explains.
    """
    encoding, raw = decode(data, path, options)
    return source_of(data, path, "text/plain", encoding, raw), raw


def decode(data: bytes, path: str, options: Options) -> tuple[str, str]:
    """The encoding of a text and the text in it; raises UnreadableError."""
    if options.encoding:
        return options.encoding, _as_told(data, path, options.encoding)
    return _decode(data, path)


def _as_told(data: bytes, path: str, encoding: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        raise UnreadableError("undecodable", path=path, tried=encoding, offset=error.start) from None


def _decode(data: bytes, path: str) -> tuple[str, str]:
    for mark, encoding in _MARKS:
        if data.startswith(mark) and (raw := _strict(data, encoding)) is not None:
            return encoding, raw
    if (raw := _strict(data, "utf-8")) is not None and _is_text(raw):
        return "utf-8", raw
    candidates = _WIDE if b"\0" in data else _NARROW
    readings = {encoding: raw for encoding in candidates if (raw := _strict(data, encoding)) is not None}
    best = max(readings, key=lambda encoding: _likeness(readings[encoding]), default=None)
    if best is not None and _likeness(readings[best]) >= _PLAUSIBLE:
        return best, readings[best]
    if b"\0" in data:
        raise UnreadableError("binary", path=path)
    raise UnreadableError("undecodable", path=path, tried=", ".join(("utf-8", *_NARROW)), offset=_no_utf8(data))


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
    """The share of a sample that is common Han (GB 2312 level 1, Big5 level 1), Chinese or ASCII signs.

    A wrong decoding gives characters all the same, but rare ones.
    """
    sample = raw[:_SAMPLE]
    common = len(_common().findall(sample))
    return common / len(sample) if sample else 1.0


def _level_one(encoding: str, leads: range, trails: range) -> str:
    pairs = (bytes((lead, trail)) for lead in leads for trail in trails)
    return b"".join(pairs).decode(encoding, "ignore")


@functools.cache
def _common() -> "re.Pattern[str]":
    han = _level_one("gb2312", range(0xB0, 0xD8), range(0xA1, 0xFF)) + _level_one(
        "big5", range(0xA4, 0xC7), range(0x40, 0xFF)
    )
    return re.compile(f"[\\s\\x20-\\x7e\u2014\u2018-\u201d\u2026\u3000-\u3017\uff01-\uff5e{han}]")
