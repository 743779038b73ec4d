"""The page as a whole: the frame filled, and a policy under which nothing but its own style and script can run."""

import base64
import hashlib
from collections import Counter
from functools import cache
from pathlib import Path
from string import Template

from pydantic_core import to_json

from plan_extract.messages import Language
from plan_extract.model import Plan
from plan_extract.writers.page.book import Book, Told, as_recorded
from plan_extract.writers.page.document import card, file_card, region_counts, region_legend
from plan_extract.writers.page.findings import findings, passages
from plan_extract.writers.page.markup import Markup, element, escaped, joined
from plan_extract.writers.page.matrix import matrix, shape_legend
from plan_extract.writers.page.source import source_text
from plan_extract.writers.page.strings import STRINGS
from plan_extract.writers.page.tasks import goals, ledger
from plan_extract.writers.page.timeline import time_table, timeline
from plan_extract.writers.page.units import role_options, unit_options, unit_table


def render_page(plan: Plan, language: Language, told: Told = as_recorded) -> str:
    """The page of one plan, opened in one of the two languages."""
    book = Book(plan, language, told)
    fixed = {key: escaped(book.words[key]) for key in STRINGS}
    name = plan.document.title or plan.document.plan_title or plan.source.name or ""
    frame = {
        "language": "zh-Hans" if language == "zh" else "en",
        "policy": _policy(_static("page.css"), _static("page.js")),
        "style": _static("page.css"),
        "script": _static("page.js"),
        "generator": escaped(f"{plan.generator.name} {plan.generator.version}"),
        "name": escaped(name or book.words["ledger"]),
    }
    parts = _parts(book)  # they give the page texts of its own
    return Template(_static("page.html")).substitute(
        {**{f"t_{k}": v for k, v in fixed.items()}, **frame, **parts, "strings": _strings(book)}
    )


def _parts(book: Book) -> dict[str, str]:
    """What the frame holds, by the names that it has there."""
    plan = book.plan
    return {
        "text": source_text(book),
        "regions": region_legend(book),
        "glance": _glance(book),
        "unit_options": unit_options(book),
        "role_options": role_options(book),
        "doubt_options": _doubt_options(book),
        "tasks": ledger(book) or book.words.say("none", "p", class_="nothing"),
        "finding_list": findings(book) or book.words.say("none", "p", class_="nothing"),
        "loose_list": passages(book),
        "goal_list": goals(book) or book.words.say("none", "p", class_="nothing"),
        "matrix_drawing": matrix(book),
        "shapes": shape_legend(book),
        "unit_table": unit_table(book),
        "timeline_drawing": timeline(book),
        "time_table": time_table(book),
        "card": card(book),
        "file_card": file_card(book),
        "tasks_size": str(len(plan.tasks)),
        "findings_size": str(len(plan.diagnostics)),
        "loose_size": str(len(book.passages)),
        "goals_size": str(len(plan.goals)),
        "units_size": str(len(book.unit_numbers)),
        "times_size": str(sum(len(task.deadlines) for task in plan.tasks)),
    }


def _glance(book: Book) -> Markup:
    """What to know first: how much there is, and how much of it wants a look; the script makes each lead there."""
    plan = book.plan
    graves = sum(one.severity != "info" for one in plan.diagnostics)
    facts = (
        (len(plan.tasks), "tasks_count", "ledger", ""),
        (sum(not task.units for task in plan.tasks), "without_unit", "ledger", "doubt=PE401"),
        (sum(task.due is None for task in plan.tasks), "without_date", "ledger", "undated=1"),
        (graves, "graves_count", "findings", ""),
        (region_counts(book)["loose"], "loose_count", "loose", ""),
    )
    return joined(
        [
            element(
                "li",
                element("a", element("b", f"{count:,}"), " ", book.words.say(key), href=f"#{view}", data_state=state),
            )
            for count, key, view, state in facts
        ]
    )


def _doubt_options(book: Book) -> Markup:
    """By severity and by code, those that tasks have, with the number of tasks."""
    severities: Counter[str] = Counter()
    codes: Counter[tuple[str, str]] = Counter()
    for found in book.findings.values():
        severities.update({one.severity for one in found})
        codes.update({(one.code, one.name) for one in found})
    grades = [
        element("option", book.words[grade], value=grade, data_t=grade)
        for grade in ("error", "warning", "info")
        if severities[grade]
    ]
    names = [element("option", f"{code} {name} ({count})", value=code) for (code, name), count in sorted(codes.items())]
    groups = (("by_severity", grades), ("by_code", names))
    return joined(
        [element("optgroup", joined(some), label=book.words[key], data_t_label=key) for key, some in groups if some]
    )


def _strings(book: Book) -> str:
    """The table of texts as JSON that no text in it can end."""
    return to_json(STRINGS | {key: texts for texts, key in book.words.own.items()}).decode().replace("<", "\\u003c")


@cache
def _static(name: str) -> str:
    return Path(__file__).with_name(name).read_text("utf-8")


def _policy(style: str, script: str) -> str:
    """Nothing from anywhere, no form sent, no other script: style and script by what they are."""
    rules = ("default-src 'none'", f"style-src {_hash(style)}", f"script-src {_hash(script)}")
    return "; ".join((*rules, "img-src data:", "base-uri 'none'", "form-action 'none'"))


def _hash(content: str) -> str:
    digest = base64.b64encode(hashlib.sha256(content.encode()).digest()).decode()
    return f"'sha256-{digest}'"
