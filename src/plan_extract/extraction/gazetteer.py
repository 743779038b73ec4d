"""Known public bodies: what a name stands for at the place and on the date of the document (field guide 5)."""

import functools
from collections.abc import Iterator, Sequence
from datetime import date
from typing import TYPE_CHECKING

from plan_extract.extraction.central import bank_branch, central_bodies, is_absolute, is_branch
from plan_extract.extraction.kinds import ANY_LEVEL, SHORT, is_called, is_department, local_bodies, own_level_word
from plan_extract.extraction.meanings import Entry, judge
from plan_extract.extraction.places import (
    LEVEL_WORDS,
    Place,
    county,
    leading_counties,
    leading_places,
    leading_short_name,
    seats,
)
from plan_extract.folding import fold
from plan_extract.model import Level

if TYPE_CHECKING:
    from plan_extract.extraction.own import OwnBody

_GOVERNMENT = "人民政府"  # which a bare place stands for
# What a name ends in whose kind is known, though no table could hold its full name.
_KNOWN_ENDS = ("管委会", "管理委员会", "街道办事处", "供电公司", "电力公司")


# The words of the body, its place, the levels that this may be of, and their word.
_Reading = tuple[str, Place | None, str, str]


def gazetteer(
    region: str | None, level: Level | None, issued_on: date | None, own: Sequence["OwnBody"] = ()
) -> "Gazetteer":
    """The names at a place and on a date; what was looked up is kept for the next document of that place and date."""
    return Gazetteer(region, level, issued_on, own) if own else _shared(region, level, issued_on)


class Gazetteer:
    """Names as documents of one place and date use them; `own` are the user's bodies, which go before all others."""

    def __init__(
        self, region: str | None, level: Level | None, issued_on: date | None, own: Sequence["OwnBody"] = ()
    ) -> None:
        self.central = level == "central"
        self._day = issued_on.isoformat() if issued_on else ""
        self._seats = seats(region) if region and level else {}
        self._home = next(reversed(self._seats.values()), None) if level != "township" else None
        applying = [body for body in own if _applies(body, region, level, issued_on)]
        self._own = {fold(name): body for body in reversed(applying) for name in body.names}
        self.look_up = functools.lru_cache(maxsize=4096)(self._look_up)
        self.completed = functools.lru_cache(maxsize=4096)(self._completed)
        self.place_elsewhere = functools.lru_cache(maxsize=4096)(self._place_elsewhere)

    def knows(self, name: str) -> bool:
        """Whether the kind of a body is known."""
        return self.look_up(name).recognised

    def _look_up(self, name: str) -> Entry:
        """What a name stands for; an empty entry for an unknown one.

        >>> Gazetteer("浙江省", "province", date(2018, 4, 28)).look_up("省编办").canonical
        '浙江省机构编制委员会办公室'
        >>> Gazetteer("浙江省", "province", date(2022, 4, 28)).look_up("省环保厅")
        Entry(canonical=None, recognised=True, successor='省生态环境厅')
        """
        name = fold(name)
        own = self._own.get(name)
        return Entry(own.canonical, recognised=True) if own else self._read(name)

    def _completed(self, level_word: str, name: str) -> str | None:
        """A name with the word of its level that a list has left out; None where no body of that level is called so.

        >>> Gazetteer(None, None, None).completed("省", "商务厅"), Gazetteer(None, None, None).completed("省", "财政部")
        ('省商务厅', None)
        """
        plain = fold(name)
        if own_level_word(plain) or (is_absolute(plain) and central_bodies(plain)):
            return None
        seat = self._seats.get(level_word)
        levels = seat.levels if seat else LEVEL_WORDS[level_word]
        committee = "党委" if level_word == "自治区" else "委"
        for words in ("", committee):
            if level_word + words + plain in self._own or is_called(words + plain, levels):
                return level_word + words + name
        return None

    def _place_elsewhere(self, name: str) -> str | None:
        """The place that a name begins with, where it is not one of the document's own; empty for one of these.

        >>> bodies = Gazetteer("重庆市", "province", None)
        >>> bodies.place_elsewhere("四川省能源局"), bodies.place_elsewhere("重庆市能源局"), bodies.place_elsewhere("水利厅")
        ('四川省', '', None)
        """
        places, _ = leading_places(fold(name))
        if not places:
            return None
        own = places[-1] in self._seats.values() or not self._seats
        return "" if own else "".join(place.name for place in places)

    def _read(self, name: str) -> Entry:
        if (self.central or is_absolute(name)) and (meanings := central_bodies(name)):
            return judge(meanings, self._day)
        if meanings := bank_branch(name):
            return judge(meanings, self._day)
        for reading in self._readings(name.removeprefix("国家税务总局")):
            if meanings := local_bodies(*reading):
                return judge(meanings, self._day)
        central = not self._seats and central_bodies(name)  # the issuer, where it is unknown, may be the centre
        return Entry(recognised=bool(central) or name.endswith(_KNOWN_ENDS) or is_branch(name) or is_department(name))

    def _readings(self, name: str) -> Iterator[_Reading]:
        if word := own_level_word(name):
            seat = self._seats.get(word)
            words = "团委" if name.startswith("团") else name.removeprefix(word)
            yield words, seat, seat.levels if seat else LEVEL_WORDS[word], word
        places, rest = leading_places(name)
        if places:
            yield rest or _GOVERNMENT, places[-1], places[-1].levels, places[-1].name
        above = next((place for place in (*reversed(places), *self._seats.values()) if place.levels in "mc"), None)
        for district, words in leading_counties(rest):
            yield words or _GOVERNMENT, county(above, district), "x", district
        if short := leading_short_name(name):
            yield short[1], short[0], short[0].levels + SHORT, short[0].short
        # Without any place it is the issuer's own; a province shares all names but those in 厅 with others.
        home = self._home if self._home and (self._home.levels != "p" or name.endswith("厅")) else None
        yield name, home, home.levels if home else ANY_LEVEL, ""


@functools.lru_cache(maxsize=256)
def _shared(region: str | None, level: Level | None, issued_on: date | None) -> Gazetteer:
    return Gazetteer(region, level, issued_on)


def _applies(body: "OwnBody", region: str | None, level: Level | None, issued_on: date | None) -> bool:
    return (
        body.level in (None, level)
        and (body.region is None or (region is not None and region.startswith(body.region)))
        and (body.valid_from is None or (issued_on is not None and body.valid_from <= issued_on))
        and (body.valid_to is None or (issued_on is not None and issued_on <= body.valid_to))
    )
