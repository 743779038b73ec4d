"""What a report is made of: findings with their places, and fingerprints that survive a move of the lines."""

import hashlib
from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

from plan_extract.messages import Language
from plan_extract.model import Severity

TOOL = "plan-extract"
_DIGITS = 32
SEVERITIES: tuple[Severity, ...] = ("error", "warning", "info")


class Region(NamedTuple):
    """A place in a text file: lines and columns from 1, columns in Unicode code points, the end behind the last one."""

    line: int
    column: int
    end_line: int
    end_column: int


class Rule(NamedTuple):
    """What a finding is of: its public code and name, how grave it is, and what it means in one sentence."""

    code: str
    name: str
    severity: Severity
    summary: str


class Result(NamedTuple):
    """One finding about a file; `region` is None where it is about the whole of it, or the file is none of text.

    `content` are the words that it rests on, without layout: the fingerprint is made of them. `place` says where it stands
    in a file of pages or paragraphs.
    """

    path: str
    rule: Rule
    message: str
    region: Region | None
    content: str
    place: str = ""

    def where(self) -> str:
        """The path, and behind a colon the place there."""
        place = f"{self.region.line}:{self.region.column}" if self.region else self.place
        return f"{self.path}:{place}" if place else self.path


class Report(NamedTuple):
    """All findings of a run, in the order of the files and then of the text, and the files that were looked at.

    `records` is how many records these hold, where they hold any.
    """

    files: tuple[str, ...]
    results: tuple[Result, ...]
    language: Language
    records: int | None = None

    def counts(self) -> dict[Severity, int]:
        """How many findings there are of each severity, the gravest first; none of a kind is 0."""
        found = Counter(one.rule.severity for one in self.results)
        return {severity: found[severity] for severity in SEVERITIES}


def fingerprints(results: Sequence[Result]) -> list[str]:
    """One fingerprint a finding, in their order: of its code and the words it rests on, not of where they stand.

    The second of two that agree in both, in one file, is another finding and has another fingerprint. The same words in
    another file have the same one: a file that is renamed brings nothing new.
    """
    seen: Counter[tuple[str, str, str]] = Counter()
    made = []
    for one in results:
        alike = one.path, one.rule.code, one.content
        seen[alike] += 1
        made.append(digest(one.rule.code, one.content, str(seen[alike])))
    return made


def digest(*words: str) -> str:
    """Words as a fingerprint of 32 hexadecimal digits; half a character of a file name counts as well."""
    return hashlib.sha256("\0".join(words).encode(errors="surrogatepass")).hexdigest()[:_DIGITS]
