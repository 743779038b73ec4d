"""Administrative divisions: the place that a name begins with, and the places that 省, 市 and 区 of a document stand for."""

import functools
from collections.abc import Iterator
from typing import NamedTuple

from plan_extract.vocab import rows, words

# The words of a level in front of a body, and the levels (letters of bodies.tsv) that they may stand for.
LEVEL_WORDS = {
    "自治区": "p", "自治州": "c", "自治县": "x", "自治旗": "x", "地区": "c",
    "省": "p", "市": "mcx", "州": "c", "盟": "c", "县": "x", "区": "x", "旗": "x",
}  # fmt: skip
_NATIONS = ("壮族", "回族", "维吾尔")
_LONGEST_COUNTY = 12
# what ends like a county or a city and is none
_NO_COUNTY = (
    "县级市", "地级市", "设区市", "新区", "开发区", "高新区", "园区", "示范区", "经开区", "保税区", "度假区", "合作区", "试验区", "工业区",
    "片区", "临港区", "空港区", "辖区", "景区", "社区", "功能区", "自贸区", "集聚区", "先行区", "实验区", "商务区", "综保区", "自治区", "主城区",
    "中心城区", "革命老区", "牧区", "灾区", "库区", "试点县", "试点市", "试点区", "示范县", "示范市", "重点县", "重点市", "贫困县", "脱贫县",
    "帮扶县", "所在县", "所在市", "所在区",
)  # fmt: skip
_NEW_AREA_COUNTIES = ("浦东新区", "滨海新区")


class Place(NamedTuple):
    """A division by its official name, and which levels it may be of: p province, m municipality, c prefecture, x county."""

    name: str
    levels: str

    @property
    def short(self) -> str:
        """The name as branches of central bodies have it: 广西, 深圳, 延边朝鲜族自治州."""
        return _short(self.name)


@functools.cache
def provinces() -> dict[str, Place]:
    """The provinces that have the departments of one, by name."""
    return {
        name: Place(name, "m" if name.endswith("市") else "p")
        for name in words("provinces")
        if not name.endswith(("特别行政区", "台湾省"))
    }


@functools.cache
def cities() -> dict[str, str]:
    """The province of each prefecture, by the prefecture's full name."""
    return {
        city if city.endswith(("州", "盟", "地区")) and len(city) > 2 else f"{city}市": province
        for province, prefectures in rows("cities")
        for city in prefectures.split("|")
    }


@functools.cache
def short_names() -> dict[str, Place]:
    """Provinces and prefectures by their short names; where two share one (吉林), it is the province's."""
    found = {_short(name): Place(name, "c") for name in cities()}
    return found | {place.short: place for place in provinces().values()}


def leading_places(name: str) -> tuple[tuple[Place, ...], str]:
    """The province and the prefecture that a name begins with, and the words behind them.

    >>> leading_places("浙江省杭州市上城区教育局")
    ((Place(name='浙江省', levels='p'), Place(name='杭州市', levels='c')), '上城区教育局')
    """
    places: tuple[Place, ...] = ()
    province = next((known for known in provinces() if name.startswith(known)), None)
    if province:
        places, name = (provinces()[province],), name.removeprefix(province)
    for end in range(3, min(len(name), _LONGEST_COUNTY) + 1):
        if name[end - 1] in "市州盟区" and name[:end] in cities():
            return (*places, Place(name[:end], "c")), name[end:]
    return places, name


def leading_counties(name: str) -> Iterator[tuple[str, str]]:
    """Where a county-level place at the beginning of a name may end, and the words behind it."""
    for end in range(2, min(len(name), _LONGEST_COUNTY) + 1):
        place = name[:end]
        if place[-1] not in "县区市旗" or (end == 2 and place[0] in "省市县区各"):
            continue
        if place.endswith("城市") and end != 3:  # 韩城市 is a place, 试点城市 none
            continue
        if place in _NEW_AREA_COUNTIES or not (place.endswith(_NO_COUNTY) or "各" in place or "以上" in place):
            yield place, name[end:]


def county(above: Place | None, name: str) -> Place | None:
    """A county-level place: districts carry the name of their city, counties only that of a municipality."""
    if above and (name.endswith("区") or above.levels == "m"):
        return Place(above.name + name, "x")
    return None if name.endswith("区") else Place(name, "x")


def leading_short_name(name: str) -> tuple[Place, str] | None:
    """The province or prefecture whose short name a name begins with, and the words behind it: 宁夏|税务局."""
    for end in (4, 3, 2):
        if place := short_names().get(name[:end]):
            return place, name[end:]
    return None


@functools.lru_cache(maxsize=256)
def seats(region: str) -> dict[str, Place]:
    """The places that the words of a level stand for in the documents of a region, from the highest down.

    >>> list(seats("杭州市上城区"))
    ['省', '市', '区']
    >>> seats("杭州市上城区")["区"].name, seats("广西壮族自治区")
    ('杭州市上城区', {'自治区': Place(name='广西壮族自治区', levels='p')})
    """
    places, rest = leading_places(region)
    if places and places[0].levels == "c":
        places = (provinces()[cities()[places[0].name]], *places)
    city = next((place for place in places if place.levels in "mc"), None)
    counties = [name for name, _ in leading_counties(rest)]  # behind one may stand a township
    if counties:
        places = (*places, county(city, counties[-1]) or Place(counties[-1], "x"))
    return {word: place for place in places for word in _level_words(place.name)}


def _level_words(name: str) -> tuple[str, ...]:
    word = next((word for word in LEVEL_WORDS if name.endswith(word)), "")
    return (word, word.removeprefix("自治")) if word in ("自治州", "自治县", "自治旗") else (word,)


def _short(name: str) -> str:
    if name.endswith("自治州"):
        return name
    for ending in ("省", "市", "自治区", "盟", "地区", *_NATIONS):
        name = name.removesuffix(ending) if len(name) > 2 else name
    return name
