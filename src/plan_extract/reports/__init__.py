"""Reports: findings about files, of a check or a validation, in the formats that people and CI systems read.

`FORMATS` names the module of each; they know nothing of plans.
"""

from importlib import import_module

from plan_extract.reports.result import Report

FORMATS = {
    "text": "text",
    "json": "json_",
    "github": "github",
    "gitlab": "gitlab",
    "junit": "junit",
    "sarif": "sarif",
}


def render(report: Report, form: str) -> str:
    """The report in one of the formats, with its line end."""
    rendered: str = import_module(f"plan_extract.reports.{FORMATS[form]}").render(report)
    return rendered
