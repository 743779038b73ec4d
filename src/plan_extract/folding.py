"""One spelling for signs that are written in many ways: full width and half width, dashes, quotes, traditional characters."""

import functools
import re
import unicodedata

from plan_extract.vocab import table, words

# Every sign that has a plainer form of the same meaning, each one for one.
_PLAIN = {
    " ": "\u3000\u00a0\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u115f\u1160\u3164\uffa0",
    "(": "\u3014\u3010\u3016\u3018\uff3b[\ufe59\ufe5d\uff5b{\uff08\ufe35\ufe39",
    ")": "\u3015\u3011\u3017\u3019\uff3d]\ufe5a\ufe5e\uff5d}\uff09\ufe36\ufe3a",
    '"': "\u201c\u201d\u201e\u201f\u300c\u300d\u300e\u300f\uff02\u301d\u301e\u301f",
    "'": "\u2018\u2019\u201a\u201b\uff07",
    "-": "\u2010\u2011\u2012\u2013\u2014\u2015\u2212\u2500\u30fc\ufe58\ufe63\uff0d\ufe31",
    ":": "\u2236\ufe55\ufe30\ufe13\uff1a\u02d0",
    ";": "\ufe54\ufe14\uff1b",
    ",": "\ufe50\ufe10\uff0c",
    ".": "\ufe52\uff0e\u2024",
    "\u3002": "\uff61\ufe12",
    "\u3001": "\uff64\ufe51\ufe11",
    "\u00b7": "\u2022\u2027\u2219\u30fb\uff65",
    "~": "\u301c\uff5e\u223c",
    "\u300a": "\u226a\ufe3d",
    "\u300b": "\u226b\ufe3e",
    "\u3007": "\u25cb\u25ef",
}
_SIGNS = {chr(code): chr(code - 0xFEE0) for code in range(0xFF01, 0xFF5F)}
_SIGNS |= {char: plain for plain, chars in _PLAIN.items() for char in chars}
# Blocks that merely repeat Han characters: radicals, as PDF files have them, and compatibility forms.
_REPEATS = "\u2e80-\u2fdf\uf900-\ufad9"
_TRADITIONAL = "".join(words("traditional"))
_SIMPLIFIED = {ord(char): form for char, form in zip(_TRADITIONAL[::2], _TRADITIONAL[1::2], strict=True)}
_UNSIMPLIFIED = frozenset(_TRADITIONAL[::2])
_IN_GB_2312 = "\u5f8c\u65bc\u5fb5"
_FOLDABLE = re.compile(f"[{re.escape(''.join(_SIGNS))}{_REPEATS}]")
# How a label ends that may stand in brackets of its own: 【责任单位】市财政局, （责任单位）市财政局
_LABEL_ENDS = (
    "\u3011",
    "\u3017",
    "\uff3d",
    "]",
    *(f"{word}{sign}" for word in ("单位", "部门", "时限") for sign in ")\uff09\u3015"),
)
_LEVELS = r"<([县市州盟区旗乡镇街道、\s]{1,20})>"  # 各县<市、区>政府; few texts have any: compiled when one does


def fold(text: str) -> str:
    """Fold variants one for one: same length, so positions hold on both texts.

    Traditional characters become simplified ones, all brackets but \u300a\u300b `( )`, all dashes `-`, all double
    quotes `"`; a label in brackets of its own becomes one before a colon. NFKC of the whole text would turn a circled number
    into a bare one and change lengths.

    >>> fold("\uff08\u4e00\uff09\uff12\uff10\uff12\uff15\u5e74")
    '(一)2025年'
    >>> fold("\u3010责任单位\u3011市财政局")
    '。责任单位:市财政局'
    """
    if any(sign in text for sign in _LABEL_ENDS):
        text = _labels().sub(_as_label, text)
    text = fold_signs(text)
    return re.sub(_LEVELS, r"(\1)", text) if "<" in text else text


def fold_signs(text: str) -> str:
    """The same sign by sign: what a sign becomes does not depend on the signs around it."""
    for char in set(_FOLDABLE.findall(text)):  # ten times faster than str.translate on Han text
        text = text.replace(char, _SIGNS.get(char) or _han_form(char))
    return text if _is_simplified(text) else text.translate(_SIMPLIFIED)


@functools.cache
def _labels() -> re.Pattern[str]:
    """Brackets that may hold a label before what it labels; few texts have any: compiled when one may."""
    inside = r"(?:[^\W\da-zA-Z_]|[/ ]|\u3000){2,20}"  # a range of all Han takes 2 ms to compile
    opening, closing = r"[\u3010\u3016\uff3b\[(\uff08\u3014]", r"[\u3011\u3017\uff3d\])\uff09\u3015]"
    # The sign comes first and is looked at from behind: what begins with one class is found fast.
    begins = r"(?:(?<=[\u3010\u3016\uff3b\[])|(?<=[\u3002\uff1b;\n\u3000 ].)|(?<![^\n].))"
    return re.compile(
        rf"{opening}{begins}(?P<inside>{inside}){closing}(?P<gap>[ \u3000]*)(?P<colon>[:\uff1a]?)(?=[^,;\uff0c\uff1b\u3002\u3001\n])"
    )


def _as_label(found: re.Match[str]) -> str:
    inside = found["inside"]
    label = inside.replace(" ", "").replace("\u3000", "")
    role = next((row["role"] for row in table("labels") if row["stem"] in label), "")
    if (
        not label.endswith(words("label_heads"))
        or role in ("other", "contact")
        or not (role or label.endswith(("单位", "部门")))
    ):
        return found[0]
    return f"\u3002{inside}:{found['gap']}{'、' if found['colon'] else ''}"


def _is_simplified(text: str) -> bool:
    """Whether a text has no traditional character; GB 2312 has hardly any, and whether it holds a text is told at once."""
    try:
        text.encode("gb2312")
    except UnicodeEncodeError:
        return _UNSIMPLIFIED.isdisjoint(text)
    return not any(char in text for char in _IN_GB_2312)


@functools.cache
def _han_form(char: str) -> str:
    """The Han character that a radical or compatibility form stands for."""
    form = unicodedata.normalize("NFKC", char)
    return form if len(form) == 1 else char
