"""What a web page shows in one line: a paragraph, a heading, a row of a table."""

from typing import NamedTuple

from plan_extract.readers.markup import Element


class Block(NamedTuple):
    """A line: its words, how many of them are links, where its cells begin (offset and place, `1:2:3`).

    `file` says that it holds a link to a file.
    """

    words: str
    linked: int
    home: Element
    cells: tuple[tuple[int, str], ...] = ()
    file: bool = False
