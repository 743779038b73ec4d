"""What office formats have in common: text that XML can hold, days that stay the same."""

import io
import re
import zipfile
from collections.abc import Callable
from datetime import date, datetime, time

from plan_extract.model import Plan

_FIRST_DAY = date(1980, 1, 1)  # no zip archive has an earlier one
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
_IMPOSSIBLE = re.compile("[\ud800-\udfff\ufffe\uffff]")
_PICTURES = 0x2400  # U+2400 is the picture of U+0000, and so on
_DELETE = "\x7f", "\u2421"


def visible(words: str) -> str:
    r"""Words without characters that no XML can hold: a control character becomes its picture.

    >>> visible("a\x07b")
    'a␇b'
    """
    words = _CONTROL.sub(lambda found: chr(_PICTURES + ord(found[0])), words.replace(*_DELETE))
    return _IMPOSSIBLE.sub("\ufffd", words)


def made_on(plan: Plan) -> datetime:
    """The moment that stands in a file as that of its making: no clock, the issue date of the plan, or the first day."""
    return datetime.combine(max(plan.document.issued_on or _FIRST_DAY, _FIRST_DAY), time())


def _as_it_is(_: str, content: bytes) -> bytes:
    return content


def settled(archive: bytes, amend: Callable[[str, bytes], bytes] = _as_it_is) -> bytes:
    """A zip archive whose entries all have the same day, so that the same content is the same bytes.

    `amend` makes what an entry shall hold of its name and what it holds.
    """
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(archive)) as source, zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as target:
        for entry in source.infolist():
            same = zipfile.ZipInfo(entry.filename)  # its day is the first
            same.compress_type = zipfile.ZIP_DEFLATED
            target.writestr(same, amend(entry.filename, source.read(entry)))
    return made.getvalue()
