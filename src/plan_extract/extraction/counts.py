"""Targets that count things: 推出100项…赛事, 完成植树造林90万亩 (field guide 7)."""

from plan_extract.extraction.metrics import HEADS, HEDGES, Change, find_comparator, read_metric
from plan_extract.extraction.parts import JOINTS, Part, Reading, operator
from plan_extract.model import Operator
from plan_extract.text import Stretch
from plan_extract.vocab import Endings, words

_COUNTED: dict[str, Operator] = {"不少于": ">=", "不低于": ">=", "至少": ">=", "超过": ">", "超": ">", "约": "~"}
_COUNTED_BEFORE = Endings(_COUNTED)
_VERBS = tuple(sorted(words("count_verbs"), key=len, reverse=True))
_VERB_BEFORE = Endings((*_VERBS, "推动", "支持", "引导", "发布"))
_PLAIN_VERBS = (
    "新增",
    "新建",
    "建成",
    "完成",
    "培育",
    "打造",
    "创建",
    "推广",
    "举办",
    "淘汰",
)  # rarely attributes of a noun
_MONEY_VERBS = ("完成", "实现", "筹集", "发放", "投放", "新增", "带动", "节约", "提供")
_LESS = ("退出", "淘汰", "关停", "拆除", "压减", "削减", "化解", "减少", "关闭")  # what is reduced by an amount
_NO_VERBS = ("每", "严禁", "禁止", "不得", "停止", "不再", "严控", "确需")
_NO_VERB_BUT_A_PLACE = ("建成区", "开发区")
_NO_SUBJECT = ("的", "已", "每", "对", "不", "禁", "按", *_NO_VERB_BUT_A_PLACE)
_ADVERBS = (*words("adverbs"), *words("count_lead_ins"))
_LONGEST_SUBJECT = 10
_PERSONS = ("名", "位")
_MONEY = "元"
_TO_BE_REACHED = ("reach", ">=", ">")
_SHORTEST = 2


def read_count(part: Part) -> Reading | None:
    """推出100项…体育精品赛事: a verb before the number, the things behind it."""
    quantity = part.run[0]
    noun = _noun(part)
    if len(part.run) > 1 or not quantity.counts or noun is None:
        return None
    if quantity.value == 1 and quantity.unit in _PERSONS:  # 确定1名联络员
        return None
    said = _COUNTED_BEFORE.longest(part.before)
    start = quantity.start - len(said or "")
    inner = read_metric(part.folded, part.start, start)
    before = part.folded[part.start : inner.metric.end]
    verb = _VERB_BEFORE.longest(before) or (part.verb if not before else None)
    if verb is None or before.removesuffix(verb).endswith(_NO_VERBS):
        return None
    hedge = inner.hedge or HEDGES.longest(before.removesuffix(verb))
    return Reading(noun, start, operator(_COUNTED[said] if said else "reach", quantity), _change("", verb), hedge, verb)


def _noun(part: Part) -> Stretch | None:
    """The head of what is counted: behind the last 的, without a bracket that is not closed or ends it."""
    start, behind = part.run[0].end, part.behind.partition("并给予")[0]
    if behind.find(")") < behind.find("(") or "(" not in behind:
        behind = behind.partition(")")[0]
    if behind.endswith(")") or behind.rfind("(") > behind.rfind(")"):
        behind = behind[: behind.rfind("(")]
    behind = behind.removesuffix("等")
    if (
        not (behind[:1].isalpha() or behind[:1] == '"')
        or (behind[0] in JOINTS and not _is_likened(behind))
        or behind.startswith(("的", "以"))
        or len(behind) < _SHORTEST
    ):
        return None
    return _head(part.folded, Stretch(start, start + len(behind)))


def _is_likened(behind: str) -> bool:
    """Whether what follows a number says to what its things are like: 5个与要求相适应的基地."""
    return behind[0] == "与" and "的" in behind


def _head(folded: str, noun: Stretch) -> Stretch:
    return Stretch(max(noun.start, folded.rfind("的", noun.start, noun.end - 1) + 1), noun.end)


def read_amount(part: Part) -> Reading | None:
    """完成植树造林90万亩: a verb at the beginning, the number behind the things."""
    quantity = part.run[0]
    if not quantity.counts or not part.closes:
        return None
    said = read_metric(part.folded, part.start, quantity.start, part.times, part.passed)
    verb, noun = _verb_and_noun(part, said.metric)
    if verb is None or (quantity.unit == _MONEY and verb not in _MONEY_VERBS):
        return None
    op: Operator = "reach"
    start = quantity.start
    compared = find_comparator(part.folded, noun.start, noun.end)
    if compared and not compared.change:
        op, start = compared.op, compared.start
        noun = read_metric(part.folded, noun.start, start).metric
        if op not in _TO_BE_REACHED or HEADS.longest(noun.of(part.folded)):
            return None
    change = _change(part.folded[said.metric.start : noun.start], verb)
    noun = _head(part.folded, noun)
    if noun.end - noun.start < _SHORTEST:
        return None
    return Reading(noun, start, operator(op, quantity), change, said.hedge, verb)


def _change(verbs: str, verb: str) -> Change:
    """What the verbs before the things say of their number: 整合退出 less of them, 新增 more, 新增和改造 neither."""
    if any(word in verbs for word in _LESS) or verb in _LESS:
        return "decrease"
    return "increase" if verb == "新增" and (not verbs or verbs.endswith(verb)) else None


def is_attribute(part: Part) -> bool:
    """Whether a sum only says which things are to be brought about: 培育产值超100亿元的企业."""
    return part.run[0].unit == _MONEY and part.before.startswith(_VERBS) and not part.before.startswith(_MONEY_VERBS)


def _verb_and_noun(part: Part, said: Stretch) -> tuple[str | None, Stretch]:
    """The verb near the beginning of some words and the noun behind it; all of them, where a verb before still governs."""
    folded = part.folded
    for start in range(said.start, min(said.end, said.start + _LONGEST_SUBJECT)):
        if folded.startswith(_NO_SUBJECT, start):
            break
        verb = _verb(folded, start)
        adverbial = verb and _is_adverbial(folded[said.start : start])
        if verb and (adverbial or verb in _PLAIN_VERBS):
            end = _behind_verbs(folded, start + len(verb))
            short = not adverbial and said.end - end <= _SHORTEST  # 城镇新增就业
            return (None, said) if short else (verb, Stretch(end, said.end))
    return part.verb, said


def _is_adverbial(before: str) -> bool:
    """Whether only adverbs stand before a verb."""
    while adverb := next((word for word in _ADVERBS if before.startswith(word)), None):
        before = before.removeprefix(adverb)
    return not before or before.startswith("为")


def _behind_verbs(folded: str, end: int) -> int:
    """Where the last of several verbs ends: 新增和改造, 组织实施."""
    while verb := _verb(folded, end + folded.startswith(("和", "、", "或"), end)):
        end += folded.startswith(("和", "、", "或"), end) + len(verb)
    return end


def _verb(folded: str, start: int) -> str | None:
    if not folded.startswith(_VERBS, start):
        return None
    return next(verb for verb in _VERBS if folded.startswith(verb, start))
