"""Counts in the number formats of Word (ECMA-376, 17.18.59; what Word does otherwise: MS-OI29500, 2.1.540)."""

from collections.abc import Callable
from typing import NamedTuple

_MOST = 32_767  # of a number that Word counts to; the forms below are not made for more
_DIGITS = "〇一二三四五六七八九"
_RING = "○一二三四五六七八九"  # U+25CB, as Word writes 100 in chineseCounting: MS-DOCX, 2.4
_FULL_WIDTH = "".join(chr(0xFF10 + digit) for digit in range(10))
_LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
_ROMAN = tuple(
    zip(
        (1000, 900, 500, 400, 100, 90, 50, 40, 10, 9, 5, 4, 1),
        ("M", "CM", "D", "CD", "C", "XC", "L", "XL", "X", "IX", "V", "IV", "I"),
        strict=True,
    )
)
_STEMS = "甲乙丙丁戊己庚辛壬癸"
_BRANCHES = "子丑寅卯辰巳午未申酉戌亥"


class _Scale(NamedTuple):
    """Digits from 0, the words for 10, 100, 1000, 10000, whether ten is 一十, whether 百 is 一百, and 101 一百零一."""

    digits: str
    units: str
    ten_has_one: bool = False
    unit_has_one: bool = True
    has_zero: bool = True


_THOUSAND = _Scale("零一二三四五六七八九", "十百千万")
_THOUSAND_TRADITIONAL = _Scale("零一二三四五六七八九", "十百千萬")
_LEGAL = _Scale("零壹贰叁肆伍陆柒捌玖", "拾佰仟万", ten_has_one=True)
_LEGAL_TRADITIONAL = _Scale("零壹貳參肆伍陸柒捌玖", "拾佰仟萬", ten_has_one=True)
_JAPANESE = _Scale("〇一二三四五六七八九", "十百千万", unit_has_one=False, has_zero=False)


def numeral(number: int, form: str) -> str:
    """A count as a number format prints it; in digits where the format knows no such number.

    >>> [numeral(21, form) for form in ("chineseCounting", "decimalEnclosedCircle", "upperLetter", "lowerRoman")]
    ['二十一', '21', 'U', 'xxi']
    """
    if form == "none":
        return ""
    printed = _FORMS[form](number) if 0 < number <= _MOST and form in _FORMS else ""
    return printed or str(number)


def _positional(digits: str) -> Callable[[int], str]:
    return lambda number: "".join(digits[int(digit)] for digit in str(number))


def _counting(digits: str) -> Callable[[int], str]:
    """With 十 up to 99, in single digits from there on."""
    positional = _positional(digits)

    def work(number: int) -> str:
        tens, ones = divmod(number, 10)
        if not 0 < tens < 10:
            return positional(number)
        return (digits[tens] if tens > 1 else "") + "十" + (digits[ones] if ones else "")

    return work


def _scaled(scale: _Scale) -> Callable[[int], str]:
    def work(number: int) -> str:
        upper, lower = divmod(number, 10_000)
        printed = _group(upper, scale) + scale.units[3] if upper else ""
        if lower and upper and lower < 1000 and scale.has_zero:
            printed += scale.digits[0]
        printed += _group(lower, scale)
        return printed[1:] if 10 <= number < 20 and not scale.ten_has_one and scale.unit_has_one else printed

    return work


def _group(number: int, scale: _Scale) -> str:
    """Up to four digits."""
    printed, skipped = "", False
    for place in (3, 2, 1, 0):
        digit = number // 10**place % 10
        if not digit:
            skipped = bool(printed)
            continue
        bare = place and digit == 1 and not scale.unit_has_one
        printed += scale.digits[0] if skipped and scale.has_zero else ""
        printed += ("" if bare else scale.digits[digit]) + (scale.units[place - 1] if place else "")
        skipped = False
    return printed


def _signs(first: str, many: int) -> Callable[[int], str]:
    """Signs that follow each other in Unicode."""
    return lambda number: chr(ord(first) + number - 1) if number <= many else ""


def _listed(signs: str) -> Callable[[int], str]:
    return lambda number: signs[number - 1] if number <= len(signs) else ""


def _letters(number: int) -> str:
    """A to Z, AA to ZZ, AAA: the same letter again and again."""
    return _LETTERS[(number - 1) % 26] * ((number - 1) // 26 + 1) if number <= 26 * 30 else ""


def _roman(number: int) -> str:
    printed = ""
    for size, sign in _ROMAN:
        count, number = divmod(number, size)
        printed += sign * count
    return printed


def _cycle(number: int) -> str:
    return _STEMS[(number - 1) % 10] + _BRANCHES[(number - 1) % 12] if number <= 60 else ""


_FORMS: dict[str, Callable[[int], str]] = {
    "chineseCounting": _counting(_RING),
    "taiwaneseCounting": _counting(_RING),
    "chineseCountingThousand": _scaled(_THOUSAND),
    "taiwaneseCountingThousand": _scaled(_THOUSAND_TRADITIONAL),
    "chineseLegalSimplified": _scaled(_LEGAL),
    "ideographLegalTraditional": _scaled(_LEGAL_TRADITIONAL),
    "japaneseCounting": _scaled(_JAPANESE),
    "ideographDigital": _positional(_DIGITS),
    "japaneseDigitalTenThousand": _positional(_DIGITS),
    "taiwaneseDigital": _positional(_RING),
    "ideographTraditional": _listed(_STEMS),
    "ideographZodiac": _listed(_BRANCHES),
    "ideographZodiacTraditional": _cycle,
    "ideographEnclosedCircle": _signs("㈠", 10),  # in brackets, whatever its name says: MS-OI29500
    "decimalFullWidth": _positional(_FULL_WIDTH),
    "decimalFullWidth2": _positional(_FULL_WIDTH),
    "decimalZero": "{:02}".format,
    "decimalEnclosedCircle": _signs("①", 20),
    "decimalEnclosedCircleChinese": _signs("①", 20),
    "decimalEnclosedParen": _signs("⑴", 20),
    "decimalEnclosedFullstop": _signs("⒈", 20),
    "numberInDash": "- {} -".format,
    "upperLetter": _letters,
    "lowerLetter": lambda number: _letters(number).lower(),
    "upperRoman": _roman,
    "lowerRoman": lambda number: _roman(number).lower(),
}
