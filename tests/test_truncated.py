"""Files that break off: every length of a small file of each kind is read, or refused as a file that cannot be read."""

import pytest

import making_docx
import making_html
import making_ofd
import making_pdf
from making_tables import as_ofd, as_pdf, page, table
from reading import survives

WORDS = "一、推进改革。"
TABLE = page(table([("序号", "任务"), ("1", WORDS)], widths=(40, 200)))
MAIL = (
    b"MIME-Version: 1.0\nContent-Type: multipart/related; boundary=x\n\n--x\nContent-Type: text/html; charset=utf-8\n"
    b"Content-Transfer-Encoding: quoted-printable\n\n<p>=E4=B8=80</p>\n--x--\n"
)
FILES = {
    "plan.txt": WORDS.encode(),
    "gb18030.txt": WORDS.encode("gb18030"),
    "utf-16.txt": WORDS.encode("utf-16"),
    "utf-32.txt": WORDS.encode("utf-32"),
    "plan.html": making_html.page([WORDS], title=WORDS).encode(),
    "plan.mht": MAIL,
    "plan.docx": making_docx.build(
        making_docx.paragraph(WORDS, (1, 0)) + making_docx.table(("甲", "乙")),
        numbering=making_docx.abstract(1, making_docx.level(0, "%1.", "decimal")) + making_docx.listed(1, 1),
    ),
    "plan.ofd": making_ofd.ofd(*making_ofd.pages_of([WORDS * 2])),
    "table.ofd": as_ofd(TABLE),
    "plan.pdf": making_pdf.pdf(*making_pdf.pages_of([WORDS])),
    "table.pdf": as_pdf(TABLE),
}


@pytest.mark.parametrize("name", FILES)
def test_every_length_of_a_file_is_read_or_refused(name: str) -> None:
    data = FILES[name]
    assert survives(data, name)
    outcomes = [survives(data[:length], name) for length in range(len(data))]
    if name.endswith(("docx", "ofd")):
        assert not any(outcomes[4:])  # nothing of an archive whose index is lost
