"""The documents of a folder, each parsed whole: in passes of the marker pattern over the plan, and per character."""

from math import ceil
from pathlib import Path

from benchmarks.in_process import marker_pass, medians, milliseconds, ratio, whole_way
from benchmarks.report import Row
from benchmarks.texts import PLAN
from plan_extract.readers import read

ROUNDS = 5
_PASS = "the pass"
_PLAN = "the plan"


def rows(folder: Path) -> list[Row]:
    """Median, 95th percentile (by nearest rank) and worst of the documents; and the slowest for its length."""
    plan = PLAN.read_text("utf-8")
    texts = {str(path.relative_to(folder)): read(path)[1] for path in sorted(folder.rglob("*.txt"))}
    works = {_PASS: marker_pass(plan), _PLAN: whole_way(plan)} | {name: whole_way(text) for name, text in texts.items()}
    seconds = medians(works, ROUNDS)
    passes = sorted((ratio(seconds, name, _PASS), name) for name in texts)
    result = []
    for label, share in (("median", 0.5), ("p95", 0.95), ("worst", 1)):
        value, name = passes[ceil(share * len(passes)) - 1]
        row = f"{label} of {len(texts)} documents ({name}, {len(texts[name])} characters), x the pass over the plan"
        result.append(Row(row, milliseconds(seconds[name]), value))
    dense = {name: ratio(seconds, name, _PLAN) * len(plan) / max(1, len(text)) for name, text in texts.items()}
    name = max(dense, key=dense.__getitem__)
    row = f"slowest for its length ({name}, {len(texts[name])} characters), x the plan per character"
    return [*result, Row(row, milliseconds(seconds[name]), dense[name])]
