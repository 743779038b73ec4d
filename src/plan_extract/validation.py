"""Records against the schema and the guarantees: what is wrong with them, as findings with places in their file."""

from collections.abc import Iterator

from plan_extract.guarantees import find_problems
from plan_extract.messages import Language
from plan_extract.problems import RULES, Problem
from plan_extract.records import Checked
from plan_extract.reports.result import Region, Result, Rule

_ROOT = {"en": "(record)", "zh": "整条记录"}


def judge(
    record: Checked, path: str, language: Language, *, raw: str | None = None, sha256: str | None = None
) -> list[Result]:
    """The findings about one record of a file, in the order of the file.

    `raw` is the text that it should have been made from, `sha256` that of its file. Guarantees are looked at only where
    the schema holds.
    """
    found = record.problems or (find_problems(record.plan, raw, sha256) if record.plan else ())
    return sorted(_results(record, found, path, language), key=lambda one: one.region or ())


def _results(
    record: Checked, found: list[Problem] | tuple[Problem, ...], path: str, language: Language
) -> Iterator[Result]:
    for one in found:
        region = Region(*record.places.where(one.path, at_key=one.rule == "FIELD_UNKNOWN"))
        place, colon = one.place or _ROOT[language], "：" if language == "zh" else ": "
        message = f"{place}{colon}{one.told(language)}"
        yield Result(path, _rule(one.rule, language), message, region, record.places.content(one.path))


def _rule(name: str, language: Language) -> Rule:
    broken = RULES[name]
    return Rule(broken.code, name, "error", broken.summary[language == "zh"])
