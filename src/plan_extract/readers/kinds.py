"""What a file is, by its content; its ending decides only where the content leaves it open."""

import io
import os
import re
from contextlib import suppress
from typing import TYPE_CHECKING

from plan_extract.errors import UnreadableError

if TYPE_CHECKING:
    from zipfile import ZipFile

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_RTF = b"{\\rtf"
_PDF = b"%PDF-"
_PDF_REACH = 1024  # bytes that may stand before it
_ZIP = (b"PK\x03\x04", b"PK\x05\x06")
# Compiled when first a file may be one.
_PAGE = rb"(?is)\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html|head|body|meta)\b"
_MAIL = rb"(?i)(?:[\w-]+:[^\n]*\n(?:[ \t][^\n]*\n)*){0,40}?mime-version:"
_HEAD = 4096
_WORD = (b"wordprocessingml.document.main+xml", b"wordprocessingml.template.main+xml", b"ms-word.")
_MOST_TYPES = 100_000
_TEXT_ENDINGS = (".txt", ".text", "")


def kind_of(data: bytes, path: str) -> str:
    """The reader of a file, a module here; raises UnreadableError for an archive of something else.

    A page that is called .txt is read as the text that it is there, so that offsets are those of the file.
    """
    if data.startswith(_ZIP):
        return _archived(data, path)
    if _PDF in data[:_PDF_REACH]:
        return "pdf"
    if data.startswith((_OLE, _RTF)):
        return "office"
    ending = os.path.splitext(path)[1].lower()
    plain = data[:_HEAD].replace(b"\0", b"").lstrip(b"\xef\xbb\xbf\xff\xfe")
    if ending not in _TEXT_ENDINGS and (re.match(_PAGE, plain) or is_mail(data)):
        return "html"
    return "txt"


def is_mail(data: bytes) -> bool:
    """Whether bytes are a mail: a page that was saved with all that belongs to it is one."""
    return re.match(_MAIL, data[:_HEAD]) is not None


def _archived(data: bytes, path: str) -> str:
    import zipfile

    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
        names = set(archive.namelist())
    except (zipfile.BadZipFile, ValueError, OverflowError, NotImplementedError) as error:
        raise UnreadableError("damaged", path=path, reason=error) from None
    if "OFD.xml" in names:
        return "ofd"
    if any(name.startswith("word/") for name in names) or _says_word(archive):
        return "docx"
    if "content.xml" in names and "mimetype" in names:
        return "office"
    raise UnreadableError("unknown_archive", path=path)


def _says_word(archive: "ZipFile") -> bool:
    """Whether the types of an Office package tell of a Word document, whose parts may have any names."""
    with suppress(Exception), archive.open("[Content_Types].xml") as file:  # what is damaged does not say so
        types = file.read(_MOST_TYPES)
        return any(word in types for word in _WORD)
    return False
