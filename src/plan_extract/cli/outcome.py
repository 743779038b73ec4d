"""What a command says to people, and how it hands its result to the next program."""

import os
import sys

from plan_extract.errors import PlanExtractError
from plan_extract.messages import Language

_PREFIX = {"en": "plan-extract: ", "zh": "plan-extract："}


def tell(error: PlanExtractError, language: Language) -> None:
    """One line to standard error."""
    print(_PREFIX[language] + error.told(language), file=sys.stderr)


def emit(result: str | bytes, *, to_people: bool = False) -> None:
    """The result to standard output: UTF-8 for programs, the terminal's own encoding for people.

    Where the reader has gone, the process ends without a word.
    """
    encoding = sys.stdout.encoding if to_people or sys.stdout.isatty() else "utf-8"
    try:
        sys.stdout.buffer.write(_encode(result, encoding or "utf-8"))
        sys.stdout.buffer.flush()
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())  # for the flush that Python does at exit
        raise SystemExit(0) from None


def _encode(result: str | bytes, encoding: str) -> bytes:
    """Records come as UTF-8 bytes, messages as text."""
    if isinstance(result, str):
        return result.encode(encoding, "replace")
    return result if encoding.lower() in ("utf-8", "utf8") else _encode(result.decode(), encoding)
