"""Writers: a plan becomes the bytes of a file. They know the records and nothing of how they came about.

`FORMATS` names the module of each format. A writer that shows where things stand takes the text from the plan itself
(`source.text`); whoever calls it embeds the text first. Most formats are rendered, plan by plan; a store takes the plans
one by one and writes by itself.
"""

from collections.abc import Iterable
from contextlib import AbstractContextManager
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Literal, NamedTuple, Protocol

from plan_extract.model import Plan

if TYPE_CHECKING:
    from plan_extract.dataset.tables import Row, Table


class Format(NamedTuple):
    """One format: its module here, the ending of its files, whether several plans may follow each other in one file.

    `places` says whether it needs the text of the source, `binary` whether no terminal can show it; `options` are
    the keywords that its `render` takes besides the plan. A `store` is one file, or a folder, of all plans. `named` says
    that it tells plans apart by the names of their files.
    """

    module: str
    suffix: str
    stream: bool = False
    places: bool = False
    binary: bool = False
    options: tuple[str, ...] = ()
    store: Literal["file", "folder"] | None = None
    named: bool = False


class Store(Protocol):
    """What takes plans one by one; as a context manager, it keeps what it took, or where an error ends it nothing broken."""

    def add(self, plan: Plan) -> None:
        """One plan."""

    def begin(self) -> object:
        """What is left will be of this run, if no plan comes."""

    def add_rows(self, tables: "Iterable[tuple[Table, list[Row]]]") -> None:
        """A plan that none before has the name of, as its rows (`dataset.rows_of`)."""


FORMATS = {
    "json": Format("json_", ".json"),
    "jsonl": Format("jsonl", ".jsonl", stream=True),
    "yaml": Format("yaml_", ".yaml", stream=True),
    "xlsx": Format("xlsx", ".xlsx", places=True, binary=True),
    "csv": Format("csv_", ".csv", stream=True, places=True, options=("table", "bom", "header")),
    "markdown": Format("markdown", ".md", stream=True, places=True),
    "docx": Format("docx_", ".docx", places=True, binary=True),
    "html": Format("html_", ".html", places=True, options=("language", "told")),
    "sqlite": Format("sqlite", ".sqlite", places=True, binary=True, store="file", named=True),
    "parquet": Format("parquet", ".parquet", places=True, binary=True, store="folder", named=True),
    "ics": Format("ics", ".ics", places=True),
    "chunks": Format("chunks", ".chunks.jsonl", stream=True, places=True, named=True),
}


def render(plan: Plan, form: str, **options: object) -> bytes:
    """The plan in one of the formats, with its line end; text is UTF-8."""
    rendered: bytes = import_module(f"plan_extract.writers.{FORMATS[form].module}").render(plan, **options)
    return rendered


def open_store(path: Path, form: str) -> AbstractContextManager[Store]:
    """The store of a format at a path; raises UnwritableError where that is something else or cannot be written."""
    store: AbstractContextManager[Store] = import_module(f"plan_extract.writers.{FORMATS[form].module}").Store(path)
    return store
