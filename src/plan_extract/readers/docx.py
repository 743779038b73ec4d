"""Word documents (docx, docm): the text as Word shows it, with its automatic numbers written out."""

from plan_extract.errors import UnreadableError
from plan_extract.model import Source
from plan_extract.readers.archives import Archive
from plan_extract.readers.linear import Linear
from plan_extract.readers.options import Options
from plan_extract.readers.packages import Package
from plan_extract.readers.word.document import Document, Line
from plan_extract.readers.word.markup import W, child
from plan_extract.readers.word.notes import read_notes
from plan_extract.readers.word.story import Story

_MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def read(data: bytes, path: str, options: Options) -> tuple[Source, str]:
    """Read a Word document; raises UnreadableError for one that is damaged, encrypted or too large.

    A line is a paragraph or a row of a table. The notes stand behind the text; headers, footers, comments and what is
    hidden are left out.
    """
    archive = Archive(data, path, options)
    package = Package(archive)
    body = child(package.document, "body")
    if body is None:
        raise archive.damaged("no body")
    linear = Linear()
    document = Document(body, package.part("styles"), package.part("numbering"), options.revisions == "accept")
    try:
        for line in Story(document).lines(body):
            _add(linear, line)
        for kind in ("footnote", "endnote"):
            notes = package.part(f"{kind}s") if any(note.kind == kind for note in document.notes) else None
            if notes is not None:
                stated = package.part("settings")
                settings = [*body.iter(f"{W}sectPr"), *([] if stated is None else [stated])]
                for line in read_notes(document, kind, notes, settings):
                    _add(linear, line)
    except OverflowError:
        raise UnreadableError("too_large", path=path) from None
    if document.revised:
        linear.note("revisions")
    return linear.reading(data, path, _MEDIA_TYPE)


def _add(linear: Linear, line: Line) -> None:
    for place, piece in enumerate(line):
        if place:
            linear.add("\t")
        if piece.words:
            linear.mark(paragraph=piece.paragraph, cell=piece.cell)
            linear.add(piece.words)
    linear.end_line()
