"""Lines that begin with a label: 责任单位:, 完成时限:, 索引号: (field guide 2, 4.2)."""

import functools
import re

from plan_extract.text import HAN
from plan_extract.vocab import alternatives, table

_LABEL = re.compile(rf"(?P<label>(?:{HAN}|[()/]){{2,12}}):")
_LONGEST_ENTRY = 40
_NO_ENTRY = frozenset("\u3002;?!")
_STEMS = tuple(row["stem"] for row in table("labels"))
_KEYS = frozenset(row["key"] for row in table("metadata_keys"))
_LONG_KEYS = tuple(key for key in _KEYS if len(key) > 2)
_FEWEST_KEYS = 3


def is_label(line: str) -> bool:
    """Whether a folded line begins with a label of an annotation.

    >>> is_label("完成时限:6月底"), is_label("央及省属驻定有关单位:")
    (True, False)
    """
    found = _LABEL.match(line)
    return found is not None and any(stem in found["label"] for stem in _STEMS)


def is_metadata(line: str) -> bool:
    """Whether a folded line begins with a key of a web page's table, or holds several that nothing parts."""
    found = _LABEL.match(line.lstrip("*\u00b7"))
    return (found is not None and found["label"] in _KEYS) or bool(find_keys(line))


def find_keys(line: str) -> list[tuple[str, int, int]]:
    """The keys of a web page's table in a folded line that has lost what parted them: each with its place.

    >>> find_keys("索引号X01发文机构市政府成文日期2020-04-09")
    [('索引号', 0, 3), ('发文机构', 6, 10), ('成文日期', 13, 17)]
    """
    if not line.startswith(_LONG_KEYS):
        return []
    found = [(one[0], *one.span()) for one in _keys().finditer(line)]
    return found if len(found) >= _FEWEST_KEYS else []


@functools.cache
def _keys() -> re.Pattern[str]:
    return re.compile(alternatives(_LONG_KEYS) + "(?!:)")


def is_entry(line: str) -> bool:
    """Whether a folded line is a key with a value that is neither an annotation nor a sentence, as web pages add them.

    >>> is_entry("时效:失效"), is_entry("责任单位:市财政局"), is_entry("各市人民政府:"), is_entry("目标:一是达标;二是提高")
    (True, False, False, False)
    """
    found = _LABEL.match(line)
    return (
        found is not None
        and found.end() < len(line) <= _LONGEST_ENTRY
        and _NO_ENTRY.isdisjoint(line)
        and not is_label(line)
    )
