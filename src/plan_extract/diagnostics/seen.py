"""What the checks look at, and what they give."""

from collections.abc import Callable, Iterable, Iterator
from typing import NamedTuple

from plan_extract.extraction.gazetteer import Gazetteer
from plan_extract.model import Plan, Severity, Task, UnitMention
from plan_extract.structure.segments import Segments
from plan_extract.text import Span, Stretch

_MOST_ALIKE = 12


class Finding(NamedTuple):
    """Where a check fires, and the words that its message names."""

    span: Span | None = None
    clause: str | None = None
    words: str = ""


class Step(NamedTuple):
    """From a numbered clause to the next of its family under the same parent, where it is not one further."""

    size: int
    finding: Finding


class Seen(NamedTuple):
    """What a check may look at: the plan, the paragraphs and the names it was read with, its numbering's false steps.

    `units` has each name of a single body where it stands first, and the clause there.
    """

    plan: Plan
    segments: Segments
    bodies: Gazetteer
    steps: tuple[Step, ...]
    units: tuple[tuple[UnitMention, str | None], ...]

    def stands(self, stretch: Stretch | tuple[int, int], words: str = "") -> Finding:
        """A finding about a stretch of the reading copy, whose words it names unless others are given."""
        text = self.segments.text
        return Finding(text.span(*stretch), words=words or text.words(*stretch))


class Check(NamedTuple):
    """One check: its public code and name, what it tells the reader, and how it looks at a plan.

    `advice` is for those who write a plan; it is no doubt about the reading of one, and no record holds it. To them, what
    at least half of a `whole` shows is told once: it is the manner of the document.
    """

    code: str
    name: str
    severity: Severity
    message: str
    find: Callable[[Seen], Iterator[Finding]]
    advice: bool = False
    whole: Callable[[Seen], int] | None = None


def count_tasks(seen: Seen) -> int:
    """How many tasks there are."""
    return len(seen.plan.tasks)


def gathered(found: Iterable[Finding], whole: int) -> Iterator[Finding]:
    """Each finding; or where they are the manner of a document, many and at least half of a `whole`, one for all of them."""
    single = list(found)
    if len(single) > _MOST_ALIKE and 2 * len(single) >= whole:
        first = f"，首处{single[0].words}" if single[0].words else ""
        yield Finding(single[0].span, words=f"共 {len(single)} 处{first}")
    else:
        yield from single


def at(task: Task, words: str = "") -> Finding:
    """A finding about a whole task, whose title it names unless other words are given."""
    return Finding(task.span, task.clause, words or task.title)
