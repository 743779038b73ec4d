"""What is found as documents to read, each at its position, or as results where there is nothing to do."""

import hashlib
from collections.abc import Iterable, Iterator
from pathlib import Path

from plan_extract.batch.items import Failure, File, Found, Item, Result, failed
from plan_extract.batch.journal import Journal
from plan_extract.batch.work import bytes_of
from plan_extract.errors import UnreadableError
from plan_extract.writers.files import told


def entries(found: Iterable[Found], journal: Journal, largest: int) -> Iterator[Item | Result]:
    """All that is found: a file that comes twice counts once, what the journal has of the same content is done.

    A second document of a name is an error: its rows could not be told from those of the first.
    """
    position = 0
    for one in found:
        if not journal.take(one.name):
            if isinstance(one, File):
                continue
            one = Failure(one.name, UnreadableError("same_name", path=one.name))
        yield _entry(one, position, journal, largest)
        position += 1


def made_of(item: Item, sha256: str | None) -> str:
    """What decides, with the job, what becomes of a document."""
    return f"{sha256}:{item.issuer or ''}:{item.issued_on or ''}"


def spooled(items: Iterable[Item], path: Path) -> tuple[Item, ...]:
    """The documents of a task, those out of archives and tables put into one file: an engine sends no texts."""
    done: list[Item] = []
    with told(path), path.open("wb") as file:
        for item in items:
            if item.data is not None:
                offset, length = file.tell(), file.write(item.data)
                item = item._replace(path=str(path), offset=offset, length=length, data=None)
            done.append(item)
    return tuple(done)


def _entry(one: Found, position: int, journal: Journal, largest: int) -> Item | Result:
    if isinstance(one, Failure):
        return Result(position, failed(one.name, one.error), None)
    if isinstance(one, File):
        item = Item(position, one.name, one.path)
    else:
        item = Item(position, one.name, "", 0, 0, one.encoding, one.issuer, one.issued_on, one.data)
    return _known(item, journal, largest) or item


def _known(item: Item, journal: Journal, largest: int) -> Result | None:
    """What the journal has of a document whose content is the same."""
    kept = None if journal.empty else journal.made_of(item.name)
    if kept is None:
        return None
    try:
        digest = hashlib.sha256(bytes_of(item, largest)).hexdigest()
    except UnreadableError:
        return None
    return journal.load(item.name, item.position) if made_of(item, digest) == kept else None
