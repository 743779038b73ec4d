"""Packages that only one format needs."""

from collections.abc import Iterator
from contextlib import contextmanager

from plan_extract.errors import MisuseError


@contextmanager
def needed(form: str, package: str) -> Iterator[None]:
    """Around the import of a package that only one format needs; raises MisuseError where it is not installed."""
    try:
        yield
    except ImportError:
        raise MisuseError("missing_extra", form=form, package=package, extra=form) from None
