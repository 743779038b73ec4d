"""A page for reading the record against its source: one file of HTML that needs nothing else."""

from plan_extract.messages import Language
from plan_extract.model import Plan
from plan_extract.writers.page import Told, as_recorded, render_page


def render(plan: Plan, *, language: Language = "zh", told: Told = as_recorded) -> bytes:
    """One plan as one page; `source.text` must hold the text, `language` is the one that the page opens with.

    `told` says a doubt in either language; without it, they stand in the words of the record.
    """
    return render_page(plan, language, told).encode()
