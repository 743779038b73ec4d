"""A page for reading the record against its source: one file of HTML that needs nothing else."""

from plan_extract.messages import Language
from plan_extract.model import Plan
from plan_extract.writers.page import render_page


def render(plan: Plan, *, language: Language = "zh") -> bytes:
    """One plan as one page; `source.text` must hold the text, `language` is the one that the page opens with."""
    return render_page(plan, language).encode()
