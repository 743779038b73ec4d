"""Stage 2, the numbered-clause parser: paragraphs become a tree of clauses (field guide 3).

Depth comes from a stack in order of appearance, not from the family: a marker whose family is on the stack
returns to that level, a new family goes one level deeper. Each part of the document numbers afresh.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from plan_extract.model import ClauseRole
from plan_extract.structure.header import Header
from plan_extract.structure.headings import Item, find_headings
from plan_extract.structure.labels import is_label
from plan_extract.structure.numbering import Marker
from plan_extract.structure.parts import Part
from plan_extract.structure.roles import assign_roles, find_groups, is_assigned, known_role
from plan_extract.structure.segments import Segments
from plan_extract.structure.tables import Table
from plan_extract.text import Stretch
from plan_extract.vocab import words

_CLOSING = words("closing_words")
_LONGEST_HEADING = 20  # of a heading without a number
_ENDED = ("\u3002", ")", '"')
_STATUTORY = ("zhang", "jie")
_BARE = ("body", "fragment")  # parts whose names do not stand in ids


class Clause(NamedTuple):
    """A clause, by positions of the reading copy.

    `start` is where its marker stands. `own` is its own text without the marker, made of `paragraphs`; `heading` lies
    in the first of them, `body` is what follows it (all of the own text, where nothing does). `leaf` says that no
    clause lies under it. A table is one clause: its head is the heading, each line of its cells a paragraph,
    `columns` are the heads of its columns, and `rows` its cells by column, where the lines say which cells they are.
    """

    id: str
    part: str
    parent: str | None
    depth: int
    marker: Marker | None
    start: int
    paragraphs: tuple[Stretch, ...]
    own: Stretch
    heading: Stretch | None
    body: Stretch
    role: ClauseRole
    leaf: bool
    columns: tuple[str, ...] = ()
    rows: tuple[Mapping[int, Stretch], ...] = ()


def parse_clauses(segments: Segments, header: Header) -> list[Clause]:
    """The clauses of all parts, in order; an unmarked paragraph is one only where no marked item stands above it."""
    return [clause for part in header.parts for clause in _clauses(segments, header.elements, part)]


def parse_fragment(segments: Segments) -> list[Clause]:
    """The clauses of a fragment, which has neither head nor parts."""
    return list(_clauses(segments, {}, Part("fragment", 0, len(segments.paragraphs))))


def _clauses(segments: Segments, elements: Mapping[int, str], part: Part) -> Iterator[Clause]:
    items = _items(segments, elements, part)
    parents = nest([item.marker for item in items])
    folded = segments.text.folded
    found = find_headings(folded, items, parents)
    for index, item in enumerate(items):
        if item.columns or (_is_bare_heading(folded, item) and index + 1 < len(items) and items[index + 1].marker):
            found[index] = item.paragraphs[0]
    if part.title and part.marker:
        found[0] = Stretch(part.title[0].start, part.title[-1].end)
    numbered = [item.marker is not None for item in items]
    begun = numbered.index(True) if True in numbered else len(numbered)
    known = [known_role(folded, item, behind=index > begun) for index, item in enumerate(items)]
    headings = [heading and heading.of(folded) for heading in found]
    groups = find_groups(items, parents)
    roles = assign_roles(
        headings, parents, groups, numbered, lambda index: is_assigned(folded, items[index]), known, part
    )
    ids = _ids(items, parents, part.name)
    depths: list[int] = []
    for index, (item, parent) in enumerate(zip(items, parents, strict=True)):
        depths.append(_depth(item.marker) if parent is None else depths[parent] + 1)
        own = Stretch(item.paragraphs[0].start, item.paragraphs[-1].end)
        yield Clause(
            id=ids[index],
            part=part.name,
            parent=None if parent is None else ids[parent],
            depth=depths[index],
            marker=item.marker,
            start=item.marker.start if item.marker else own.start,
            paragraphs=item.paragraphs,
            own=own,
            heading=found[index],
            body=_body(folded, own, found[index]),
            role=roles[index],
            leaf=index not in groups,
            columns=item.columns,
            rows=item.rows,
        )


def _items(segments: Segments, elements: Mapping[int, str], part: Part) -> list[Item]:
    """The paragraphs of a part, gathered under their markers; what follows an element belongs to no item before it."""
    gathered: list[tuple[Marker | None, list[Stretch]]] = []
    tables = {table.first: table for table in segments.tables}
    placed: dict[int, Table] = {}  # by the place of the item
    marked, behind_table = False, part.first
    if part.marker:
        behind = Stretch(part.marker.end, part.marker.end)
        gathered.append((part.marker, list(part.title) or [behind]))
    folded, end = segments.text.folded, segments.paragraphs[part.last - 1].end if part.last else 0
    last = max((index for index in range(part.first, part.last) if segments.markers[index]), default=part.last)
    for index in range(part.first, part.last):
        paragraph = segments.paragraphs[index]
        if index < behind_table:
            continue
        if index in elements:
            marked = False
        elif table := tables.get(index):
            marked, behind_table = False, min(table.last, part.last)
            placed[len(gathered)] = table
            head = Stretch(paragraph.start, segments.paragraphs[table.body - 1].end)
            gathered.append((None, [head, *segments.paragraphs[table.body : behind_table]]))
        elif part.marker and paragraph.start < gathered[0][1][-1].end:
            continue  # the heading of the annex
        elif marker := segments.markers[index]:
            marked = True
            gathered.append((marker, [Stretch(marker.end, paragraph.end)]))
        elif marked and _heads_restart(segments, index, gathered[-1][0]):
            marked = False
            gathered.append((None, [paragraph]))
        elif marked and not (index > last and _closes(folded, gathered[-1][1], paragraph, end)):
            gathered[-1][1].append(paragraph)
        else:
            marked = False
            gathered.append((None, [paragraph]))
    return [
        _of_table(placed[index], paragraphs) if index in placed else Item(marker, _filled(paragraphs))
        for index, (marker, paragraphs) in enumerate(gathered)
    ]


def _of_table(table: Table, paragraphs: list[Stretch]) -> Item:
    """A table as an item: its head is the first paragraph."""
    rows: defaultdict[int, dict[int, Stretch]] = defaultdict(dict)
    for (row, column), cell in zip(table.cells, paragraphs[1:], strict=False):  # a part can end before it does
        rows[row][column] = cell
    return Item(None, tuple(paragraphs), table.columns, tuple(rows.values()))


def _heads_restart(segments: Segments, index: int, before: Marker | None) -> bool:
    """Whether a line without a number is the heading of items that begin again at 1, so that it ends the item above."""
    following = segments.markers[index + 1 : index + 2]
    item = Item(None, (segments.paragraphs[index],))
    if not _is_bare_heading(segments.text.folded, item) or not following or not following[0]:
        return False
    return following[0].number == 1 and before is not None and before.family == following[0].family


def _is_bare_heading(folded: str, item: Item) -> bool:
    """Whether a paragraph without a number is a few words and no sentence."""
    words_ = item.paragraphs[0].of(folded) if len(item.paragraphs) == 1 and not item.marker else ""
    return 2 <= len(words_) <= _LONGEST_HEADING and words_.replace("、", "").isalpha()


def _closes(folded: str, item: Sequence[Stretch], paragraph: Stretch, end: int) -> bool:
    """Whether a paragraph behind the last item speaks of the whole document, which ends at `end`.

    The item has said something of its own; where its annotation has ended it and none follows, whatever follows speaks
    of all, else the paragraph must begin so.
    """
    said = folded[item[0].start : item[-1].end]
    annotated = said.endswith(")") and said[: said.rfind("(")].endswith("\u3002") and "(" in said
    if annotated and "\u3002(" not in folded[paragraph.start : end] and not folded.startswith("(", paragraph.start):
        return True
    ended = (said.endswith(_ENDED) and "\u3002" in said[:-1]) or is_label(item[-1].of(folded))
    return ended and folded.startswith(_CLOSING, paragraph.start)


def _filled(paragraphs: list[Stretch]) -> tuple[Stretch, ...]:
    """A marker that has its line for itself has its text in the next, if there is one."""
    first = paragraphs[0]
    return tuple(paragraphs[1:] if first.start == first.end and len(paragraphs) > 1 else paragraphs)


def _body(folded: str, own: Stretch, heading: Stretch | None) -> Stretch:
    if heading is None:
        return own
    behind = heading.end
    while behind < own.end and folded[behind] in "。:)\n":
        behind += 1
    return Stretch(behind, own.end) if behind < own.end else own


def nest(markers: Sequence[Marker | None]) -> list[int | None]:
    """The index of each marker's parent, by a stack in order of appearance; unmarked paragraphs have none.

    An annex numbers its items afresh, so that only what has no number of its own lies under its heading.

    >>> from plan_extract.structure.numbering import match_marker
    >>> nest([match_marker(text, 0) for text in ("一、总则", "1.甲", "2.乙", "二、分则", "(一)丙", "1.丁")])
    [None, 0, 0, None, 3, 4]
    """
    stack: list[tuple[str, int]] = []
    parents: list[int | None] = []
    for index, marker in enumerate(markers):
        if marker is None or marker.family == "fj":
            parents.append(0 if index and markers[0] is not None and markers[0].family == "fj" else None)
            continue
        if marker.family in _STATUTORY:  # a chapter lies under nothing, a section under a chapter only
            above = _STATUTORY[: _STATUTORY.index(marker.family)]
            stack[:] = [one for one in stack if one[0] in (*above, marker.family)]
        levels = [level for level, _ in stack]
        if (level := _level(marker)) in levels:
            del stack[levels.index(level) :]
        elif marker.family == "dec":  # 1.2 lies under 1, not under 1.1.3
            stack[:] = [one for one in stack if not one[0].startswith("dec") or one[0] < level]
        parents.append(stack[-1][1] if stack else None)
        stack.append((level, index))
    return parents


def _depth(marker: Marker | None) -> int:
    """The depth of what lies under nothing: of a decimal it is how many numbers it has, as 1 may have no number."""
    return marker.printed.count(".") + 1 if marker and marker.family == "dec" else 1


def _level(marker: Marker) -> str:
    """What a marker has in common with those on its level: its family, and of a decimal how many numbers it has."""
    return f"dec{marker.printed.count('.')}" if marker.family == "dec" else marker.family


def _ids(items: Sequence[Item], parents: Sequence[int | None], part: str) -> list[str]:
    """Printed paths, half-width; what stands outside the body begins with its part, what repeats gets `~2`."""
    ids: list[str] = []
    bullets: defaultdict[int | None, int] = defaultdict(int)
    seen: defaultdict[str, int] = defaultdict(int)
    for item, parent in zip(items, parents, strict=True):
        bullets[parent] += item.marker is None or item.marker.family == "dash"
        ordinal = item.marker.ordinal(bullets[parent]) if item.marker else f"¶{bullets[parent]}"
        above = ids[parent] if parent is not None else "" if part in _BARE else part
        path = part if item.marker and item.marker.family == "fj" else f"{above}/{ordinal}" if above else ordinal
        seen[path] += 1
        ids.append(path if seen[path] == 1 else f"{path}~{seen[path]}")
    return ids
