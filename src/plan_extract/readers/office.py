"""Older formats of word processors (.doc, .wps, .rtf, .odt): LibreOffice makes them .docx, in a process of its own.

It gets a folder and a profile of its own that are gone afterwards, runs no macros, follows no links, and has a time limit.
"""

import hashlib
import os
import shutil
import signal
import subprocess
import tempfile
from collections.abc import Callable
from contextlib import suppress
from importlib import import_module
from pathlib import Path

from plan_extract.errors import UnreadableError
from plan_extract.model import Source
from plan_extract.readers.options import Options

_PROGRAMS = ("soffice", "libreoffice")
_MOST_SECONDS = 60
_OLE = b"\xd0\xcf\x11\xe0"
_RTF = b"{\\rtf"
_ZIP = b"PK"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")  # a stream of an encrypted .docx
_SETTINGS = (
    ("Common/Security/Scripting", "MacroSecurityLevel", "3"),
    ("Common/Security/Scripting", "DisableMacrosExecution", "true"),
    ("Common/Security/Scripting", "DisableActiveContent", "true"),
    ("Common/Security/Scripting", "BlockUntrustedRefererLinks", "true"),
    ("Writer/Content/Update", "Link", "0"),
)
_PROFILE = (
    '<?xml version="1.0" encoding="UTF-8"?>\n'
    '<oor:items xmlns:oor="http://openoffice.org/2001/registry">{}</oor:items>\n'
)
_ITEM = '<item oor:path="/org.openoffice.Office.{}"><prop oor:name="{}" oor:op="fuse"><value>{}</value></prop></item>'


def read(data: bytes, path: str, options: Options) -> tuple[Source, str]:
    """The text that the reader of .docx finds in what LibreOffice makes of the file; the digest is that of the file.

    Raises UnreadableError without LibreOffice, and for what it cannot read.
    """
    if data.startswith(_OLE) and _ENCRYPTED in data:
        raise UnreadableError("encrypted", path=path)
    program = next(filter(None, map(shutil.which, _PROGRAMS)), None)
    if program is None:
        raise UnreadableError("needs_libreoffice", path=path)
    kind, ending, form = _kind(data)
    converted = _convert(data, ending, form, program, path)
    read_docx: Callable[..., tuple[Source, str]] = import_module("plan_extract.readers.docx").read
    source, text = read_docx(converted, path, options)
    original = {"media_type": kind, "sha256": hashlib.sha256(data).hexdigest(), "notes": (*source.notes, "converted")}
    return source.model_copy(update=original), text


def _kind(data: bytes) -> tuple[str, str, str]:
    """The media type of a file, the ending of its name, what LibreOffice calls the format; it would else read anything as text."""
    if data.startswith(_RTF):
        return "application/rtf", "rtf", "Rich Text Format"
    if data.startswith(_ZIP):
        return "application/vnd.oasis.opendocument.text", "odt", "writer8"
    return "application/msword", "doc", "MS Word 97"


def _convert(data: bytes, ending: str, form: str, program: str, path: str) -> bytes:
    """A file as .docx; raises UnreadableError where none comes of it."""
    with tempfile.TemporaryDirectory(prefix="plan-extract-", ignore_cleanup_errors=True) as name:
        folder = Path(name)
        (folder / f"plan.{ending}").write_bytes(data)
        settings = "".join(_ITEM.format(*setting) for setting in _SETTINGS)
        profile = folder / "profile" / "user" / "registrymodifications.xcu"
        profile.parent.mkdir(parents=True)
        profile.write_text(_PROFILE.format(settings), "utf-8")
        said = _run(
            [
                program,
                f"-env:UserInstallation={(folder / 'profile').as_uri()}",
                "--headless",
                "--norestore",
                "--nologo",
                "--nolockcheck",
                f"--infilter={form}",
                "--convert-to",
                "docx",
                "--outdir",
                str(folder / "made"),
                str(folder / f"plan.{ending}"),
            ],
            folder,
            path,
        )
        made = folder / "made" / "plan.docx"
        if not made.is_file():
            raise UnreadableError("unconverted", path=path, reason=said or "no reason given")
        return made.read_bytes()


def _run(command: list[str], folder: Path, path: str) -> str:
    """The last line that a command writes; where it takes too long, it and all that it has started are ended."""
    spoken = folder / "spoken"
    with spoken.open("wb") as output:
        process = subprocess.Popen(
            command,
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=output,
            cwd=folder,
            env={**os.environ, "HOME": str(folder), "TMPDIR": str(folder)},
            start_new_session=True,
        )
        try:
            process.wait(_MOST_SECONDS)
        except subprocess.TimeoutExpired:
            raise UnreadableError("unconverted", path=path, reason=f"took more than {_MOST_SECONDS} s") from None
        finally:
            _end_group(process)
    lines = spoken.read_text("utf-8", "replace").replace(str(folder), "").strip().splitlines()
    return lines[-1].strip() if lines else ""


def _end_group(process: subprocess.Popen[bytes]) -> None:
    """End a process with all that it has started; what has ended by itself may leave others behind."""
    with suppress(ProcessLookupError, PermissionError):
        os.killpg(process.pid, signal.SIGKILL)
    process.wait()
