"""What can be wrong with a record: the rules that it breaks, and what is said of a case, in English and Chinese.

PV1 is about the schema, PV2 about the guarantees of a record (docs/ARCHITECTURE.md). Codes and names are public; a code
is never given to another rule.
"""

from collections.abc import Mapping
from typing import NamedTuple

from plan_extract.messages import Language

Path = tuple[int | str, ...]
_LONGEST = 40


class Broken(NamedTuple):
    """A rule that a record can break: its public code, and what it means in English and Chinese."""

    code: str
    summary: tuple[str, str]


RULES = {
    "FIELD_MISSING": Broken("PV101", ("A field of the schema is missing.", "缺少模式规定的字段。")),
    "FIELD_UNKNOWN": Broken("PV102", ("The schema has no such field.", "有模式未规定的字段。")),
    "TYPE_WRONG": Broken("PV103", ("A value is of another type than the schema says.", "值的类型与模式不符。")),
    "VALUE_WRONG": Broken("PV104", ("A value is none that the schema allows.", "值不在模式允许之列。")),
    "ID_NOT_UNIQUE": Broken("PV201", ("Two records of a kind have the same id.", "同类记录编号重复。")),
    "LINK_BROKEN": Broken("PV202", ("The id of a record leads to none.", "所指编号没有对应的记录。")),
    "TREE_BROKEN": Broken("PV203", ("A clause is not one level below its parent.", "条款不在上级条款的下一层。")),
    "HEADING_DIFFERS": Broken("PV204", ("A heading does not begin the text of its clause.", "小标题不是条文的开头。")),
    "DAYS_REVERSED": Broken("PV205", ("A period ends before it starts.", "截止日早于起始日。")),
    "SPAN_OUTSIDE_TEXT": Broken("PV206", ("A span is no range of the source text.", "位置不在原文范围之内。")),
    "SPAN_OUTSIDE_OWNER": Broken(
        "PV207", ("A span lies outside of what it belongs to.", "位置超出所属的条款、标注或任务。")
    ),
    "MENTIONS_DIFFER": Broken(
        "PV208",
        ("The units or persons of a task are not those of its assignments.", "任务的单位或责任人与其标注不一致。"),
    ),
    "COVERAGE_WRONG": Broken("PV209", ("The characters counted do not add up.", "字符去向合计不符。")),
    "TEXT_DIFFERS": Broken("PV210", ("A text is not what stands at its span.", "文字与所在位置的原文不符。")),
    "SOURCE_DIFFERS": Broken("PV211", ("The record was made from another text.", "记录不是由这份原文生成的。")),
}

# What is said of a case: the rule, and the words behind the place of the value.
_SAYINGS = {
    "missing": ("FIELD_MISSING", "is missing", "缺少这个字段"),
    "unknown": ("FIELD_UNKNOWN", "is no field of the schema", "模式没有这个字段"),
    "type": ("TYPE_WRONG", "is {shown}, must be {expected}", "为 {shown}，应为{expected}"),
    "choice": ("VALUE_WRONG", "is {shown}, must be one of {choices}", "为 {shown}，只能取 {choices}"),
    "pattern": ("VALUE_WRONG", "is {shown}, must match {pattern}", "为 {shown}，应符合 {pattern}"),
    "minimum": ("VALUE_WRONG", "is {shown}, must be at least {least}", "为 {shown}，不得小于 {least}"),
    "date": ("VALUE_WRONG", "is {shown}, must be a date like 2018-04-28", "为 {shown}，应为 2018-04-28 样子的日期"),
    "other": ("VALUE_WRONG", "is {shown}: {reason}", "为 {shown}：{reason}"),
    "id": ("ID_NOT_UNIQUE", "{id!r} is the id of another one as well", "编号 {id!r} 重复"),
    "link": ("LINK_BROKEN", "there is no record with the id {id!r}", "没有编号为 {id!r} 的记录"),
    "depth": ("TREE_BROKEN", "is {depth}, its parent before it {above}", "为 {depth}，在前的上级条款为 {above}"),
    "heading": ("HEADING_DIFFERS", "the text of the clause begins otherwise", "条文开头不是这样"),
    "days": ("DAYS_REVERSED", "ends before it starts", "截止日早于起始日"),
    "range": ("SPAN_OUTSIDE_TEXT", "{start}..{end} is no range of the text", "{start}..{end} 不是原文中的范围"),
    "clause": ("SPAN_OUTSIDE_OWNER", "lies outside its clause {id!r}", "超出所属条款 {id!r}"),
    "assignment": ("SPAN_OUTSIDE_OWNER", "lies outside its assignment", "超出所属标注"),
    "task": ("SPAN_OUTSIDE_OWNER", "lies outside its task", "超出所属任务"),
    "mentions": ("MENTIONS_DIFFER", "are not those of its assignments", "与其标注不一致"),
    "coverage": (
        "COVERAGE_WRONG",
        "the kinds do not add up to the visible characters of the text",
        "各类之和不等于原文可见字符数",
    ),
    "words": ("TEXT_DIFFERS", "{words} is not what stands at {start}..{end}", "{start}..{end} 处的原文不是 {words}"),
    "length": ("SOURCE_DIFFERS", "the source text has {length}", "原文有 {length} 个"),
    "file": ("SOURCE_DIFFERS", "the record was made from another file", "记录由另一个文件生成"),
}

_TYPES = {
    "text": ("text", "文字"),
    "whole": ("a whole number", "整数"),
    "number": ("a number", "数"),
    "finite": ("a finite number", "有限的数"),
    "bool": ("true or false", "真假值"),
    "date": ("a date", "日期"),
    "list": ("a list", "列表"),
    "object": ("an object", "对象"),
}


class Types(NamedTuple):
    """Types of values, each of which is meant."""

    names: tuple[str, ...]

    def told(self, language: Language) -> str:
        """What they are called in one language."""
        words = [_TYPES[name][language == "zh"] for name in self.names]
        return ("或" if language == "zh" else " or ").join(words)


class Problem(NamedTuple):
    """What is wrong with a record, and where in it: the steps to the value, a saying and what fills it."""

    path: Path
    saying: str
    details: Mapping[str, object]

    @property
    def place(self) -> str:
        """The steps as people write them: `tasks[0].units[0]`; nothing for the record itself."""
        steps = "".join(f"[{step}]" if isinstance(step, int) else f".{step}" for step in self.path)
        return steps.removeprefix(".")

    @property
    def rule(self) -> str:
        """The name of the rule that is broken."""
        return _SAYINGS[self.saying][0]

    @property
    def message(self) -> str:
        """What is wrong with the value, in English."""
        return self.told("en")

    def told(self, language: Language) -> str:
        """What is wrong with the value, in one language."""
        filled = {name: _filling(one, language) for name, one in self.details.items()}
        return _SAYINGS[self.saying][1 + (language == "zh")].format(**filled)


def problem(path: Path, saying: str, **details: object) -> Problem:
    """A problem with what fills its saying; a tuple is a choice of words.

    >>> found = problem(("tasks", 3, "title"), "type", shown="7", expected=Types(("text",)))
    >>> found.place, found.message
    ('tasks[3].title', 'is 7, must be text')
    """
    return Problem(path, saying, details)


def shorten(words: str) -> str:
    """The beginning of what is too long for a message."""
    return words if len(words) <= _LONGEST else f"{words[:_LONGEST]}…"


def _filling(value: object, language: Language) -> object:
    if isinstance(value, Types):
        return value.told(language)
    return ("、" if language == "zh" else ", ").join(value) if isinstance(value, tuple) else value
