"""What goes to the workers and what comes back; all of it is plain values that can be sent."""

from collections.abc import Callable
from datetime import date
from typing import NamedTuple

from plan_extract.errors import PlanExtractError
from plan_extract.extraction.own import OwnBody
from plan_extract.readers.options import Options


class Settings(NamedTuple):
    """How all documents of a batch are read, and as what they come back: `form` is an output of `outputs.OUTPUTS`.

    One that takes more than `timeout` seconds is given up; `folder` is that of what the run needs until it has ended, where
    workers leave word.
    """

    form: str
    options: Options
    own: tuple[OwnBody, ...]
    embed_text: bool
    timeout: float
    folder: str


class Crew(NamedTuple):
    """Who works: how many processes, and for a cluster the address of its scheduler (none: a cluster of this machine)."""

    jobs: int
    address: str = ""


class File(NamedTuple):
    """An input that is a file; its name is what the dataset calls it."""

    name: str
    path: str


class Held(NamedTuple):
    """An input that an archive or a table holds, with what the table says of it."""

    name: str
    data: bytes
    encoding: str | None = None
    issuer: str | None = None
    issued_on: date | None = None


class Failure(NamedTuple):
    """An input of which nothing can be read."""

    name: str
    error: PlanExtractError


Found = File | Held | Failure


class Item(NamedTuple):
    """A document to read: a file, or where `length` is given that many of its bytes; `data` where the worker sees no file."""

    position: int
    name: str
    path: str
    offset: int = 0
    length: int | None = None
    encoding: str | None = None
    issuer: str | None = None
    issued_on: date | None = None
    data: bytes | None = None


class Task(NamedTuple):
    """Documents that one worker reads one after the other; `attempt` counts how often it was tried."""

    items: tuple[Item, ...]
    settings: Settings
    attempt: int = 1


class Outcome(NamedTuple):
    """What became of one input: a line of the report.

    `error` is a key of the messages, `details` its place and reason; `exit_code` is that of the command line for such an error.
    """

    input: str
    outcome: str
    sha256: str | None = None
    seconds: float = 0.0
    characters: int = 0
    kind: str | None = None
    clauses: int = 0
    tasks: int = 0
    tasks_with_unit: int = 0
    tasks_with_due: int = 0
    units: int = 0
    deadlines: int = 0
    targets: int = 0
    references: int = 0
    diagnostics: int = 0
    exit_code: int = 0
    error: str | None = None
    details: dict[str, str | int] | None = None
    message: str | None = None


class Result(NamedTuple):
    """The outcome of a document, and what the output takes of it, packed; nothing of one that failed.

    `known` says that it is of an earlier run.
    """

    position: int
    outcome: Outcome
    packed: bytes | None
    known: bool = False


Work = Callable[[Task], list[Result]]
Take = Callable[[], Task | None]
Done = tuple[Task, list[Result] | str]


def failed(name: str, error: PlanExtractError, sha256: str | None = None, seconds: float = 0.0) -> Outcome:
    """The outcome of an input that an error ended; its message is Chinese, as those of records are."""
    error = type(error)(error.key, **error.details | {"path": name})  # workers may know it by another name
    details = {key: one if isinstance(one, int) else str(one) for key, one in error.details.items() if key != "path"}
    return Outcome(
        name,
        "error",
        sha256,
        seconds,
        exit_code=error.exit_code,
        error=error.key,
        details=details,
        message=error.told("zh"),
    )
