"""A document of pages or paragraphs as one text: line by line, each with its place in the original."""

import hashlib
import os

from plan_extract.errors import UnreadableError
from plan_extract.model import Place, Source, SourceNote

Box = tuple[float, float, float, float]


class Linear:
    """The text as it grows.

    A line is a paragraph, a row of a table with tabs between its cells, or a line of a page; whoever adds it has left out
    line breaks within it.
    """

    def __init__(self) -> None:
        self._parts: list[str] = []
        self._places: list[Place] = []
        self._length = 0
        self.notes: list[SourceNote] = []

    def mark(
        self,
        *,
        page: int | None = None,
        box: Box | None = None,
        paragraph: int | None = None,
        cell: str | None = None,
        aside: bool = False,
    ) -> None:
        """What is added from here on stands at this place of the original; `aside` as in Place."""
        if box:
            left, top, right, bottom = (round(edge, 1) for edge in box)
            box = left, top, right, bottom
        if self._places and self._places[-1].start == self._length:
            self._places.pop()  # nothing stands there
        self._places.append(Place(start=self._length, page=page, box=box, paragraph=paragraph, cell=cell, aside=aside))

    def add(self, words: str) -> None:
        """Words of the line."""
        self._parts.append(words)
        self._length += len(words)

    def end_line(self) -> None:
        """The line is complete."""
        self.add("\n")

    def note(self, one: SourceNote) -> None:
        """Something to know of the reading, once."""
        if one not in self.notes:
            self.notes.append(one)

    def reading(self, data: bytes, path: str, media_type: str, encoding: str | None = None) -> tuple[Source, str]:
        """The source and its text; raises UnreadableError for a text with half a character in it."""
        text = "".join(self._parts)
        try:
            text.encode()
        except UnicodeEncodeError as error:
            raise UnreadableError("surrogate", path=path, offset=error.start) from None
        return source_of(data, path, media_type, encoding, text, tuple(self.notes), tuple(self._places)), text


def file_name(path: str) -> str:
    """What the record calls a file; names out of archives may be in any encoding."""
    return os.fsencode(os.path.basename(path)).decode("utf-8", "replace")


def source_of(
    data: bytes,
    path: str,
    media_type: str,
    encoding: str | None,
    text: str,
    notes: tuple[SourceNote, ...] = (),
    places: tuple[Place, ...] = (),
) -> Source:
    """What the record says of a file."""
    return Source(
        name=file_name(path),
        media_type=media_type,
        encoding=encoding,
        sha256=hashlib.sha256(data).hexdigest(),
        characters=len(text),
        text=None,
        notes=notes,
        places=places,
    )
