"""Styles: what a paragraph and a run take from the styles that they name, and from those on which these are based."""

from collections.abc import Iterator
from typing import NamedTuple
from xml.etree.ElementTree import Element

from plan_extract.readers.word.markup import VAL, W, child, flag, value, whole

_DEEPEST = 20  # styles that are based on each other


class Reference(NamedTuple):
    """A list and a level of it, as a `w:numPr` names them; each None where it says nothing."""

    numbering: int | None
    level: int | None

    @classmethod
    def of(cls, properties: Element | None) -> "Reference":
        """What the properties of a paragraph or a style name."""
        found = child(properties, "numPr")
        return cls(whole(value(found, "numId")), whole(value(found, "ilvl")))


class Styles:
    """The styles of a document; one that is not there says nothing, one that is based on itself ends there."""

    def __init__(self, root: Element | None) -> None:
        self._styles: dict[str, Element] = {}
        self.default: str | None = None  # what a paragraph has that names none
        for style in root.iterfind(f"{W}style") if root is not None else ():
            name = style.get(f"{W}styleId", "")
            self._styles.setdefault(name, style)
            if style.get(f"{W}type") == "paragraph" and style.get(f"{W}default", "0").lower() in ("1", "true", "on"):
                self.default = self.default or name
        self._chains: dict[str, tuple[str, ...]] = {}
        self._hidden: dict[str, bool] = {}
        self._references: dict[str, Reference] = {}

    def chain(self, name: str | None) -> tuple[str, ...]:
        """A style and those on which it is based, in order."""
        if name is None:
            return ()
        if name not in self._chains:
            self._chains[name] = tuple(self._ancestors(name))
        return self._chains[name]

    def _ancestors(self, name: str) -> Iterator[str]:
        seen: set[str] = set()
        following: str | None = name
        while following in self._styles and following not in seen and len(seen) < _DEEPEST:
            seen.add(following)
            yield following
            following = value(self._styles[following], "basedOn")

    def reference(self, name: str | None) -> Reference:
        """The list of a paragraph style; a style nearer to it comes before those on which it is based."""
        if name is None:
            return Reference(None, None)
        if name not in self._references:
            stated = [Reference.of(child(self._styles[one], "pPr")) for one in self.chain(name)]
            self._references[name] = Reference(
                next((one.numbering for one in stated if one.numbering is not None), None),
                next((one.level for one in stated if one.level is not None), None),
            )
        return self._references[name]

    def numbering_of(self, name: str | None) -> int | None:
        """The list of a numbering style."""
        return Reference.of(child(self._styles.get(name or ""), "pPr")).numbering

    def hides(self, name: str | None) -> bool:
        """Whether the text of a style is hidden."""
        if name is None:
            return False
        if name not in self._hidden:
            stated = (flag(child(self._styles[one], "rPr"), "vanish") for one in self.chain(name))
            self._hidden[name] = next((one for one in stated if one is not None), False)
        return self._hidden[name]

    def is_hidden(self, properties: Element | None, paragraph_style: str | None) -> bool:
        """Whether a run is hidden: by itself, else by one of the styles of it and of its paragraph; by both it is not."""
        direct = flag(properties, "vanish")
        if direct is not None:
            return direct
        style = properties.find(f"{W}rStyle") if properties is not None else None
        return self.hides(style.get(VAL) if style is not None else None) != self.hides(paragraph_style)
