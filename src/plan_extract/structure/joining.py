"""Which lines are one paragraph, by their words: a break in the middle of a sentence is no end (field guide 10, stray breaks)."""

import re
from collections.abc import Sequence

from plan_extract.structure.labels import find_keys, is_label, is_metadata
from plan_extract.structure.lines import Line
from plan_extract.structure.numbering import MOST_SKIPPED, RANKS, match_marker
from plan_extract.structure.titles import document_kind, ends_title, is_letter_title, is_link, is_whole_title
from plan_extract.text import HAN
from plan_extract.vocab import words

_LONGEST_HEADING = 40
_MOST_LINES = 6  # of a bracket
_TAIL = 80  # how much of a line says how it ends
_ENDS = tuple("。;:!?…)")
_ENDED = re.compile(r"[。;:!?…]\"+$")
_BLOCK = re.compile(r"\(.{1,30}公开\)|附[件表录]|抄送:|《[^》]*》(?:\([^()]*\))?$")
_LABEL = re.compile(r"[\w()/]{2,12}:")
_NUMBER = re.compile(rf"{HAN}{{1,12}}\((?:19|20)\d\d\)第?\d{{1,4}}号")
_DATED = re.compile(r"[\d〇○零一二三四五六七八九十]{4}年.{1,3}月.{1,3}日$")
_SENTENCE_ENDS = ("\u3002", ";", "!", "?", '"')
_SHORTEST_REST = 2  # of a name that a line has broken off
_UNIT_ENDINGS = words("unit_endings")
_CLOSING = tuple(word for word in words("closing_words") if word.startswith("本"))
_INNER = re.compile(r"[、,;。]")


def join_lines(lines: Sequence[Line], numbers: "Numbers") -> list[list[Line]]:
    """Put each line to the paragraph that it continues, or begin a new one."""
    paragraphs: list[list[Line]] = []
    open_one: _Open | None = None  # the last paragraph, where it may go on
    for index, line in enumerate(lines):
        if open_one is None and line.glued and paragraphs:
            open_one = _Open(paragraphs[-1][0])
        if open_one and (
            line.glued
            or open_one.goes_on(line, numbers)
            or (open_one.depth and _closes(lines[index : index + _MOST_LINES], open_one.depth))
        ):
            paragraphs[-1].append(line)
            open_one.take(line)
        else:
            paragraphs.append([line])
            numbers.take(line)
            open_one = _Open(line) if line.full or not line.words.endswith(_ENDS) or _is_open(line.words) else None
    return paragraphs


def _is_open(words: str) -> bool:
    """Whether a bracket or a title is left open."""
    return words.count("(") > words.count(")") or words.count("\u300a") > words.count("\u300b")


def _depth_of(words: str) -> int:
    return sum(map(words.count, "(\u300a")) - sum(map(words.count, ")\u300b"))


def _closes(lines: Sequence[Line], depth: int) -> bool:
    """Whether the next few lines, none of which begins an item, close a bracket that a paragraph left open."""
    for line in lines:
        if line.marked:
            return False
        depth += _depth_of(line.words)
        if depth <= 0:
            return True
    return False


class Numbers:
    """The numbers of the items so far: where a page breaks the lines, words that look like a marker may be none."""

    def __init__(self) -> None:
        self._waiting: list[Line] = []  # most texts never ask
        self._last: dict[str, int] = {}
        self._rank = -1  # of the last of them

    def take(self, line: Line) -> None:
        """A line that begins a paragraph."""
        if line.marked:
            self._waiting.append(line)

    def expect(self, line: Line) -> bool:
        """Whether the number of a marked line may be the next of its family, or the first of one below the last item."""
        for taken in self._waiting:
            marker = match_marker(taken.words, 0)
            if marker and marker.number is not None:
                self._last[marker.family] = marker.number
                self._rank = RANKS.get(marker.family, self._rank)
        self._waiting = []
        marker = match_marker(line.words, 0)
        if marker is None or marker.family == "dec":
            return marker is not None
        if marker.number is None:
            return len(marker.printed) > 1
        if marker.number == 1:
            return RANKS.get(marker.family, len(RANKS)) > self._rank
        return 0 < marker.number - self._last.get(marker.family, marker.number) <= MOST_SKIPPED


class _Open:
    """A paragraph that may break off in the middle, and what it has shown so far (field guide 10, stray breaks)."""

    def __init__(self, line: Line) -> None:
        self.marked = line.marked
        self.first = line.words
        self.length = self.depth = 0
        self.last = ""
        self.inner = self.stop = False
        self.take(line)

    def take(self, line: Line) -> None:
        """One more line of it."""
        self.length += len(line.words)
        self.last = (self.last + line.words)[-_TAIL:]
        self.depth = max(0, self.depth + _depth_of(line.words))
        self.stop = self.stop or "\u3002" in line.words
        self.inner = self.inner or _INNER.search(line.words) is not None
        self.full = line.full

    def goes_on(self, line: Line, numbers: Numbers) -> bool:
        """Whether a line goes on in the middle of it; never over a marker, a label, a title or a date."""
        if self._lacks(line.words):
            return True
        if self.full and (find_keys(self.first) or is_metadata(line.words)):
            return False
        if self.full and self.first.startswith("附件"):
            return not (line.marked or self._is_new(line)) and self._lacks_end(line.words)
        if self.full:
            return (
                self._is_cut()
                and not self._is_title(line.words)
                and not self._is_new(line)
                and not (line.marked and numbers.expect(line))
            )
        if is_label(self.first) and self.last[-1:].isdecimal():
            return False  # 联系电话
        if line.marked or self.last.endswith(_ENDS) or _BLOCK.match(self.first) or is_metadata(self.first):
            return False
        if _ENDED.search(self.last) or document_kind(self.last) or _DATED.search(self.last) or self._is_new(line):
            return False
        return (self.stop if self.marked else self.inner) or self.length > _LONGEST_HEADING

    def _lacks(self, words: str) -> bool:
        """Whether a line is the end of the name or of the title that this one breaks off: 人民政府办公 / 厅."""
        if len(words) > _SHORTEST_REST or not words.isalpha() or self.last.endswith(_ENDS):
            return False
        whole = self.last + words
        if whole.endswith(_UNIT_ENDINGS) and not self.last.endswith(_UNIT_ENDINGS):
            return True
        return document_kind(whole) is not None and document_kind(self.last) is None

    def _lacks_end(self, words: str) -> bool:
        """Whether a line is the end of the title of an attachment that this one breaks off."""
        whole = self.last + words
        return self.depth > 0 or (not ends_title(self.last) and (ends_title(whole) or is_link(whole)))

    def _is_title(self, behind: str) -> bool:
        """Whether all of it is a title: of a letter over several lines, of a plan on one that the next does not go on with."""
        if self.inner or self.depth:
            return False
        return is_letter_title(self.last) or (
            self.first == self.last and not self.marked and is_whole_title(self.first, behind)
        )

    def _is_cut(self) -> bool:
        """Whether a line that the page ended stops within a sentence; a bracket ends one only behind its end."""
        if self.last.endswith(")"):
            before = self.last[: self.last.rfind("(")]
            return bool(before) and not before.endswith(_SENTENCE_ENDS)
        return not self.last.endswith(_ENDS) and not _ENDED.search(self.last)

    def _is_new(self, line: Line) -> bool:
        """Whether a line says itself that it begins something; in the middle of words what looks like a label is none."""
        if line.words.startswith(_CLOSING) and is_label(self.first):
            return True
        labelled = is_label(line.words) if self.full else _LABEL.match(line.words)
        return bool(_BLOCK.match(line.words) or labelled or _DATED.match(line.words) or _NUMBER.fullmatch(line.words))
