"""Inside one process: the full parse against one pass of the marker pattern and a naive script; growth and hostile lines."""

import gc
import json
import random
import re
import statistics
import time
from collections.abc import Callable

from benchmarks import naive
from benchmarks.report import Row
from benchmarks.texts import PLAN, repeated
from plan_extract import parse
from plan_extract.structure import numbering
from plan_extract.writers import render

ROUNDS = 21
MARKER = re.compile(rf"[ \u3000]*(?:{numbering.MARKER.pattern})")

HOSTILE = {
    "( repeated": "(",
    "nested 〔(": "〔(",
    "() repeated": "()",
    "《 repeated": "《",
    "quotes": '"',
    "markers 1. repeated": "1.",
    "markers (一) repeated": "(一)",
    "、 repeated": "局、",
    "one bracket, a long list": "省财政厅、",
    "many brackets": "(责任单位:省财政厅)",
    "和 repeated": "局和",
    "dates": "2018年底前,",
    "dates without commas": "2018年底前",
    "targets": "达到5%、",
    "。 repeated": "。",
    "modal verbs": "各部门要",
    "numerals": "十",
    "spaces": " ",
    "line ends": "\n",
    "label lines": "责任单位:省财政厅\n",
}


def medians(works: dict[str, Callable[[], object]], rounds: int = ROUNDS) -> dict[str, list[float]]:
    """Seconds of each work in every round; the works of a round are shuffled, garbage is collected before each."""
    seconds: dict[str, list[float]] = {name: [] for name in works}
    order = list(works)
    shuffle = random.Random(1).shuffle
    for work in works.values():
        work()
    for _ in range(rounds):
        shuffle(order)
        for name in order:
            gc.collect()
            start = time.perf_counter()
            works[name]()
            seconds[name].append(time.perf_counter() - start)
    return seconds


def ratio(seconds: dict[str, list[float]], name: str, base: str) -> float:
    """The median of the ratios within the rounds."""
    return statistics.median(one / other for one, other in zip(seconds[name], seconds[base], strict=True))


def milliseconds(values: list[float]) -> str:
    return f"{statistics.median(values) * 1000:.2f} ms"


def whole_way(text: str) -> Callable[[], object]:
    return lambda: render(parse(text), "jsonl")


def marker_pass(text: str) -> Callable[[], object]:
    return lambda: [MARKER.match(line) for line in text.splitlines()]


def rows() -> list[Row]:
    text = PLAN.read_text("utf-8")
    return [*_against_yardsticks(text), *_growth(text), *_hostile(text)]


def _against_yardsticks(text: str) -> list[Row]:
    seconds = medians(
        {
            "pass": marker_pass(text),
            "naive": lambda: json.dumps(naive.parse(text), ensure_ascii=False),
            "full": whole_way(text),
        }
    )
    found = sum(MARKER.match(line) is not None for line in text.splitlines())
    assert found == 66, found  # the pass finds what it looks for
    took = milliseconds(seconds["full"])
    return [
        Row("full parse to JSON, x one `re` pass of the marker pattern", took, ratio(seconds, "full", "pass"), 80, 60),
        Row("full parse to JSON, x a naive script", took, ratio(seconds, "full", "naive"), 60),
    ]


def _growth(text: str) -> list[Row]:
    texts = {times: repeated(text, times) for times in (1, 4, 16, 64)}
    assert len(parse(texts[64]).tasks) == 64 * len(parse(text).tasks)  # all is read, however long the text
    seconds = medians({str(times): whole_way(one) for times, one in texts.items()})
    result = []
    for times in (4, 16, 64):
        scale = len(texts[1]) / len(texts[times])
        value = ratio(seconds, str(times), "1") * scale
        result.append(
            Row(f"the plan {times} times in one file, x per character", milliseconds(seconds[str(times)]), value, 1.25)
        )
    return result


def _hostile(text: str) -> list[Row]:
    works = {"plan": whole_way(text)}
    for name, piece in HOSTILE.items():
        line = (piece * len(text))[: len(text)]
        works[name] = whole_way(line)
        works[f"{name}, in an item"] = whole_way(f"一、任务\n1.{line}")
    seconds = medians(works)
    worst = sorted((ratio(seconds, name, "plan"), name) for name in works if name != "plan")[-3:]
    return [
        Row(f"hostile text of the plan's size: {name}, x the plan", milliseconds(seconds[name]), value, 10, 3)
        for value, name in worst
    ]
