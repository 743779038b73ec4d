"""A web page that was saved with all that belongs to it (MHTML, .mht; RFC 2557): a mail, of which the page is one part."""

from email import message_from_bytes
from typing import NamedTuple

from plan_extract.errors import UnreadableError


class Page(NamedTuple):
    """The bytes of a page, and the encoding that the mail says it is in (empty where it does not)."""

    data: bytes
    charset: str


def find_page(data: bytes, path: str) -> Page | None:
    """The page in a mail, None where the bytes are no mail; raises UnreadableError for a mail without a page."""
    try:
        mail = message_from_bytes(data)
        if "mime-version" not in mail:
            return None
        for part in mail.walk():
            if part.get_content_type() == "text/html":
                content = part.get_payload(decode=True)
                if isinstance(content, bytes):
                    return Page(content, part.get_content_charset(""))
    except (RecursionError, ValueError, LookupError) as error:
        raise UnreadableError("damaged", path=path, reason=error) from None
    raise UnreadableError("damaged", path=path, reason="no text/html part")
