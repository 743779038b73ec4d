"""The options of all commands that read plans: how files are to be read."""

import codecs
import re
from typing import TYPE_CHECKING, Annotated

import typer

from plan_extract.errors import MisuseError

if TYPE_CHECKING:
    from plan_extract.readers.options import Options

Encoding = Annotated[
    str,
    typer.Option("--encoding", metavar="NAME", help="Encoding of text files and web pages; found out if not given."),
]
Revisions = Annotated[
    str,
    typer.Option("--revisions", metavar="accept|reject", help="What becomes of tracked changes; accept if not given."),
]
MaxSize = Annotated[
    str,
    typer.Option("--max-size", metavar="SIZE", help="Largest file, and most that it may unpack to, like 50M; 200M."),
]
_SIZE = r"(?i)(\d{1,12})([kmg]?)b?"  # compiled when one is given
_UNITS = {"": 1, "k": 1_000, "m": 1_000_000, "g": 1_000_000_000}


def reading(encoding: str, revisions: str, max_size: str) -> "Options":
    """The options as readers take them; raises MisuseError for those that make no sense."""
    from plan_extract.readers.options import DEFAULT

    options = DEFAULT
    if encoding:
        options = options._replace(encoding=_encoding(encoding))
    if revisions not in ("", "accept", "reject"):
        raise MisuseError("bad_revisions", value=revisions)
    if revisions == "reject":
        options = options._replace(revisions="reject")
    if max_size:
        options = options._replace(largest=_size(max_size))
    return options


def _encoding(name: str) -> str:
    try:
        codec = codecs.lookup(name)
    except (LookupError, ValueError):  # also for a name with a NUL in it
        raise MisuseError("bad_encoding", value=ascii(name)) from None
    if not codec._is_text_encoding or codec.name in ("idna", "punycode", "undefined", "unicode_escape"):
        raise MisuseError("bad_encoding", value=ascii(name))
    return codec.name


def _size(written: str) -> int:
    found = re.fullmatch(_SIZE, written)
    if not found:
        raise MisuseError("bad_size", value=written)
    return int(found[1]) * _UNITS[found[2].lower()]
