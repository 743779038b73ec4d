"""Bodies that the user knows."""

from datetime import date
from typing import NamedTuple

from plan_extract.model import Level


class OwnBody(NamedTuple):
    """A body by the names that documents use; what is None holds everywhere or always.

    It applies to documents whose issuer is of its level and whose region begins with its own, on the days of its
    validity. `canonical` is its full official name, None where only the existence of the body is known.
    """

    names: tuple[str, ...]
    canonical: str | None
    level: Level | None
    region: str | None
    valid_from: date | None
    valid_to: date | None
