"""Lines that begin with a label: 责任单位:, 完成时限:, 索引号: (field guide 2, 4.2)."""

import re

from plan_extract.text import HAN
from plan_extract.vocab import table

_LABEL = re.compile(rf"(?P<label>(?:{HAN}|[()/]){{2,12}}):")
_LONGEST_ENTRY = 40
_NO_ENTRY = frozenset("\u3002;?!")
_STEMS = tuple(row["stem"] for row in table("labels"))
_KEYS = frozenset(row["key"] for row in table("metadata_keys"))


def is_label(line: str) -> bool:
    """Whether a folded line begins with a label of an annotation.

    >>> is_label("完成时限:6月底"), is_label("央及省属驻定有关单位:")
    (True, False)
    """
    found = _LABEL.match(line)
    return found is not None and any(stem in found["label"] for stem in _STEMS)


def is_metadata(line: str) -> bool:
    """Whether a folded line begins with a key of a web page's table."""
    found = _LABEL.match(line.lstrip("*\u00b7"))
    return found is not None and found["label"] in _KEYS


def is_entry(line: str) -> bool:
    """Whether a folded line is a key with a value that is neither an annotation nor a sentence, as web pages add them.

    >>> is_entry("时效:失效"), is_entry("责任单位:市财政局"), is_entry("各市人民政府:")
    (True, False, False)
    """
    found = _LABEL.match(line)
    return (
        found is not None and found.end() < len(line) <= _LONGEST_ENTRY and "\u3002" not in line and not is_label(line)
    )
