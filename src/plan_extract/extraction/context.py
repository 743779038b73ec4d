"""What rules may know of the document around the words they read."""

import re
from datetime import date
from typing import NamedTuple

from plan_extract.extraction.frames import Frames
from plan_extract.model import Document
from plan_extract.structure.issuers import Level, locate
from plan_extract.text import Text, fold

_PLAN_YEAR = re.compile(r"(?<![-\d])((?:19|20)\d\d)年?度?(?!\d|年?(?:-|~|至))")


class Context(NamedTuple):
    """The reading copy with its frames, and what the document says of its issuer and date; never the clock.

    `year` is the one that the plan's title names (2024年工作要点): dates without a year lie in it.
    """

    text: Text
    frames: Frames
    region: str | None
    level: Level | None
    issued_on: date | None
    year: int | None

    @classmethod
    def of(cls, text: Text, document: Document) -> "Context":
        """The context that a document gives to its clauses."""
        return cls(
            text,
            Frames(text.folded),
            document.region,
            document.level,
            document.issued_on,
            _plan_year(document.plan_title),
        )

    @classmethod
    def bare(cls, text: Text, issuer: str | None, issued_on: date | None) -> "Context":
        """The context of a fragment, of which only the issuer and the date may be known."""
        return cls(text, Frames(text.folded), *(locate(issuer) if issuer else (None, None)), issued_on, None)


def _plan_year(title: str | None) -> int | None:
    found = _PLAN_YEAR.search(fold(title)) if title else None
    return int(found[1]) if found else None
