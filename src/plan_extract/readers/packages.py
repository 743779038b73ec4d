"""Packages of Office Open XML: their parts are found by what refers to them, not by their names (ECMA-376, part 2)."""

import posixpath
from xml.etree.ElementTree import Element

from plan_extract.readers.archives import Archive
from plan_extract.readers.word.markup import transitional

_RELATION = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
_USUAL = "word/document.xml"


class Package:
    """The parts of a Word document; raises UnreadableError for one without its main part."""

    def __init__(self, archive: Archive) -> None:
        self._archive = archive
        self._names = {_plain(name): name for name in reversed(archive.names())}
        main = self._related("").get("officeDocument", _USUAL)
        self._main = main if main in self._names else _USUAL
        self._parts = self._related(self._main)
        self.document = self._xml(self._main)

    def part(self, kind: str) -> Element | None:
        """A part to which the main part refers: styles, numbering, footnotes; None where there is none."""
        name = self._parts.get(kind)
        return self._xml(name) if name in self._names else None

    def _xml(self, name: str) -> Element:
        return transitional(self._archive.xml(self._names.get(name, name)))

    def _related(self, part: str) -> dict[str, str]:
        """The parts to which one refers, by the last word of their kind; the first of each kind."""
        folder, _, file = part.rpartition("/")
        name = _plain(f"{folder}/_rels/{file}.rels")
        found: dict[str, str] = {}
        for relation in self._xml(name).iter(_RELATION) if name in self._names else ():
            if relation.get("TargetMode", "").lower() != "external":
                target = relation.get("Target", "")
                kind = relation.get("Type", "").rpartition("/")[2]
                found.setdefault(kind, _plain(posixpath.join("/", folder, target.replace("\\", "/"))))
        return found


def _plain(name: str) -> str:
    """The name of a part as it is compared: without case, and with no way out of the package."""
    return posixpath.normpath("/" + name.replace("\\", "/")).lstrip("/").lower()
