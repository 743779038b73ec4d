"""The inputs of a command: files by name, or standard input as `-`. A bad one does not stop the others."""

import gc
import sys
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from plan_extract.cli.outcome import Manners, tell
from plan_extract.errors import FaultError, MisuseError, PlanExtractError, UnreadableError
from plan_extract.model import Source

if TYPE_CHECKING:
    from plan_extract.readers.options import Options

STANDARD_INPUT = "-"


def load(name: str, options: "Options") -> tuple[Source, str]:
    """One input: its source record and its text."""
    from plan_extract.readers import read, read_bytes

    if name == STANDARD_INPUT:
        data = read_standard_input()
        if len(data) > options.largest:
            raise UnreadableError("too_large", path=name)
        return read_bytes(data, STANDARD_INPUT, options)
    return read(Path(name), options)


def read_standard_input() -> bytes:
    """The bytes of standard input; raises UnreadableError where it is closed."""
    if sys.stdin is None:
        raise UnreadableError("unreadable", path=STANDARD_INPUT, reason="closed")
    return sys.stdin.buffer.read()


class ReaderGoneError(Exception):
    """Nobody reads the output any more: what is left need not be done."""


def for_each(names: Sequence[str], manners: Manners, work: Callable[[str], int | None]) -> int:
    """Do the work for every input; errors are told and the rest goes on. Gives the worst exit code."""
    if names.count(STANDARD_INPUT) > 1:
        raise MisuseError("standard_input_twice")
    gc.freeze()  # what is imported stays: neither the collector nor the end of the process need look at it again
    gc.enable()
    worst = 0
    for name in _told(names):
        try:
            worst = max(worst, work(name) or 0)
        except ReaderGoneError:
            break
        except PlanExtractError as error:
            tell(error, manners)
            worst = max(worst, error.exit_code)
        except Exception as error:  # a fault of ours in one file must not cost the others
            fault = FaultError("fault", path=name, reason=repr(error))
            fault.__cause__ = error
            tell(fault, manners)
            worst = max(worst, fault.exit_code)
    return worst


def _told(names: Sequence[str]) -> Iterable[str]:
    """The names one by one, with a bar on standard error where several are done and a terminal shows nothing else."""
    on_terminal = sys.stderr is not None and sys.stderr.isatty() and not (sys.stdout and sys.stdout.isatty())
    if len(names) == 1 or not on_terminal:
        return names
    from rich.console import Console
    from rich.progress import track

    return track(names, description="", console=Console(stderr=True), transient=True)
