"""The bodies that a phrase names: before a modal verb, behind 由 or 请, behind 会同 (field guide 4.1, 4.9)."""

import re
from typing import NamedTuple

from plan_extract.extraction.shapes import LAST_SIGNS, could_act, could_end
from plan_extract.extraction.units import Mention, split_units
from plan_extract.text import Stretch
from plan_extract.vocab import table


class _Modal(NamedTuple):
    """A verb that obliges the body before it; the signs beside it that make another word of it, 重要, 应急, 负责人.

    Some oblige only with one of the words `at_once` right behind them, or with one of the words `later` in the phrase.
    """

    verb: str
    before: str = ""
    behind: str = ""
    at_once: tuple[str, ...] = ()
    later: tuple[str, ...] = ()


# With whom a body is to agree: 商 before them is a verb, not a part of 商务 or 工商
_CONSULTED = ("市", "省", "自治区", "有关", "相关", "国", "中央")
_MODALS = (
    _Modal("应", "相对响反适供", "急用对届收付"),
    _Modal("必须"),
    _Modal("务必"),
    _Modal("务于"),
    _Modal("要", "重主首紧需必将", "求素点件义害务领"),
    _Modal("须"),
    _Modal("需", "所急", "求"),
    _Modal("将", "即", at_once=("于", "在", "会同", "组织", "牵头", "适时", "定期", "不定期")),
    _Modal("负责", behind="人同制的"),
    _Modal("牵头", behind="单部人领导医处企校的"),
    _Modal("会同"),
    _Modal("商", at_once=_CONSULTED),
    _Modal("配合", at_once=(",", "。", ";", "、", "做好", "开展", "完成", "推进", "实施", "落实")),
    _Modal("对", "针面相应", later=("负总责", "主体责任", "工作负责", "落实负责")),
    _Modal("是", "但于还", later=("责任主体",)),
    _Modal("按照职责分工"),
    _Modal("按职责分工"),
    _Modal("按照各自职责"),
    _Modal("按各自职责"),
    _Modal("各负其责"),
    _Modal("各司其职"),
)
_BY_VERB = {modal.verb: modal for modal in _MODALS}
_IN_CHARGE = ("负责", "牵头", "会同", "对")
MODAL = re.compile("|".join(_BY_VERB))
_VERBS = frozenset(word[:2] for row in table("predicates") for word in row["words"].split())
_IN_NAMES = frozenset(
    word[:2] for row in table("predicates") if row["in_names"] == "sometimes" for word in row["words"].split()
)
_NAME_GOES_ON = (*"部局委办厅室院所区处站、等和", "中心", "小组", "机构", "单位", "主管", "领导", "工作组", "协会")
# Prepositions that end a name, and the signs behind them with which they are part of one
_PREPOSITIONS = {"按": "", "依": "法", "在": "地编建", "对": "外口", "将": "", "报": "社业", "于": "都洪田"}
# What may stand between a subject and its verb
_ADVERBS = (
    *("每年", "每月", "每季度", "定期", "具体", "共同", "统一", "分别", "依法", "主要", "总体", "都", "均", "也"),
    *("按照职责分工", "按职责分工", "按照职责权限", "按职责权限", "按照各自职责", "按各自职责", "按照职责", "按职责"),
    "结合实际",
)
# which of a list and the adverbs behind it may stand before a verb, so that few places are looked at
_LAST_SIGNS = LAST_SIGNS | {word[-1] for word in _ADVERBS} | set("中时等,")
# on what occasion: 有关部门在工作中要…, 各部门在制定政策时,应当…
_OCCASION_ENDS = ("中", "时")
_OCCASION = r"在[^,、]{2,24}(?:中|时)$"
_DATED = re.compile(r"\d{1,4}[年月]|每[年半季月周日天]|年[底内]|[上下]半年")
_NO_AGENT = ("由于", "由此", "由来")
_NOT_BEFORE = ("报", "经", "理", "自", "事", "缘", "建立", "成立", "组建", "设立", "形成", "构建", "健全", "完善")
_EXPLAINS = "解释"  # who explains a paper does not do its work
_OBJECTS_BEFORE = ("对", "将", "把")
_OBJECTS = ("对", "向", "将", "把", "为", "根据", "按照", "依据", "结合")  # 由市民政局对困难的家庭建立台账
_ATTRIBUTE = 10  # a 的 so near behind the verb makes an attribute of it
_LONGEST = 120  # of a list, and of what a modal verb may need behind it
_MOST_ENDS = 8


class Named(NamedTuple):
    """Units by positions of the copy, whether 等 follows them, and where the verb behind them begins."""

    units: tuple[Mention, ...]
    open_ended: bool
    end: int


def find_subject(folded: str, phrase: Stretch, *, ruling: bool) -> Named | None:
    """The units before the modal verb of a phrase; `ruling`: only a verb of being in charge counts."""
    start = phrase.start + folded.startswith("请", *phrase)  # 请各牵头单位要严格落实
    for modal in MODAL.finditer(folded, start, min(phrase.end, start + _LONGEST)):
        obliges = not ruling or modal[0] in _IN_CHARGE
        if obliges and _obliges(folded, modal[0], modal.start(), phrase.end):
            named = list_units(folded, start, modal.start()) or _before_object(folded, start, modal.start())
            if named:
                return named
    return None


def _before_object(folded: str, start: int, end: int) -> Named | None:
    """The units of a subject that names the object before its modal verb: 审计局对资金使用情况要加强审计."""
    if all(folded.find(sign, start + 2, end) < 0 for sign in _OBJECTS_BEFORE):
        return None
    named = find_actor(folded, start, end)
    return named if named and folded.startswith(_OBJECTS_BEFORE, named.end) else None


def _obliges(folded: str, verb: str, place: int, end: int) -> bool:
    """Whether a modal verb is one, and not a part of another word."""
    modal, behind = _BY_VERB[verb], place + len(verb)
    if _holds(modal.before, folded[place - 1 : place]) or _holds(modal.behind, folded[behind : behind + 1]):
        return False
    if modal.at_once:
        return behind == len(folded) or folded.startswith(modal.at_once, behind)
    if modal.later:
        rest = folded[behind : min(end, behind + _LONGEST)]
        return any(word in rest for word in modal.later)
    return _EXPLAINS not in folded[behind : min(end, behind + 6)]


def _holds(signs: str, sign: str) -> bool:
    return bool(sign) and sign in signs


def find_agent(folded: str, phrase: Stretch, *, ruling: bool) -> Named | None:
    """The units behind 由, or behind 请 at the beginning of a phrase, up to the verb; `ruling`: to one of being in charge."""
    if folded.startswith("请", *phrase):
        return find_actor(folded, phrase.start + 1, phrase.end)
    place = folded.find("由", *phrase)
    if place < 0 or folded.startswith(_NO_AGENT, place) or folded.endswith(_NOT_BEFORE, phrase.start, place):
        return None
    if folded.count("(", phrase.start, place) > folded.count(")", phrase.start, place):
        return None
    named = find_actor(folded, place + 1, phrase.end)
    if named is None or _EXPLAINS in folded[named.end : phrase.end]:
        return None
    if ruling and not folded.startswith(_IN_CHARGE, named.end):
        return None
    attribute = "的" in folded[named.end : min(phrase.end, named.end + _ATTRIBUTE)]
    return named if not attribute or folded.startswith(_OBJECTS, named.end) else None


def find_partners(folded: str, place: int, end: int) -> Named | None:
    """The units behind a 会同 that stands at a place, or close behind it with a modal verb between; or behind a 商."""
    together = folded.find("会同", place, min(end, place + 6))
    if together >= 0:
        return find_actor(folded, together + 2, end)
    place += 2 if folded.startswith("牵头", place) else 0
    return find_actor(folded, place + 1, end) if _consults(folded, place) else None


def _consults(folded: str, place: int) -> bool:
    return folded.startswith("商", place) and folded.startswith(_CONSULTED, place + 1)


def find_actor(folded: str, start: int, end: int) -> Named | None:
    """The units at the beginning of a stretch, up to the first verb or preposition at which they are complete."""
    tried = 0
    for place in range(start + 2, min(end, start + _LONGEST)):
        if folded[place - 1] in _LAST_SIGNS and _may_end(folded, place):
            if named := list_units(folded, start, place):
                return named
            tried += 1
            if tried == _MOST_ENDS:
                return None
    return None


def begins_with_verb(folded: str, place: int) -> bool:
    """Whether one of the verbs stands at a place that bodies are known to be subjects of."""
    return folded[place : place + 2] in _VERBS


def _may_end(folded: str, place: int) -> bool:
    verb, behind = folded[place : place + 2], folded[place + 2 : place + 3]
    if begins_with_verb(folded, place):
        part = verb in _BY_VERB and _holds(_BY_VERB[verb].behind, behind)  # 负责人
        return not part and not (verb in _IN_NAMES and folded.startswith(_NAME_GOES_ON, place + 2))
    sign, behind = verb[:1], verb[1:]
    return (
        verb == "会同"
        or _DATED.match(folded, place) is not None
        or _consults(folded, place)
        or (sign in _PREPOSITIONS and not _holds(_PREPOSITIONS[sign], behind))
    )


def list_units(folded: str, start: int, end: int) -> Named | None:
    """A stretch as a list of units, each of which could act; adverbs behind it left out."""
    listed = folded[start:end].removesuffix(",")  # 各行业主管部门,要根据…
    if listed.endswith(")") and listed.count(")") > listed.count("("):
        listed = listed[:-1]  # of a bracket that opened before, or never
    while listed.endswith(_ADVERBS):
        listed = listed[: -next(len(word) for word in _ADVERBS if listed.endswith(word))]
    if listed.endswith(_OCCASION_ENDS) and (occasion := re.search(_OCCASION, listed)):
        listed = listed[: occasion.start()]
    if "由" in listed or not could_end(listed.removesuffix("等")):
        return None
    units = split_units(listed)
    if not units.mentions or not all(could_act(one.name(listed)) for one in units.mentions):
        return None
    moved = tuple(one._replace(start=start + one.start, end=start + one.end) for one in units.mentions)
    return Named(moved, units.open_ended, end)
