"""The manifest: of what, by what and how a dataset was made, and what became of it in numbers that add up."""

import hashlib
import json
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from plan_extract.batch.outputs import LineFile
from plan_extract.errors import UnreadableError
from plan_extract.version import __version__
from plan_extract.writers.files import told

MANIFEST = "manifest.json"
COUNTED = (
    "characters",
    "clauses",
    "tasks",
    "tasks_with_unit",
    "tasks_with_due",
    "units",
    "deadlines",
    "targets",
    "references",
    "diagnostics",
)


class Totals:
    """The sums of outcomes."""

    def __init__(self) -> None:
        self.outcomes: Counter[str] = Counter()
        self.counts: Counter[str] = Counter(dict.fromkeys(COUNTED, 0))
        self.errors: Counter[str] = Counter()

    def add(self, outcome: Mapping[str, Any]) -> None:
        """One more, as the report has it."""
        self.outcomes[outcome["outcome"]] += 1
        if outcome["error"]:
            self.errors[outcome["error"]] += 1
        for name in COUNTED:
            self.counts[name] += outcome[name]


def read_report(path: Path) -> Iterator[dict[str, Any]]:
    """The outcomes of a report, one by one; raises UnreadableError."""
    try:
        with path.open("rb") as file:
            for line in file:
                yield json.loads(line)
    except (OSError, ValueError) as error:
        raise UnreadableError("unreadable", path=path, reason=error) from None


def write_manifest(folder: Path, report: Path, names: Sequence[str], options: Mapping[str, object]) -> None:
    """The manifest of the outputs of these names in a folder; its inputs are a line each, so that it may be long."""
    totals, digest = Totals(), hashlib.sha256()
    for outcome in read_report(report):
        totals.add(outcome)
        digest.update(_input(outcome))
    inputs = sum(totals.outcomes.values())
    head = {
        "generator": {"name": "plan-extract", "version": __version__},
        "options": dict(options),
        "totals": {
            "inputs": inputs,
            "plans": totals.outcomes["plan"],
            "errors": totals.outcomes["error"],
            **totals.counts,
            "errors_by_code": dict(sorted(totals.errors.items())),
        },
        "outputs": {name: _file(folder / name) for name in names},
        "inputs_sha256": digest.hexdigest(),
    }
    with LineFile(folder / MANIFEST) as file:
        file.add(json.dumps(head, ensure_ascii=False, indent=2).encode(errors="replace")[:-2] + b',\n  "inputs": [')
        for number, outcome in enumerate(read_report(report)):
            file.add(b"," * bool(number) + b"\n    " + _input(outcome))
        file.add(b"\n  ]\n}\n")


def _input(outcome: Mapping[str, Any]) -> bytes:
    own = {"input": outcome["input"], "sha256": outcome["sha256"], "outcome": outcome["outcome"]}
    return json.dumps(own, ensure_ascii=False).encode(errors="replace")


def _file(path: Path) -> dict[str, object]:
    with told(path), path.open("rb") as file:
        digest = hashlib.file_digest(file, "sha256").hexdigest()
    return {"bytes": path.stat().st_size, "sha256": digest}
