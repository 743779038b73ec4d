"""Issuing bodies by their names: where one belongs, its region and its level; several that nothing parts."""

import functools
import re

from plan_extract.folding import fold
from plan_extract.model import Level
from plan_extract.text import HAN
from plan_extract.vocab import alternatives, rows, words

# Each level is read off where the one above it ends; any may be left out.
_PLACES: tuple[tuple[Level, "re.Pattern[str]"], ...] = (
    ("province", re.compile(f"(?:中共)?{alternatives(words('provinces'))}")),
    (
        "city",
        re.compile(rf"(?:中共)?(?:(?![区县旗]){HAN}){{2,8}}?(?:自治州|地区|盟|市(?![场民容]|政(?![府协])))"),
    ),
    (
        "county",
        re.compile(
            rf"{HAN}{{1,8}}?(?:(?:自治县|自治旗|县|区|旗|市)(?=人民|政府|委|党|$)|(?:县|区|旗)(?={HAN}{{2,30}}(?:[局办室]|委员会)$))"
        ),
    ),
    ("township", re.compile(rf"{HAN}{{2,10}}(?:乡|镇|街道)(?=人民|政府|党|办事处|$)")),
)
# a smaller place behind that of a title, none of them a word of its subject: 特色小镇, 县域, 城区
_SMALLER = (
    rf"(?!社区|园区|城区|山区|牧区|库区|景区|校区|灾区|片区|城市|城镇|乡镇|特色|小镇|农村|推|促|加|优)"
    rf"{HAN}{{1,4}}?(?:区|县|市|旗|州|盟|镇|乡)(?![域城级块间位长政民场])"
)
_INNER_END = "(?:部|署|局|院|委|委员会)(?=[^()]{2,}(?:部|署|局|院|委|会|办)$)"  # few names ask: compiled by the first
_LONGEST_NAME = 24
_LONGEST = 400
_CENTRAL = re.compile(r"国务院|中共中央|中央|全国|国家|中华人民共和国")
_MINISTRY = re.compile(rf"{HAN}{{2,8}}部$")


def locate(issuer: str) -> tuple[str | None, Level | None]:
    """Region and level of an issuing body; None where its name does not say.

    >>> locate("浙江省人民政府"), locate("国务院办公厅"), locate("杭州市上城区人民政府办公室")
    (('浙江省', 'province'), (None, 'central'), ('杭州市上城区', 'county'))
    >>> locate("杭州市城市管理局"), locate("上海市绿化和市容管理局"), locate("河南省文化市场管理局")
    (('杭州市', 'city'), ('上海市', 'province'), ('河南省', 'province'))
    >>> locate("北京市西城区城市管理委员会"), locate("朝阳区住房和城市更新局")
    (('北京市西城区', 'county'), ('朝阳区', 'county'))

    The region of an issuer in traditional characters is in simplified ones, as all names of places are here.
    """
    issuer = fold(issuer)
    if _CENTRAL.match(issuer):
        return None, "central"
    position, level = 0, None
    for name, place in _PLACES:
        if found := place.match(issuer, position):
            position, level = found.end(), name
    if level is None and _MINISTRY.match(issuer):
        return None, "central"
    return issuer[:position].removeprefix("中共") or None, level


def locate_title(title: str) -> tuple[str | None, Level | None]:
    """Region and level of a plan that nobody signs, as its title begins with them; None where a smaller place may follow.

    >>> locate_title("安徽省节能减排实施方案"), locate_title("杭州市上城区行动方案"), locate_title("工业领域行动方案")
    (('安徽省', 'province'), (None, None), (None, None))
    >>> locate_title("临沂市推进绿色低碳县城建设实施方案"), locate_title("湘潭市特色小镇建设方案")
    (('临沂市', 'city'), ('湘潭市', 'city'))
    """
    region, level = locate(title)
    if region is None or level not in ("province", "city") or re.match(_SMALLER, title[len(region) :]):
        return None, None
    return region, level


def split_joint(names: str) -> list[str]:
    """The central bodies whose names follow each other without a gap; the words as they are, where they are anything else.

    >>> split_joint("住房和城乡建设部交通运输部"), split_joint("浙江省人民政府办公厅")
    (['住房和城乡建设部', '交通运输部'], ['浙江省人民政府办公厅'])
    """
    joint = len(names) <= _LONGEST and re.search(_INNER_END, names) is not None
    return (joint and _split(names)) or [names]


def _split(names: str) -> list[str] | None:
    if not names:
        return []
    for end in range(min(len(names), _LONGEST_NAME), 1, -1):
        if names[:end] in _central_names() and (rest := _split(names[end:])) is not None:
            return [names[:end], *rest]
    return None


@functools.cache
def _central_names() -> frozenset[str]:
    """The names of central bodies as signatures have them."""
    found = {name for official, aliases, *_ in rows("central") for name in (official, *aliases.split("|")) if name}
    bare = {name.removeprefix("中华人民共和国").removeprefix("国家") for name in found}
    return frozenset(found | {f"国家{name}" for name in bare} | {name for name in bare if len(name) > 1})
