"""The command line: one module a command, and nothing heavy imported before a command needs it."""

import gc
import os
import sys
import types

from plan_extract.version import __version__

_INTERRUPTED = 130


def main() -> int:
    """Run the command line with the arguments of the process; gives its exit code."""
    try:
        return _main(sys.argv[1:])
    except KeyboardInterrupt:
        return _INTERRUPTED


def _main(arguments: list[str]) -> int:
    if arguments == ["--version"]:  # answered before typer and pydantic are imported
        try:
            print(f"plan-extract {__version__}", flush=True)
        except OSError:
            pass  # what becomes of that is decided below
        else:
            return 0
    gc.disable()  # until all is imported: nothing of that is garbage
    _without_plugins()
    from plan_extract.cli.app import run

    return run(arguments)


def _without_plugins() -> None:
    """Spare pydantic the search for plugins, which reads every installed distribution.

    Importing what reads them (email, zipfile, sockets) takes a twentieth of the start. PYDANTIC_DISABLE_PLUGINS=0 keeps it.
    """
    if os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "1") == "1":
        loader = types.ModuleType("pydantic.plugin._loader")
        loader.__dict__["get_plugins"] = tuple
        sys.modules[loader.__name__] = loader
