"""What a reviewer wants to know of a folder first: how much was read, and where something is doubtful."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from statistics import quantiles
from typing import NamedTuple

from tools.corpus.missed import Sighting
from tools.corpus.reading import Document
from tools.corpus.records import Record, is_single, units

_WANTED = {"title": "title", "document_number": "number", "issuers": "issuer", "issued_on": "date"}
_LONGEST = 100  # characters of a quotation


class Section(NamedTuple):
    """A part of the report: its title and its lines; one that is a list may be cut to its first few."""

    title: str
    lines: Sequence[str]
    is_list: bool = True


def summarise(documents: Sequence[Document]) -> Iterator[Section]:
    """The report on the documents as they are read now."""
    read = [one for one in documents if not one.failure]
    records = [one.record for one in read]
    yield Section("totals", [f"{name:<28}{value}" for name, value in totals(records).items()], is_list=False)
    yield Section("units by role and basis", _roles_and_bases(records), is_list=False)
    yield Section("failed", [f"{one.path}: {one.failure}" for one in documents if one.failure])
    yield Section("broken guarantees", [f"{one.path}: {problem}" for one in read for problem in one.broken])
    yield Section("documents with no task", [one.path for one in read if not one.record.get("tasks")])
    yield Section("documents with most tasks without unit", list(_mostly_without_unit(read)))
    yield Section("documents that lack title, number, issuer or date", list(_lacking(read)))
    yield Section("unrecognised units, by frequency", _unrecognised(read))
    for title, kind in _MISSED.items():
        sightings = [(one, seen) for one in read for seen in getattr(one.missed, kind)]
        yield Section(title, [f"{one.place(seen.start)}: {_quoted(seen)}" for one, seen in sightings])
    yield Section("diagnostics", _diagnostics(records), is_list=False)
    yield Section("seconds of a document", _seconds(read), is_list=False)


def is_sound(documents: Iterable[Document]) -> bool:
    """Whether every document was read, to the last character, into a record that keeps its guarantees."""
    return not any(one.failure or one.broken for one in documents)


def totals(records: Sequence[Record]) -> dict[str, str]:
    """Counts and shares over all records, in words."""
    tasks = [task for one in records for task in one.get("tasks", ())]
    single = [unit for one in records for unit in units(one) if is_single(unit)]
    counts = {
        name: str(sum(len(one.get(name, ())) for one in records))
        for name in ("clauses", "tasks", "goals", "assignments", "deadlines", "references")
    }
    return {
        "documents read": str(len(records)),
        **counts,
        "tasks without unit": _share(sum(not task.get("units") for task in tasks), len(tasks)),
        "tasks without deadline": _share(sum(not task.get("deadlines") for task in tasks), len(tasks)),
        "units": str(sum(1 for one in records for _ in units(one))),
        "single units": str(len(single)),
        "single units with canonical": _share(sum(bool(unit.get("canonical")) for unit in single), len(single)),
    }


def _share(part: int, whole: int) -> str:
    return f"{part} ({part / whole:.1%})" if whole else str(part)


def _roles_and_bases(records: Iterable[Record]) -> list[str]:
    """A table; the units that tasks inherit stand nowhere a second time, so they are counted in the tasks."""
    counts = Counter((unit.get("role"), unit.get("basis")) for one in records for unit in units(one))
    counts.update(
        (unit.get("role"), "inherited")
        for one in records
        for task in one.get("tasks", ())
        for unit in task.get("units", ())
        if unit.get("basis") == "inherited"
    )
    bases = sorted({str(basis) for _, basis in counts})
    roles = sorted({str(role) for role, _ in counts})
    return [
        f"{'':<14}" + "".join(f"{basis:>12}" for basis in bases),
        *(f"{role:<14}" + "".join(f"{counts[role, basis]:>12}" for basis in bases) for role in roles),
    ]


def _mostly_without_unit(documents: Iterable[Document]) -> Iterator[str]:
    for one in documents:
        tasks = one.record.get("tasks", ())
        without = sum(not task.get("units") for task in tasks)
        if without * 2 > len(tasks):
            yield f"{one.path}: {without} of {len(tasks)} tasks"


def _lacking(documents: Iterable[Document]) -> Iterator[str]:
    for one in documents:
        fields = one.record.get("document", {})
        if lacks := [name for field, name in _WANTED.items() if not fields.get(field)]:
            yield f"{one.path}: {', '.join(lacks)}"


def _unrecognised(documents: Iterable[Document]) -> list[str]:
    counts = Counter[str]()
    places: dict[str, str] = {}
    for one in documents:
        for unit in units(one.record):
            if is_single(unit) and not unit.get("canonical"):
                counts[unit["text"]] += 1
                if unit["text"] not in places:
                    places[unit["text"]] = one.place(unit["span"]["start"])
    return [f"{count:>5}  {name}  {places[name]}" for name, count in counts.most_common()]


_MISSED = {
    "brackets with bodies that were not read": "brackets",
    "labels that were not read": "labels",
    "lines of bodies that were not read": "lines",
    "time words of tasks that limit, in no deadline": "limits",
    "other time words of tasks, in no deadline": "times",
}


def _quoted(seen: Sighting) -> str:
    words = seen.words if len(seen.words) <= _LONGEST else f"{seen.words[:_LONGEST]}…"
    return f"{seen.before}>>{words}<<{seen.behind}"


def _diagnostics(records: Iterable[Record]) -> list[str]:
    found = [f"{each.get('code')} {each.get('name')}" for one in records for each in one.get("diagnostics", ())]
    return [f"{name:<30}{count:>6}" for name, count in sorted(Counter(found).items())]


def _seconds(documents: Sequence[Document]) -> list[str]:
    if not documents:
        return []
    seconds = [one.seconds for one in documents]
    cuts = quantiles([*seconds, *seconds], n=100, method="inclusive")  # twice over: one document is enough
    worst = max(documents, key=lambda one: one.seconds)
    return [
        f"median {cuts[49]:.3f}   p95 {cuts[94]:.3f}   worst {worst.seconds:.3f}",
        f"worst: {worst.path}, {len(worst.raw)} characters",
    ]
