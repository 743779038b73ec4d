"""Writers: a plan becomes the bytes of a file. They know the records and nothing of how they came about.

`FORMATS` names the module of each format. A writer that shows where things stand takes the text from the plan itself
(`source.text`); whoever calls it embeds the text first.
"""

from importlib import import_module
from typing import NamedTuple

from plan_extract.model import Plan


class Format(NamedTuple):
    """One format: its module here, the ending of its files, whether several plans may follow each other in one file.

    `places` says whether it needs the text of the source, `binary` whether no terminal can show it; `options` are
    the keywords that its `render` takes besides the plan.
    """

    module: str
    suffix: str
    stream: bool = False
    places: bool = False
    binary: bool = False
    options: tuple[str, ...] = ()


FORMATS = {
    "json": Format("json_", ".json"),
    "jsonl": Format("jsonl", ".jsonl", stream=True),
    "yaml": Format("yaml_", ".yaml", stream=True),
    "xlsx": Format("xlsx", ".xlsx", places=True, binary=True),
    "csv": Format("csv_", ".csv", stream=True, places=True, options=("table", "bom", "header")),
    "markdown": Format("markdown", ".md", stream=True, places=True),
    "docx": Format("docx_", ".docx", places=True, binary=True),
    "html": Format("html_", ".html", places=True, options=("language",)),
}


def render(plan: Plan, form: str, **options: object) -> bytes:
    """The plan in one of the formats, with its line end; text is UTF-8."""
    rendered: bytes = import_module(f"plan_extract.writers.{FORMATS[form].module}").render(plan, **options)
    return rendered
