"""Where a time expression stands alone as the entry of a form: behind a label, in an annotation, in a table cell."""

import re
from bisect import bisect_left

from plan_extract.extraction.annotations import find_annotations
from plan_extract.extraction.context import Context
from plan_extract.extraction.dated import DatedPhrase
from plan_extract.extraction.dates import LETTERS
from plan_extract.extraction.labelling import LABEL, LabelRole, label_role
from plan_extract.structure.clauses import Clause
from plan_extract.text import Stretch

_LABEL_BEFORE = re.compile(f"{LABEL}$")
_LONGEST_LABEL = 16
_DONE = ("完成", "推进", "持续推进")
_AND = f"底前完成并{LETTERS}"  # of what an entry may hold before a second expression: 2024年6月底前并持续推进


def ends_entry(behind: str) -> bool:
    """Whether an entry is over with the words behind its expression.

    >>> ends_entry("完成)"), ends_entry("(第一批)"), ends_entry("出台清单")
    (True, True, False)
    """
    if behind.startswith("("):
        behind = behind[behind.find(")") + 1 :]
    rest = next((behind[len(verb) :] for verb in _DONE if behind.startswith(verb)), behind)
    return rest[:1] in ("", ")")


class TimeFields:
    """The entries of a document; the annotations of a clause are found once, and only where an entry could be one."""

    def __init__(self, context: Context) -> None:
        self._context = context
        self._clause: Clause | None = None
        self._annotations: list[Stretch] = []

    def role(self, phrase: DatedPhrase, first: int, last: int) -> LabelRole | None:
        """What is announced where the letters of an expression stand: 完成时限: a time, 成文日期: another thing."""
        before = phrase.letters[:first]
        if before.strip(_AND) and not (before[0] in LETTERS and before.endswith("并")):  # 2019年12月取得成果并持续推进
            return None
        role = self._labelled(phrase.start)
        if role is None and ends_entry(phrase.letters[last:]):
            return "time" if self._is_item(phrase) or _is_cell(phrase) else None
        return role

    def _labelled(self, place: int) -> LabelRole | None:
        folded = self._context.text.folded
        if not folded.endswith((":", ":\n"), 0, place):
            return None
        label = _LABEL_BEFORE.search(folded, max(0, place - _LONGEST_LABEL), place)
        return label_role(label["label"]) if label else None

    def _is_item(self, phrase: DatedPhrase) -> bool:
        """Whether a phrase is an item of an annotation behind the units: (市司法局牵头,长期坚持)."""
        if not self._context.text.folded.endswith((",", ";"), 0, phrase.start):
            return False
        if phrase.clause is not self._clause:
            self._clause = phrase.clause
            self._annotations = [frame.inner for frame, _ in find_annotations(self._context, phrase.clause)]
        index = bisect_left(self._annotations, (phrase.start, 0)) - 1
        return index >= 0 and phrase.start < self._annotations[index].end


def _is_cell(phrase: DatedPhrase) -> bool:
    """Whether a phrase is a line of a table that has a column of times."""
    if not any(label_role(head) == "time" for head in phrase.clause.columns):
        return False
    lines = phrase.clause.paragraphs
    line = Stretch(phrase.start, phrase.place(len(phrase.letters)))
    index = bisect_left(lines, line)
    return index < len(lines) and lines[index] == line
