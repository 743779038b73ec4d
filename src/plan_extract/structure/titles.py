"""The kind of a document (文种), which its title ends with."""

import re

from plan_extract.vocab import Endings, words

_KINDS = Endings(words("document_kinds"))
_BEHIND = re.compile(r"(?:\([^()]*\))*\"?$")


def document_kind(title: str) -> str | None:
    """The kind that a folded title ends with, a year or 试行 in brackets behind it left out.

    >>> document_kind("营商环境行动方案(2024-2026年)"), document_kind("今天天气很好")
    ('行动方案', None)
    """
    return _KINDS.longest(_BEHIND.sub("", title, count=1))
