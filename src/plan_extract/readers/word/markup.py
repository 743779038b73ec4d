"""Elements of WordprocessingML and the small values that stand in them."""

import re
from collections.abc import Iterator
from xml.etree.ElementTree import Element

_MAIN = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_STRICT = "http://purl.oclc.org/ooxml/wordprocessingml/main"
W = f"{{{_MAIN}}}"
VAL = f"{W}val"
CHOICE = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Choice"
FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
ALTERNATE = "{http://schemas.openxmlformats.org/markup-compatibility/2006}AlternateContent"
_WHOLE = re.compile(r"\s*([-+]?\d{1,9})\s*")  # more digits than any count of Word has
_OFF = ("0", "false", "off")


def transitional(root: Element) -> Element:
    """The part with the names that Word itself writes, where it was saved as strict Open XML."""
    if root.tag.startswith(f"{{{_STRICT}}}"):
        for element in root.iter():
            if isinstance(element.tag, str):
                element.tag = element.tag.replace(_STRICT, _MAIN)
            for name in [name for name in element.attrib if _STRICT in name]:
                element.attrib[name.replace(_STRICT, _MAIN)] = element.attrib.pop(name)
    return root


def child(parent: Element | None, *path: str) -> Element | None:
    """The element at the end of a path of names, each the first such child of the one before."""
    for name in path:
        parent = parent.find(W + name) if parent is not None else None
    return parent


def value(parent: Element | None, *path: str) -> str | None:
    """The `w:val` of the element at the end of a path."""
    found = child(parent, *path)
    return None if found is None else found.get(VAL)


def whole(words: str | None) -> int | None:
    """A whole number of up to nine digits; None for anything else."""
    found = _WHOLE.fullmatch(words or "")
    return int(found[1]) if found else None


def flag(parent: Element | None, name: str) -> bool | None:
    """Whether a property that can be on or off is on; None where it is not said."""
    found = child(parent, name)
    return None if found is None else found.get(VAL, "1").lower() not in _OFF


def chosen(alternate: Element) -> Iterator[Element]:
    """What stands in one of the alternatives of the same content: the first, or what it falls back to."""
    choice = alternate.find(CHOICE)
    yield from alternate.find(FALLBACK) or () if choice is None else choice
