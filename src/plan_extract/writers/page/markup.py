"""HTML from values: whatever is not markup already is escaped."""

from html import escape


class Markup(str):
    """Text that is HTML already."""

    __slots__ = ()


def escaped(text: str) -> Markup:
    """A text as HTML; the one character that no page can hold is left out."""
    return text if isinstance(text, Markup) else Markup(escape(text.replace("\0", "")))


def element(name: str, /, *content: str, **attributes: str | int | bool | None) -> Markup:
    """An element with its content; an attribute that is None, False or "" is left out, one that is True has no value.

    `class_` stands for `class`, `data_n` for `data-n`.

    >>> element("a", "A & B", class_="unit", href="#s1", hidden=False)
    '<a class="unit" href="#s1">A &amp; B</a>'
    """
    written = "".join(
        _attribute(key, value) for key, value in attributes.items() if value is not False and value not in (None, "")
    )
    return Markup(f"<{name}{written}>{''.join(map(escaped, content))}</{name}>")


def _attribute(key: str, value: str | int | bool | None) -> str:
    name = key.rstrip("_").replace("_", "-")
    return f" {name}" if value is True else f' {name}="{escaped(str(value))}"'


def joined(parts: "list[Markup]", between: str = "") -> Markup:
    """Several pieces of markup as one."""
    return Markup(between.join(parts))
