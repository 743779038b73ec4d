"""What a command says to people, and how it hands its result to the next program."""

import os
import sys
from typing import NamedTuple

from plan_extract.errors import PlanExtractError, UnwritableError
from plan_extract.messages import Language
from plan_extract.oneline import one_line as one_line

STANDARD_OUTPUT = "<stdout>"
_PREFIX = {"en": "plan-extract: ", "zh": "plan-extract："}


class Manners(NamedTuple):
    """How to speak: in which language, and whether errors come with their traceback."""

    language: Language
    debug: bool = False


def tell(error: PlanExtractError, manners: Manners) -> None:
    """One line to standard error; where that is closed or full, nobody can be told."""
    if sys.stderr is None:  # print would take standard output for it
        return
    try:
        if manners.debug:
            import traceback

            traceback.print_exception(error)
        print(_PREFIX[manners.language] + one_line(error.told(manners.language)), file=sys.stderr, flush=True)
    except OSError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stderr.fileno())


def emit(result: str | bytes, *, to_people: bool = False, binary: bool = False) -> bool:
    """The result to standard output: UTF-8 for programs, the terminal's own encoding for people, what is no text as it is.

    Says whether anybody reads it: where the reader has gone, nothing is told. Raises UnwritableError, once.
    """
    if sys.stdout is None:
        raise UnwritableError("unwritable", path=STANDARD_OUTPUT, reason="closed")
    encoding = sys.stdout.encoding if not binary and (to_people or sys.stdout.isatty()) else "utf-8"
    try:
        sys.stdout.flush()
        sys.stdout.buffer.write(_encode(result, encoding or "utf-8"))
        sys.stdout.buffer.flush()
    except BrokenPipeError:
        discard_output()
        return False
    except OSError as error:
        discard_output()
        raise UnwritableError("unwritable", path=STANDARD_OUTPUT, reason=error.strerror) from None
    return True


def discard_output() -> None:
    """Send standard output nowhere, so that what is left in it fails no more."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _encode(result: str | bytes, encoding: str) -> bytes:
    """Records come as UTF-8 bytes, messages as text."""
    if isinstance(result, str):
        return result.encode(encoding, "replace")
    return result if encoding.lower() in ("utf-8", "utf8") else _encode(result.decode(), encoding)
