"""The cells of a table that name responsible units (field guide 4.1).

Where the ruling lines are lost, what is left of a table are lines, one or several a cell. A cell of units is recognised by
what it says: a list of bodies and nothing else, up to a line that ends a name. Cells that follow each other stand under the
columns of units in their order.
"""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from plan_extract.extraction.closings import find_closing
from plan_extract.extraction.duties import Duties, Duty, read_duties
from plan_extract.extraction.labelling import PERSONS, ROLES_OF_UNITS, label_role
from plan_extract.extraction.persons import PersonList, is_name_cell
from plan_extract.extraction.shapes import could_act, has_ending
from plan_extract.structure.clauses import Clause
from plan_extract.structure.tables import NUMBERS
from plan_extract.text import Stretch

_LONGEST_REMARK = 24  # of a cell behind those of units
_MOST_LINES = 12  # of a cell of units
_SHORTEST_REST = 2  # of a name that a line has broken off
_EMPTY = frozenset("/-\u65e0")
_NAMED = frozenset((*ROLES_OF_UNITS, *PERSONS))
_ASIDE = (*NUMBERS, "类别", "备注")
_OF_PLACES = ("人民政府", "政府", "管委会", "党委", "街道办", "办事处")  # the end of a name: 各县(区) / 人民政府
_SEPARATORS = ("、", ",", ";")


class Cell(NamedTuple):
    """A cell that names units: where it stands, and what it says; positions are those of the reading copy."""

    place: Stretch
    duties: Duties


class _Columns(NamedTuple):
    """The columns of a table: the heads of those of units, the one of persons before them, the number of those of text."""

    units: tuple[str, ...]
    persons: str | None
    texts: int

    @classmethod
    def of(cls, heads: Sequence[str]) -> "_Columns | None":
        """The columns under some heads; nothing where none is of units."""
        units = tuple(head for head in heads if label_role(head) in ROLES_OF_UNITS)
        if not units:
            return None
        first = heads.index(units[0])
        persons = heads[first - 1] if first and label_role(heads[first - 1]) in PERSONS else None
        return cls(units, persons, first - (heads[0] in NUMBERS) - bool(persons))


class _Row(NamedTuple):
    """The lines of a row without its number, if it has one."""

    lines: Sequence[Stretch]
    numbered: bool


def find_cells(folded: str, clause: Clause) -> Iterator[Cell]:
    """The cells of units of a table, in order; the last of a row reaches to its end, over the cells behind it."""
    if clause.rows:
        yield from _grid_cells(folded, clause)
    elif columns := _Columns.of(clause.columns):
        for row in _rows(folded, clause.paragraphs[1:]):
            cells = list(_row_cells(folded, row, columns))
            if cells and row.numbered:
                cells[-1] = cells[-1]._replace(place=Stretch(cells[-1].place.start, _end(cells[-1].place, row.lines)))
            yield from cells


def _grid_cells(folded: str, clause: Clause) -> Iterator[Cell]:
    """The cells under the heads of units and of persons, where each line says which cell it is."""
    roles = {column: head for column, head in enumerate(clause.columns) if label_role(head) in _NAMED}
    for row in clause.rows:
        for column, head in roles.items():
            if column in row:
                duties = read_duties(row[column].of(folded), head)
                if duties.duties or duties.persons:
                    yield Cell(row[column], _moved(duties, [row[column]]))


def columns_of_tasks(columns: Sequence[str]) -> list[int]:
    """Which columns say what is to be done: those of text before the first of units, or else behind it."""
    texts = [column for column, head in enumerate(columns) if head not in _ASIDE and label_role(head) is None]
    first = next((column for column, head in enumerate(columns) if label_role(head) in ROLES_OF_UNITS), len(columns))
    return [column for column in texts if column < first] or texts


def _rows(folded: str, lines: Sequence[Stretch]) -> Iterator[_Row]:
    """The rows of a table, by their numbers; a table without any is one row."""
    begin, numbered = 0, False
    for index, line in enumerate(lines):
        if line.of(folded).isdecimal():
            yield _Row(lines[begin:index], numbered)
            begin, numbered = index + 1, True
    yield _Row(lines[begin:], numbered)


def _end(place: Stretch, lines: Sequence[Stretch]) -> int:
    """Where the short cells behind a cell of units end: a time limit, a remark."""
    end = place.end
    for line in lines:
        if line.start > end and line.end - line.start > _LONGEST_REMARK:
            break
        end = max(end, line.end)
    return end


def _row_cells(folded: str, row: _Row, columns: _Columns) -> Iterator[Cell]:
    """The cells of units of a row, behind its columns of text, which have a line each at least."""
    lines, texts = row.lines, columns.texts if row.numbered else 0
    column = 0
    begin = index = min(texts, max(0, len(lines) - 1))
    while index < len(lines):
        end = index + 1
        words = lines[index].of(folded)
        if words in _EMPTY and (column or texts):
            column += 1
            begin = end
        elif not _may_end(words) or _goes_on(folded, lines, index):
            column = 0 if words.endswith("\u3002") else column
            begin = end if words.endswith("\u3002") else begin
        else:
            cell = lines[max(begin, end - _MOST_LINES) : end]
            found = _read(folded, cell, columns.units[min(column, len(columns.units) - 1)], columns.persons)
            if found and found.place.start > lines[begin].start:
                found = _read(folded, cell, columns.units[0], columns.persons)
                column = 0
            if found:
                yield found
            column = column + 1 if found else 0
            begin = end
        index = end


def _may_end(words: str) -> bool:
    """Whether a line can end a cell of units."""
    return has_ending(words.removesuffix("等")) or _is_set(words) or find_closing(words, 0, len(words)) is not None


def _is_set(words: str) -> bool:
    """Whether the last name of a list is a set of places: 县供销社、各乡镇区."""
    last = words.rpartition("、")[2]
    return last.startswith(("各", "相关", "有关")) and could_act(last)


def _goes_on(folded: str, lines: Sequence[Stretch], index: int) -> bool:
    """Whether the next line goes on with the list or the name that a line ends with."""
    if index + 1 == len(lines):
        return False
    following = lines[index + 1].of(folded)
    if following.startswith((*_SEPARATORS, *_OF_PLACES)) or _is_closing(following):
        return True
    return len(following) <= _SHORTEST_REST and _may_end(lines[index].of(folded) + following)


def _is_closing(words: str) -> bool:
    """Whether a line is nothing but the verb of a list."""
    found = find_closing(words, 0, len(words))
    return found is not None and found[1].start == 0


def _read(folded: str, lines: Sequence[Stretch], label: str, persons: str | None) -> Cell | None:
    """The longest cell of units that ends with the last of some lines, with that of persons before it."""
    for first in range(len(lines)):
        cell = lines[first:]
        if persons and len(cell) > 1 and is_name_cell(cell[0].of(folded)):
            names, units = read_duties(cell[0].of(folded), persons), _read(folded, cell[1:], label, None)
            if units and units.place.start == cell[1].start:
                duties = units.duties._replace(persons=_moved(names, cell[:1]).persons)
                return Cell(Stretch(cell[0].start, units.place.end), duties)
        words = "".join(line.of(folded) for line in cell)
        duties = read_duties(words, label)
        if duties.clean and any(
            has_ending(name) or _is_set(name)
            for duty in duties.duties
            for unit in duty.units
            for name in [unit.name(words)]
        ):
            return Cell(Stretch(cell[0].start, cell[-1].end), _moved(duties, cell))
    return None


def _moved(duties: Duties, lines: Sequence[Stretch]) -> Duties:
    """Duties by their places in the copy, which has line ends between the lines."""
    places = [place for line in lines for place in range(line.start, line.end)]
    return duties._replace(
        persons=tuple(
            PersonList(one.role, Stretch(places[one.place.start], places[one.place.end - 1] + 1))
            for one in duties.persons
        ),
        duties=tuple(
            Duty(
                duty.role,
                tuple(unit._replace(start=places[unit.start], end=places[unit.end - 1] + 1) for unit in duty.units),
                duty.rule,
            )
            for duty in duties.duties
        ),
    )
