"""Quantified targets: which value an addressee of the plan is obliged to reach or respect (field guide 7).

Each run of quantities is read with the words on both sides of it inside its phrase. Numbers of names, dates, benefits,
conditions and history are no targets. A metric that is left out is that of the value before it in the sentence.
"""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from plan_extract.extraction.context import Context
from plan_extract.extraction.frames import phrases
from plan_extract.extraction.measurements import FORMS
from plan_extract.extraction.metrics import share_metrics
from plan_extract.extraction.obligation import obliges
from plan_extract.extraction.parts import JOINTS, Part, Reading, operator
from plan_extract.extraction.quantities import Quantity, find_runs
from plan_extract.extraction.timing import Times
from plan_extract.model import Deadline, Target
from plan_extract.text import Stretch

_LIKELY = re.compile(
    r"[0-9全不翻零同](?:(?<=[0-9])(?![0-9年月日.])|(?<=全)面?覆盖|(?<=不)得增|(?<=翻)|(?<=零)增|(?<=同)步)"
)
_TO_BE_REACHED = ("reach", ">=", ">", "~", "range")
_BASELINE = re.compile(
    r"(?:比|较|在)(?P<base>(?:19|20)\d\d年(?:度|底|末|同期)?|(?:上|去)一?年度?(?:同期)?|同期|现状|\"?十.五\"?末?)(?:的?基础上)?"
)
_A_YEAR = re.compile(r"(?<![\d今明去当本全每半])年(?:均|产|新增|处理|供应|生产|利用|回收)+$")
_LONGEST_VERB = 6
_LONGEST_PART = 120  # how far from a value its words may begin
_LONGEST_SENTENCE = 500


class _Found(NamedTuple):
    """A run read by a form, and its metrics: one for each quantity, or one for all."""

    form: str
    run: tuple[Quantity, ...]
    reading: Reading
    metrics: tuple[str, ...]


def find_targets(context: Context, deadlines: Sequence[Deadline]) -> list[Target]:
    """The targets in clauses, in order; a date before them in the sentence is the one to reach them by."""
    folded = context.text.folded
    times = Times(context, deadlines)
    targets: list[Target] = []
    last: _Found | None = None
    for phrase in phrases(folded, 0, len(folded), _LIKELY):
        clause = context.owner(phrase.end - 1)
        if clause is None or clause.id in context.background:
            continue
        own = Stretch(max(phrase.start, clause.own.start), phrase.end)
        read = list(_read(context, own, times, last))
        acts = all(found.reading.verb and found.reading.op in _TO_BE_REACHED for found in read)
        if read and obliges(context, own, times.last_before(own.end), acts=acts):
            last = read[-1]
            targets += (target for found in read for target in _targets(context, found, times))
    return targets


def _read(context: Context, phrase: Stretch, times: "Times", last: _Found | None) -> Iterator[_Found]:
    """The runs of a phrase that a form reads; what one of them has used is no metric of the next."""
    folded, start = context.text.folded, phrase.start
    verb = _verb_before(folded, phrase, last)
    runs = list(find_runs(folded, phrase))
    passed: list[Stretch] = []
    for index, run in enumerate(runs):
        end = _end(folded, run[-1].end, runs[index + 1][0].start) if index + 1 < len(runs) else phrase.end
        start, bracket = _begin(folded, max(start, run[0].start - _LONGEST_PART), run[0].start)
        part = Part(folded, start, run, end, times.inside(start, run[0].start), passed[-1:], verb)
        form, reading = next(((form, found) for form in FORMS if (found := form.read(part))), (None, None))
        if form is None or reading is None or _qualifies(part, bracket):
            passed.append(Stretch(run[0].start, run[-1].end))
            continue
        metrics = _metrics(context, run, reading, last)
        start, verb = _behind(part, reading), reading.verb
        if metrics:
            last = _Found(form.name, run, reading, metrics)
            yield last


def _verb_before(folded: str, phrase: Stretch, last: _Found | None) -> str | None:
    """The verb of the phrase before, which governs what this one begins with: 培育3家综合型平台,20家行业型平台."""
    end = last.run[-1].end if last else 0
    between = folded[end : phrase.start] if phrase.start - end < _LONGEST_PART else ""
    continues = between.endswith(",") and between.count(",") == 1 and folded[phrase.start].isdecimal()
    return last.reading.verb if last and continues else None


def _begin(folded: str, start: int, end: int) -> tuple[int, bool]:
    """Where the words before a run may begin, and whether that is in a bracket: not before one that is open or closed."""
    opened, closed = folded.rfind("(", start, end) + 1, folded.rfind(")", start, end) + 1
    if opened > closed:
        return opened, True
    return (closed if closed and folded.count("(", start, closed) < folded.count(")", start, closed) else start), False


def _qualifies(part: Part, bracket: bool) -> bool:
    """Whether a number in a bracket only says which things are meant: (单体面积超过2万平方米)."""
    return bracket and not part.before.startswith("其中") and not any(time.start == part.start for time in part.times)


def _behind(part: Part, reading: Reading) -> int:
    """Where the words of the next run may begin: behind what this one has used, a closed bracket and a joint."""
    start = part.end if reading.metric.end > part.run[-1].end else part.run[-1].end
    if part.folded.startswith("(", start, part.end):
        start = max(start, part.folded.find(")", start, part.end) + 1)
    return start + part.folded.startswith(tuple(JOINTS), start)


def _end(folded: str, start: int, limit: int) -> int:
    """Where the words of a run end: at the last joint before the next run, else where that begins."""
    joint = max(folded.rfind(joint, start, limit) for joint in JOINTS)
    return joint if joint >= 0 else limit


def _metrics(context: Context, run: tuple[Quantity, ...], reading: Reading, last: _Found | None) -> tuple[str, ...]:
    """The metrics of a run; nothing where none is said and none can be taken from the value before."""
    metric = context.text.words(*reading.metric) if reading.metric.start < reading.metric.end else ""
    metric += context.text.words(*reading.further) if reading.further else ""
    if len(metric) > 1:
        return tuple(share_metrics(metric, len(run)) or [metric]) if len(run) > 1 else (metric,)
    if last is None or last.run[-1].unit != run[0].unit or len(last.metrics) not in (1, len(run)):
        return ()
    end = last.run[-1].end
    same_sentence = reading.start - end < _LONGEST_SENTENCE and "。" not in context.text.folded[end : reading.start]
    return last.metrics if same_sentence else ()


def _targets(context: Context, found: _Found, times: "Times") -> Iterator[Target]:
    """The targets of a run: one for each quantity, with its own metric or its own date where these are listed too."""
    text, reading = context.text, found.reading
    metrics = found.metrics if len(found.metrics) == len(found.run) else found.metrics[:1] * len(found.run)
    dates = times.dates_before(reading.start, len(found.run))
    for index, (quantity, metric) in enumerate(zip(found.run, metrics, strict=True)):
        start = quantity.start if index else reading.start
        yield Target(
            metric=metric,
            op=operator("reach" if reading.op == "range" else reading.op, quantity),
            value=quantity.value,
            unit=quantity.unit,
            change=reading.change,
            baseline=_baseline(context, reading),
            by=dates[index],
            per=times.rhythm_before(reading.start) or _yearly(text.folded, reading),
            hedge=reading.hedge or times.hedge_before(reading.start),
            text=text.words(start, quantity.end),
            span=text.span(start, quantity.end),
            rule=found.form,
        )


def _baseline(context: Context, reading: Reading) -> str | None:
    """What a change is measured from: the words between the metric and the value name it (比2020年, 较上年同期)."""
    found = _BASELINE.search(context.text.folded, reading.metric.end, reading.start)
    return context.text.words(*found.span("base")) if found else None


def _yearly(folded: str, reading: Reading) -> str | None:
    """年新增8亿千瓦时 is to be reached every year, and so is an increase by 年均."""
    metric = reading.metric
    before = _A_YEAR.search(folded, max(0, metric.start - _LONGEST_VERB), metric.start)
    return "P1Y" if before or folded.find("年均", metric.end, reading.start) >= 0 else None
