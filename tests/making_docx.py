"""Word documents for tests: parts put together by hand, and plans laid out with python-docx, numbers typed or automatic."""

import io
import re
import zipfile
from collections.abc import Mapping, Sequence

import docx
from docx.oxml import parse_xml
from docx.oxml.ns import qn

MAIN = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
STRICT = "http://purl.oclc.org/ooxml/wordprocessingml/main"
_RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_STRICT_RELATIONS = "http://purl.oclc.org/ooxml/officeDocument/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_NAMES = (
    f'xmlns:w="{MAIN}" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
    'xmlns:v="urn:schemas-microsoft-com:vml" '
    'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"'
)
_ROOTS = {"styles": "styles", "numbering": "numbering", "footnotes": "footnotes", "endnotes": "endnotes"}
# The numbers of a plan, as they are typed: how each is counted, and what stands around it.
LEVELS = (
    (re.compile(r"[一二三四五六七八九十]+、"), "chineseCountingThousand", "%1、"),
    (re.compile(r"\([一二三四五六七八九十]+\)"), "chineseCounting", "(%2)"),
    (re.compile(r"\d+\."), "decimal", "%3."),
)


def build(body: str, *, strict: bool = False, packed: bool = True, **parts: str) -> bytes:
    """A document of the XML inside its body, and inside its parts (styles, numbering, footnotes, settings)."""
    entries = {
        "[Content_Types].xml": content_types("word/document.xml", *(f"word/{name}.xml" for name in parts)),
        "_rels/.rels": relations({"officeDocument": "word/document.xml"}),
        "word/_rels/document.xml.rels": relations({name: f"{name}.xml" for name in parts}),
        "word/document.xml": f"<w:document {_NAMES}><w:body>{body}</w:body></w:document>",
    }
    entries |= {f"word/{name}.xml": f"<w:{name} {_NAMES}>{inner}</w:{name}>" for name, inner in parts.items()}
    if strict:
        entries = {
            name: text.replace(MAIN, STRICT).replace(_RELATIONS, _STRICT_RELATIONS) for name, text in entries.items()
        }
    return pack(entries, packed=packed)


def pack(entries: Mapping[str, str | bytes], *, packed: bool = True) -> bytes:
    """An archive of entries, with the same bytes whenever it is made."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        for name, content in entries.items():
            archive.writestr(zipfile.ZipInfo(name), content, zipfile.ZIP_DEFLATED if packed else zipfile.ZIP_STORED)
    return stream.getvalue()


def content_types(main: str, *others: str) -> str:
    """The types of the parts of a package."""
    kind = "application/vnd.openxmlformats-officedocument.wordprocessingml"
    overrides = "".join(
        f'<Override PartName="/{name}" ContentType="{kind}.{name.rpartition("/")[2][:-4]}+xml"/>' for name in others
    )
    return (
        f'<Types xmlns="{_PACKAGE}/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/>'
        f'<Override PartName="/{main}" ContentType="{kind}.document.main+xml"/>{overrides}</Types>'
    )


def relations(targets: Mapping[str, str]) -> str:
    """What a part refers to: by kind."""
    inner = "".join(
        f'<Relationship Id="r{number}" Type="{_RELATIONS}/{kind}" Target="{target}"/>'
        for number, (kind, target) in enumerate(targets.items(), 1)
    )
    return f'<Relationships xmlns="{_PACKAGE}/relationships">{inner}</Relationships>'


def paragraph(words: str, number: tuple[int, int] | None = None, *, style: str = "", mark: str = "") -> str:
    """A paragraph of words, in a list at a level; `mark` stands in the properties of its mark."""
    listed = f'<w:numPr><w:ilvl w:val="{number[1]}"/><w:numId w:val="{number[0]}"/></w:numPr>' if number else ""
    styled = f'<w:pStyle w:val="{style}"/>' if style else ""
    properties = f"{styled}{listed}{f'<w:rPr>{mark}</w:rPr>' if mark else ''}"
    return f"<w:p>{f'<w:pPr>{properties}</w:pPr>' if properties else ''}{run(words) if words else ''}</w:p>"


def run(words: str, properties: str = "") -> str:
    """A run of words."""
    return f'<w:r>{f"<w:rPr>{properties}</w:rPr>" if properties else ""}<w:t xml:space="preserve">{words}</w:t></w:r>'


def level(
    number: int, template: str, form: str = "decimal", *, start: int = 1, more: str = "", gap: str = "nothing"
) -> str:
    """A level of a list."""
    return (
        f'<w:lvl w:ilvl="{number}"><w:start w:val="{start}"/><w:numFmt w:val="{form}"/>{more}'
        f'<w:suff w:val="{gap}"/><w:lvlText w:val="{template}"/></w:lvl>'
    )


def abstract(number: int, *levels: str) -> str:
    """An abstract definition of lists."""
    inner = "".join(levels)
    return f'<w:abstractNum w:abstractNumId="{number}"><w:multiLevelType w:val="multilevel"/>{inner}</w:abstractNum>'


def listed(number: int, base: int, more: str = "") -> str:
    """A list over an abstract definition."""
    return f'<w:num w:numId="{number}"><w:abstractNumId w:val="{base}"/>{more}</w:num>'


def start_anew(number: int, start: int) -> str:
    """What a list says of the start of a level."""
    return f'<w:lvlOverride w:ilvl="{number}"><w:startOverride w:val="{start}"/></w:lvlOverride>'


def table(*rows: Sequence[str]) -> str:
    """A table of cells as `cell` makes them, or of words."""
    inner = "".join(
        f"<w:tr>{''.join(one if one.startswith('<w:tc>') else cell(one) for one in row)}</w:tr>" for row in rows
    )
    return f"<w:tbl><w:tblPr/><w:tblGrid/>{inner}</w:tbl>"


def cell(words: str = "", *, merge: str = "", span: int = 1, inner: str = "") -> str:
    """A cell of a table; `merge` is restart or continue."""
    merged = f'<w:vMerge w:val="{merge}"/>' if merge else ""
    spanned = f'<w:gridSpan w:val="{span}"/>' if span != 1 else ""
    return f"<w:tc><w:tcPr>{spanned}{merged}</w:tcPr>{inner or paragraph(words)}</w:tc>"


def typed_plan(text: str) -> bytes:
    """A plan as somebody types it: a line a paragraph, its numbers as text."""
    document = docx.Document()
    for line in _lines(text):
        document.add_paragraph(line)
    return _saved(document)


def numbered_plan(text: str) -> bytes:
    """The same with its numbers as lists of Word: the typed ones are taken away."""
    document = docx.Document()
    levels = "".join(level(place, shown, form) for place, (_, form, shown) in enumerate(LEVELS))
    root = document.part.numbering_part.element
    definition = parse_xml(abstract(90, levels).replace("<w:abstractNum ", f'<w:abstractNum xmlns:w="{MAIN}" '))
    root.insert(0, definition)
    root.append(parse_xml(listed(90, 90).replace("<w:num ", f'<w:num xmlns:w="{MAIN}" ')))
    for line in _lines(text):
        place, words = _without_number(line)
        added = document.add_paragraph(words)
        if place is not None:
            numbering = added._p.get_or_add_pPr().get_or_add_numPr()
            numbering.get_or_add_ilvl().set(qn("w:val"), str(place))
            numbering.get_or_add_numId().set(qn("w:val"), "90")
    return _saved(document)


def _lines(text: str) -> list[str]:
    return [line.strip() for line in text.splitlines() if line.strip()]


def _without_number(line: str) -> tuple[int | None, str]:
    for place, (pattern, _, _) in enumerate(LEVELS):
        found = pattern.match(line)
        if found:
            return place, line[found.end() :]
    return None, line


def _saved(document: "docx.document.Document") -> bytes:
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()
