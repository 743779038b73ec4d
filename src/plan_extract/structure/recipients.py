"""The addressees of a document one by one, as its line of recipients names them (GB/T 9704-2012, 7.3.2)."""

import re
from collections.abc import Iterator

from plan_extract.folding import fold
from plan_extract.vocab import words

_BRACKET = re.compile(r"\([^()]*\)")
# What begins a whole name: behind a 、 it is another addressee. What has lost its level (工业和信息化局) or its ending goes
# with the name beside it.
_WHOLE = ("省", "市", "县", "区", "州", "自治", "中", "全国", "国家", "人行", "人民银行", *words("provinces"))
_NO_LEVEL = ("市场", "市政", "市容", "区域", "县域")
_ALL = ("各", "国务院", "有关")
_OFFICES = tuple("府部委办局厅院署会社行")
_BODIES = (*_OFFICES, *"体团位门关司)-")
_COMMITTEES = ("管委会", "管理委员会")
_NEXT = re.compile("[、,:]")


def split_recipients(line: str) -> Iterator[str]:
    """The addressees one by one: a comma parts them, and a 、 where a whole name or 各 follows one.

    >>> list(split_recipients("各市、县人民政府,省发展改革委、省财政厅:"))
    ['各市、县人民政府', '省发展改革委', '省财政厅']
    """
    start = 0
    folded = _BRACKET.sub(lambda bracket: "-" * len(bracket[0]), fold(line))
    for place, mark in enumerate(folded):
        if mark == "," or (mark == "、" and _parts(folded, place)):
            yield line[start:place]
            start = place + 1
    if rest := line[start:].rstrip(":\uff1a\u2236"):
        yield rest


def _parts(folded: str, place: int) -> bool:
    """Whether a 、 stands between two addressees."""
    if folded.startswith(_ALL, place + 1):
        return folded.endswith(_BODIES, 0, place)
    if folded.endswith(_COMMITTEES, 0, place):  # each of them has its own
        return _NEXT.split(folded[place + 1 :], maxsplit=1)[0].endswith(_COMMITTEES)
    whole = folded.startswith(_WHOLE, place + 1) and not folded.startswith(_NO_LEVEL, place + 1)
    return whole and folded.endswith(_OFFICES, 0, place)
