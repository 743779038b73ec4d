"""The documents in zip and tar archives; nothing is unpacked to disk."""

import os
import tarfile
import zipfile
import zlib
from collections.abc import Iterator
from lzma import LZMAError

from plan_extract.batch.items import Failure, Found, Held
from plan_extract.errors import UnreadableError

_ZIP = (".zip",)
_TAR = (".tar", ".tar.gz", ".tgz", ".tar.bz2", ".tbz2", ".tar.xz", ".txz")
_DAMAGE = (
    zipfile.BadZipFile,
    tarfile.TarError,
    zlib.error,
    LZMAError,
    EOFError,
    OSError,
    ValueError,
    OverflowError,
    NotImplementedError,
    RuntimeError,
)


def archived(path: str) -> bool:
    """Whether a file is called like an archive."""
    return path.lower().endswith(_ZIP + _TAR)


def members(path: str, name: str, largest: int) -> Iterator[Found]:
    """The files in an archive, in its order, none of them larger than that.

    Raises UnreadableError where it is damaged, behind what could be read.
    """
    if not os.path.exists(path):
        raise UnreadableError("missing", path=name)
    try:
        yield from (_zipped if path.lower().endswith(_ZIP) else _tarred)(path, name, largest)
    except _DAMAGE as error:
        raise UnreadableError("damaged", path=name, reason=error) from None


def _zipped(path: str, name: str, largest: int) -> Iterator[Found]:
    with zipfile.ZipFile(path) as archive:
        for entry in archive.infolist():
            inside = f"{name}/{_name_of(entry)}"
            if entry.is_dir() or _beside(inside, name):
                continue
            if entry.flag_bits & 1:
                yield Failure(inside, UnreadableError("encrypted", path=inside))
            elif entry.file_size > largest:
                yield Failure(inside, UnreadableError("too_large", path=inside))
            else:
                yield _member(archive, entry, inside)


def _member(archive: zipfile.ZipFile, entry: zipfile.ZipInfo, inside: str) -> Found:
    """An entry; one that is damaged does not cost the others."""
    try:
        with archive.open(entry) as file:  # what an entry says of its size need not be so
            data = file.read(entry.file_size + 1)
        if len(data) > entry.file_size:
            return Failure(inside, UnreadableError("damaged", path=inside, reason="larger than it says"))
    except _DAMAGE as error:
        return Failure(inside, UnreadableError("damaged", path=inside, reason=error))
    return Held(inside, data)


def _name_of(entry: zipfile.ZipInfo) -> str:
    """The name of an entry; one that does not say that it is UTF-8 is, on Chinese systems, GB18030."""
    if entry.flag_bits & 0x800:
        return entry.filename
    written = entry.filename.encode("cp437", "replace")
    for encoding in ("utf-8", "gb18030"):
        try:
            return written.decode(encoding)
        except UnicodeDecodeError:
            continue
    return entry.filename


def _tarred(path: str, name: str, largest: int) -> Iterator[Found]:
    with tarfile.open(path, "r|*") as archive:
        for entry in archive:
            inside = f"{name}/{os.fsencode(entry.name).decode('utf-8', 'backslashreplace')}"
            if not entry.isfile() or _beside(inside, name):
                continue
            if entry.size > largest:
                yield Failure(inside, UnreadableError("too_large", path=inside))
                continue
            file = archive.extractfile(entry)
            yield Held(inside, file.read() if file else b"")


def _beside(inside: str, name: str) -> bool:
    """What systems put beside the files of a folder."""
    parts = inside.removeprefix(name).split("/")
    return "__MACOSX" in parts or any(part.startswith((".", "~$")) and part not in (".", "..") for part in parts)
