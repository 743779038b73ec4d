"""What a change of the rules gained and lost: the same folder, read by another revision of the project."""

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from tools.corpus.reading import Document
from tools.corpus.records import Fact, Record, fact, is_single, targets, units
from tools.corpus.summary import Section, totals

ROOT = Path(__file__).resolve().parents[2]
# Run by the other revision: only what every one of them has.
_READ = """
import json, sys
import plan_extract
if not plan_extract.__file__.startswith(sys.argv[1]):
    sys.exit(f"not the revision asked for: {plan_extract.__file__}")
for path in json.load(sys.stdin):
    try:
        record = plan_extract.parse_file(path).model_dump(mode="json")
    except Exception as error:
        record = f"{type(error).__name__}: {error}"
    print(json.dumps(record))
"""


class RevisionError(Exception):
    """The other revision cannot be had or cannot be run."""


@contextmanager
def checked_out(revision: str, root: Path = ROOT) -> Iterator[Path]:
    """A revision of the project in a temporary git worktree, which is gone afterwards."""
    with tempfile.TemporaryDirectory(prefix="plan-extract-base-") as folder:
        tree = Path(folder, "tree").resolve()
        try:
            _run(["git", "-C", str(root), "worktree", "add", "--quiet", "--detach", str(tree), revision])
            yield tree
        finally:
            if tree.exists():
                _run(["git", "-C", str(root), "worktree", "remove", "--force", str(tree)])


def read_with(tree: Path, paths: Sequence[Path]) -> list[Record | str]:
    """The records that the project in a folder makes of these files, or what kept it from that."""
    files = json.dumps([str(path.resolve()) for path in paths])
    environment = {**os.environ, "PYTHONPATH": str(tree / "src"), "PYTHONDONTWRITEBYTECODE": "1"}
    source = str(tree / "src") + os.sep
    done = _run([sys.executable, "-c", _READ, source], given=files, environment=environment, folder=tree)
    return [json.loads(line) for line in done.splitlines()]


def _run(
    command: Sequence[str], given: str = "", environment: dict[str, str] | None = None, folder: Path | None = None
) -> str:
    try:
        done = subprocess.run(
            command, input=given, env=environment, cwd=folder, capture_output=True, check=True, encoding="utf-8"
        )
    except FileNotFoundError as error:
        raise RevisionError(str(error)) from None
    except subprocess.CalledProcessError as error:
        raise RevisionError(error.stderr.strip() or str(error)) from None
    return done.stdout


def compare(documents: Sequence[Document], before: Sequence[Record | str]) -> Iterator[Section]:
    """What the records of now have and those of the other revision have not (+), and the other way round (-)."""
    pairs = [
        (now, now.record, old)
        for now, old in zip(documents, before, strict=True)
        if not now.failure and not isinstance(old, str)
    ]
    one_sided = [
        f"{now.path}: {old if isinstance(old, str) else 'read then'} > {now.failure or 'read now'}"
        for now, old in zip(documents, before, strict=True)
        if isinstance(old, str) != bool(now.failure)
    ]
    yield Section("against the other revision: failed in one of the two", one_sided)
    then_totals, now_totals = totals([old for *_, old in pairs]), totals([new for _, new, _ in pairs])
    changed = [f"{name:<28}{then_totals[name]:>16} > {now_totals[name]}" for name in now_totals]
    yield Section("against the other revision: totals", changed, is_list=False)
    for layer, facts in LAYERS.items():
        lines: list[str] = []
        gained = lost = 0
        for document, new, old in pairs:
            found, had = set(facts(new)), set(facts(old))
            gained, lost = gained + len(found - had), lost + len(had - found)
            lines += _changes(document, layer, found, had)
        yield Section(f"against the other revision: {layer} +{gained} -{lost}", lines)


def _changes(document: Document, layer: str, found: set[Fact], had: set[Fact]) -> Iterator[str]:
    changes = [(one, "-") for one in had - found] + [(one, "+") for one in found - had]
    for one, sign in sorted(changes, key=lambda change: (change[0].start, change[1] == "+", change[0])):
        yield f"{sign} {layer} {document.place(one.start)}: {one.words}"


def _clauses(record: Record) -> Iterator[Fact]:
    for one in record.get("clauses", ()):
        yield fact(one, f"{one.get('id')} [{one.get('role')}] {one.get('heading') or one.get('text', '')[:40]}")


def _tasks(record: Record) -> Iterator[Fact]:
    return (fact(one, f"{one.get('id')} {one.get('title', '')[:40]}") for one in record.get("tasks", ()))


def _units(record: Record) -> Iterator[Fact]:
    return (fact(one, f"{one.get('role')} {one.get('text')}") for one in units(record))


def _canonical_names(record: Record) -> Iterator[Fact]:
    for one in units(record):
        if is_single(one) and one.get("canonical"):
            yield fact(one, f"{one.get('text')} = {one['canonical']}")


def _deadlines(record: Record) -> Iterator[Fact]:
    for one in record.get("deadlines", ()):
        days = f"{one.get('start') or ''}..{one.get('end') or ''}"
        yield fact(one, f"{one.get('kind')} {days} {one.get('text')}")


def _targets(record: Record) -> Iterator[Fact]:
    for one in targets(record):
        yield fact(one, f"{one.get('metric')} {one.get('op')} {one.get('value')}{one.get('unit')}, {one.get('text')}")


def _references(record: Record) -> Iterator[Fact]:
    for one in record.get("references", ()):
        yield fact(one, f"{one.get('relation')} {one.get('title')} {one.get('document_number') or ''}".rstrip())


def _document(record: Record) -> Iterator[Fact]:
    fields = record.get("document", {})
    for name, value in fields.items():
        if name not in ("spans", "inferred"):
            place = {"span": fields.get("spans", {}).get(name)}
            for each in value if isinstance(value, list) else [value]:
                if each is not None:
                    yield fact(place, f"{name} = {each}")


LAYERS: dict[str, Callable[[Record], Iterator[Fact]]] = {
    "clauses": _clauses,
    "tasks": _tasks,
    "units": _units,
    "canonical names": _canonical_names,
    "deadlines": _deadlines,
    "targets": _targets,
    "references": _references,
    "document fields": _document,
}
