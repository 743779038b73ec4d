"""What the name of a public body looks like, and that of a set of them (field guide 4.8, 5). Shape, not existence.

Strings are asked, no patterns: names are short, and each pattern would cost every start-up a part of a millisecond.
"""

from functools import lru_cache

from plan_extract.vocab import table, words

_ENDINGS = words("unit_endings")
_STOPS = next(row["words"].split() for row in table("predicates") if row["in_names"] == "never")
_LONGEST_NAME = 40
_LONGEST_ACTOR = 26
_LONGEST_SET = 120  # 发展改革、财政、教育、科技等部门
_LONGEST_BRACKET = 20  # 县(市、区), 党委(党组), 市场监管局(知识产权局)
# Words that end like a body and are none
_NO_BODIES = (
    *("城乡", "家乡", "返乡", "下乡", "回乡", "之乡", "水乡", "侨乡"),
    *("干部", "内部", "部署", "社会", "机会", "场所", "团队", "学科", "网站", "城镇", "为中心"),
    *(
        "执行",
        "运行",
        "进行",
        "试行",
        "暂行",
        "实行",
        "推行",
        "举办",
        "承办",
        "主办",
        "协办",
        "申办",
        "筹办",
        "开办",
        "创办",
        "兴办",
    ),
)
# What makes a set of bodies of a name: how it begins, how it ends, or what it holds
_SET_BEGINS = (
    "有关",
    "相关",
    "地方有关",
    "地方相关",
    "区有关",
    "其他",
    "其它",
    "所有",
    "全体",
    "全部",
    "主要",
    "试点",
    "两省",
    "县级以上",
    "市级以上",
)
_SET_ENDS = ("部门", "单位", "地区", "地方", "方面", "高校", "院校", "机构", "企业")
_SET_HOLDS = ("两级", "三级", "县(市", "县(区", "市(州", "市(县", "区(县", "党委和", "工委和")
# Nouns for a kind of body, no name before them: there is more than one. Of a zone there may be just one.
_KINDS = ("地方", "乡镇", "县区", "县市区", "市县", "区县", "镇街", "街道", "园区", "省级", "市级", "县级", "乡级")
_ZONES = {"园区", "示范区", "开发区", "高新区", "新区", "功能区"}
_BODIES = ("人民政府", "政府", "办事处", "管委会", "管理委员会", "党委")
_BARE = ("政府", "人民政府", "党委")  # behind 各级党委、 there is more than one as well
_RANKS = ("省", "市", "县", "区", "州", "乡", "镇")
_OF_LEVELS = frozenset("省市县区级属直")
_PLACES = ("省", "市", "县", "区", "州", "盟", "旗")
_COULD_ACT = (*_PLACES, "乡", "镇", "村", "社区", "地", "街道", "有关方面", "相关方面")
_OTHERS = ("企业", "媒体", "高校", "院校")  # no public bodies, but a plan may oblige all of a kind
_ENDS = (")", *_ENDINGS, *_COULD_ACT, *_OTHERS)
LAST_SIGNS = frozenset(word[-1] for word in _ENDS)  # of names that could act
_NO_NAME = frozenset("的了是被把,。;!?")
# What stands before an object, a recipient or a condition, and the names that begin with the same sign
_BEFORE_OBJECT = frozenset("逐报按对在与由据凡若该把使让不已可需并经向原所本你")
_GLOSSES = ("包括", "其中", "例如", "含市", "含省", "含县", "含区", "含各")
_NAMES_BEGIN_SO = (
    "对外",
    "对口",
    "经济",
    "经信",
    "经开",
    "经贸",
    "经发",
    "不动产",
    "可再生",
    "向阳",
    "在建",
    "原平",
    "本溪",
)


@lru_cache(maxsize=4096)
def is_collective(name: str) -> bool:
    """Whether a name describes a set of bodies; such a set is kept as it is, never expanded.

    >>> is_collective("省级有关部门"), is_collective("各市、县(市、区)政府"), is_collective("省财政厅")
    (True, True, False)
    """
    if name.startswith(_SET_BEGINS) or ("各" in name and "各族自治" not in name):
        return True
    bare = _bare(name)
    if bare.endswith(_SET_ENDS) or "、" in bare:  # only what stands for a row of bodies is left whole by the splitter
        return True
    if bare.endswith(_BODIES):
        return _is_kind(bare) or any(word in name for word in _SET_HOLDS)
    return (name.endswith(")") and any(word in name for word in _SET_HOLDS)) or (
        has_ending(name) and name.rpartition("的")[2][:1] in _RANKS and "的" in name
    )


def _is_kind(name: str) -> bool:
    """Whether a name is a noun for a kind of body, or several nouns for zones: 区乡镇人民政府, 园区和示范区管委会."""
    head = next((name.removesuffix(body) for body in _BODIES if name.endswith(body)), "")
    if name in _BARE:
        return True
    kind = next((kind for kind in _KINDS if head.endswith(kind)), None)
    if kind and (head == kind or head[-len(kind) - 1] in _OF_LEVELS):
        return True
    zones = head.replace("与", "和").replace("及", "和").split("和")
    return len(zones) > 1 and _ZONES.issuperset(zones)


@lru_cache(maxsize=4096)
def looks_like_unit(name: str) -> bool:
    """Whether a name has the shape of a public body or of a set of them; it may still be an unknown one."""
    longest = _LONGEST_SET if "、" in name else _LONGEST_NAME
    if not 2 <= len(name) <= longest or name.count("(") != name.count(")") or ":" in name or "哪" in name:
        return False
    if is_collective(name):
        return True
    return _NO_NAME.isdisjoint(name) and (
        has_ending(name) or (name.endswith((*_PLACES, "乡")) and 3 <= len(name) <= 7 and not name.endswith(_NO_BODIES))
    )


def has_ending(name: str) -> bool:
    """Whether a name ends like that of a public body, a bracket behind it left out."""
    bare = _bare(name)
    return bare.endswith(_ENDINGS) and not bare.endswith(_NO_BODIES)


def could_be_name(name: str) -> bool:
    """Whether words that do not look like a unit could still name one (城管, 高新集团): short, and no verb in them."""
    return (
        2 <= len(name) <= 14
        and name[0].isalpha()
        and name.replace("(", "").replace(")", "").isalnum()
        and not holds_verb(name)
    )


def holds_verb(name: str) -> bool:
    """Whether words hold one that no name of a body does: they are prose."""
    return any(stop in name for stop in _STOPS)


@lru_cache(maxsize=4096)
def could_act(name: str) -> bool:
    """Whether a name can be the subject of a sentence: a body or a set of them to its last word, and no prose in it.

    >>> could_act("各县区"), could_act("各方面的技术"), could_act("对进展缓慢的部门")
    (True, False, False)
    """
    if not looks_like_unit(name) or (holds_verb(name) and name[2:] not in _SET_ENDS) or '"' in name or "或" in name:
        return False
    if len(name) > _LONGEST_ACTOR and name[0] == "各" and "、" not in name:  # 各股室应于25日前将情况报局办公室
        return False
    if name.startswith(_GLOSSES) or (name[0] in _BEFORE_OBJECT and not name.startswith(_NAMES_BEGIN_SO)):
        return False
    return is_whole(name) or (name.endswith(_OTHERS) and name.startswith(("各", "有关", "相关")))


def could_end(listed: str) -> bool:
    """Whether the last name of a list could act: a quick look at its end."""
    return listed.endswith(_ENDS)


def is_whole(name: str) -> bool:
    """Whether a name is one to its last word: it ends like that of a body, or of a place that stands for its bodies."""
    return has_ending(name) or _bare(name).endswith(_COULD_ACT)


def _bare(name: str) -> str:
    """A name without the bracket behind it."""
    opened = name.rfind("(") if name.endswith(")") else -1
    return name[:opened] if opened > 0 and len(name) - opened <= _LONGEST_BRACKET + 2 else name
