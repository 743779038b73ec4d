"""The six guarantees of the record (docs/ARCHITECTURE.md), on generated plans and on anything at all."""

import json
import sys
from collections import Counter
from types import FrameType
from typing import Any

import jsonschema_rs
import pytest
from benchmarks.in_process import HOSTILE
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from plan_extract import Plan, parse
from plan_extract.guarantees import find_problems
from plan_extract.schema import json_schema
from plan_extract.structure.segments import split_segments
from plan_extract.text import LAYOUT, Text
from plans import plans, scraps
from support import plain

VALIDATOR = jsonschema_rs.validator_for(json_schema(), validate_formats=True)
anything = plans | scraps | st.text()
seeded = settings(derandomize=True, deadline=None, max_examples=150, suppress_health_check=[HealthCheck.too_slow])


@seeded
@given(anything)
@example("")
@example("一、")
@example("(责任单位:")
@example("**\u200b**甲**\x14**")
def test_every_visible_character_lies_in_one_segment(text: str) -> None:
    segments = split_segments(Text(text))
    copy = segments.text
    places = Counter(
        copy.span(position, position + 1).start
        for paragraph in segments.paragraphs
        for position in range(*paragraph)
        if copy.folded[position] != " "
    )
    places.update(
        place for span in segments.furniture for place in range(span.start, span.end) if not LAYOUT.match(text[place])
    )
    assert places == Counter(place for place, char in enumerate(text) if not LAYOUT.match(char))
    assert parse(text).coverage.unclaimed == 0


@seeded
@given(anything)
def test_spans_texts_ids_and_links_hold(text: str) -> None:
    assert find_problems(parse(text), text) == []


@seeded
@given(anything)
def test_the_output_validates_and_reads_back_equal(text: str) -> None:
    plan = parse(text)
    written = plan.model_dump_json()
    VALIDATOR.validate(json.loads(written))
    assert Plan.model_validate_json(written, strict=True) == plan


def work(text: str) -> int:
    """How many lines of this package a parse runs: what grows faster than the text shows here without a clock."""
    count = 0

    def trace(frame: FrameType, event: str, _: object) -> Any:
        nonlocal count
        if "plan_extract" not in frame.f_code.co_filename:
            return None
        count += event == "line"
        return trace

    before = sys.gettrace()
    sys.settrace(trace)
    try:
        parse(text)
    finally:
        sys.settrace(before)
    return count


@pytest.mark.parametrize(
    "piece", [*HOSTILE.values(), "每年开展,覆盖率达到75%以上。", "受理后3日内", "2025年底前,率达到5%、"]
)
def test_the_work_grows_with_the_length(piece: str) -> None:
    short, long = (f"一、任务\n1.{piece * times}" for times in (160, 640))
    parse(
        short
    )  # what is imported and cached once is no work of the text; four times the text is not sixteen times that
    assert work(long) <= 6 * work(short)


def values(plan: Plan) -> Any:
    """All that a record says but where it stands, folded: what must not depend on layout."""

    def folded(value: Any) -> Any:
        if isinstance(value, dict):
            return {
                name: folded(part)
                for name, part in value.items()
                if name not in ("span", "spans", "scope", "furniture")
            }
        if isinstance(value, list):
            return [folded(part) for part in value]
        return plain(value) if isinstance(value, str) else value

    record = plan.model_dump(mode="json", exclude={"source"})
    record["diagnostics"] = [one for one in record["diagnostics"] if one["name"] != "LINE_BREAK_JOINED"]
    return folded(record)


NARROW = '(),:;"0123456789'
WIDE = {ord(char): chr(ord(char) + 0xFEE0) for char in NARROW}


@seeded
@given(plans)
def test_layout_changes_spans_never_values(text: str) -> None:
    wanted = values(parse(text))
    for changed in (
        text.replace("\n", "\r\n"),
        text.replace("\n", "\r"),
        text.translate(WIDE),
        text.replace("\n", "\n\n\n"),
        "\u3000\u3000" + text.replace("\n", " \n\u3000\u3000"),
    ):
        assert values(parse(changed)) == wanted
