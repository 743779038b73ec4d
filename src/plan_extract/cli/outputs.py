"""The places that take plans: standard output as they come, a file of them all, a folder with a file each, a store.

Each is a context manager that gives what takes the plan of an input; at its end all of them are written.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from itertools import chain, repeat
from pathlib import Path

from plan_extract.model import Plan
from plan_extract.writers import FORMATS, open_store, render

Take = Callable[[str, Plan], None]
Options = dict[str, object]


@contextmanager
def standard_output(form: str, options: Options) -> Iterator[Take]:
    """Each plan at once; raises ReaderGoneError where nobody reads them."""
    from plan_extract.cli.inputs import ReaderGoneError
    from plan_extract.cli.outcome import emit

    rendered = _following(form, options)

    def work(_: str, plan: Plan) -> None:
        if not emit(rendered(plan), binary=FORMATS[form].binary):
            raise ReaderGoneError

    yield work


@contextmanager
def one_file(form: str, options: Options, path: Path) -> Iterator[Take]:
    """All plans, one behind the other; nothing is written where there is none."""
    from plan_extract.writers.files import write_file

    rendered, held = _following(form, options), []
    yield lambda _, plan: held.append(rendered(plan))
    if held:
        write_file(path, b"".join(held))


@contextmanager
def folder(form: str, options: Options, path: Path) -> Iterator[Take]:
    """A file each."""
    from plan_extract.writers.files import write_file

    yield lambda name, plan: write_file(path_in(path, name, form), render(plan, form, **options))


def path_in(path: Path, name: str, form: str) -> Path:
    """The file of an input in a folder."""
    return path / (Path(name).stem + FORMATS[form].suffix)


@contextmanager
def stored(form: str, path: Path) -> Iterator[Take]:
    """What a store makes of them."""
    with open_store(path, form) as store:
        yield lambda _, plan: store.add(plan)


def _following(form: str, options: Options) -> Callable[[Plan], bytes]:
    """The plans as one stream: only the first has a header."""
    later = {**options, "header": False} if "header" in FORMATS[form].options else options
    each = chain([options], repeat(later))
    return lambda plan: render(plan, form, **next(each))
