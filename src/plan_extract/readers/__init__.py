"""Readers: a file becomes a text. They know formats and encodings, no rules."""

from importlib import import_module
from pathlib import Path

from plan_extract.errors import UnreadableError
from plan_extract.model import Source
from plan_extract.readers.kinds import kind_of
from plan_extract.readers.options import DEFAULT, Options


def read(path: Path, options: Options = DEFAULT) -> tuple[Source, str]:
    """The file at a path as its text, and what it was; raises UnreadableError, and MisuseError for a missing extra."""
    return read_bytes(read_file_bytes(path, options.largest), str(path), options)


def read_file_bytes(path: Path, largest: int | None = None) -> bytes:
    """The bytes of a file; raises UnreadableError where there is none to be had, or more than the largest has."""
    try:
        if largest is not None and path.stat().st_size > largest:
            raise UnreadableError("too_large", path=path)
        return path.read_bytes()
    except IsADirectoryError:
        raise UnreadableError("directory", path=path) from None
    except (FileNotFoundError, ValueError):  # no file has a name with a NUL or half a character in it
        raise UnreadableError("missing", path=path) from None
    except OSError as error:
        raise UnreadableError("unreadable", path=path, reason=error.strerror) from None


def read_bytes(data: bytes, path: str, options: Options = DEFAULT) -> tuple[Source, str]:
    """The same for bytes that are already there; what they are decides which reader takes them."""
    reader = import_module(f"plan_extract.readers.{kind_of(data, path)}")
    source: tuple[Source, str] = reader.read(data, path, options)
    return source
