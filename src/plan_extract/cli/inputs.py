"""The inputs of a command: files by name, or standard input as `-`. A bad one does not stop the others."""

import gc
import sys
from collections.abc import Callable, Iterable
from pathlib import Path

from plan_extract.cli.outcome import tell
from plan_extract.errors import FaultError, PlanExtractError
from plan_extract.messages import Language
from plan_extract.model import Source

STANDARD_INPUT = "-"


def load(name: str) -> tuple[Source, str]:
    """One input, decoded: its source record and its text."""
    from plan_extract.readers import read, read_bytes

    if name == STANDARD_INPUT:
        return read_bytes(sys.stdin.buffer.read(), STANDARD_INPUT)
    return read(Path(name))


def for_each(names: Iterable[str], language: Language, work: Callable[[str], int | None]) -> int:
    """Do the work for every input; errors are told and the rest goes on. Gives the worst exit code."""
    gc.freeze()  # what is imported stays: neither the collector nor the end of the process need look at it again
    gc.enable()
    worst = 0
    for name in names:
        try:
            worst = max(worst, work(name) or 0)
        except PlanExtractError as error:
            tell(error, language)
            worst = max(worst, error.exit_code)
        except Exception as error:  # a fault of ours in one file must not cost the others
            tell(FaultError("fault", path=name, reason=repr(error)), language)
            worst = max(worst, FaultError.exit_code)
    return worst
