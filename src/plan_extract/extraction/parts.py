"""What the forms of targets are read from and what they give: a run of quantities with the words around it."""

from collections.abc import Callable, Sequence
from typing import NamedTuple

from plan_extract.extraction.metrics import Change
from plan_extract.extraction.quantities import Quantity
from plan_extract.model import Operator
from plan_extract.text import Stretch

JOINTS = "、和及与"
_BOUNDS: dict[str, Operator] = {"以上": ">=", "以下": "<=", "以内": "<=", "内": "<=", "左右": "~"}


class Part(NamedTuple):
    """A run of quantities, where its words may stand (`start` to `end`), and what is no word of a metric there.

    `times` are the time limits of the phrase, `passed` its runs that no form reads; `verb` governs what was counted before.
    """

    folded: str
    start: int
    run: tuple[Quantity, ...]
    end: int
    times: Sequence[Stretch]
    passed: Sequence[Stretch]
    verb: str | None

    @property
    def before(self) -> str:
        """The words before the run."""
        return self.folded[self.start : self.run[0].start]

    @property
    def behind(self) -> str:
        """The words behind the run."""
        return self.folded[self.run[-1].end : self.end]

    @property
    def closes(self) -> bool:
        """Whether nothing but a bracket, a further predicate or the next part of a list follows the run."""
        return not self.behind or self.behind[0] in f"()并{JOINTS}"


class Reading(NamedTuple):
    """What a run means: its metric, where the words of the value begin, and the verb that governs what is counted.

    `further` is what of the metric stands behind the value: 新建建筑|100%|执行绿色标准.
    """

    metric: Stretch
    start: int
    op: Operator = "reach"
    change: Change = None
    hedge: str | None = None
    verb: str | None = None
    further: Stretch | None = None


class Form(NamedTuple):
    """A form of target: how it is read; each example is read by it and by none before it."""

    name: str
    read: Callable[[Part], Reading | None]
    examples: tuple[str, ...]


def operator(said: Operator, quantity: Quantity) -> Operator:
    """What is said behind the number counts before what is said before it; two numbers are a range."""
    bound = _BOUNDS.get(quantity.bound)
    return bound or ("range" if isinstance(quantity.value, tuple) else said)
