"""Lists as `numbering.xml` defines them: abstract definitions, the lists over them, and their levels."""

import re
from collections.abc import Iterator
from typing import NamedTuple
from xml.etree.ElementTree import Element

from plan_extract.readers.word.markup import ALTERNATE, CHOICE, FALLBACK, W, child, flag, value, whole
from plan_extract.readers.word.styles import Styles

LEVELS = 9
_LONGEST = 62  # characters of a template: Word shows up to 31, and %1 takes two (MS-OI29500, 2.1.283)
_ZEROS = re.compile(r"(0+)1, ")


class Level(NamedTuple):
    """A level of a list: how it counts, and what it shows.

    `template` has %1 to %9 for the counts of the levels. `zeros` is how wide a count is that is filled up with zeros.
    `restart` says which level restarts this one: none (0), that one and those above (1 to 9), any above (None).
    """

    start: int = 0  # Word's own default: 17.9.25
    form: str = "decimal"
    template: str = ""
    zeros: int = 0
    restart: int | None = None
    legal: bool = False
    gap: str = "tab"
    style: str | None = None
    font: str | None = None


class List(NamedTuple):
    """A list: its number, the abstract definition under which it counts, its levels, those whose start it sets anew."""

    number: int
    abstract: int
    levels: dict[int, Level]
    restarted: frozenset[int]


def read_lists(root: Element | None, styles: Styles) -> dict[int, List]:
    """The lists of a document by their numbers; lists over a definition that is not there are left out."""
    if root is None:
        return {}
    abstract = {
        number: element
        for element in root.iterfind(f"{W}abstractNum")
        if (number := whole(element.get(f"{W}abstractNumId"))) is not None
    }
    elements = {
        number: element
        for element in root.iterfind(f"{W}num")
        if (number := whole(element.get(f"{W}numId"))) is not None
    }
    linked = _Links(abstract, elements, styles)
    levels: dict[Element, dict[int, Level]] = {}
    lists: dict[int, List] = {}
    for number, element in elements.items():
        base = whole(value(element, "abstractNumId"))
        if base is None or base not in abstract:
            continue
        origin = linked.origin(abstract[base])
        if origin not in levels:
            levels[origin] = dict(_levels(origin))
        lists[number] = _overridden(number, base, levels[origin], element)
    return lists


class _Links:
    """Where definitions have their levels that only name a numbering style."""

    def __init__(self, abstract: dict[int, Element], elements: dict[int, Element], styles: Styles) -> None:
        self._abstract, self._elements, self._styles = abstract, elements, styles
        self._styled = {style: one for one in abstract.values() if (style := value(one, "styleLink"))}

    def origin(self, element: Element) -> Element:
        """The definition that has the levels: itself, or that to which its numbering style leads."""
        if child(element, "lvl") is not None or (style := value(element, "numStyleLink")) is None:
            return element
        number = self._styles.numbering_of(style)
        base = whole(value(self._elements[number], "abstractNumId")) if number in self._elements else None
        if base in self._abstract:
            return self._abstract[base]  # one step: a numbering style names levels, no other style
        return self._styled.get(style, element)


def _levels(element: Element) -> Iterator[tuple[int, Level]]:
    for one in element.iterfind(f"{W}lvl"):
        number = whole(one.get(f"{W}ilvl"))
        if number is not None and 0 <= number < LEVELS:
            yield number, _level(one, Level())


def _overridden(number: int, base: int, levels: dict[int, Level], element: Element) -> List:
    """A list with what it says otherwise than its definition."""
    own, restarted = dict(levels), set()
    for override in element.iterfind(f"{W}lvlOverride"):
        place = whole(override.get(f"{W}ilvl"))
        if place is None or place not in own:
            continue
        start = whole(value(override, "startOverride"))
        if start is not None:
            own[place] = own[place]._replace(start=start)
            restarted.add(place)
        level = child(override, "lvl")
        if level is not None:
            own[place] = _level(level, own[place])
    return List(number, base, own, frozenset(restarted))


def _level(element: Element, base: Level) -> Level:
    """A level: what an element says, and what another one says where it is silent."""
    start, restart = whole(value(element, "start")), whole(value(element, "lvlRestart"))
    template, legal = value(element, "lvlText"), flag(element, "isLgl")
    form, zeros = _form(element)
    fonts = child(element, "rPr", "rFonts")
    return base._replace(
        start=base.start if start is None else start,
        form=form or base.form,
        zeros=zeros if form else base.zeros,
        template=base.template if template is None else template if len(template) <= _LONGEST else "",
        restart=base.restart if restart is None else restart,
        legal=base.legal if legal is None else legal,
        gap=value(element, "suff") or base.gap,
        style=value(element, "pStyle") or base.style,
        font=base.font if fonts is None else fonts.get(f"{W}hAnsi") or fonts.get(f"{W}ascii") or base.font,
    )


def _form(element: Element) -> tuple[str | None, int]:
    """The number format; one of its own, such as 001, 002, 003, stands beside the one for programs that do not know it."""
    alternate = element.find(ALTERNATE)
    if alternate is None:
        return value(element, "numFmt"), 0
    own = child(alternate.find(CHOICE), "numFmt")
    found = _ZEROS.match(own.get(f"{W}format", "")) if own is not None else None
    return value(alternate.find(FALLBACK), "numFmt"), len(found[1]) + 1 if found else 0
