"""Coded checks on a plan: every doubt, with the words it is about (field guide 11).

The first digit of a code is its group: 1 text, 2 document, 3 numbering, 4 units, 5 time, 6 targets and references,
7 tasks. Codes and names are public; a code is never given to another check.
"""

from collections.abc import Iterable

from plan_extract.diagnostics import document, numbering, page, tasks, timing, units
from plan_extract.diagnostics.seen import Check, Finding, Seen, gathered
from plan_extract.extraction.gazetteer import Gazetteer
from plan_extract.model import Diagnostic, Plan
from plan_extract.structure.segments import Segments

CHECKS = (*page.CHECKS, *document.CHECKS, *numbering.CHECKS, *units.CHECKS, *timing.CHECKS, *tasks.CHECKS)


def check(plan: Plan, segments: Segments, bodies: Gazetteer, *, advice: bool = False) -> Plan:
    """The plan with its diagnostics, in order of their codes and then of the text; `advice` for its authors if asked for."""
    seen = Seen(plan, segments, bodies, tuple(numbering.false_steps(plan)), tuple(units.single_units(plan)))
    found = [
        Diagnostic(
            code=one.code,
            name=one.name,
            severity=one.severity,
            message=one.message.format(words=finding.words),
            span=finding.span,
            clause=finding.clause,
        )
        for one in CHECKS
        if advice or not one.advice
        for finding in _found(one, seen, advice=advice)
    ]
    return plan.model_copy(update={"diagnostics": tuple(found)})


def _found(one: Check, seen: Seen, *, advice: bool) -> Iterable[Finding]:
    return gathered(one.find(seen), one.whole(seen)) if advice and one.whole else one.find(seen)
