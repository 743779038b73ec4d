"""Signs of symbol fonts as the plain characters that look the same."""

_PRIVATE = 0xF000  # where Word puts the 256 signs of a symbol font
_SYMBOL = {
    0xB7: "•", 0xA7: "♣", 0xA8: "♦", 0xB0: "°", 0xB1: "±", 0xB4: "×", 0xB8: "÷", 0xA3: "≤", 0xB3: "≥",
    0xB9: "≠", 0xBB: "≈", 0xAE: "→", 0xAC: "←", 0xAD: "↑", 0xAF: "↓", 0xA5: "∞", 0x6D: "μ", 0x61: "α", 0x62: "β",
    0xD7: "·", 0xE5: "∑", 0xD6: "√", 0x2D: "−",
}  # fmt: skip
_WINGDINGS = {
    0x6C: "●", 0x6D: "❍", 0x6E: "■", 0x6F: "□", 0x70: "□", 0x71: "❑", 0x72: "❒", 0x73: "◆", 0x74: "◆", 0x75: "◆",
    0x76: "❖", 0x77: "◆", 0x9F: "•", 0xA1: "○", 0xA2: "○", 0xA7: "▪", 0xA8: "□", 0xAB: "★", 0xD8: "➢", 0xE0: "→",
    0xE8: "➔", 0xF0: "⇨", 0xFB: "✗", 0xFC: "✓", 0xFD: "☒", 0xFE: "☑",
}  # fmt: skip
_WINGDINGS |= {0x80 + number: "⓪①②③④⑤⑥⑦⑧⑨⑩"[number] for number in range(11)}
_WINGDINGS |= {0x8B + number: "⓿❶❷❸❹❺❻❼❽❾❿"[number] for number in range(11)}
_WINGDINGS_2 = {0x52: "☑", 0x50: "✓", 0x4F: "✗", 0x54: "☒", 0xA3: "□", 0x97: "●", 0x98: "●", 0x30: "☑"}
_FONTS = {"symbol": _SYMBOL, "wingdings": _WINGDINGS, "wingdings 2": _WINGDINGS_2, "courier new": {0x6F: "○"}}


def plain(char: str, font: str | None) -> str:
    r"""A character of a font as a plain one; none for a sign that has no like.

    >>> plain("\uf06c", "Wingdings"), plain("一", "SimSun")
    ('●', '一')
    """
    code = ord(char)
    signs = _FONTS.get((font or "").lower())
    if signs is None:
        return "" if 0xE000 <= code < 0xF900 else char
    return signs.get(code - _PRIVATE if code >= _PRIVATE else code, "" if code >= _PRIVATE else char)


def symbol(code: str | None, font: str | None) -> str:
    """The sign of a `w:sym`: a code in hexadecimal digits, and its font."""
    try:
        number = int(code or "", 16)
    except ValueError:
        return ""
    in_text = _FONTS.get((font or "").lower()) is None
    number -= _PRIVATE if in_text and _PRIVATE < number <= _PRIVATE + 0xFF else 0
    return plain(chr(number), font) if 0x20 <= number <= 0xFFFD and not 0xD800 <= number < 0xE000 else ""
