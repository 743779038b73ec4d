"""Older formats of word processors, by way of LibreOffice."""

import hashlib
import sys
import time
from pathlib import Path

import pytest

from libreoffice import convert, one_at_a_time
from plan_extract import Plan
from plan_extract.errors import UnreadableError
from plan_extract.readers import office, read_bytes
from plan_extract.readers.kinds import kind_of
from reading import essence, plan_of

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def rtf(lines: list[str]) -> bytes:
    """A document in RTF, a paragraph a line."""
    words = [
        "".join(char if char.isalnum() and char.isascii() else f"\\u{ord(char)}?" for char in line) for line in lines
    ]
    return ("{\\rtf1\\ansi\\deff0 " + "".join(f"{line}\\par\n" for line in words) + "}").encode()


def lines_of(raw: str) -> list[str]:
    return [line.strip() for line in raw.split("\n") if line.strip()]


def program(folder: Path, code: str) -> None:
    """A program that stands in for LibreOffice."""
    path = folder / "soffice"
    path.write_text(f"#!{sys.executable}\nimport os, subprocess, sys, time\n{code}\n", "utf-8")
    path.chmod(0o755)


@pytest.fixture
def stand_in(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder for programs, the only one that is looked into; temporary files are beside it."""
    folder = tmp_path / "bin"
    folder.mkdir()
    (tmp_path / "temporary").mkdir()
    monkeypatch.setenv("PATH", str(folder))
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path / "temporary"))
    return folder


def refused(data: bytes, name: str = "plan.doc") -> UnreadableError:
    with pytest.raises(UnreadableError) as caught:
        read_bytes(data, name)
    return caught.value


def test_without_libreoffice(stand_in: Path) -> None:
    error = refused(OLE)
    assert (error.key, error.details) == ("needs_libreoffice", {"path": "plan.doc"})


def test_an_encrypted_document(stand_in: Path) -> None:
    assert refused(OLE + "EncryptedPackage".encode("utf-16-le"), "plan.docx").key == "encrypted"


def test_what_it_cannot_read(stand_in: Path) -> None:
    program(stand_in, "print('first'); print('Error: no document', file=sys.stderr); sys.exit(1)")
    error = refused(OLE)
    assert (error.key, error.details["reason"]) == ("unconverted", "Error: no document")
    program(stand_in, "")
    assert refused(OLE).details["reason"] == "no reason given"


def test_it_is_ended_with_all_that_it_started(stand_in: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(office, "_MOST_SECONDS", 1)
    child = f"[{sys.executable!r}, '-c', 'import time; time.sleep(600)']"
    program(
        stand_in,
        f"one = subprocess.Popen({child}); open({str(tmp_path / 'child')!r}, 'w').write(str(one.pid)); time.sleep(600)",
    )
    begin = time.monotonic()
    assert refused(OLE).details["reason"] == "took more than 1 s"
    assert time.monotonic() - begin < 20
    number = int((tmp_path / "child").read_text())
    for _ in range(50):
        status = Path(f"/proc/{number}/stat")
        if not status.exists() or " Z " in status.read_text():
            break
        time.sleep(0.1)
    else:
        pytest.fail("a process is left over")


@pytest.mark.parametrize("sleep", [0, 600])
def test_nothing_is_left_behind(stand_in: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, sleep: int) -> None:
    monkeypatch.setattr(office, "_MOST_SECONDS", 1)
    program(stand_in, f"time.sleep({sleep})")
    refused(OLE)
    assert list((tmp_path / "temporary").iterdir()) == []


def test_it_gets_a_profile_of_its_own_without_macros(stand_in: Path, tmp_path: Path) -> None:
    told = tmp_path / "told"
    program(stand_in, f"open({str(told)!r}, 'w').write(chr(10).join([os.environ['HOME'], *sys.argv[1:]]))")
    refused(OLE)
    home, *arguments = told.read_text("utf-8").splitlines()
    assert home.startswith(str(tmp_path / "temporary"))
    assert f"-env:UserInstallation={Path(home).as_uri()}/profile" in arguments
    assert "--headless" in arguments
    program(
        stand_in,
        f"text = open(os.environ['HOME'] + '/profile/user/registrymodifications.xcu').read(); open({str(told)!r}, 'w').write(text)",
    )
    refused(OLE)
    for setting in ("DisableMacrosExecution", "MacroSecurityLevel", "BlockUntrustedRefererLinks"):
        assert setting in told.read_text("utf-8")


def test_what_is_for_libreoffice() -> None:
    assert [kind_of(data, "plan.wps") for data in (OLE, rtf(["甲"]))] == ["office", "office"]


@pytest.fixture(scope="module")
def formats(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The example plan as .rtf, .doc and .odt."""
    folder = tmp_path_factory.mktemp("office")
    raw = (Path(__file__).parent.parent / "data" / "raw" / "zhejiang-2018.txt").read_text("utf-8")
    (folder / "plan.rtf").write_bytes(rtf(lines_of(raw)))
    for ending in ("doc", "odt"):
        convert(folder, ending, folder / "plan.rtf")
    return folder


@one_at_a_time
@pytest.mark.parametrize(
    ("ending", "media_type"),
    [
        ("rtf", "application/rtf"),
        ("doc", "application/msword"),
        ("odt", "application/vnd.oasis.opendocument.text"),
    ],
)
def test_the_plan_in_older_formats_reads_as_its_text(
    formats: Path, raw: str, plan: Plan, ending: str, media_type: str
) -> None:
    pytest.importorskip("plan_extract.readers.docx")
    data = (formats / f"plan.{ending}").read_bytes()
    found, source, read = plan_of(data, f"plan.{ending}")
    assert essence(found) == essence(plan)
    assert (source.media_type, source.notes, source.encoding) == (media_type, ("converted",), None)
    assert (source.sha256, source.name) == (hashlib.sha256(data).hexdigest(), f"plan.{ending}")
    assert read.splitlines() == lines_of(raw)
    assert [place.paragraph for place in source.places] == list(range(1, len(lines_of(raw)) + 1))


@one_at_a_time
@pytest.mark.parametrize("ending", ["rtf", "doc", "odt"])
def test_half_a_document_is_refused(formats: Path, ending: str) -> None:
    data = (formats / f"plan.{ending}").read_bytes()
    assert refused(data[: len(data) // 2], f"plan.{ending}").key in ("unconverted", "damaged")
    assert refused(data[:8] + bytes(range(256)) * 40, f"plan.{ending}").key in ("unconverted", "damaged")
