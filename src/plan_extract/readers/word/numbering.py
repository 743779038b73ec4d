"""The numbers that Word shows before paragraphs (ECMA-376, 17.9).

What the standard leaves open is as Word does it: lists over one abstract definition count together; a list that sets a
start anew does so where it is first met; a level that was skipped shows its start.
"""

import re
from xml.etree.ElementTree import Element

from plan_extract.readers.word.levels import LEVELS, Level, List, read_lists
from plan_extract.readers.word.markup import value
from plan_extract.readers.word.numerals import numeral
from plan_extract.readers.word.styles import Reference, Styles
from plan_extract.readers.word.symbols import plain

_COUNT = re.compile("%([1-9])")


class Numbering:
    """The lists of a document, and which paragraph is in which."""

    def __init__(self, root: Element | None, styles: Styles) -> None:
        self._styles = styles
        self._lists = read_lists(root, styles)

    def place(self, properties: Element | None) -> tuple[List, int] | None:
        """The list and the level of a paragraph, by itself or by its style; None where it has no number."""
        own = Reference.of(properties)
        if own.numbering is not None:
            return self._place(own.numbering, own.level or 0)
        style = value(properties, "pStyle") or self._styles.default
        stated = self._styles.reference(style)
        if stated.numbering is None or stated.numbering not in self._lists:
            return None
        chain = self._styles.chain(style)
        levels = self._lists[stated.numbering].levels
        linked = {level.style: number for number, level in reversed(levels.items()) if level.style}
        number = own.level
        if number is None:
            number = next((linked[one] for one in chain if one in linked), stated.level or 0)
        level = levels.get(number)
        if level is not None and level.style and level.style not in chain:
            return None  # the level belongs to another style
        return self._place(stated.numbering, number)

    def _place(self, numbering: int, level: int) -> tuple[List, int] | None:
        found = self._lists.get(numbering)
        return (found, level) if found and level in found.levels else None


class Counters:
    """How far the lists of one story have counted: of the body, of the footnotes, of a text box."""

    def __init__(self, numbering: Numbering) -> None:
        self._numbering = numbering
        self._counts: dict[tuple[int, int], int] = {}
        self._waiting: set[tuple[int, int]] = set()  # levels that show their start and have not been used since
        self._begun: set[tuple[int, int]] = set()  # levels of lists that have set their start anew

    def label(self, properties: Element | None, text: str) -> str:
        """The number of the next paragraph, which begins with a text; a space where it would run into it."""
        place = self._numbering.place(properties)
        if place is None:
            return ""
        listed, number = place
        self._count(listed, number)
        level = listed.levels[number]
        label = self._shown(listed, number)
        parted = level.gap != "nothing" and label[-1:].isascii() and text[:1].isascii() and not text[:1].isspace()
        return f"{label} " if parted and label and text else label

    def _count(self, listed: List, number: int) -> None:
        for above in reversed(range(number)):
            if above not in listed.levels or (listed.abstract, above) in self._counts:
                break
            self._step(listed, above)
        self._step(listed, number)
        for below in range(number + 1, LEVELS):
            level = listed.levels.get(below)
            if level and (level.restart is None or number < level.restart):
                self._counts[listed.abstract, below] = level.start
                self._waiting.add((listed.abstract, below))

    def _step(self, listed: List, number: int) -> None:
        key = listed.abstract, number
        anew = number in listed.restarted and (listed.number, number) not in self._begun
        if anew:
            self._begun.add((listed.number, number))
        if anew or key not in self._counts:
            self._counts[key] = listed.levels[number].start
        elif key not in self._waiting:
            self._counts[key] += 1
        self._waiting.discard(key)

    def _shown(self, listed: List, number: int) -> str:
        level = listed.levels[number]
        if level.form == "bullet":
            return "".join(plain(char, level.font) for char in level.template)
        counts = [int(found) - 1 for found in _COUNT.findall(level.template)]
        if any(count > number for count in counts):
            return ""  # Word leaves out the whole of a number that shows a level below its own: MS-OI29500, 2.1.283
        return _COUNT.sub(lambda found: self._numeral(listed, int(found[1]) - 1, level, number), level.template)

    def _numeral(self, listed: List, shown: int, level: Level, number: int) -> str:
        found = listed.levels.get(shown)
        if found is None:
            return ""
        count = self._counts.get((listed.abstract, shown), found.start)
        if level.legal and shown < number:
            return str(count)
        return str(count).zfill(found.zeros) if found.zeros else numeral(count, found.form)
