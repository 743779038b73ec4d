"""Output files: written whole or not at all."""

import errno
import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from plan_extract.errors import UnwritableError


@contextmanager
def told(path: Path) -> Iterator[None]:
    """What the system refuses becomes an UnwritableError that names the path."""
    try:
        yield
    except OSError as error:
        raise UnwritableError("unwritable", path=path, reason=error.strerror or error) from None


def write_file(path: Path, data: bytes) -> None:
    """Put data into a file by way of a temporary one beside it; raises UnwritableError and leaves nothing behind.

    A link stays one: what it leads to is written.
    """
    with told(path), suppress(BrokenPipeError):  # the reader has gone, as behind standard output
        if path.exists() and not path.is_file():  # a device or a pipe cannot be replaced
            path.write_bytes(data)
        else:
            _replace(Path(os.path.realpath(path)), data)


def _replace(path: Path, data: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    exists = path.exists()
    if exists and not os.access(path, os.W_OK):  # the folder alone would let it be replaced
        raise PermissionError(errno.EACCES, os.strerror(errno.EACCES))
    handle, temporary = tempfile.mkstemp(dir=path.parent, prefix=".plan-extract.")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
        os.chmod(temporary, path.stat().st_mode if exists else 0o666 & ~_umask())
        os.replace(temporary, path)
    except BaseException:
        os.unlink(temporary)
        raise


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
