"""Report on a folder of plans: `python -m tools.corpus DIR [--base REVISION] [--top N]`.

Exit code 1 where a document fails, leaves characters unclaimed or breaks a guarantee; 2 where the call makes no sense.
"""

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from tools.corpus.compare import RevisionError, checked_out, compare, read_with
from tools.corpus.reading import read_folder
from tools.corpus.records import Record
from tools.corpus.summary import Section, is_sound, summarise


def main(arguments: Sequence[str] | None = None) -> int:
    """Print the report; gives the exit code."""
    options = _options(arguments)
    paths = sorted(options.folder.rglob("*.txt"))
    if not paths:
        print(f"no .txt file under {options.folder}", file=sys.stderr)
        return 2
    try:
        before = _read_before(options.base, paths) if options.base else None
    except RevisionError as error:
        print(f"--base {options.base}: {error}", file=sys.stderr)
        return 2
    documents = read_folder(paths)
    for section in (*summarise(documents), *(compare(documents, before) if before else ())):
        _print(section, options.top)
    return 0 if is_sound(documents) else 1


def _read_before(revision: str, paths: Sequence[Path]) -> list[Record | str]:
    with checked_out(revision) as tree:
        return read_with(tree, paths)


def _options(arguments: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tools.corpus", description=__doc__)
    parser.add_argument("folder", metavar="DIR", type=Path, help="every .txt file under it is read")
    parser.add_argument(
        "--base", metavar="REVISION", help="also say what was gained and lost against this git revision"
    )
    parser.add_argument("--top", metavar="N", type=int, default=30, help="how much of each list is shown; 0 for all")
    return parser.parse_args(arguments)


def _print(section: Section, top: int) -> None:
    """A list says how long it is, and how much of it is left out."""
    shown = section.lines[:top] if top and section.is_list else section.lines
    print(f"== {section.title}" + (f": {len(section.lines)}" if section.is_list else ""))
    for line in shown:
        print(line)
    if left := len(section.lines) - len(shown):
        print(f"... and {left} more")
    print()


if __name__ == "__main__":
    sys.exit(main())
