"""Words from elsewhere, made fit for a line of their own."""

import re

_CONTROL = r"[\x00-\x1f\x7f-\x9f\u2028\u2029]"  # compiled when first something is told
_LONGEST = 1000


def one_line(words: str) -> str:
    r"""Words from elsewhere as one line that no terminal takes for a command.

    >>> print(one_line("a\nb"))
    a\nb
    """
    words = words if len(words) <= _LONGEST else f"{words[:_LONGEST]} ..."
    return re.sub(_CONTROL, lambda found: repr(found[0])[1:-1], words)
