"""A web page that was saved with all that belongs to it (MHTML, .mht; RFC 2557): a mail, of which the page is one part."""

import re
from email import message_from_bytes
from typing import NamedTuple

from plan_extract.errors import UnreadableError

_LONG_HEADER = re.compile(rb"^content-type:(?:[^\n]|\n[ \t]){20000}", re.IGNORECASE | re.MULTILINE)  # takes square time


class Page(NamedTuple):
    """The bytes of a page, and the encoding that the mail says it is in (empty where it does not)."""

    data: bytes
    charset: str


def find_page(data: bytes, path: str) -> Page:
    """The page in a mail; raises UnreadableError for a mail without one."""
    if _LONG_HEADER.search(data):
        raise UnreadableError("damaged", path=path, reason="a header without end")
    try:
        for part in message_from_bytes(data).walk():
            if part.get_content_type() == "text/html":
                content = part.get_payload(decode=True)
                if isinstance(content, bytes):
                    return Page(content, part.get_content_charset(""))
    except (RecursionError, ValueError, LookupError) as error:
        raise UnreadableError("damaged", path=path, reason=error) from None
    raise UnreadableError("damaged", path=path, reason="no text/html part")
