"""What a user may say of how files are to be read."""

from typing import Literal, NamedTuple

Revisions = Literal["accept", "reject"]
LARGEST = 200_000_000  # bytes of a file, and of what an archive holds


class Options(NamedTuple):
    """How to read: the encoding of a text (None: to be found out), what becomes of tracked changes, how large is too large.

    `largest` limits the bytes of a file and of all that is unpacked from it.
    """

    encoding: str | None = None
    revisions: Revisions = "accept"
    largest: int = LARGEST


DEFAULT = Options()
