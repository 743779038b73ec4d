"""Readers: a file becomes a text. They know formats and encodings, no rules."""

import os
from importlib import import_module
from pathlib import Path

from plan_extract.errors import UnreadableError
from plan_extract.model import Source

READERS = {".txt": "txt"}
_OTHERWISE = "txt"


def read(path: Path) -> tuple[Source, str]:
    """The file at a path as its decoded text, and what it was; raises UnreadableError."""
    return read_bytes(read_file_bytes(path), str(path))


def read_file_bytes(path: Path) -> bytes:
    """The bytes of a file; raises UnreadableError where there is none to be had."""
    try:
        return path.read_bytes()
    except IsADirectoryError:
        raise UnreadableError("directory", path=path) from None
    except (FileNotFoundError, ValueError):  # no file has a name with a NUL or half a character in it
        raise UnreadableError("missing", path=path) from None
    except OSError as error:
        raise UnreadableError("unreadable", path=path, reason=error.strerror) from None


def read_bytes(data: bytes, path: str) -> tuple[Source, str]:
    """The same for bytes that are already there; the ending of `path` says which reader takes them."""
    reader = import_module(f"plan_extract.readers.{READERS.get(os.path.splitext(path)[1].lower(), _OTHERWISE)}")
    source: tuple[Source, str] = reader.read(data, path)
    return source
