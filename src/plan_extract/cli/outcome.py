"""What a command says to people, and how it hands its result to the next program."""

import sys

from plan_extract.errors import PlanExtractError
from plan_extract.messages import Language

_PREFIX = {"en": "plan-extract: ", "zh": "plan-extract："}


def tell(error: PlanExtractError, language: Language) -> None:
    """One line to standard error."""
    print(_PREFIX[language] + error.told(language), file=sys.stderr)


def emit(text: str) -> None:
    """The result to standard output: UTF-8 for programs, the terminal's own encoding for people."""
    encoding = sys.stdout.encoding if sys.stdout.isatty() else "utf-8"
    sys.stdout.buffer.write(text.encode(encoding or "utf-8", "backslashreplace"))
    sys.stdout.buffer.flush()
