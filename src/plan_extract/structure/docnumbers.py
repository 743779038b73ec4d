"""Document numbers (发文字号): `org〔year〕n号` in the spellings that occur (GB/T 9704-2012, 7.2.5; field guide 8).

Patterns match the reading copy, where every bracket is `( )` and no space is left.
"""

import re
from collections.abc import Iterator

from plan_extract.model import DocumentNumber
from plan_extract.text import HAN, Text

DOCUMENT_NUMBER = rf"(?P<org>{HAN}{{2,12}})\((?P<year>(?:19|20)\d\d)\)第?(?P<number>\d{{1,5}})号"
_DOCUMENT_NUMBER = re.compile(DOCUMENT_NUMBER)


def find_document_numbers(text: Text, start: int, end: int) -> Iterator[DocumentNumber]:
    """The document numbers in a range of the reading copy, with their normal forms."""
    for found in _DOCUMENT_NUMBER.finditer(text.folded, start, end):
        org = text.words(*found.span("org"))
        yield DocumentNumber(
            text=text.words(*found.span()),
            org=org,
            year=int(found["year"]),
            number=int(found["number"]),
            norm=f"{org}〔{found['year']}〕{int(found['number'])}号",
            span=text.span(*found.span()),
        )
