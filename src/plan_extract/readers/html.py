"""Web pages of governments: the document without what the site sets around it, line by line."""

import re
from collections.abc import Iterator, Sequence

from plan_extract.model import Source
from plan_extract.readers.content import choose
from plan_extract.readers.flow import Flow
from plan_extract.readers.kinds import is_mail
from plan_extract.readers.linear import Linear
from plan_extract.readers.markup import Element, parse_page
from plan_extract.readers.options import Options
from plan_extract.readers.txt import decode

_HEAD = 8192  # bytes in which a page says its encoding
_CHARSET = re.compile(
    rb"<meta[^>]*?charset\s*=\s*[\"']?\s*([\w.:-]+)|<\?xml[^>]*?encoding\s*=\s*[\"']([\w.:-]+)", re.IGNORECASE
)
# What pages say of their document in their head, and what the table beside it calls it.
_SAID = {
    "articletitle": "标题",
    "pubdate": "发布日期",
    "contentsource": "来源",
    "columnname": "栏目",
    "author": "作者",
    "keywords": "关键词",
}


def read(data: bytes, path: str, options: Options) -> tuple[Source, str]:
    """The document of a web page: paragraphs, rows of tables with tabs, what the page says of it first.

    Nothing is fetched and nothing run. Raises UnreadableError for bytes that no encoding explains.
    """
    if not is_mail(data):
        encoding, page = decode(data, path, options, _charset(data))
        return _read_page(page, path, options).reading(data, path, "text/html", encoding)
    from plan_extract.readers.mime import find_page  # brings the package for mails

    found = find_page(data, path)
    encoding, page = decode(found.data, path, options, found.charset or _charset(found.data))
    return _read_page(page, path, options).reading(data, path, "multipart/related", encoding)


def _read_page(page: str, path: str, options: Options) -> Linear:
    """The text of a page that is decoded."""
    root = parse_page(page)
    flow = Flow(path, options)
    blocks = flow.read(root)
    said = dict(_said(flow.head))
    titles = ["".join(title.split()) for title in (said.get("标题", ""), *_titles(flow.head))]
    linear = Linear()
    if flow.revised:
        linear.note("revisions")
    for key, value in said.items():
        linear.mark()
        linear.add(f"{key}\uff1a{value}")
        linear.end_line()
    paragraph = 0
    for block in choose(blocks, flow.named, titles):
        cells = block.cells or ((0, None),)
        ends = [begin for begin, _ in cells[1:]] + [len(block.words)]
        for (begin, cell), end in zip(cells, ends, strict=True):
            paragraph += 1
            linear.mark(paragraph=paragraph, cell=cell)
            linear.add(block.words[begin:end])
        linear.end_line()
    return linear


def _charset(data: bytes) -> str:
    """The encoding that a page says it is in."""
    found = _CHARSET.search(data[:_HEAD])
    return (found[1] or found[2]).decode() if found else ""


def _said(head: Sequence[Element]) -> Iterator[tuple[str, str]]:
    """What the page says of its document, in its own order; what it says twice, once."""
    keys = dict(_SAID)
    for element in head:
        value = " ".join(element.get("content").split()) if element.name == "meta" else ""
        if value and (key := keys.pop(element.get("name").lower(), "")):
            yield key, value


def _titles(head: Sequence[Element]) -> Iterator[str]:
    return (child for one in head if one.name == "title" for child in one.children if isinstance(child, str))
