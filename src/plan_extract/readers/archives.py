"""Zip archives of XML (docx, ofd) that may be hostile: nothing is unpacked to disk, and everything has a limit."""

import io
import zipfile
import zlib
from contextlib import suppress
from xml.etree import ElementTree
from xml.parsers import expat

from plan_extract.errors import UnreadableError
from plan_extract.readers.options import Options

_MOST_ENTRIES = 20_000
_LARGEST_RATIO = 200  # of an entry to its packed size: text is packed about tenfold
_SMALL = 1_000_000  # bytes that may be packed as well as they like
_DEEPEST = 400  # elements inside each other


class Archive:
    """The entries of an archive by their names; raises UnreadableError for what is damaged, encrypted or too large."""

    def __init__(self, data: bytes, path: str, options: Options) -> None:
        self._path = path
        self._left = options.largest
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(data))
        except (zipfile.BadZipFile, ValueError, OverflowError, NotImplementedError) as error:
            raise self.damaged(error) from None
        if len(self._zip.namelist()) > _MOST_ENTRIES:
            raise UnreadableError("too_large", path=path)

    def names(self) -> list[str]:
        """The names of all entries."""
        return self._zip.namelist()

    def __contains__(self, name: str) -> bool:
        return name in self._zip.NameToInfo

    def bytes_of(self, name: str) -> bytes:
        """What an entry holds."""
        try:
            entry = self._zip.getinfo(name)
            if entry.flag_bits & 1:
                raise UnreadableError("encrypted", path=self._path)
            if entry.file_size > max(_SMALL, _LARGEST_RATIO * entry.compress_size):
                raise UnreadableError("too_large", path=self._path)
            with self._zip.open(entry) as file:  # what an entry says of its size need not be so
                content = file.read(min(entry.file_size, self._left) + 1)
        except KeyError:
            raise self.damaged(f"no {name}") from None
        except (
            zipfile.BadZipFile,
            zlib.error,
            EOFError,
            OSError,
            ValueError,
            NotImplementedError,
            RuntimeError,
        ) as error:
            raise self.damaged(error) from None
        if len(content) > min(entry.file_size, self._left):
            raise UnreadableError("too_large", path=self._path)
        self._left -= len(content)
        return content

    def xml(self, name: str) -> ElementTree.Element:
        """The root of an entry that is XML without a document type, which could name files and grow without end."""
        content = self.bytes_of(name)
        if _has_document_type(content):
            raise self.damaged(f"{name}: has a document type")
        try:
            root = ElementTree.fromstring(content)
        except (
            ElementTree.ParseError,
            LookupError,
            ValueError,
        ) as error:  # the latter two: an encoding unknown to expat
            raise self.damaged(f"{name}: {error}") from None
        inside, depth = [root], 0
        while inside:
            inside, depth = [child for element in inside for child in element], depth + 1
            if depth > _DEEPEST:
                raise self.damaged(f"{name}: nested too deeply")
        return root

    def damaged(self, reason: object) -> UnreadableError:
        """The error of a file that is not what it says it is."""
        return UnreadableError("damaged", path=self._path, reason=reason)


class _RootReachedError(Exception):
    """The first element: no document type can follow."""


def _has_document_type(content: bytes) -> bool:
    found: list[object] = []

    def work(*_: object) -> None:
        raise _RootReachedError

    parser = expat.ParserCreate()
    parser.StartDoctypeDeclHandler = lambda *told: found.append(told)
    parser.StartElementHandler = work
    with suppress(
        _RootReachedError, expat.ExpatError, LookupError, ValueError
    ):  # what is no XML is told when it is read
        parser.Parse(content, True)
    return bool(found)
