"""The tags of a web page that was saved as text: they are no part of the text, and most of them end a line."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from plan_extract.text import Span

_TAG = re.compile(
    r"<!--|<!doctype[^<>]{0,500}>|</?(?P<name>[a-z][a-z0-9]{0,12})(?:[\s/][^<>]{0,2000})?>"
    r"|&(?:nbsp|emsp|ensp|thinsp|#160|#12288|#8195);",
    re.IGNORECASE,
)
_INLINE = frozenset(["a", "b", "strong", "em", "i", "u", "span", "font", "sub", "sup", "o", "st1", "label", "small"])
# what shows none of its text, and how it ends
_HIDDEN = {"<!--": "-->", "script": "</script>", "style": "</style>", "head": "</head>"}


class Tag(NamedTuple):
    """A tag or a blank entity, and whether the text behind it goes on where that before it stopped."""

    span: Span
    inline: bool


def find_tags(folded: str) -> Iterator[Tag]:
    """The tags of a text, in order, with what they hide."""
    ends = dict(_HIDDEN)
    position = 0
    while found := _TAG.search(folded, position):
        name = (found["name"] or found[0]).lower()
        position = found.end()
        if name in ends and not found[0].startswith("</"):
            end = folded.find(ends[name], position)
            if end < 0:
                del ends[name]  # it never ends: what looks like it hides nothing
            else:
                position = end + len(ends[name])
        yield Tag(Span(found.start(), position), found[0].startswith("&") or name in _INLINE)
