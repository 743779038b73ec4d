"""The numbers that a browser writes before the items of a list."""

import re
from collections.abc import Iterator

from plan_extract.readers.markup import Element

_STYLE = re.compile(r"list-style(?:-type)?\s*:\s*([^;]+)", re.IGNORECASE)
_NUMBERED = re.compile(
    r"[(\uff08\u3014\[]?(?:[0-9\uff10-\uff19]+|[一二三四五六七八九十百]+)[)\uff09\u3015\].\uff0e、\s]|[\u2460-\u2473]|第[一二三四五六七八九十百]+[条章节]"
)
_DIGITS = "零一二三四五六七八九"
_ROMAN = tuple(
    zip(
        (1000, 900, 500, 400, 100, 90, 50, 40, 10, 9, 5, 4, 1),
        ["M", "CM", "D", "CD", "C", "XC", "L", "XL", "X", "IX", "V", "IV", "I"],
        strict=True,
    )
)
_MOST_ROMAN = 3999
_MOST_HAN = 99
_OF_TYPE = {"a": "lower-alpha", "A": "upper-alpha", "i": "lower-roman", "I": "upper-roman", "1": "decimal"}
_HAN = ("cjk-ideographic", "simp-chinese-informal", "trad-chinese-informal")


def is_numbered(words: str) -> bool:
    """Whether words begin with a number of their own: a page that has it switches that of the browser off.

    >>> is_numbered("1.健全制度"), is_numbered("2025年底前完成")
    (True, False)
    """
    return _NUMBERED.match(words) is not None


def markers_of(items: Element) -> Iterator[tuple[Element, str]]:
    """The items of an ordered list, each with what a browser writes before it; nothing where its style says so."""
    found = [child for child in items.children if isinstance(child, Element) and child.name == "li"]
    step = -1 if items.has("reversed") else 1
    number = items.number("start", 1 if step > 0 else len(found))
    style = _style(items) or "decimal"
    for item in found:
        number = item.number("value", number)
        yield item, _marker(number, _style(item) or style)
        number += step


def _style(element: Element) -> str:
    """The style that an element asks for."""
    if told := _STYLE.search(element.get("style")):
        known = [word for word in told[1].lower().split() if word not in ("inside", "outside") and "url(" not in word]
        return known[0] if known else ""
    kind = element.get("type").strip()
    return _OF_TYPE.get(kind, kind.lower())


def _marker(number: int, style: str) -> str:
    if style in ("none", "disc", "circle", "square"):
        return ""
    if style in _HAN and 0 < number <= _MOST_HAN:
        return _han(number) + "、"
    if style.endswith(("-alpha", "-latin")) and number > 0:
        words = _letters(number)
    elif style.endswith("-roman") and 0 < number <= _MOST_ROMAN:
        words = _roman(number)
    else:
        return f"{number:02}." if style == "decimal-leading-zero" else f"{number}."
    return (words if style.startswith("upper") else words.lower()) + "."


def _letters(number: int) -> str:
    words = ""
    while number:
        number, rest = divmod(number - 1, 26)
        words = chr(ord("A") + rest) + words
    return words


def _roman(number: int) -> str:
    words = ""
    for value, letters in _ROMAN:
        words += letters * (number // value)
        number %= value
    return words


def _han(number: int) -> str:
    tens, ones = divmod(number, 10)
    return (_DIGITS[tens] if tens > 1 else "") + ("十" if tens else "") + (_DIGITS[ones] if ones else "")
