"""What can go wrong, and what the process then exits with.

PlanExtractError                1
├── MisuseError                 2   an option or a configuration that makes no sense
├── UnreadableError             3   an input that is missing, no text, undecodable, no record
├── UnwritableError             4   an output that cannot be written
└── FaultError                  5   a fault of this package itself

Doubt about a reading is no error: it becomes a diagnostic of the record.
"""

import functools

from plan_extract.messages import Language, say


class PlanExtractError(Exception):
    """Root of all errors of this package: a message of `messages.MESSAGES` with its details.

    `exit_code` is what the command line returns.
    """

    exit_code = 1

    def __init__(self, key: str, **details: object) -> None:
        super().__init__(say(key, "en", **details))
        self.key = key
        self.details = details

    def __reduce__(self) -> tuple[object, ...]:
        """Errors come back from worker processes as they went."""
        return functools.partial(type(self), self.key, **self.details), ()

    def told(self, language: Language) -> str:
        """The message in one language."""
        return say(self.key, language, **self.details)


class MisuseError(PlanExtractError):
    """The call makes no sense: mend the command or the configuration."""

    exit_code = 2


class UnreadableError(PlanExtractError):
    """An input cannot be read; the others of a batch still are."""

    exit_code = 3


class UnwritableError(PlanExtractError):
    """An output cannot be written: no right, no folder, no space."""

    exit_code = 4


class FaultError(PlanExtractError):
    """A fault of this package: an exception that nobody expected."""

    exit_code = 5
