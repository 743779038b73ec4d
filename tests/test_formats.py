"""What holds of every format: the real plan loses no task, a text without tasks is no error, hostile words stay words."""

import csv
import io
import json
import sqlite3
from collections.abc import Callable, Iterator
from html.parser import HTMLParser
from pathlib import Path

import docx
import icalendar
import openpyxl
import pytest
import yaml
from docx.oxml.ns import qn
from pyarrow import parquet

from ledgers import embedded
from plan_extract import Plan, parse
from plan_extract.errors import UnreadableError
from plan_extract.writers import FORMATS, open_store, render

MARKUP = "<script>a</script>&amp;](j:b)|"  # as long as the title of an event may be
PRIVATE = "\ue000\U000f0000\U0010fffd"
LONG = "推进工作," * 20_000
HOSTILE = f"""一、主要任务
(一)=1+1。2025年底前完成整治。(责任单位:市司法局)
(二)@SUM(A1)。2025年底前完成{PRIVATE}改造。(责任单位:市财政局)
(三)-2+3。2025年底前{LONG}完成。(责任单位:市数据局)
(四)标记。2025年底前完成整治。(责任单位:市司法局)
"""


def hostile() -> Plan:
    """A plan of words that formats have signs for; no text has markup in it, whose tags are page furniture."""
    plan = embedded(HOSTILE)
    *others, last = plan.tasks
    return plan.model_copy(update={"tasks": (*others, last.model_copy(update={"title": MARKUP}))})


def leaves(value: object) -> Iterator[str]:
    """The texts in nested lists and mappings."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict | list | tuple):
        for one in value.values() if isinstance(value, dict) else value:
            yield from leaves(one)


def of_workbook(path: Path) -> Iterator[str]:
    for sheet in openpyxl.load_workbook(path):
        for row in sheet.iter_rows():
            assert all(cell.data_type != "f" for cell in row)
            yield from (str(cell.value) for cell in row)


class Words(HTMLParser):
    def __init__(self, html: str) -> None:
        super().__init__()
        self.found: list[str] = []
        self.feed(html)

    def handle_data(self, data: str) -> None:
        self.found.append(data)


def of_database(path: Path) -> Iterator[str]:
    return leaves(sqlite3.connect(path).execute("SELECT title, text FROM tasks").fetchall())


def of_calendar(path: Path) -> Iterator[str]:
    for event in icalendar.Calendar.from_ical(path.read_bytes()).events:
        yield from (str(event["summary"]), str(event["description"]))


def of_annex(path: Path) -> Iterator[str]:
    body = docx.Document(str(path)).element.body
    return ("".join(text.text or "" for text in one.iter(qn("w:t"))) for one in body.iter(qn("w:p")))


READ: dict[str, Callable[[Path], Iterator[str]]] = {
    "json": lambda path: leaves(json.loads(path.read_text("utf-8"))),
    "jsonl": lambda path: leaves([json.loads(line) for line in path.read_bytes().splitlines()]),
    "yaml": lambda path: leaves(yaml.load(path.read_text("utf-8"), yaml.CSafeLoader)),
    "xlsx": of_workbook,
    "csv": lambda path: leaves(list(csv.reader(io.StringIO(path.read_text("utf-8-sig"), newline="")))),
    "markdown": lambda path: iter([path.read_text("utf-8")]),
    "docx": of_annex,
    "html": lambda path: iter(Words(path.read_text("utf-8")).found),
    "sqlite": of_database,
    "parquet": lambda path: leaves(parquet.read_table(path / "tasks.parquet").to_pylist()),
    "ics": of_calendar,
    "chunks": lambda path: leaves([json.loads(line) for line in path.read_bytes().splitlines()]),
}


def read_back(plan: Plan, form: str, folder: Path) -> str:
    path = folder / "made"
    if FORMATS[form].store:
        with open_store(path, form) as store:
            store.add(plan)
    else:
        path = path.with_suffix(FORMATS[form].suffix)
        path.write_bytes(render(plan, form))
    return "\n".join(READ[form](path))


def test_every_format_is_tried() -> None:
    assert set(READ) == set(FORMATS)


@pytest.mark.parametrize("form", FORMATS)
def test_the_real_plan_loses_no_task(form: str, plan: Plan, raw: str, tmp_path: Path) -> None:
    found = read_back(embedded(raw, "plan.txt"), form, tmp_path)
    tasks = [task for task in plan.tasks if form != "ics" or any(one.end for one in task.deadlines)]
    assert tasks
    for task in tasks:
        assert task.title[:30].replace("|", "\\|") in found


@pytest.mark.parametrize("form", FORMATS)
@pytest.mark.parametrize("text", ["没有编号的文字。", ""])
def test_a_text_without_tasks_is_no_error(form: str, text: str, tmp_path: Path) -> None:
    assert isinstance(read_back(embedded(text), form, tmp_path), str)


@pytest.mark.parametrize("form", FORMATS)
def test_hostile_words_stay_words(form: str, tmp_path: Path) -> None:
    found = read_back(hostile(), form, tmp_path)
    for words in ("=1+1", "@SUM(A1)", "-2+3", PRIVATE):
        assert words in found
    assert MARKUP in (found.replace("\\", "") if form == "markdown" else found)
    assert LONG[:1000] in found
    if form != "xlsx":  # a cell of a workbook has an end
        assert LONG in found


def test_half_a_character_is_refused_before_anything_is_written() -> None:
    with pytest.raises(UnreadableError, match="lone surrogate"):
        parse("一、主要任务\n(一)推进\ud800改革。")
