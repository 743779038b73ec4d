"""The terminal, by way of rich: what cannot be shown in its encoding is replaced, never raised."""

import sys

from rich.console import Console


def terminal() -> Console:
    """Standard output for people."""
    if hasattr(sys.stdout, "reconfigure"):
        sys.stdout.reconfigure(errors="replace")
    return Console(highlight=False, soft_wrap=False)
