"""Output files: written whole or not at all."""

import os
import tempfile
from pathlib import Path

from plan_extract.errors import UnwritableError


def write_file(path: Path, data: bytes) -> None:
    """Put data into a file by way of a temporary one beside it; raises UnwritableError and leaves nothing behind."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        if path.exists() and not path.is_file():  # a device or a pipe cannot be replaced
            path.write_bytes(data)
        else:
            _replace(path, data)
    except OSError as error:
        raise UnwritableError("unwritable", path=path, reason=error.strerror) from None


def _replace(path: Path, data: bytes) -> None:
    handle, temporary = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
        os.chmod(temporary, path.stat().st_mode if path.exists() else 0o666 & ~_umask())
        os.replace(temporary, path)
    except BaseException:
        os.unlink(temporary)
        raise


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
